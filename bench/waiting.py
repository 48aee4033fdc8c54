"""``python -m bench.waiting``: looking for letters that may leave while very many wait on one channel.

Viber's letters wait, five wait on Telegram. How long is the look for each of them, and for both?
"""

from __future__ import annotations

import time
from typing import Final

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bench.each_database import run
from bench.million import NOW
from bench.rates import median
from bot.sending.gathering import LOOK_AHEAD
from city import City
from flows.messages import Lane, Message
from models.database import Database
from models.migrate import migrate
from models.queues import outbox
from models.tables import conversations

TIMES: Final = 21
FEW: Final = 5
_WORDS: Final = Message("№ 1057: взято в роботу. Виконати до 2 грудня.")


async def measured(database: Database, city: City, count: int) -> None:
    """Let ``count`` letters wait, and look."""
    del city
    await migrate(database)
    async with database.write() as connection:
        await _write(connection, "viber", range(1, count + 1))
        await _write(connection, "telegram", range(count + 1, count + 1 + FEW))
    for name, channels in (
        ("the quiet channel", ["telegram"]),
        ("the full channel", ["viber"]),
        ("both", ["viber", "telegram"]),
    ):
        taken, work = [], []
        for _ in range(TIMES):
            async with database.read() as connection:
                start, used = time.perf_counter(), time.process_time()
                await outbox.ready(connection, NOW, LOOK_AHEAD, channels=channels)
                taken.append((time.perf_counter() - start) * 1000)
                work.append((time.process_time() - used) * 1000)
        print(
            f"  {name}: {median(taken):.1f} ms ({min(taken):.1f}–{max(taken):.1f}),"
            f" {median(work):.1f} ms of processor time here"
        )
    await database.close()


async def _write(connection: AsyncConnection, channel: str, ids: range) -> None:
    talk = {"channel": channel, "is_group": False, "language": "uk", "reachable": True, "state": {}}
    people = [talk | {"id": n, "address": str(n)} for n in ids]
    await connection.execute(insert(conversations), people)
    rows = [outbox.row(n, channel, _WORDS, Lane.NEWS, NOW, question=False) for n in ids]
    await outbox.put(connection, rows)


if __name__ == "__main__":
    run("bench.waiting", __doc__, measured, count=50_000, what="letters")
