import shutil
from pathlib import Path

import pytest

from city import City, load, load_named

TINY = Path(__file__).parent / "tiny"


@pytest.fixture(scope="session")
def kryvyi_rih() -> City:
    return load_named("kryvyi_rih")


@pytest.fixture(scope="session")
def tiny() -> City:
    return load(TINY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the tiny city to spoil."""
    return Path(shutil.copytree(TINY, tmp_path / "spoiled"))
