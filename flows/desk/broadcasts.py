"""Telling many."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from flows.desk.announcement import Broadcast, NewBroadcast, State
from flows.messages import Message


class BroadcastsDesk(Protocol):
    """See :class:`flows.desk.Desk`."""

    async def new_broadcast(self, new: NewBroadcast) -> Broadcast: ...

    async def broadcast(self, broadcast_id: int) -> Broadcast | None: ...

    async def change_broadcast(self, known: Broadcast, state: State, **fields: Any) -> bool:
        """Set the state, if it is still ``known``'s; False when somebody was faster."""
        ...

    async def spread(
        self, known: Broadcast, messages: Mapping[str, Message], loud_from: datetime | None
    ) -> Broadcast:
        """Count what has ended, and give letters to the next receivers where few still wait.

        ``messages`` by language. With ``loud_from`` letters wait until then where no message
        can come without a sound. Each resident gets at most one, in the chat used last.
        """
        ...

    async def take_back(self, known: Broadcast) -> int:
        """Withdraw letters that have not left; how many there were."""
        ...

    async def wants_announcements(self, resident: int) -> bool: ...

    async def want_announcements(self, resident: int, *, wants: bool) -> None: ...
