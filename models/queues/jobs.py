"""Work beside the engine: ordered once, taken by one process at a time, ended once.

Who has taken a job holds it until ``free_at`` and moves that moment ahead while working; a
job whose worker died is free again when it has passed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Insert, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.desk.jobs import Job
from flows.domain import Address
from flows.messages import Message
from models.schema import literal
from models.tables import conversations, jobs


def row(
    key: str,
    kind: str,
    conversation: int,
    arguments: Mapping[str, str],
    at: datetime,
    *,
    staff: int | None,
) -> dict[str, Any]:
    """A new order for :func:`put`."""
    return {
        "key": key,
        "kind": kind,
        "arguments": dict(arguments),
        "conversation_id": conversation,
        "staff_id": staff,
        "state": "waiting",
        "free_at": at,
        "created_at": at,
    }


def _insert_new(dialect: str) -> Insert:
    if dialect == "sqlite":
        return sqlite.insert(jobs).on_conflict_do_nothing()
    return postgresql.insert(jobs).on_conflict_do_nothing()


async def put(connection: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Order jobs; those whose key is known already are left out silently."""
    if rows:
        await connection.execute(_insert_new(connection.dialect.name), rows)


_JOB: Final = (
    select(
        jobs.c.id,
        jobs.c.key,
        jobs.c.kind,
        jobs.c.arguments,
        jobs.c.conversation_id,
        conversations.c.channel,
        conversations.c.address,
        conversations.c.language,
        jobs.c.staff_id,
        jobs.c.attempts,
        jobs.c.result,
    )
).join(conversations, conversations.c.id == jobs.c.conversation_id)


def _job(found: Sequence[Any]) -> Job:
    job_id, key, kind, arguments, conversation, channel, address, *rest = found
    language, staff, attempts, result = rest
    to = Address(conversation, channel, address)
    told = Message.from_json(result) if result else None
    return Job(job_id, key, kind, arguments, to, language, staff, attempts, told)


async def get(connection: AsyncConnection, job_id: int) -> Job | None:
    """The job with this id."""
    found = (await connection.execute(_JOB.where(jobs.c.id == job_id))).first()
    return _job(found) if found else None


_WAITING: Final[ColumnElement[bool]] = jobs.c.state == literal("waiting")


async def waiting(connection: AsyncConnection, now: datetime) -> bool:
    """Whether :func:`claim` would find something; needs no transaction that writes."""
    found = await connection.execute(
        select(jobs.c.id).where(_WAITING, jobs.c.free_at <= now).limit(1)
    )
    return found.first() is not None


async def claim(connection: AsyncConnection, now: datetime, until: datetime) -> Job | None:
    """Take the oldest job that is free, and hold it until then; the attempt is counted."""
    oldest = (
        select(jobs.c.id)
        .where(_WAITING, jobs.c.free_at <= now)
        .order_by(jobs.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    taken = await connection.execute(
        update(jobs)
        .where(jobs.c.id == oldest)
        .values(attempts=jobs.c.attempts + 1, free_at=until)
        .returning(jobs.c.id)
    )
    job_id = taken.scalar()
    return await get(connection, job_id) if job_id is not None else None


async def hold(connection: AsyncConnection, job: Job, until: datetime) -> bool:
    """Hold the job longer, or let it be tried again then; False if somebody else has it now."""
    mine = update(jobs).where(*_mine(job)).values(free_at=until)
    return (await connection.execute(mine)).rowcount == 1


async def settle(
    connection: AsyncConnection, job: Job, result: Message | None, now: datetime
) -> bool:
    """The job ended: with a result, or for good without. False if somebody else has it now."""
    ended = update(jobs).where(*_mine(job))
    values: dict[str, Any] = {"state": "done" if result else "failed", "settled_at": now}
    if result:
        values["result"] = result.to_json()
    return (await connection.execute(ended.values(**values))).rowcount == 1


def _mine(job: Job) -> tuple[ColumnElement[bool], ...]:
    """Nobody has taken it since: every taking counts."""
    return jobs.c.id == job.id, _WAITING, jobs.c.attempts == job.attempts


async def prune(connection: AsyncConnection, before: datetime) -> int:
    """Forget jobs that ended before that moment; how many there were."""
    return (await connection.execute(delete(jobs).where(jobs.c.settled_at < before))).rowcount
