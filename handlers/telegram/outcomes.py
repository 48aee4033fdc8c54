"""What Telegram's answers mean for the one who sends: aiogram's errors as typed outcomes.

Descriptions are the service's own and not documented; these were seen in
https://github.com/tdlib/telegram-bot-api (Client.cpp) and its issues.
"""

from __future__ import annotations

import logging
import re
from datetime import datetime, timedelta
from typing import Any, Final

from aiogram import exceptions as tg
from aiogram.types import ForumTopic
from aiohttp import ClientConnectorError, ConnectionTimeoutError

from handlers.channel import (
    Ambiguous,
    MovedTo,
    Outcome,
    Refused,
    RetryAfter,
    Sent,
    Unreachable,
)

log = logging.getLogger(__name__)

NOT_MODIFIED: Final = "not-modified"
NO_TEXT: Final = "no-text"
FORMATTING: Final = "formatting"
NO_TOPIC: Final = "no-topic"
NO_RIGHTS: Final = "no-rights"
NO_FORUM: Final = "no-forum"

_REFUSALS: Final = (
    ("message is not modified", NOT_MODIFIED),
    ("no text in the message", NO_TEXT),
    ("can't parse entities", FORMATTING),
    ("message thread not found", NO_TOPIC),
    ("topic_deleted", NO_TOPIC),
    ("topic_closed", NO_TOPIC),
    ("not a forum", NO_FORUM),
)
_UNREACHABLE: Final = (
    ("blocked by the user", "blocked"),
    ("user is deactivated", "deactivated"),
    ("can't initiate conversation", "not-started"),
    ("bot was kicked", "kicked"),
    ("is not a member", "not-a-member"),
    ("chat not found", "chat-not-found"),
    ("user not found", "chat-not-found"),
    ("peer_id_invalid", "chat-not-found"),
    ("group chat was deactivated", "deactivated"),
    ("not enough rights", NO_RIGHTS),
    ("have no rights", NO_RIGHTS),
    ("chat_write_forbidden", NO_RIGHTS),
    ("chat_admin_required", NO_RIGHTS),
)
_QUOTED: Final = re.compile(r'".*"|(?<!\w)\'.*\'', re.DOTALL)
_TOKEN_WAIT: Final = 300.0
_REFUSED_CONNECTION_WAIT: Final = 3.0
_UNKNOWN_WAIT: Final = 5.0


def outcome(error: Exception) -> Outcome:
    """The outcome that an error of one request means; quotes nothing of the message."""
    match error:
        case tg.TelegramRetryAfter():
            said: Outcome = RetryAfter(float(error.retry_after))
        case tg.TelegramMigrateToChat():
            said = MovedTo(str(error.migrate_to_chat_id))
        case tg.TelegramUnauthorizedError() | tg.TelegramNotFound():
            log.error("Telegram does not know this token: check TELEGRAM_TOKEN; nothing is sent")
            said = RetryAfter(_TOKEN_WAIT, channel=True)
        case tg.TelegramForbiddenError():
            said = Unreachable(_find(_UNREACHABLE, error.message) or "forbidden")
        case tg.TelegramBadRequest():
            said = _refusal(error.message)
        case tg.TelegramEntityTooLarge():
            said = Refused("too-large")
        case _:
            said = _unclear(error)
    return said


def _refusal(description: str | None) -> Outcome:
    """400: the message cannot be taken, or nobody is there to read it."""
    if reason := _find(_UNREACHABLE, description):
        return Unreachable(reason)
    if reason := _find(_REFUSALS, description):
        return Refused(reason)
    words = _QUOTED.sub("…", description or "")
    return Refused(words[:120] or "refused")


def _unclear(error: Exception) -> Outcome:
    if isinstance(error, tg.ClientDecodeError):
        return _undecoded(error.data)
    if isinstance(error.__cause__, ClientConnectorError | ConnectionTimeoutError):
        return RetryAfter(_REFUSED_CONNECTION_WAIT, channel=True)  # nothing has left this machine
    if type(error) is tg.TelegramAPIError or isinstance(error, tg.TelegramConflictError):
        return RetryAfter(_UNKNOWN_WAIT)  # an answer that says no, with a status of its own
    return Ambiguous(type(error.__cause__ or error).__name__)


def _undecoded(data: Any) -> Outcome:
    """A taken message whose description aiogram does not know is a sent one."""
    if isinstance(data, dict) and data.get("ok") is True:
        return Sent(message_ids(data.get("result")))
    return Ambiguous("unreadable answer")


def message_ids(result: Any) -> tuple[str, ...]:
    """The ids in the result of a send: a message, a list of them, a topic, or nothing."""
    if isinstance(result, list):
        return tuple(number for item in result for number in message_ids(item))
    if isinstance(result, ForumTopic):
        return (str(result.message_thread_id),)
    found = result.get("message_id") if isinstance(result, dict) else None
    found = getattr(result, "message_id", found)
    return (str(found),) if isinstance(found, int) and not isinstance(found, bool) else ()


def _find(table: tuple[tuple[str, str], ...], description: str | None) -> str:
    words = (description or "").lower()
    return next((reason for part, reason in table if part in words), "")


class Floods:
    """Tells a flooded chat from a bot that sends too fast to everybody.

    Telegram's 429 does not say which it is. One chat at a time is that chat's own limit; a
    second chat refused while the first still waits means the limit of the whole bot.
    """

    def __init__(self) -> None:
        self._address = ""
        self._until: datetime | None = None

    def judge(self, address: str, wait: RetryAfter, now: datetime) -> RetryAfter:
        """``wait``, for the whole channel where two chats have to wait at once."""
        if wait.channel:
            return wait
        others = self._address != address and self._until is not None and now < self._until
        self._address, self._until = address, now + timedelta(seconds=wait.seconds)
        return RetryAfter(wait.seconds, channel=others)
