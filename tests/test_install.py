"""deploy/venv.sh, which stands behind every make command, on machines good and bad."""

import hashlib
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "deploy" / "venv.sh"
TOOLS = ("sh", "cat", "cksum", "mkdir", "mv", "rm", "dirname", "basename")


@dataclass(frozen=True)
class Machine:
    """A checkout with a lock of one package, on a machine with the tools in ``path`` only."""

    checkout: Path
    path: Path

    def installs(self, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", "deploy/venv.sh", "requirements.lock"],
            cwd=self.checkout,
            env={"PATH": str(self.path), "PIP_NO_INDEX": "1"} | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def has_python(self, *missing: str, name: str = "python3") -> None:
        """Give the machine an interpreter, without the modules that are ``missing``."""
        hole = self.checkout.parent / "hole"
        hole.mkdir(exist_ok=True)
        for module in missing:
            (hole / f"{module}.py").write_text("raise ImportError", encoding="ascii")
        real = Path(sys.base_prefix, "bin", f"python3.{sys.version_info.minor}")
        wrapper = self.path / name
        wrapper.write_text(f'#!/bin/sh\nPYTHONPATH="{hole}" exec "{real}" "$@"\n', "ascii")
        wrapper.chmod(0o755)

    def installed(self) -> str:
        python = self.checkout / ".venv/bin/python"
        told = subprocess.run(
            [python, "-c", "import tiny; print(tiny.VERSION)"],
            capture_output=True,
            text=True,
            check=True,
        )
        return told.stdout.strip()

    def locks(self, version: str) -> None:
        """Write a wheel of the package ``tiny`` and a lock that names its hash."""
        wheel = self.checkout / f"tiny-{version}-py3-none-any.whl"
        info = f"tiny-{version}.dist-info"
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr("tiny.py", f"VERSION = {version!r}\n")
            archive.writestr(
                f"{info}/METADATA", f"Metadata-Version: 2.1\nName: tiny\nVersion: {version}\n"
            )
            archive.writestr(
                f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            )
            archive.writestr(f"{info}/RECORD", "")
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        lock = self.checkout / "requirements.lock"
        lock.write_text(f"./{wheel.name} --hash=sha256:{digest}\n", encoding="ascii")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path / "a checkout", tmp_path / "bin")
    (made.checkout / "deploy").mkdir(parents=True)
    made.path.mkdir()
    shutil.copy(SCRIPT, made.checkout / "deploy")
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found, tool
        (made.path / tool).symlink_to(found)
    made.locks("1.0")
    return made


def test_first_second_changed_and_interrupted(machine: Machine) -> None:
    machine.has_python()

    first = machine.installs()
    assert first.returncode == 0, first.stderr
    assert machine.installed() == "1.0"

    second = machine.installs()
    assert (second.returncode, second.stderr) == (0, "")

    machine.locks("1.1")
    assert machine.installs().stderr == "Installing requirements.lock\n"
    assert machine.installed() == "1.1"

    (machine.checkout / ".venv/bin/python").unlink()
    assert machine.installs().returncode == 0
    assert machine.installed() == "1.1"


def test_a_wrong_hash_installs_nothing_and_leaves_no_stamp(machine: Machine) -> None:
    machine.has_python()
    lock = machine.checkout / "requirements.lock"
    lock.write_text(lock.read_text("ascii")[:-9] + "00000000\n", "ascii")

    for _ in range(2):
        refused = machine.installs()
        assert refused.returncode == 1
        assert "DO NOT MATCH THE HASHES" in refused.stderr
    with pytest.raises(subprocess.CalledProcessError):
        machine.installed()


def test_a_python_without_ensurepip_uses_the_systems_pip(machine: Machine) -> None:
    machine.has_python("ensurepip")

    done = machine.installs()

    assert done.returncode == 0, done.stderr
    assert machine.installed() == "1.0"
    assert machine.installs().stderr == ""


def test_a_whole_python_is_preferred_to_a_first_one(machine: Machine) -> None:
    machine.has_python(name="python3.14")
    bad = machine.path / "python3"
    bad.write_text("#!/bin/sh\nexit 1\n", "ascii")
    bad.chmod(0o755)

    assert machine.installs().returncode == 0
    assert machine.installed() == "1.0"


def test_no_python_is_said_in_words(machine: Machine) -> None:
    told = machine.installs()

    assert told.returncode == 1
    assert "Python 3.11 or newer was not found" in told.stderr
    assert "apt install python3 python3-venv" in told.stderr


def test_no_way_to_make_an_environment_is_said_in_words(machine: Machine) -> None:
    machine.has_python("ensurepip", "pip", "virtualenv")

    told = machine.installs()

    assert told.returncode == 1
    assert "cannot make a virtual environment" in told.stderr
    assert "apt install python3-venv" in told.stderr
    assert "Traceback" not in told.stderr
    assert not (machine.checkout / ".venv").exists()
