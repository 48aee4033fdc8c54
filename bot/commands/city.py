"""``python -m bot city``: a city's folder looked over, and its register of streets loaded."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from bot.settings import Settings
from city import City, folder_of, load_named
from city.check import inspect
from city.register import MOST_BYTES, Register, RegisterError, read_register
from models.database import Database
from models.records import streets

ACTIONS = ("check", "streets")
SHOWN: Final = 50
"""Lines about what was not understood; the rest is counted."""


async def city(settings: Settings, wanted: argparse.Namespace) -> int:
    """``check`` or ``streets``; 0 when all is well."""
    if wanted.action == "streets":
        return await _streets(settings, wanted.folder or "")
    return _check(settings, wanted.folder or "")


def _check(settings: Settings, folder: str) -> int:
    """Every mistake and reminder, one «file:line: …» a line; 1 when the bot cannot start so."""
    report = inspect(folder_of(folder or settings.city))
    _say(*report.problems, *(f"{warning} (нагадування)" for warning in report.warnings))
    _say(f"помилок: {len(report.problems)}, нагадувань: {len(report.warnings)}")
    return 1 if report.problems else 0


async def _streets(settings: Settings, file: str) -> int:
    """The register in the place of the one before; 1 and nothing changed where it is none."""
    try:
        register = _register(load_named(settings.city), file)
    except RegisterError as error:
        _say(f"{file}: {error}")
        return 1
    _say(f"прочитано вулиць: {len(register.streets)}, колишніх назв: {len(register.renames)}")
    _say(*register.refused[:SHOWN])
    if len(register.refused) > SHOWN:
        _say(f"… і ще {len(register.refused) - SHOWN}")
    _say(f"не зрозуміло: {len(register.refused)}")
    if not register.streets:
        _say("жодної вулиці: нічого не змінено")
        return 1
    await _store(settings, register)
    _say("збережено; бот, що працює, знатиме ці вулиці за кілька секунд")
    return 0


def _register(city: City, file: str) -> Register:
    if not file:
        msg = "вкажіть файл: python -m bot city streets ФАЙЛ"
        raise RegisterError(msg)
    try:
        with Path(file).open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        msg = f"файл не відкривається ({error.strerror})"
        raise RegisterError(msg) from error
    return read_register(data, city.places.districts, _progress)


def _progress(rows: int) -> None:
    """Beside the report, which may be kept in a file."""
    sys.stderr.write(f"прочитано рядків: {rows} …\n")
    sys.stderr.flush()


async def _store(settings: Settings, register: Register) -> None:
    database = Database(settings.database_url)
    try:
        async with database.write() as connection:
            await streets.store(connection, register)
    finally:
        await database.close()


def _say(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
