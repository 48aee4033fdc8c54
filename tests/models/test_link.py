"""Leases and calls between processes on one PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any

import pytest
from sqlalchemy import text

from models.database import Database
from models.link import Link
from tests.databases import postgres, postgres_database, sqlite_database

__all__ = ["postgres", "postgres_database", "sqlite_database"]

pytestmark = pytest.mark.postgres

PATIENCE = 30.0


@asynccontextmanager
async def linked(database: Database, *wanted: str, **more: Any) -> AsyncIterator[Link]:
    link = Link(database, wanted, **more)
    task = asyncio.create_task(link.run())
    try:
        yield link
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await task


async def soon(what: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not what():  # noqa: ASYNC110 - what is waited for is a server's
            await asyncio.sleep(0.02)  # real connections take real time


async def test_on_sqlite_the_one_process_holds_everything(sqlite_database: Database) -> None:
    link = Link(sqlite_database, ["send"])
    await link.run()  # returns: there is nothing to keep up
    link.call(worked=["a"])
    assert link.holds("anything")


@pytest.mark.fault(11)
async def test_one_of_several_holds_a_lease_and_the_next_gets_it_when_it_ends(
    postgres_database: Database,
) -> None:
    async with AsyncExitStack() as rest:
        async with linked(postgres_database, "send", "poll") as first:
            await asyncio.wait_for(first.obtained("send"), PATIENCE)
            second = await rest.enter_async_context(linked(postgres_database, "send"))
            third = await rest.enter_async_context(linked(postgres_database, "send"))
            await asyncio.sleep(1.5)
            assert first.holds("send")
            assert first.holds("poll")
            assert not second.holds("send")
            assert not third.holds("send")
        await soon(lambda: second.holds("send") or third.holds("send"))
        assert second.holds("send") != third.holds("send")
        assert not first.holds("send")


async def test_a_holder_whose_connection_is_cut_knows_it_and_another_takes_over(
    postgres_database: Database,
) -> None:
    async with linked(postgres_database, "send") as first:
        await asyncio.wait_for(first.obtained("send"), PATIENCE)
        async with linked(postgres_database, "send") as second:
            async with postgres_database.write() as connection:
                await connection.execute(
                    text(
                        "SELECT pg_terminate_backend(pid) FROM pg_locks"
                        " WHERE locktype = 'advisory' AND granted"
                    )
                )
            await asyncio.wait_for(first.lost("send"), PATIENCE)
            await asyncio.wait_for(second.obtained("send"), PATIENCE)


async def test_a_holder_that_hangs_counts_on_nothing_any_more(postgres_database: Database) -> None:
    now = 0.0
    async with linked(postgres_database, "send", clock=lambda: now) as link:
        await soon(lambda: link.holds("send"))
        now = 5.1
        assert not link.holds("send")


async def test_the_others_hear_a_call_and_the_caller_does_not(postgres_database: Database) -> None:
    heard: list[tuple[str, dict[str, Any]]] = []
    async with (
        linked(postgres_database, heard=lambda call: heard.append(("first", call))) as first,
        linked(postgres_database, "x", heard=lambda call: heard.append(("second", call))) as second,
    ):
        first.call(worked=["a"])
        await soon(lambda: second.holds("x"))
        for _ in range(3):
            await asyncio.sleep(0.5)
            first.call(worked=["b"])
        await soon(lambda: bool(heard))
        assert {who for who, _ in heard} == {"second"}
        assert heard[-1][1] == {"worked": ["b"]}
