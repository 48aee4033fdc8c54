"""Live updates: one server-sent event per transcript row, its id being the cursor."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from typing import Final

from aiohttp import web

from handlers.web.outbound import row_json
from handlers.web.ports import Row, Transcript

PER_SESSION: Final = 4
"""Browsers open six connections to one host over HTTP/1.1; two must stay free for the rest."""
_PAGE: Final = 100
_HEADERS: Final = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-cache, no-transform",
    "X-Accel-Buffering": "no",
    "X-Content-Type-Options": "nosniff",
}


class Streams:
    """All open streams. ``heartbeat`` and ``age`` are in seconds."""

    def __init__(self, transcript: Transcript, *, heartbeat: float, age: float) -> None:
        self._transcript = transcript
        self._heartbeat = heartbeat
        self._age = age
        self._open: defaultdict[str, list[asyncio.Event]] = defaultdict(list)

    async def serve(self, request: web.Request, address: str, cursor: int) -> web.StreamResponse:
        """Streams rows above ``cursor`` until the page goes, another takes over, or time is up."""
        response = web.StreamResponse(headers=_HEADERS)
        stop = self._enter(address)
        try:
            await response.prepare(request)
            await response.write(b"retry: 3000\n\n")
            bye = await self._pump(response, address, cursor, stop)
            await response.write(bye)
        except ConnectionError:
            pass  # the page has gone; it comes back with its cursor
        finally:
            self._leave(address, stop)
        return response

    async def close(self) -> None:
        """Ends every stream, so that the server can stop."""
        for stops in self._open.values():
            for stop in stops:
                stop.set()

    def _enter(self, address: str) -> asyncio.Event:
        stops = self._open[address]
        stops.append(stop := asyncio.Event())
        if len(stops) > PER_SESSION:
            stops[0].set()
        return stop

    def _leave(self, address: str, stop: asyncio.Event) -> None:
        self._open[address].remove(stop)
        if not self._open[address]:
            del self._open[address]

    async def _pump(
        self, response: web.StreamResponse, address: str, cursor: int, stop: asyncio.Event
    ) -> bytes:
        clock = asyncio.get_running_loop().time
        end, beat = clock() + self._age, clock() + self._heartbeat
        while not stop.is_set() and clock() < end:
            rows = await self._transcript.after(address, cursor, _PAGE)
            if not rows and clock() < beat:
                await self._something(address, cursor, stop, beat - clock())
                continue
            for row in rows:
                cursor = row.id
            await response.write(b"".join(_event(row) for row in rows) or b": here\n\n")
            beat = clock() + self._heartbeat
        return b"event: bye\ndata: {}\n\n" if stop.is_set() else b""

    async def _something(
        self, address: str, cursor: int, stop: asyncio.Event, seconds: float
    ) -> None:
        """Wait for something to do, ``seconds`` at most."""
        waits = {
            asyncio.ensure_future(self._transcript.wait(address, cursor)),
            asyncio.ensure_future(stop.wait()),
        }
        try:
            done, _ = await asyncio.wait(
                waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            for wait in waits:
                wait.cancel()
            await asyncio.gather(*waits, return_exceptions=True)
        for wait in done:
            wait.result()


def _event(row: Row) -> bytes:
    data = json.dumps(row_json(row), ensure_ascii=False)
    return f"id: {row.id}\ndata: {data}\n\n".encode()
