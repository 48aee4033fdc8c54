"""The Desk's part about residents who may not file anything for a while."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from city import City
from flows.desk.blocks import Block
from models.desk.base import Base
from models.records import blocks


class Blocks(Base):
    """See :class:`flows.desk.blocks.BlocksDesk`."""

    def __init__(
        self, connection: AsyncConnection, city: City, now: datetime, **others: Any
    ) -> None:
        super().__init__(connection, city, now, **others)
        self._blocks: dict[int, Block] | None = None
        """Asked for by everybody who files something, read once in a batch."""

    async def blocks(self) -> list[Block]:
        if self._blocks is None:
            found = await blocks.running(self._connection, self._now)
            self._blocks = {one.resident: one for one in found}
        return list(self._blocks.values())

    async def block_of(self, resident: int) -> Block | None:
        return next((one for one in await self.blocks() if one.resident == resident), None)

    async def set_block(self, block: Block) -> None:
        await blocks.put(self._connection, block, self._now)
        self._blocks = None

    async def lift_block(self, resident: int) -> None:
        await blocks.drop(self._connection, resident)
        self._blocks = None

    async def object_to_block(self, resident: int, words: str) -> None:
        await blocks.note_objection(self._connection, resident, words)
        self._blocks = None

    async def answer_objection(self, resident: int, words: str) -> None:
        await blocks.note_answer(self._connection, resident, words)
        self._blocks = None
