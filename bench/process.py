"""The program as its own process: how soon it answers, and how much memory it takes.

It is started twice, on a new database and on the one that is there then; with the second, pages
of the web chat are opened, each of which has described a problem and seen the answer.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import uuid4

import aiohttp

from tests.ports import free_port

ROOT: Final = Path(__file__).parents[1]
PATIENCE: Final = 60.0
WARMING: Final = 20
"""Pages after which everything has been loaded that is loaded once."""
MEBI: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Footprint:
    """Seconds until the first healthy answer; memory in MiB, None where it cannot be told.

    ``rest`` is after the start, ``warm`` after the first conversations.
    """

    fresh: float
    again: float
    rest: float | None
    warm: float | None
    chats: int
    with_chats: float | None

    @property
    def per_thousand(self) -> float | None:
        """MiB for a thousand open conversations, each with its page."""
        if self.warm is None or self.with_chats is None:
            return None
        return (self.with_chats - self.warm) / self.chats * 1000


class Running:
    """A started program."""

    def __init__(self, pid: int, url: str, seconds: float) -> None:
        self.pid = pid
        self.url = url
        self.seconds = seconds

    @property
    def memory(self) -> float | None:
        """Its resident memory in MiB."""
        try:
            status = Path(f"/proc/{self.pid}/status").read_text("utf-8")
        except OSError:
            return None
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) * 1024 / MEBI


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Running]:
    """The program on ``folder`` from its first healthy answer; without any messenger's token."""
    url = f"http://127.0.0.1:{(port := free_port())}"
    settings = {
        "DATA_DIR": str(folder / "data"),
        "PORT": str(port),
        "TRUSTED_PROXIES": "127.0.0.1",
        "PYTHONPATH": str(ROOT),
    }
    begun = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot"),
        cwd=folder,
        env=settings | {"PATH": os.environ.get("PATH", "")},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(PATIENCE):
            await _healthy(process, url)
        yield Running(process.pid, url, time.perf_counter() - begun)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _healthy(process: asyncio.subprocess.Process, url: str) -> None:
    async with aiohttp.ClientSession() as http:
        while process.returncode is None:
            try:
                async with http.get(f"{url}/health") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(0.005)
    raise AssertionError("the program ended before it was healthy")


async def footprint(folder: Path, chats: int) -> Footprint:
    """Start twice, on a new database and on the one that is there; then open ``chats`` pages."""
    async with running(folder) as first:
        fresh = first.seconds
    async with running(folder) as program:
        rest = program.memory
        pages = [Page(program.url, number) for number in range(chats + WARMING)]
        try:
            for page in pages[:WARMING]:
                await page.open()
            warm = program.memory
            for page in pages[WARMING:]:
                await page.open()
            with_chats = program.memory
        finally:
            for page in pages:
                await page.close()
        return Footprint(fresh, program.seconds, rest, warm, chats, with_chats)


class Page:
    """A browser with the web chat open: it has described a problem and sees the answer."""

    def __init__(self, url: str, number: int) -> None:
        # Each one comes from a home of its own, as behind the city's proxy.
        home = f"10.{number // 62500}.{number // 250 % 250}.{number % 250}"
        headers = {"Origin": url, "X-Forwarded-For": home}
        jar = aiohttp.CookieJar(unsafe=True)
        self._http = aiohttp.ClientSession(url, cookie_jar=jar, headers=headers)
        self._stream: aiohttp.ClientResponse | None = None

    async def open(self) -> None:
        """Returns when the bot's answer has come through the open stream."""
        async with self._http.post("/api/session", json={}) as answer:
            answer.raise_for_status()
        self._stream = await self._http.get("/api/stream")
        self._stream.raise_for_status()
        words = {"id": str(uuid4()), "kind": "text", "text": "Третій день не горять ліхтарі"}
        async with self._http.post("/api/events", json=words) as answer:
            answer.raise_for_status()
        async with asyncio.timeout(PATIENCE):
            while "Усе правильно" not in (await self._stream.content.readline()).decode():
                continue

    async def close(self) -> None:
        """Leave the page."""
        if self._stream is not None:
            self._stream.close()
        await self._http.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """``python -m bench.process``."""
    made = argparse.ArgumentParser(prog="python -m bench.process", description=__doc__)
    made.add_argument("--chats", type=int, default=500, help="pages opened for the memory")
    wanted = made.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(footprint(Path(folder), wanted.chats))
    print(
        f"from start to healthy: {found.fresh:.1f} s on a new database, {found.again:.1f} s again"
    )
    for name, value in (
        ("after the start", found.rest),
        (f"after {WARMING} chats", found.warm),
        ("per 1,000 open chats", found.per_thousand),
    ):
        print(
            f"memory {name}: {'not told by this system' if value is None else f'{value:.0f} MiB'}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
