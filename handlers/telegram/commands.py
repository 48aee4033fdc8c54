"""The menu of commands beside Telegram's input field.

The narrowest menu wins: one chat's before that of all private chats, and within it the
person's language before the default. https://core.telegram.org/bots/api#setmycommands
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from handlers.telegram.api import Api, ApiError
from handlers.telegram.patience import explained

log = logging.getLogger(__name__)

MAX_COMMANDS: Final = 100
MAX_DESCRIPTION: Final = 256


@dataclass(frozen=True, slots=True)
class CommandMenu:
    """The commands that somebody sees, each with its description; none takes the menu away.

    ``language`` is a two-letter code, empty for all that have no menu of their own;
    ``address`` one private chat (a member of staff), empty for all private chats.
    """

    commands: tuple[tuple[str, str], ...]
    language: str = ""
    address: str = ""


async def set_commands(api: Api, menus: Iterable[CommandMenu]) -> bool:
    """Register the menus; False, after a line in the log, when one was not taken."""
    fine = True
    for menu in menus:
        try:
            await _set(api, menu)
        except ApiError as error:
            log.warning("a commands menu was not set: %s", explained(error))
            fine = False
    return fine


async def _set(api: Api, menu: CommandMenu) -> None:
    scope: dict[str, Any] = {"type": "all_private_chats"}
    if menu.address:
        scope = {"type": "chat", "chat_id": int(menu.address)}
    place = {"scope": scope, "language_code": menu.language}
    if not menu.commands:
        await api.call("deleteMyCommands", **place)
        return
    commands = [
        {"command": name.lstrip("/"), "description": words[:MAX_DESCRIPTION]}
        for name, words in menu.commands[:MAX_COMMANDS]
    ]
    await api.call("setMyCommands", commands=commands, **place)
