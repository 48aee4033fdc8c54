"""An open transaction with a desk in it, for tests of the Desk."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

import city
from flows.conversation import Conversation
from flows.domain import (
    Entry,
    NewRequest,
    Place,
    Role,
    ServiceRequest,
    Staff,
    Status,
)
from models.desk import SqlDesk

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@cache
def tiny() -> city.City:
    """A made-up city with two districts and two services."""
    return city.load(Path(__file__).parents[1] / "city" / "tiny")


class Office:
    """A desk in an open transaction, and a conversation of Olena's."""

    def __init__(self, connection: AsyncConnection, olena: Conversation) -> None:
        self.connection = connection
        self.olena = olena
        self.desk = SqlDesk(
            connection,
            tiny(),
            NOW,
            local=frozenset({"web"}),
            links=lambda channel, address: f"https://example.test/{channel}/{address}",
        )
        self.desk.know(olena)

    async def files(self, key: str = "k1", **changes: Any) -> ServiceRequest:
        new = NewRequest(
            key=key,
            resident=self.olena.resident or 0,
            service="roads.pothole",
            text="Яма на дорозі",
            place=Place("вул. Соборності, 10", 47.9, 33.4, "metalurhiinyi"),
            phone="+380671234567",
            department="roads",
            due_at=NOW + 10 * DAY,
            due_to_hour=False,
            urgent=False,
        )
        return await self.desk.register(replace(new, **changes))

    async def hires(self, name: str, role: Role, department: str = "", **more: Any) -> Staff:
        return await self.desk.add_staff(Staff(0, name, role, department, **more))


def entry(request: ServiceRequest, verb: str = "take", **more: Any) -> Entry:
    values: dict[str, Any] = {"before": request.status, "after": Status.IN_PROGRESS}
    return Entry(request.number, NOW, "staff", 1, verb, **(values | more))
