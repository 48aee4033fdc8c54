import os
import shutil
import ssl
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pytest

DATABASES = ("sqlite", "postgresql")
MEMORY = Path("/dev/shm")  # noqa: S108 - only chosen as the root; pytest makes its folders there
ROOM = 4 << 30
"""Bytes."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--seed", type=int, help="play this seed of the fault simulation alone")
    parser.addoption("--database", choices=DATABASES, help="play every journey on this database")


def pytest_configure() -> None:
    """Databases of the tests lie in memory where there is room: each commit waits for its disk.

    No test ends the machine, so none can tell the difference.
    """
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.fixture(scope="session", autouse=True)
def certificates_are_read_once() -> Iterator[None]:
    """The client of each stage would read the machine's certificates anew: longer than a test."""
    with patch.object(ssl, "create_default_context", cache(ssl.create_default_context)):
        yield
