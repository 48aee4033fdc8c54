"""``python -m bot retention``: data of people that are past the city's period."""

from __future__ import annotations

import argparse
import sys

from bot.settings import Settings
from bot.steps.engine import utc_now
from city import load_named
from models.database import Database
from models.keeping import retention
from models.migrate import migrate


async def retention_command(settings: Settings, wanted: argparse.Namespace) -> int:
    """Erase it, as the running program does by itself; with --dry-run only say what would go."""
    city = load_named(settings.city)
    database = Database(settings.database_url)
    now = utc_now()
    limits = retention.limits(city.periods, now)
    try:
        await migrate(database)
        async with database.read() as connection:
            due = await retention.due(connection, limits)
        if not wanted.dry_run:
            await retention.keep_to(database, limits, now)
    finally:
        await database.close()
    months = city.periods.keep_months
    sys.stdout.write(f"Kept for {months} months, that is back to {limits.ended:%Y-%m-%d}.\n")
    sys.stdout.writelines(f"{line}\n" for line in retention.report(due))
    if wanted.dry_run:
        sys.stdout.write("Nothing was changed.\n")
    return 0
