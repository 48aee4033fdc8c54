"""Processes of the program that begin in a moment, for tests that start it some hundred times.

Most of what a start costs is loading modules and learning from the city's examples. Here one
process (:mod:`tests.warm.server`) has done that once and forks; :mod:`tests.warm.client` is what a
test starts in place of ``python -m bot``, and looks just like it from outside: its output, its
signals, its end. Cold starts have tests of their own (``tests/bot/test_app.py``, the fresh clone).
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
CLIENT = Path(__file__).with_name("client.py")


def warm(module: str, *arguments: str) -> list[str]:
    """What to start in place of ``python -W error -m module arguments``."""
    return [sys.executable, "-I", "-S", str(CLIENT), str(_server()), module, *arguments]


@cache
def _server() -> Path:
    """The socket of this process's server, which ends with it."""
    folder = tempfile.TemporaryDirectory(prefix="warm-")
    path = Path(folder.name) / "socket"
    server = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "tests.warm.server", str(path)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert server.stdin is not None
    assert server.stdout is not None
    assert server.stdout.readline() == b"ready\n"

    def ends() -> None:
        server.communicate()
        folder.cleanup()

    atexit.register(ends)
    return path
