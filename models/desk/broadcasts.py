"""The Desk's part about telling many."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from flows.desk.announcement import Broadcast, NewBroadcast, State
from flows.messages import Message
from models.desk.telling import Telling
from models.records import broadcasts

CHUNKS_AT_ONCE: Final = 2
"""In one step: nobody else's step waits long for it."""


class Broadcasts(Telling):
    """See :class:`flows.desk.broadcasts.BroadcastsDesk`."""

    async def new_broadcast(self, new: NewBroadcast) -> Broadcast:
        return await broadcasts.make(self._connection, new, self._now)

    async def broadcast(self, broadcast_id: int) -> Broadcast | None:
        return await broadcasts.get(self._connection, broadcast_id)

    async def change_broadcast(self, known: Broadcast, state: State, **fields: Any) -> bool:
        ended = {"ended_at": self._now} if state is State.ENDED else {}
        return await broadcasts.change(self._connection, known, state, fields | ended)

    async def spread(
        self, known: Broadcast, messages: Mapping[str, Message], loud_from: datetime | None
    ) -> Broadcast:
        await broadcasts.harvest(self._connection, known.id)
        counted = await self._known(known)
        for _ in range(CHUNKS_AT_ONCE):
            if counted.state is not State.SENDING or counted.spread:
                break
            if counted.waiting >= broadcasts.WINDOW:
                break
            await self._next(counted, messages, loud_from)
            counted = await self._known(known)
        return counted

    async def _next(
        self, known: Broadcast, messages: Mapping[str, Message], loud_from: datetime | None
    ) -> None:
        await broadcasts.spread(
            self._connection,
            known,
            messages,
            self._now,
            local=self._local,
            not_before={
                name: None if one.silent else loud_from for name, one in self._manners.items()
            },
        )

    async def _known(self, known: Broadcast) -> Broadcast:
        return await broadcasts.get(self._connection, known.id) or known

    async def take_back(self, known: Broadcast) -> int:
        return await broadcasts.take_back(self._connection, known.id)

    async def wants_announcements(self, resident: int) -> bool:
        return await broadcasts.wants(self._connection, resident)

    async def want_announcements(self, resident: int, *, wants: bool) -> None:
        await broadcasts.want(self._connection, resident, self._now, wants=wants)
