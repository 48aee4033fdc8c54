"""Receipts on a database: the first of each kind counts, the latest message is told of."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.sending.receipts import Receipts
from models import tables as t
from models.database import Database
from models.queues import receipts as table
from models.queues.receipts import Note
from tests.bot.room import NOON, Clock, Room

LATER = NOON + timedelta(minutes=5)


async def noted(database: Database) -> list[tuple[object, ...]]:
    rows = await Room(database).rows(t.receipts, "message", "delivered_at", "seen_at", "failed_at")
    return sorted(rows)


async def test_the_first_of_each_kind_counts(database: Database) -> None:
    receipts = Receipts(database, "viber", Clock())
    await receipts.note("delivered", "57", NOON)
    await receipts.note("delivered", "57", LATER)
    await receipts.note("seen", "57", LATER)
    await receipts.note("failed", "58", LATER)
    assert await noted(database) == [("57", NOON, LATER, None), ("58", None, None, LATER)]


async def test_many_at_once_share_their_commits(database: Database) -> None:
    receipts = Receipts(database, "viber", Clock())
    commits = 0
    write = database.write

    def counted() -> object:
        nonlocal commits
        commits += 1
        return write()

    database.write = counted  # type: ignore[method-assign, assignment]
    await asyncio.gather(*(receipts.note("seen", str(n), NOON) for n in range(50)))
    assert len(await noted(database)) == 50
    assert commits < 10


async def test_a_receipt_that_was_not_written_is_not_acknowledged(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipts = Receipts(database, "viber", Clock())
    left = 1

    async def failing(*args: object) -> None:
        nonlocal left
        if left:
            left -= 1
            raise OSError("the disk is full")
        await real(*args)  # type: ignore[arg-type]

    real = table.note
    monkeypatch.setattr(table, "note", failing)
    both = [receipts.note("seen", one, NOON) for one in ("1", "2")]
    first, second = await asyncio.gather(*both, return_exceptions=True)
    assert isinstance(first, OSError)
    assert second is None
    assert [row[0] for row in await noted(database)] == ["1", "2"]


async def test_old_receipts_are_forgotten(database: Database) -> None:
    async with database.write() as connection:
        await table.note(connection, [Note("viber", "1", "seen_at", NOON)], NOON)
        await table.note(connection, [Note("viber", "2", "seen_at", NOON)], LATER)
        assert await table.prune(connection, LATER) == 1
    assert [row[0] for row in await noted(database)] == ["2"]


async def test_nothing_is_known_of_a_request_that_nobody_was_told_about(
    database: Database,
) -> None:
    async with database.read() as connection:
        assert await table.last_of(connection, 1) is None
