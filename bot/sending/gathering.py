"""Which letters may leave now, and which of them leave together as one message.

Where messages are counted or paid for, several pieces of news for one person that wait become one
message: their texts one below the other, each with its number and its buttons. News is held for a
moment there, so that what was written at the same time can come together; an answer that waits
behind it ends that moment.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from flows.messages import Ask, Choice, Lane, Message
from flows.words import plain
from handlers.markup import units
from models.queues import outbox
from models.queues.letters import Letter
from models.records import attachments

LOOK_AHEAD: Final = 100
"""Letters looked at in one round."""

FILES_WAIT: Final = timedelta(seconds=60)
"""How long a message waits for its files before it leaves without them."""

GATHERING: Final = timedelta(seconds=2)
"""How long news waits for more news, where it is joined."""

MOST_ROWS: Final = 12
"""Rows of buttons under one joined message: what Viber's keyboard has room for."""
_BETWEEN: Final = "\n\n"


async def look(
    connection: AsyncConnection,
    now: datetime,
    channels: Sequence[str],
    held: Collection[int],
    joins: Mapping[str, int],
) -> list[Letter]:
    """Letters whose turn it is and that wait for nothing more, with those that join them.

    ``joins`` has the longest joined text of each channel that joins, in UTF-16 units.
    """
    letters = await outbox.ready(connection, now, LOOK_AHEAD, channels=channels, without_chats=held)
    joining = [one for one in letters if is_joined(one, joins)]
    behind = await outbox.behind(connection, [one.to.conversation for one in joining], now)
    waiting = await _without_files(connection, letters, now)
    out = []
    for letter in letters:
        if letter.id in waiting:
            continue
        after = [one for one in behind.get(letter.to.conversation, ()) if one.id > letter.id]
        if is_joined(letter, joins):
            answered = any(one.lane is Lane.ANSWER for one in after)
            if not answered and letter.created_at > now - GATHERING:
                continue
            letter = replace(letter, more=_together(letter, after, joins[letter.to.channel]))  # noqa: PLW2901
        out.append(letter)
    return out


async def _without_files(
    connection: AsyncConnection, letters: Sequence[Letter], now: datetime
) -> set[int]:
    """Letters whose files are still coming, and have not been waited for long enough."""
    young = [one for one in letters if one.message.media and one.created_at > now - FILES_WAIT]
    if not young:
        return set()
    named = {file for letter in young for file in letter.message.media}
    coming = await attachments.unsettled(connection, sorted(named))
    return {letter.id for letter in young if coming.intersection(letter.message.media)}


def is_joined(letter: Letter, joins: Mapping[str, int]) -> bool:
    """Whether other news may come with it: plain news to one person, on a channel that joins."""
    said = letter.message
    bare = not (said.media or said.point or said.replaces or said.ask is not Ask.NOTHING)
    return bare and letter.lane is Lane.NEWS and not letter.group and letter.to.channel in joins


def waits_for(letter: Letter, joins: Mapping[str, int]) -> timedelta:
    """How long a letter that could leave by its pace may be held for what is to come with it."""
    return GATHERING if is_joined(letter, joins) else FILES_WAIT


def _together(first: Letter, after: Sequence[Letter], longest: int) -> tuple[Letter, ...]:
    """Those that leave with the first: in their order, up to the first that cannot."""
    more: list[Letter] = []
    channel = {first.to.channel: longest}
    for letter in after:
        if _asks((first, *more)[-1].message) or not is_joined(letter, channel):
            break
        if not _fits([first, *more, letter], longest):
            break
        more.append(letter)
    return tuple(more)


def _asks(message: Message) -> bool:
    """Whether buttons under it answer a question, which then has to be the last that is read."""
    return any(data.startswith("q:") for _, data in message.offers())


def _fits(letters: Sequence[Letter], longest: int) -> bool:
    """Whether it is one message, and every label in it means one thing."""
    made = joined(letters)
    labels = [plain(choice.label) for row in made.choices for choice in row]
    return (
        units(made.text) <= longest
        and len(made.choices) <= MOST_ROWS
        and len(set(labels)) == len(labels)
    )


def joined(letters: Sequence[Letter]) -> Message:
    """One message for all: about a request where all are about the same."""
    messages = [letter.message for letter in letters]
    rows: tuple[tuple[Choice, ...], ...] = tuple(row for one in messages for row in one.choices)
    numbers = {one.request for one in messages}
    return replace(
        messages[-1],
        text=_BETWEEN.join(one.text for one in messages),
        choices=tuple(dict.fromkeys(rows)),
        request=numbers.pop() if len(numbers) == 1 else None,
        silent=all(one.silent for one in messages),
    )
