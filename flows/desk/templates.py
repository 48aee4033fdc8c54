"""Ready answers."""

from __future__ import annotations

from typing import Protocol

from flows.domain import Template


class TemplatesDesk(Protocol):
    """See :class:`flows.desk.Desk`."""

    async def templates(self) -> list[Template]:
        """All of them, oldest first: there are some dozens."""
        ...

    async def save_template(self, template: Template, by: int) -> Template:
        """Store a new one (``id`` 0) or a changed one; the stored one is returned."""
        ...

    async def drop_template(self, number: int) -> bool:
        """Forget it; False where there is none with this number."""
        ...
