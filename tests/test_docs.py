"""The documentation says what the program does: what can be compared with it is."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.edges.menus import RESIDENT
from bot.settings import NAMES
from docs import generate, reliability
from flows import access
from flows.life.lifecycle import TABLE
from tests.test_house import ROOT, kept, name_of

PAGES = [file for file in kept() if file.suffix == ".md"]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def test_the_page_of_the_lifecycle_is_that_of_the_table() -> None:
    assert generate.LIFECYCLE.read_text("utf-8") == generate.lifecycle(), "python -m docs.generate"


def test_the_page_of_reliability_names_the_tests_that_are_marked() -> None:
    assert generate.RELIABILITY.read_text("utf-8") == reliability.page(), "python -m docs.generate"


def test_each_fault_has_a_test_of_its_own() -> None:
    marked = reliability.marked()
    assert set(marked) == set(reliability.FAULTS)
    assert len(marked) == 25


def test_the_guide_has_the_commands_of_the_table() -> None:
    text = generate.GUIDE.read_text("utf-8")
    assert generate.commands() in text, "python -m docs.generate"
    assert generate.guide(text) == text


def test_the_page_of_the_lifecycle_has_every_row() -> None:
    page = generate.lifecycle()
    for row in TABLE:
        for status in row.before:
            assert re.search(rf"{status} --> {row.after}: .*{row.verb}", page), row
    assert page.count("| **") == len(TABLE)


def test_a_row_that_changes_changes_the_pages() -> None:
    text = generate.GUIDE.read_text("utf-8")
    assert generate.guide(text.replace("| `/take` |", "| `/taken` |")) == text


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text("utf-8"))
    inner = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    assert [link for link in inner if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_files_that_are_named_exist(page: Path) -> None:
    rooms = "bot|handlers|models|flows|city|locales|tests|deploy|docs"
    named = re.findall(rf"`((?:{rooms})/[\w/.-]+)`", page.read_text("utf-8"))
    made_up = {"city/malynivka"}  # an example of a city's folder
    assert [name for name in named if not (ROOT / name).exists() and name not in made_up] == []


@pytest.mark.parametrize("page", ["guide-operator.uk.md", "guide-resident.uk.md"])
def test_guides_name_only_commands_that_exist(page: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    said = set(re.findall(r"`/([a-z]+)", text)) - {"staff"}
    assert said
    assert said <= {*access.COMMANDS, *RESIDENT, "start", "join", "about", "unlink", "object"}


def test_every_setting_is_described_where_an_administrator_looks() -> None:
    for name in ("docs/operations.md", ".env.example"):
        text = (ROOT / name).read_text("utf-8")
        assert [setting for setting in NAMES if not re.search(rf"\b{setting}\b", text)] == [], name


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["postgres"]]
    names = [re.split(r"[\[<>=;~ ]", line)[0] for line in wanted]
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert [name for name in names if f"| `{name}` |" not in text] == []
