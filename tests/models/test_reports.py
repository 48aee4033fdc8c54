"""Figures that the database counts are those that a slow, plain count gives."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from flows.domain import Outcome, Role, Status
from flows.life.lifecycle import By
from flows.reports.figures import Counts, Figures
from flows.reports.period import Period
from models.database import Database
from models.migrate import migrate
from models.queries import reports
from models.tables import consultations, history, requests, residents, staff

KYIV = ZoneInfo("Europe/Kyiv")
PERIOD = Period(date(2026, 10, 20), date(2026, 10, 28))
"""The clocks go back on the 25th."""
NOW = datetime(2026, 10, 28, 15, 0, tzinfo=UTC)
WIDE = datetime(2026, 10, 15, tzinfo=UTC)
EDGES = [PERIOD.since(KYIV), PERIOD.until(KYIV), datetime(2026, 10, 25, 0, 30, tzinfo=UTC), NOW]

PEOPLE = [
    {
        "id": number, "name": name, "name_folded": name.casefold(), "role": Role.EXECUTOR,
        "department": "light", "active": True, "on_duty": False,
    }
    for number, name in ((1, "Андрій"), (2, "Ірина"))
]  # fmt: skip

moments = st.one_of(
    st.sampled_from([edge + timedelta(seconds=by) for edge in EDGES for by in (-1, 0, 1)]),
    st.integers(0, 18 * 24 * 60).map(lambda minutes: WIDE + timedelta(minutes=minutes)),
)
rows = st.fixed_dictionaries(
    {
        "status": st.sampled_from([one for one in Status if one is not Status.MERGED]),
        "service": st.sampled_from(["lighting.street", "roads.pothole"]),
        "district": st.sampled_from(["", "D1", "D2"]),
        "department": st.sampled_from(["light", "roads", ""]),
        "assignee_id": st.sampled_from([None, 1, 2]),
        "created_at": moments,
        "due_at": moments,
        "done_at": st.none() | moments,
        "closed_at": st.none() | moments,
        "rating": st.none() | st.integers(1, 5),
        "answers": st.lists(
            st.tuples(
                st.sampled_from(["take", "note", "object", "reply", "register", "unreachable"]),
                st.sampled_from(list(By)),
                moments,
            ),
            max_size=3,
        ),
    }
)


def filled(number: int, row: dict[str, Any]) -> dict[str, Any]:
    """A row of the table, with what the figures do not look at."""
    closed = row["status"] is Status.CLOSED
    outcome = list(Outcome)[number % 2] if closed else None
    plain = {name: value for name, value in row.items() if name != "answers"}
    return plain | {
        "number": number, "key": f"k{number}", "version": 1, "resident_id": 1, "text": "", "phone": "",
        "place_text": "", "due_to_hour": False, "urgent": False, "reworks": 0, "objections": 0,
        "rating_comment": "", "outcome": outcome,
    }  # fmt: skip


def inside(moment: datetime | None) -> bool:
    return moment is not None and PERIOD.first <= moment.astimezone(KYIV).date() <= PERIOD.last


def late(row: dict[str, Any]) -> bool:
    idle = {"rejected", "redirected", "cancelled", "merged", "planned", "waiting"}
    still = row["status"] not in idle
    return still and (row["done_at"] is None or row["done_at"] > row["due_at"])


def first_words(held: list[dict[str, Any]], told: list[dict[str, Any]]) -> list[float]:
    """How long those who wrote in the period waited for a word that they heard."""
    waits = []
    for row in held:
        words = [
            line["at"]
            for line in told
            if line["request"] == row["number"]
            and line["by"] == "staff"
            and line["verb"] in {"take", "object", "reply"}
        ]
        if words and inside(row["created_at"]):
            waits.append((min(words) - row["created_at"]).total_seconds())
    return waits


def slowly(
    held: list[dict[str, Any]], told: list[dict[str, Any]], asked: list[datetime], department: str
) -> Figures:
    """The same figures, counted one by one."""
    held = [row for row in held if not department or row["department"] == department]
    numbers = {row["number"]: row for row in held}
    days: list[Counter[str]] = [Counter() for _ in range(PERIOD.days)]
    groups: dict[str, defaultdict[str, Counter[str]]] = {
        name: defaultdict(Counter) for name in ("district", "service", "executor")
    }
    for row in held:
        person = str(row["assignee_id"] or "")
        keys = {"executor": person if department else row["department"]}
        keys |= {name: row[name] for name in ("district", "service")}
        good = row["done_at"] is not None and row["done_at"] <= row["due_at"]
        marks = [("taken", row["created_at"]), ("done", row["done_at"])]
        marks += [("in_time", row["done_at"])] if good else []
        marks += [("overdue", row["due_at"])] if late(row) and row["due_at"] <= NOW else []
        for mark, moment in marks:
            if inside(moment):
                days[(moment.astimezone(KYIV).date() - PERIOD.first).days][mark] += 1
                for name, key in keys.items():
                    groups[name][key][mark] += 1
    closed = [row for row in held if inside(row["closed_at"])]
    waits = first_words(held, told)
    still_open = [
        row
        for row in held
        if row["status"] in {"registered", "assigned", "in_progress", "waiting", "planned", "done"}
    ]
    table = {name: {k: Counts(**v) for k, v in g.items()} for name, g in groups.items()}
    known = {"1": "Андрій", "2": "Ірина"}
    return Figures(
        PERIOD,
        tuple(Counts(**day) for day in days),
        table["district"],
        table["service"],
        table["executor"],
        confirmed=sum(row["outcome"] == "confirmed" for row in closed),
        unanswered=sum(row["outcome"] == "unanswered" for row in closed),
        ratings=tuple(sum(r["rating"] == n for r in closed) for n in range(1, 6)),
        reworks=sum(
            line["verb"] == "object" and inside(line["at"]) and line["request"] in numbers
            for line in told
        ),
        consultations=None if department else sum(map(inside, asked)),
        answered=len(waits),
        first_answer=median(waits) if waits else None,
        open_now=len(still_open),
        late_now=sum(late(row) and row["due_at"] < NOW for row in still_open),
        names={key: known[key] for key in table["executor"] if key} if department else {},
    )


async def check(
    database: Database, made: list[dict[str, Any]], asked: list[datetime], department: str
) -> None:
    held = [filled(number, row) for number, row in enumerate(made, 1)]
    told = [
        {
            "request": number, "at": at, "by": by, "actor": None if by is By.CLOCK else 1,
            "verb": verb, "text": "", "attachments": [],
        }
        for number, row in enumerate(made, 1)
        for verb, by, at in row["answers"]
    ]  # fmt: skip
    async with database.write() as connection:
        await connection.execute(insert(residents), {"id": 1, "language": "uk", "created_at": NOW})
        await connection.execute(insert(staff), PEOPLE)
        for table, values in (
            (requests, held),
            (history, told),
            (consultations, [{"service": "out.gas", "at": at} for at in asked]),
        ):
            if values:
                await connection.execute(insert(table), values)
        found = await reports.figures(connection, PERIOD, KYIV, NOW, department=department)
        assert found == slowly(held, told, asked, department)
        await connection.rollback()


def test_the_database_counts_what_a_slow_count_gives(database_url: str) -> None:
    with asyncio.Runner() as runner:
        database = Database(database_url)
        runner.run(migrate(database))

        @settings(
            max_examples=60,
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(
            st.lists(rows, max_size=12),
            st.lists(moments, max_size=3),
            st.sampled_from(["", "light"]),
        )
        def holds(made: list[dict[str, Any]], asked: list[datetime], department: str) -> None:
            runner.run(check(database, made, asked, department))

        holds()
        runner.run(database.close())
