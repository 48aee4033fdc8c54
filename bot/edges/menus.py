"""Telegram's menu of commands: residents' by language, each member of staff's by role.

Who works here is looked up from time to time, so that a menu follows a new or a lost right. The
menu is a convenience only: rights are checked at every command.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, Final, TypeAlias

from flows import access
from flows.domain import Staff
from locales import DEFAULT, LANGUAGES, Texts, texts
from models.database import Database
from models.records import staff

if TYPE_CHECKING:
    from handlers.telegram.channel import TelegramChannel
    from handlers.telegram.commands import CommandMenu

RESIDENT: Final = ("new", "my", "places", "contacts", "help", "data", "link", "language", "cancel")
LOOK_SECONDS: Final = 30.0

Sleep: TypeAlias = Callable[[float], Awaitable[None]]


class Menus:
    """Keeps the menus of one bot as they should be."""

    def __init__(
        self, database: Database, telegram: TelegramChannel, *, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._database = database
        self._telegram = telegram
        self._sleep = sleep
        self._set: set[CommandMenu] = set()

    async def run(self) -> None:
        """Look and set for ever."""
        while True:
            await self.refresh()
            await self._sleep(LOOK_SECONDS)

    async def refresh(self) -> None:
        """Set the menus that are not as they should be; one that fails is tried next time."""
        async with self._database.read() as connection:
            chats = await staff.chats(connection, self._telegram.name)
        wanted = [*residents(), *(of_staff(*chat) for chat in chats)]
        for menu in wanted:
            if menu not in self._set and await self._telegram.set_commands([menu]):
                self._set.add(menu)
        self._set.intersection_update(wanted)


def residents() -> Iterable[CommandMenu]:
    """What everybody sees, in each language that is spoken here."""
    from handlers.telegram.commands import CommandMenu  # noqa: PLC0415 - see bot.edges.telegram

    for language in LANGUAGES:
        spoken = texts(language)
        if spoken.language == language:
            mark = "" if language == DEFAULT else language
            yield CommandMenu(_resident(spoken), mark)


def of_staff(address: str, language: str, member: Staff) -> CommandMenu:
    """What one member of staff sees; a former one sees what everybody does."""
    from handlers.telegram.commands import CommandMenu  # noqa: PLC0415 - see bot.edges.telegram

    spoken = texts(language)
    commands = [name for name in access.COMMANDS if access.may(member, name)]
    pairs = tuple((name, spoken.get(f"command-{name}")) for name in commands)
    return CommandMenu((*pairs, ("help", spoken.get("menu-help"))) if pairs else (), "", address)


def _resident(spoken: Texts) -> tuple[tuple[str, str], ...]:
    return tuple((name, spoken.get(f"menu-{name}")) for name in RESIDENT)
