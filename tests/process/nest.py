"""One process that has loaded the program, from which many lives of many houses begin."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from tests.warm import ROOT


class Nest:
    """Gives out launchers; see :mod:`tests.process.launcher`."""

    async def __aenter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="nest-")
        self._path = Path(self._folder.name) / "socket"
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-W", "error", "-m", "tests.process.launcher", str(self._path)),
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        assert self._process.stdout is not None
        assert await self._process.stdout.readline() == b"ready\n"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()
        self._folder.cleanup()

    async def launcher(
        self, folder: Path, environment: Mapping[str, str]
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A launcher whose lives are at home in this folder; what they log stands in ``log``."""
        heard, said = await asyncio.open_unix_connection(self._path)
        place = {"folder": str(folder), "environment": dict(environment)}
        said.write(json.dumps(place).encode() + b"\n")
        return heard, said
