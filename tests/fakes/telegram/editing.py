"""Methods that change what was sent before: edits, deletion, reactions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import keyboards
from .errors import bad
from .limits import DELETABLE_FOR
from .sending import caption_fields, text_fields

if TYPE_CHECKING:
    from .service import Method, Service
    from .world import Message

Json = dict[str, Any]
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
MEDIA = {"photo", "video", "voice", "document", "audio", "animation"}
REACTIONS = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 "
    "🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡"
)


def _target(service: Service, params: Json) -> Message:
    """The message to edit.

    Raises:
        ApiError: 400 when it is not there, not the bot's, or carries a keyboard that is not inline.
    """
    if "inline_message_id" in params:
        raise bad("MESSAGE_ID_INVALID")
    for name in ("chat_id", "message_id"):
        if name not in params:
            raise bad(
                f"{name} is empty" if name == "chat_id" else "message identifier is not specified"
            )
    message = service.world.open(params["chat_id"]).find(params["message_id"])
    if message is None:
        raise bad("message to edit not found")
    if not message.from_bot or (message.markup and "inline_keyboard" not in message.markup):
        raise bad("message can't be edited")
    return message


def _rows(markup: Json | None) -> list[list[Json]]:
    return [row for row in (markup or {}).get("inline_keyboard", []) if row]


def _change(service: Service, message: Message, fields: Json, params: Json) -> Json:
    """Puts new fields and the new inline keyboard (none given: it goes) into the message."""
    markup = params.get("reply_markup")
    keyboards.check(markup, private=message.chat.private)
    old = {key: message.raw.get(key) for key in fields}
    empty = {key: value or None for key, value in fields.items()}
    if old == empty and _rows(markup) == _rows(message.markup):
        raise bad(SAME)
    kept = {key: value for key, value in message.raw.items() if key not in fields}
    message.raw = kept | {key: value for key, value in empty.items() if value is not None}
    message.raw["edit_date"] = int(service.clock())
    message.markup = markup if _rows(markup) else None
    message.edited += 1
    service.world.changed(message)
    return message.json()


def _edit_text(service: Service, params: Json) -> Json:
    message = _target(service, params)
    if "text" not in message.raw:
        raise bad("there is no text in the message to edit")
    return _change(service, message, {"entities": None} | text_fields(params), params)


def _edit_caption(service: Service, params: Json) -> Json:
    message = _target(service, params)
    if not MEDIA & message.raw.keys():
        raise bad("there is no caption in the message to edit")
    empty = {"caption": None, "caption_entities": None}
    return _change(service, message, empty | caption_fields(params), params)


def _edit_markup(service: Service, params: Json) -> Json:
    return _change(service, _target(service, params), {}, params)


def _delete(service: Service, params: Json) -> bool:
    chat = service.world.open(params["chat_id"])
    message = chat.find(params["message_id"])
    if message is None:
        raise bad("message to delete not found")
    old = service.clock() - message.raw["date"] > DELETABLE_FOR
    theirs = not message.from_bot and not chat.private and not chat.bot_is_admin
    if old or theirs:
        raise bad("message can't be deleted for everyone" if old else "message can't be deleted")
    message.deleted = True
    service.world.changed(message)
    return True


def _react(service: Service, params: Json) -> bool:
    message = service.world.open(params["chat_id"]).find(params["message_id"])
    reactions = params.get("reaction", [])
    if message is None:
        raise bad("message to react not found")
    if len(reactions) > 1:
        raise bad("REACTIONS_TOO_MANY")
    for reaction in reactions:
        if reaction["type"] != "emoji" or reaction["emoji"] not in REACTIONS.split():
            raise bad("REACTION_INVALID")
    message.reactions = reactions
    service.world.changed(message)
    return True


METHODS: dict[str, Method] = {
    "editMessageText": _edit_text,
    "editMessageCaption": _edit_caption,
    "editMessageReplyMarkup": _edit_markup,
    "deleteMessage": _delete,
    "setMessageReaction": _react,
}
