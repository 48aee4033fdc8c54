"""Regenerates spec.json from a machine-readable description of the Bot API.

    python -m tests.fakes.telegram.make_spec PATH_TO_DESCRIPTION

The description is one JSON object: ``version``, ``methods`` and ``types``, where a method or type
maps its fields to ``{"types": [...], "required": bool}`` and a union to ``{"one_of": [members]}``.
Only what the project can use is kept. A field becomes one string: types joined by ``|``, with ``!``
at the end when it is required.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

METHODS = (
    "getMe getUpdates setWebhook deleteWebhook getWebhookInfo "
    "sendMessage sendPhoto sendVideo sendVoice sendDocument "
    "sendAudio sendAnimation sendMediaGroup sendLocation sendVenue "
    "sendChatAction editMessageText editMessageReplyMarkup editMessageCaption deleteMessage "
    "answerCallbackQuery setMyCommands deleteMyCommands getMyCommands setMyName "
    "setMyDescription setMyShortDescription setChatMenuButton getFile getChat "
    "getChatMember setMessageReaction createForumTopic"
)
# Left out: a family of some hundred types for long articles, which no bot of ours sends.
LEFT_OUT = {("editMessageText", "rich_message"), ("sendMessage", "rich_message")}
SCALARS = {"Integer", "Float", "String", "Boolean", "InputFile"}
ARRAY = "Array of "


def inner(kind: str) -> str:
    """The type at the bottom of an ``Array of Array of X``."""
    while kind.startswith(ARRAY):
        kind = kind.removeprefix(ARRAY)
    return kind


def packed(name: str, fields: dict[str, Any]) -> dict[str, str]:
    """Fields as one string each."""
    return {
        key: "|".join(field["types"]) + ("!" if field["required"] else "")
        for key, field in fields.items()
        if (name, key) not in LEFT_OUT
    }


def needed(fields: dict[str, str]) -> set[str]:
    """The named types that these fields mention."""
    return {inner(kind) for text in fields.values() for kind in text.rstrip("!").split("|")}


def tag_of(name: str) -> str | None:
    """The value of the ``type`` field that tells a union's member from the others."""
    for family in ("InputMedia", "BotCommandScope", "MenuButton", "ReactionType"):
        if name.startswith(family) and name != family:
            return re.sub(r"(?<!^)(?=[A-Z])", "_", name.removeprefix(family)).lower()
    return None


def make(source: dict[str, Any]) -> dict[str, Any]:
    """The compact description: version, methods, types, unions, tags, update kinds."""
    methods = {name: packed(name, source["methods"][name]) for name in METHODS.split()}
    waiting = set().union(*(needed(fields) for fields in methods.values())) - SCALARS
    types: dict[str, dict[str, str]] = {}
    unions: dict[str, list[str]] = {}
    while waiting:
        name = waiting.pop()
        found = source["types"][name]
        if found.get("one_of"):
            unions[name] = found["one_of"]
            more = set(unions[name])
        else:
            types[name] = packed(name, {} if "one_of" in found else found)
            more = needed(types[name])
        waiting |= more - SCALARS - set(types) - set(unions)
    return {
        "version": source["version"],
        "methods": methods,
        "types": dict(sorted(types.items())),
        "unions": dict(sorted(unions.items())),
        "tags": {name: tag for name in sorted(types) if (tag := tag_of(name))},
        "updates": [key for key in source["types"]["Update"] if key != "update_id"],
    }


def main(path: str) -> None:
    """Writes spec.json beside this file."""
    source = json.loads(Path(path).read_text(encoding="utf-8"))
    target = Path(__file__).with_name("spec.json")
    target.write_text(json.dumps(make(source), indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
