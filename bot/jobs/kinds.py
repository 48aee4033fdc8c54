"""All kinds of jobs in one table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.jobs import stats
from bot.jobs.task import Work

KINDS: Final[Mapping[str, Work]] = {
    "stats": stats.work,
}
