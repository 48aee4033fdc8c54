"""``python -m bot city check``: a city's folder looked over without starting anything."""

from __future__ import annotations

import argparse
import sys

from bot.settings import Settings
from city import folder_of
from city.check import inspect

ACTIONS = ("check",)


async def city(settings: Settings, wanted: argparse.Namespace) -> int:
    """Every mistake and reminder, one «file:line: …» a line; 1 when the bot cannot start so."""
    report = inspect(folder_of(wanted.folder or settings.city))
    for line in (*report.problems, *(f"{warning} (нагадування)" for warning in report.warnings)):
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"помилок: {len(report.problems)}, нагадувань: {len(report.warnings)}\n")
    return 1 if report.problems else 0
