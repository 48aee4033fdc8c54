import ssl
from collections.abc import Iterator
from functools import cache
from unittest.mock import patch

import pytest

DATABASES = ("sqlite", "postgresql")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--seed", type=int, help="play this seed of the fault simulation alone")
    parser.addoption("--database", choices=DATABASES, help="play every journey on this database")


@pytest.fixture(scope="session", autouse=True)
def certificates_are_read_once() -> Iterator[None]:
    """The client of each stage would read the machine's certificates anew: longer than a test."""
    with patch.object(ssl, "create_default_context", cache(ssl.create_default_context)):
        yield
