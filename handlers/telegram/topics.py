"""Topics of forums that the bot opens by itself."""

from __future__ import annotations

from typing import Final

from aiogram.methods import CreateForumTopic

from handlers.channel import Outcome, Refused, Unreachable
from handlers.telegram.outcomes import NO_RIGHTS
from handlers.telegram.requests import Requests

MAX_NAME: Final = 128
"""Characters of a topic's name: https://core.telegram.org/bots/api#createforumtopic"""


async def open_topic(requests: Requests, address: str, name: str) -> Outcome:
    """Open one; the id in the outcome is the topic's. Needs the right ``can_manage_topics``."""
    try:
        chat = int(address)
    except ValueError:
        return Refused("not a chat's address")
    result = await requests.make(
        address, lambda _: CreateForumTopic(chat_id=chat, name=name[:MAX_NAME])
    )
    # To write there is another right: the group has not become unreachable.
    return Refused(NO_RIGHTS) if result == Unreachable(NO_RIGHTS) else result
