"""The Desk's part about lessons."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from city import City
from city.lessons import Lesson
from models.desk.base import Base
from models.tables import lessons


class Lessons(Base):
    """See :class:`flows.desk.lessons.LessonsDesk`."""

    def __init__(
        self, connection: AsyncConnection, city: City, now: datetime, **others: Any
    ) -> None:
        super().__init__(connection, city, now, **others)

    async def teach(self, request: int, lesson: Lesson) -> None:
        gone = delete(lessons).where(lessons.c.request == request).returning(lessons.c.was)
        first = (await self._connection.execute(gone)).scalar()
        was = lesson.was if first is None else first
        self.taught = True
        if was == lesson.service or not lesson.words:
            return
        await self._connection.execute(
            insert(lessons).values(
                request=request,
                service=lesson.service,
                was=was,
                words=" ".join(sorted(lesson.words)),
                at=self._now,
            )
        )
