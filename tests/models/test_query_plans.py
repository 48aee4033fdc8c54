"""What every step asks must not become slower as the city's requests pile up."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.desk import Circle, Filter, Outage, Search, Sight
from flows.domain import OPEN, Place
from flows.reports.period import Period
from models.database import Database
from models.keeping import erased_words
from models.queries import neighbours, reports, search
from models.queues import downloads, inbox, jobs, outbox, timers, work
from models.records import attachments, conversations, followers, outages, transcript
from models.records import requests as stored_requests

NOW = datetime(2026, 11, 22, tzinfo=UTC)
MONTH = Period(date(2026, 10, 1), date(2026, 10, 31))
OUTAGE = Outage(1, 1, ("lighting.street",), ("E",), NOW, "", 1)
ROADS = Sight(frozenset({1}), frozenset({"roads"}))

SHORT = (
    "ix_inbox_waiting",
    "ix_outbox_waiting",
    "ix_outbox_conversation",
    "ix_attachments_pending",
    "ix_jobs_waiting",
    "ix_timers_due_at",
    "ix_requests_due",
)
"""Indexes of what waits or is open, and of nothing else: these may be read from end to end.

Of the timers only the first is read; what is open is counted beside the engine.
"""

OWN = (
    "SCAN CONSTANT ROW",
    "SCAN 31 CONSTANT ROWS",
    "SCAN days",
    "SCAN found",
    "SCAN some",
    "SCAN jump",
    "SCAN newest",
    "SCAN every",
    "SCAN waits",
)
"""What a statement has made for itself: the days of a month, and rows that were found already."""

ASKED: dict[str, Callable[[AsyncConnection], Awaitable[Any]]] = {
    "next events": lambda c: work.heads(c, 64),
    "one event": lambda c: work.one(c, 1),
    "is anything waiting": inbox.waiting,
    "what chats sent lately": lambda c: inbox.lately(c, [("post", "olena"), ("post", "o")], NOW),
    "worked events": lambda c: inbox.done(c, [1, 2]),
    "forget events": lambda c: inbox.prune(c, NOW),
    "news behind": lambda c: outbox.behind(c, [1, 2], NOW),
    "next letters": lambda c: outbox.ready(c, NOW, 64, channels=["post"], without_chats=[1, 2]),
    "letters left": lambda c: outbox.left_sending(c, ["post"]),
    "letters sent lately": lambda c: outbox.sent_since(c, ["post"], NOW),
    "withdrawn questions": lambda c: outbox.withdraw_questions(c, [1, 2]),
    "how many letters wait": outbox.waiting,
    "forget letters": lambda c: outbox.prune(c, NOW),
    "is a job waiting": lambda c: jobs.waiting(c, NOW),
    "next job": lambda c: jobs.claim(c, NOW, NOW),
    "forget jobs": lambda c: jobs.prune(c, NOW),
    "next timer": timers.next_due,
    "timers": lambda c: timers.fire(c, NOW),
    "addresses": lambda c: conversations.of_residents(c, [1, 2]),
    "staff addresses": lambda c: conversations.of_staff(c, 1),
    "a request": lambda c: stored_requests.get(c, 1001),
    "a history": lambda c: stored_requests.entries(c, 1001),
    "files of a request": lambda c: attachments.of_request(c, 1001),
    "files to fetch": lambda c: downloads.waiting(c, NOW),
    "request of a message": lambda c: transcript.request_of(c, 1, "55"),
    "words about others": lambda c: erased_words.erase(c, 1, [1001], NOW),
    "whom an outage concerns": lambda c: outages.reach(c, OUTAGE),
    "chat": lambda c: transcript.lines(c, 1, after=5),
    "my requests": lambda c: stored_requests.of_resident(c, 1, limit=5, offset=0, only_open=False),
    "figures of a period": lambda c: reports.figures(c, MONTH, ZoneInfo("Europe/Kyiv"), NOW),
    "figures of a department": lambda c: reports.figures(
        c, MONTH, ZoneInfo("Europe/Kyiv"), NOW, department="roads"
    ),
    "mine and joined": lambda c: stored_requests.of_resident(c, 1, limit=5, joined=True),
    "neighbours": lambda c: neighbours.find(
        c, "lighting.street", Place("", 47.9, 33.4), "козацька 15", 150
    ),
    "words with one beginning": lambda c: search.find(
        c, Search(stems=("ям",)), None, limit=8, offset=0
    ),
    "found by words": lambda c: search.numbers_of(
        c, Search(stems=("ям", "соборн")), [["яма", "ями"], ["соборн"]], ROADS
    ),
    "found by a telephone": lambda c: search.find(
        c, Search(phone="+380671234567"), None, limit=8, offset=0
    ),
    "found around a point": lambda c: search.find(
        c, Search(circle=Circle(47.9, 33.4, 300)), None, limit=8, offset=0
    ),
    "words found in a period": lambda c: search.find(
        c, Search(stems=("соборн",), since=NOW, until=NOW), None, limit=8, offset=0
    ),
    "found in a period": lambda c: search.find(
        c, Search(since=NOW, until=NOW), ROADS, limit=8, offset=0
    ),
    "found no more": lambda c: search.forget(c, [1001]),
    "who joined": lambda c: followers.of(c, 1001),
    "one who joined": lambda c: followers.get(c, 1001, 1),
    "joining": lambda c: followers.remove(c, 1001, 1),
    "a department's queue": lambda c: stored_requests.queue(
        c, Filter(statuses=OPEN, department="roads"), limit=5, offset=0
    ),
    "a member's own": lambda c: stored_requests.queue(
        c, Filter(statuses=OPEN, assignee=1), limit=5, offset=0
    ),
}


@pytest.mark.parametrize("asked", ASKED)
async def test_no_table_is_read_from_end_to_end(sqlite_database: Database, asked: str) -> None:
    plans = await _plans(sqlite_database, ASKED[asked])
    assert plans
    scans = [plan for plan in plans if plan.startswith("SCAN") and not plan.startswith(OWN)]
    assert [plan for plan in scans if not any(name in plan for name in SHORT)] == []


async def test_letters_of_a_channel_are_read_in_their_order_beside_all_others(
    sqlite_database: Database,
) -> None:
    plans = await _plans(sqlite_database, ASKED["next letters"])
    named = "SEARCH outbox USING INDEX ix_outbox_waiting (channel=?)"
    assert [plan for plan in plans if plan.startswith(named)]
    assert not [plan for plan in plans if plan.startswith("USE TEMP B-TREE")]


async def _plans(database: Database, ask: Callable[[AsyncConnection], Awaitable[Any]]) -> list[str]:
    """What SQLite says it does for each statement of the question."""
    seen: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        seen.append((statement, parameters))

    async with database.write() as connection:
        engine = connection.engine.sync_engine
        event.listen(engine, "before_cursor_execute", note)
        await ask(connection)
        event.remove(engine, "before_cursor_execute", note)
        plans = []
        for statement, parameters in seen:
            explained = await connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN {statement}", parameters
            )
            plans += [f"{detail} [{statement}]" for *_, detail in explained]
    return plans
