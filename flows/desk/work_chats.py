"""Groups in which a department works."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from flows.domain import Address


@dataclass(frozen=True, slots=True)
class WorkChat:
    """A group, or a topic of one, where cards of a department's requests stand.

    ``district`` narrows to one; empty for the whole city. ``by`` is who linked it.
    """

    id: int
    to: Address
    thread: str
    department: str
    district: str = ""
    by: int = 0


class WorkChatsDesk(Protocol):
    """See :class:`flows.desk.Desk`."""

    async def work_chats(self) -> list[WorkChat]:
        """All of them, the oldest first: a city has some dozens."""
        ...

    async def link_chat(self, chat: WorkChat, by: int) -> None:
        """Store it in the place of what was linked to this group and topic before."""
        ...

    async def unlink_chat(self, chat_id: int) -> None: ...

    async def shows(self, conversation: int, number: int, spot: str) -> bool:
        """Whether a card of the request stands in this chat's ``spot``, or is on its way there."""
        ...
