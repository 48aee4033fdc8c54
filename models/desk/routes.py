"""The Desk's part about routing."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from city import City
from city.routing import Route
from models.desk.base import Base
from models.tables import routes

_COLUMNS: Final = (routes.c.service, routes.c.district, routes.c.department, routes.c.id)
_ALL: Final = select(*_COLUMNS).order_by(routes.c.id)


class Routes(Base):
    """See :class:`flows.desk.routes.RoutesDesk`."""

    def __init__(
        self, connection: AsyncConnection, city: City, now: datetime, **others: Any
    ) -> None:
        super().__init__(connection, city, now, **others)
        self._routes: list[Route] | None = None
        """Asked for by every registration of a batch, read once."""

    async def routes(self) -> list[Route]:
        if self._routes is None:
            self._routes = [Route(*row) for row in await self._connection.execute(_ALL)]
        return self._routes

    async def set_route(self, route: Route, by: int) -> Route:
        same = (routes.c.service == route.service) & (routes.c.district == route.district)
        await self._connection.execute(delete(routes).where(same))
        made = insert(routes).values(
            service=route.service,
            district=route.district,
            department=route.department,
            set_by=by,
            set_at=self._now,
        )
        self._routes = None
        return Route(*(await self._connection.execute(made.returning(*_COLUMNS))).one())

    async def drop_route(self, number: int) -> Route | None:
        gone = delete(routes).where(routes.c.id == number).returning(*_COLUMNS)
        row = (await self._connection.execute(gone)).first()
        self._routes = None
        return Route(*row) if row else None
