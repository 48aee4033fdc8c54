"""The Desk's part about one person in several chats."""

from __future__ import annotations

from datetime import datetime

from flows.desk.linking import LinkCode, Namesake, Whose
from flows.domain import Resident
from models.desk.people import People
from models.records import link_codes, linking


class Linking(People):
    """See :class:`flows.desk.linking.LinkingDesk`."""

    async def offer_link(self, code_hash: str, whose: Whose, expires_at: datetime) -> None:
        await link_codes.offer(self._connection, code_hash, whose, self._present.id, expires_at)

    async def link_code(self, code_hash: str) -> LinkCode | None:
        return await link_codes.find(self._connection, code_hash, self._now)

    async def use_link(self, code_hash: str) -> bool:
        return await link_codes.use(self._connection, code_hash, self._now, self._present.id)

    async def wrong_code(self) -> None:
        await link_codes.note_wrong(self._connection, self._present.id, self._now)

    async def wrong_codes(self, since: datetime) -> int:
        return await link_codes.count_wrong(self._connection, self._present.id, since)

    async def namesakes(self, phone: str, besides: int) -> list[Namesake]:
        await self._save_residents()
        return await linking.namesakes(self._connection, phone, besides)

    async def merge(self, kept: Resident, lost: int) -> None:
        await linking.merge(self._connection, kept.id, lost)
        self._whereabouts.merge(kept.id, lost)
        self._residents.pop(lost, None)
        self._changed_residents.pop(lost, None)
        await self.save_resident(kept)

    async def part(self) -> int:
        talk = self._present
        made = await linking.part(self._connection, talk, self._now)
        self._whereabouts.part(talk, made)
        return made
