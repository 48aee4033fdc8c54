"""The program as its own process, with settings of the test's own and no others."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tests.warm import ROOT, warm

PATIENCE = 60


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """Nothing of the developer's own settings, but what a process needs."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    data = {"DATA_DIR": str(folder / "data"), "PYTHONPATH": str(ROOT)}
    return {**kept, **data, **settings}


def cold(*arguments: str) -> list[str]:
    """The program as everybody starts it."""
    return [sys.executable, "-W", "error", "-m", "bot", *arguments]


def command(*arguments: str) -> list[str]:
    """The same, loaded already."""
    return warm("bot", *arguments)


def bot(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        command(*arguments),
        cwd=folder,
        env=environment(folder, **settings),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@contextmanager
def running(
    folder: Path,
    port: int,
    settings: dict[str, str] | None = None,
    *,
    stdout: int = subprocess.PIPE,
    start: Callable[[], list[str]] = command,
) -> Iterator[subprocess.Popen[str]]:
    """The whole program, from when it listens; killed at the end if it has not ended before."""
    process = subprocess.Popen(
        start(),
        cwd=folder,
        env=environment(folder, PORT=str(port), **(settings or {})),
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        said = until(process.stderr, "listening on")
        assert "listening on" in said, said
        yield process
    finally:
        process.kill()
        process.communicate()


def until(stream: IO[str] | None, words: str) -> str:
    """What a stream says up to the line with these words, or all when it ends before."""
    assert stream is not None
    said = ""
    for line in stream:
        said += line
        if words in line:
            break
    return said
