"""Fetches the files that people send: beside the engine, outside every transaction.

A file is claimed, downloaded within limits, checked, stored by its content; how that ended is
written together with the event that tells the conversation.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.files.library import Library
from bot.observing.trace import where
from flows.events import Notice
from handlers.channel import Channel, FetchError
from handlers.media import Checked, Inspector, RefusedFile, limit
from models.database import Database
from models.keeping import waste
from models.queues import downloads, inbox
from models.queues.downloads import Download
from models.records.attachments import Stored

log = logging.getLogger(__name__)

AT_ONCE: Final = 4
OF_ONE_CHANNEL: Final = 2
"""So that a service that drips, or is gone, holds up no other's files."""
LONGEST_SECONDS: Final = 300.0
"""How long one download may take, however slowly its bytes drip."""
CLAIM: Final = timedelta(seconds=2 * LONGEST_SECONDS)
FIRST_DELAY: Final = timedelta(seconds=5)
LONGEST_DELAY: Final = timedelta(minutes=20)
GIVE_UP: Final = timedelta(hours=3)
"""Counted from the moment the file was sent; the resident can still send it again."""
ATTEMPTS: Final = 20
"""A file that ends the process each time it is looked at must not do so for three hours."""
POLL_SECONDS: Final = 2.0
_TOLD: Final = frozenset({"too-large", "type", "broken", "empty", "gone"})


class Fetcher:
    """Fetches waiting attachments until cancelled; ``wake`` tells the engine of new events."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        library: Library,
        *,
        clock: Callable[[], datetime],
        wake: Callable[[], None],
    ) -> None:
        self._database = database
        self._channels = channels
        self._library = library
        self._clock = clock
        self._wake = wake
        self._inspector = Inspector()
        self._nudged = asyncio.Event()
        self._busy: Counter[str] = Counter()

    def nudge(self) -> None:
        """There may be a new file; without this it is seen at the next look at the table."""
        self._nudged.set()

    async def run(self) -> None:
        """Fetch for ever; takes up at once what an earlier run was fetching when it ended."""
        await self._library.prepare()
        async with self._database.write() as connection:
            await downloads.release(connection)
        slots = asyncio.Semaphore(AT_ONCE)
        async with asyncio.TaskGroup() as group:
            while True:
                await slots.acquire()
                download = await self._next()
                self._busy[download.to.channel] += 1
                task = group.create_task(self._fetch(download))
                task.add_done_callback(partial(self._done, slots, download.to.channel))

    def _done(self, slots: asyncio.Semaphore, channel: str, _: asyncio.Task[None]) -> None:
        self._busy[channel] -= 1
        slots.release()
        self.nudge()

    async def work_off(self) -> int:
        """Fetch what is due now, one after the other; how many there were is returned."""
        done = 0
        while download := await self._claim():
            await self._library.prepare()
            await self._fetch(download)
            done += 1
        return done

    async def _next(self) -> Download:
        while True:
            self._nudged.clear()
            if download := await self._claim():
                return download
            try:
                async with asyncio.timeout(POLL_SECONDS):
                    await self._nudged.wait()
            except TimeoutError:
                continue

    async def _claim(self) -> Download | None:
        now = self._clock()
        full = [channel for channel, count in self._busy.items() if count >= OF_ONE_CHANNEL]
        async with self._database.read() as connection:
            if not await downloads.waiting(connection, now, full):
                return None
        async with self._database.write() as connection:
            return await downloads.claim(connection, now, now + CLAIM, full)

    async def _fetch(self, download: Download) -> None:
        part = self._library.part()
        try:
            result = await self._examined(download, part)
            if isinstance(result, Checked):
                await self._library.put(result.path, result.sha256)
        except FetchError as error:
            await self._failed(download, error)
        except TimeoutError:
            await self._failed(download, FetchError("too slow", final=False))
        except Exception as error:
            # a fault of ours or of this machine's disk: the file itself may be all right
            log.error("attachment %d could not be fetched: %s", download.id, where(error))  # noqa: TRY400
            await self._failed(download, FetchError("fault", final=False))
        else:
            await self._settle(download, result)
        finally:
            await self._library.discard(part)

    async def _examined(self, download: Download, part: Path) -> Checked | RefusedFile:
        async with asyncio.timeout(LONGEST_SECONDS):
            await self._receive(download, part)
        return await self._inspector.check(part, kind=download.kind, name=download.name)

    async def _receive(self, download: Download, part: Path) -> None:
        channel = self._channels.get(download.to.channel)
        if channel is None:
            raise FetchError("channel is off", final=False)
        size, most = 0, limit(download.kind)
        with await asyncio.to_thread(part.open, "xb") as file:
            async for chunk in channel.fetch(download.source):
                size += len(chunk)
                if size > most:
                    raise FetchError("too-large", final=True)
                await asyncio.to_thread(file.write, chunk)

    async def _failed(self, download: Download, error: FetchError) -> None:
        age = self._clock() - download.since
        if error.final or age > GIVE_UP or download.attempts >= ATTEMPTS:
            await self._refuse(download, error.reason if error.reason in _TOLD else "network")
            return
        delay = min(FIRST_DELAY * 2 ** min(download.attempts - 1, 16), LONGEST_DELAY)
        log.info("attachment %d is tried again in %.0f s", download.id, delay.total_seconds())
        async with self._database.write() as connection:
            await downloads.put_off(connection, download.id, self._clock() + delay)

    async def _settle(self, download: Download, result: Checked | RefusedFile) -> None:
        if isinstance(result, RefusedFile):
            await self._refuse(download, result.reason)
            return
        stored = Stored(
            download.id, result.kind, result.sha256, result.mime, result.name, result.size
        )
        async with self._database.write() as connection:
            if await downloads.store(connection, stored):
                await self._tell(connection, download, {"state": "stored", **_where(result)})
            else:  # its owner's data were erased meanwhile
                await waste.note(connection, [result.sha256], self._clock())
        self._wake()

    async def _refuse(self, download: Download, reason: str) -> None:
        async with self._database.write() as connection:
            if await downloads.refuse(connection, download.id, reason):
                outcome = {"state": "refused", "reason": reason}
                await self._tell(connection, download, outcome)
        self._wake()

    async def _tell(
        self, connection: AsyncConnection, download: Download, outcome: Mapping[str, str]
    ) -> None:
        data = {"attachment": str(download.id), **outcome}
        key = f"fetched:{download.id}"
        await inbox.post(connection, key, download.to, Notice("fetched", data=data), self._clock())


def _where(checked: Checked) -> dict[str, str]:
    """Where a picture was taken goes with the event alone, which is emptied once it is worked."""
    if checked.point is None:
        return {}
    return {"lat": f"{checked.point[0]:.6f}", "lon": f"{checked.point[1]:.6f}"}
