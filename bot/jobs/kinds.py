"""All kinds of jobs in one table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.jobs import audit, broadcast, export, opendata, own_data, stats
from bot.jobs.task import Work

KINDS: Final[Mapping[str, Work]] = {
    "audit": audit.work,
    "broadcast": broadcast.work,
    "export": export.work,
    "my-data": own_data.work,
    "opendata": opendata.work,
    "stats": stats.work,
}
