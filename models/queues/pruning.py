"""What may be forgotten, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from models.database import Database
from models.queues import charges, inbox, jobs, outbox, receipts
from models.records import attachments, blocks, link_codes, outages

EVENTS_KEPT: Final = timedelta(days=7)
"""A repeat of an event is recognised for so long; messengers repeat within a day."""

JOBS_KEPT: Final = timedelta(days=7)
"""As long as the event that ordered one could come again, and as the files that it made."""

LETTERS_KEPT: Final = timedelta(days=1)
DRAFT_FILES_KEPT: Final = timedelta(days=7)
"""A draft is dropped after two days; what came with it is kept a little longer."""

CHARGES_KEPT: Final = timedelta(days=400)
"""A year and a little, to compare with bills."""
RECEIPTS_KEPT: Final = timedelta(days=60)
"""Longer than the longest term of a request."""

CODES_KEPT: Final = timedelta(days=7)
BLOCKS_KEPT: Final = timedelta(days=1)
OUTAGE_DRAFTS_KEPT: Final = timedelta(days=1)
"""Whoever decides too late is told so for another day."""


@dataclass(frozen=True, slots=True)
class Pruned:
    """How much was forgotten."""

    events: int
    letters: int


async def prune(database: Database, now: datetime) -> Pruned:
    """Forget what is worked off and past its time."""
    async with database.write() as connection:
        events = await inbox.prune(connection, now - EVENTS_KEPT)
        letters = await outbox.prune(connection, now - LETTERS_KEPT)
        await jobs.prune(connection, now - JOBS_KEPT)
        await charges.prune(connection, now - CHARGES_KEPT)
        await receipts.prune(connection, now - RECEIPTS_KEPT)
        await link_codes.prune(connection, now - CODES_KEPT)
        await blocks.prune(connection, now - BLOCKS_KEPT)
        await attachments.prune(connection, now - DRAFT_FILES_KEPT, now)
        await outages.prune(connection, now - OUTAGE_DRAFTS_KEPT)
    return Pruned(events, letters)
