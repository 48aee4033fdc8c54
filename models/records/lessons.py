"""Lessons read for all: every process looks now and then whether there are others."""

from __future__ import annotations

from typing import Final, TypeAlias

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from city.lessons import MOST, Lesson
from models.tables import lessons

Version: TypeAlias = tuple[int, int]
"""How many there are and the number of the newest; a change always gives another."""

_VERSION: Final = select(func.count(), func.coalesce(func.max(lessons.c.id), 0))
_NEWEST: Final = (
    select(lessons.c.service, lessons.c.was, lessons.c.words)
    .order_by(lessons.c.id.desc())
    .limit(MOST)
)


async def version(connection: AsyncConnection) -> Version:
    """What the stored lessons are now; cheap."""
    count, newest = (await connection.execute(_VERSION)).one()
    return count, newest


async def newest(connection: AsyncConnection) -> list[Lesson]:
    """The lessons that are kept in mind, newest first."""
    return [
        Lesson(service, was, frozenset(words.split()))
        for service, was, words in await connection.execute(_NEWEST)
    ]
