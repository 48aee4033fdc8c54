"""The bot's face: commands, names, menu button; and what it may ask about chats and files."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from .errors import bad
from .limits import utf16

if TYPE_CHECKING:
    from .service import Method, Service

Json = dict[str, Any]
LANGUAGE = re.compile(r"([a-z]{2})?")
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
TEXTS = {"name": 64, "description": 512, "short_description": 120}


def scope_key(scope: Json | None) -> str:
    """One word for a scope: its kind and whom it is for."""
    scope = scope or {"type": "default"}
    return ":".join(str(scope[name]) for name in ("type", "chat_id", "user_id") if name in scope)


def _key(service: Service, params: Json) -> tuple[str, str]:
    scope = params.get("scope") or {}
    if "chat_id" in scope:
        service.world.known(scope["chat_id"])
    return scope_key(scope), _language(params)


def _language(params: Json) -> str:
    language = str(params.get("language_code", ""))
    if not LANGUAGE.fullmatch(language):
        raise bad("invalid language code specified")
    return language


def _set_commands(service: Service, params: Json) -> bool:
    commands = params["commands"]
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not COMMAND.fullmatch(command["command"]):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= utf16(command["description"].strip()) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    service.commands[_key(service, params)] = commands
    service.signal.notify()
    return True


def _delete_commands(service: Service, params: Json) -> bool:
    service.commands.pop(_key(service, params), None)
    return True


def _get_commands(service: Service, params: Json) -> list[Json]:
    return service.commands.get(_key(service, params), [])


def _set_text(name: str, service: Service, params: Json) -> bool:
    text = params.get(name, "")
    if utf16(text) > TEXTS[name]:
        raise bad(f"bot {name.replace('_', ' ')} is too long")
    service.texts[name, _language(params)] = text
    return True


def _set_menu_button(service: Service, params: Json) -> bool:
    button = params.get("menu_button", {"type": "default"})
    if "chat_id" in params:
        chat = service.world.open(params["chat_id"])
        if not chat.private:
            raise bad("menu button can be set only in private chats")
        chat.menu_button = button
    return True


def _get_chat(service: Service, params: Json) -> Json:
    chat = service.world.known(params["chat_id"])
    gifts = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    return {
        **chat.json(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }


def _get_member(service: Service, params: Json) -> Json:
    chat = service.world.known(params["chat_id"])
    user_id = params["user_id"]
    user = service.me if user_id == service.me["id"] else service.world.users.get(user_id)
    if user is None:
        raise bad("PARTICIPANT_ID_INVALID")
    inside = user_id in chat.members or user is service.me
    return {"status": "member" if inside else "left", "user": user}


def _get_me(service: Service, params: Json) -> Json:
    del params
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": not service.privacy,
        "supports_inline_queries": False,
    }
    return service.me | abilities


METHODS: dict[str, Method] = {
    "getMe": _get_me,
    "setMyCommands": _set_commands,
    "deleteMyCommands": _delete_commands,
    "getMyCommands": _get_commands,
    "setMyName": partial(_set_text, "name"),
    "setMyDescription": partial(_set_text, "description"),
    "setMyShortDescription": partial(_set_text, "short_description"),
    "setChatMenuButton": _set_menu_button,
    "getChat": _get_chat,
    "getChatMember": _get_member,
    "getFile": lambda service, params: service.files.link(params["file_id"]),
    "getWebhookInfo": lambda service, _params: service.webhook.info(),
    "answerCallbackQuery": lambda service, params: service.answer_tap(params),
}
