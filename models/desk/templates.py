"""The Desk's part about ready answers."""

from __future__ import annotations

from typing import Final

from sqlalchemy import delete, insert, select, update

from flows.domain import Template
from models.desk.base import Base
from models.tables import templates

_COLUMNS: Final = (templates.c.id, templates.c.command, templates.c.service, templates.c.text)


class Templates(Base):
    """See :class:`flows.desk.templates.TemplatesDesk`."""

    async def templates(self) -> list[Template]:
        found = await self._connection.execute(select(*_COLUMNS).order_by(templates.c.id))
        return [Template(*row) for row in found]

    async def save_template(self, template: Template, by: int) -> Template:
        values = {
            "command": template.command,
            "service": template.service,
            "text": template.text,
            "set_by": by,
            "set_at": self._now,
        }
        same = templates.c.id == template.id
        wanted = update(templates).where(same) if template.id else insert(templates)
        row = await self._connection.execute(wanted.values(**values).returning(*_COLUMNS))
        return Template(*row.one())

    async def drop_template(self, number: int) -> bool:
        gone = await self._connection.execute(delete(templates).where(templates.c.id == number))
        return gone.rowcount == 1
