"""``check``: whether everything that the bot needs is there, one line per item."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.edges.telegram import TelegramError, username
from bot.edges.viber import ViberRefusal, account
from bot.settings import Settings
from city import CityError, load_named
from models.database import Database
from models.migrate import unknown_version
from models.queues import charges

MONTH: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Finding:
    """One item; ``fine`` is None for what is switched off."""

    name: str
    fine: bool | None
    words: str = ""

    def __str__(self) -> str:
        mark = {True: "ok", False: "failed", None: "off"}[self.fine]
        return f"{mark:7} {self.name:9} {self.words}".rstrip()


async def check(settings: Settings, clock: Callable[[], datetime]) -> AsyncIterator[Finding]:
    """Look at each item in turn; the settings themselves have been read before."""
    yield Finding("settings", fine=True, words=f"data in {settings.data_dir}")
    yield await _database(settings)
    yield _city(settings)
    yield await _telegram(settings, clock)
    yield await _viber(settings, clock)


async def _database(settings: Settings) -> Finding:
    database = Database(settings.database_url)
    try:
        unknown = await unknown_version(database)
    except Exception as error:
        return Finding("database", fine=False, words=database_reason(error))
    finally:
        await database.close()
    if unknown:
        words = f"belongs to another version of the bot: {unknown}"
        return Finding("database", fine=False, words=words)
    kind = "SQLite" if database.sqlite else "PostgreSQL"
    return Finding("database", fine=True, words=f"{kind}, {database.url.database}")


def database_reason(error: Exception) -> str:
    """What the driver says, without the statement and its values."""
    said = str(getattr(error, "orig", None) or error).splitlines()
    return said[0] if said else type(error).__name__


def _city(settings: Settings) -> Finding:
    try:
        city = load_named(settings.city)
    except CityError as error:
        mistakes = "".join(f"\n          {problem}" for problem in error.problems)
        return Finding("city", fine=False, words=f"the files have mistakes:{mistakes}")
    services = len(city.catalogue.services)
    return Finding("city", fine=True, words=f"{city.name.nominative}, {services} services")


async def _telegram(settings: Settings, clock: Callable[[], datetime]) -> Finding:
    try:
        name = await username(settings, clock)
    except TelegramError as error:
        return Finding("Telegram", fine=False, words=str(error))
    if name is None:
        return Finding("Telegram", fine=None, words="TELEGRAM_TOKEN is not set")
    return Finding("Telegram", fine=True, words=f"@{name}")


async def _viber(settings: Settings, clock: Callable[[], datetime]) -> Finding:
    try:
        found = await account(settings, clock)
    except ViberRefusal as error:
        return Finding("Viber", fine=False, words=str(error))
    if found is None:
        return Finding("Viber", fine=None, words="VIBER_TOKEN is not set")
    since = clock() - MONTH
    try:
        words = f"{found[0]}; {await _charged(settings, since)} paid messages in {MONTH.days} days"
    except Exception:  # what is wrong with the database stands in its own line
        words = found[0]
    return Finding("Viber", fine=True, words=words)


async def _charged(settings: Settings, since: datetime) -> int:
    database = Database(settings.database_url)
    try:
        async with database.read() as connection:
            return await charges.count(connection, "viber", since)
    finally:
        await database.close()
