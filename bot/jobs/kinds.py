"""All kinds of jobs in one table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.jobs import export, stats
from bot.jobs.task import Work

KINDS: Final[Mapping[str, Work]] = {
    "export": export.work,
    "stats": stats.work,
}
