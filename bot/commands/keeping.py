"""``python -m bot backup``, ``restore`` and ``move``: what the bot knows, kept and carried."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bot.keeping import backup, restore
from bot.settings import Settings
from bot.steps.engine import utc_now
from models.database import Database
from models.keeping.snapshot import move


async def backup_command(settings: Settings, wanted: argparse.Namespace) -> int:
    """Everything into one new file; the program may be running."""
    database = Database(settings.database_url)
    target = Path(wanted.file)
    try:
        count = await backup(database, settings.data_dir, target, utc_now())
    finally:
        await database.close()
    _say(f"Kept in {target}: the database, the key, and files: {count}.")
    _say("It holds personal data: keep it encrypted and away from this machine. .env is not in it.")
    return 0


async def restore_command(settings: Settings, wanted: argparse.Namespace) -> int:
    """A backup into the configured database and DATA_DIR."""
    database = Database(settings.database_url)
    try:
        rows = await restore(database, settings.data_dir, Path(wanted.file), replace=wanted.replace)
    finally:
        await database.close()
    _say(f"Put back: {rows} rows, each compared with the backup.")
    _say("Restart the program if it is running.")
    return 0


async def move_command(settings: Settings, wanted: argparse.Namespace) -> int:
    """The configured database into another, empty one."""
    source, target = Database(settings.database_url), Database(wanted.url)
    last = ""

    def told(table: str, rows: int) -> None:
        nonlocal last
        if table != last or rows % 10_000 == 0:
            _say(f"  {table}: {rows}")
        last = table

    try:
        rows = await move(source, target, told)
    finally:
        await source.close()
        await target.close()
    _say(f"Moved: {rows} rows, each compared. Now set DATABASE_URL and start the program.")
    return 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
