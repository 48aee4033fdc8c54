"""Rules of the house that no linter checks."""

import ast
import re
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-postgres.lock", "requirements-dev.lock")
MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 60
NOT_CODE = ("models/migrations/versions/",)
NOT_TEXT = {".png", ".jpg", ".jpeg", ".ico", ".woff2", ".heic", ".mp4", ".ogg"}

# Folders where somebody's machine keeps things; a repository that names one works only there.
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:home|root|work|opt|mnt|Users)/\w+|[A-Z]:\\Users\\")
LINK_OR_ADDRESS = re.compile(
    r"://|\bfile:|find-links|index-url|trusted-host|(?:^|\s)/\w", re.MULTILINE
)


@cache
def kept() -> tuple[Path, ...]:
    """Every file of the project. Asks .gitignore and not git: an unpacked archive has none."""
    lines = (ROOT / ".gitignore").read_text("utf-8").split()
    ignored = [".git", *(line.strip("/") for line in lines)]
    return tuple(walk(ROOT, ignored))


def walk(folder: Path, ignored: list[str]) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if any(fnmatch(path.name, pattern) for pattern in ignored):
            continue
        if path.is_dir():
            yield from walk(path, ignored)
        else:
            yield path


def code() -> list[Path]:
    every = [file for file in kept() if file.suffix == ".py"]
    return [file for file in every if not name_of(file).startswith(NOT_CODE)]


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def functions(file: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield f"{name_of(file)}:{node.name}", node.end_lineno - node.lineno + 1


def test_there_is_a_house_to_look_at() -> None:
    assert {"bot/settings.py", "tests/test_house.py"} <= {name_of(file) for file in code()}


def test_no_file_is_too_long() -> None:
    lengths = {name_of(file): len(file.read_text("utf-8").splitlines()) for file in code()}
    assert {name: n for name, n in lengths.items() if n > MAX_FILE_LINES} == {}


def test_no_function_is_too_long() -> None:
    lengths = dict(found for file in code() for found in functions(file))
    assert {name: n for name, n in lengths.items() if n > MAX_FUNCTION_LINES} == {}


def test_functions_are_mostly_short() -> None:
    lengths = sorted(n for file in code() for _, n in functions(file))
    assert lengths[len(lengths) // 2] <= 10
    assert lengths[len(lengths) * 95 // 100] <= 40


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    this = Path(__file__)
    texts = {file for file in kept() if file.suffix not in NOT_TEXT and file != this}
    found = {name_of(file): MACHINE_PATH.findall(file.read_text("utf-8")) for file in texts}
    assert {name: paths for name, paths in found.items() if paths} == {}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_versions_and_hashes_and_no_place(name: str) -> None:
    lock = (ROOT / name).read_text("utf-8")
    entries = re.split(r"\n(?=\S)", lock.strip())

    assert not LINK_OR_ADDRESS.search(lock)
    assert all(re.match(r"[a-z0-9.-]+==\S+", entry) for entry in entries)
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_development_lock_holds_the_runtime_lock() -> None:
    runtime, postgres, development = ((ROOT / name).read_text("utf-8") for name in LOCKS)
    versions = re.compile(r"^\S+==\S+(?: ; [^\\\n]+)?", re.MULTILINE)
    assert set(versions.findall(runtime)) < set(versions.findall(postgres))
    assert set(versions.findall(postgres)) < set(versions.findall(development))


def test_the_runtime_lock_has_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {re.split(r"[\[<>=;~ ]", line)[0] for line in project["dependencies"]}
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / LOCKS[0]).read_text("utf-8"), re.MULTILINE))
    assert {re.sub(r"[-_.]+", "-", name).lower() for name in wanted} <= locked
