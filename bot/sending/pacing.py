"""Pacing: when the next message may leave, so that no service has to refuse one."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from handlers.channel import Abilities
from models.queues.letters import Letter

SLACK: Final = 1.05
"""Windows are kept this much longer than the service says: messages overtake on the way."""


class Pacer:
    """Knows each channel's limits and what was sent lately; asks no clock, is told the time."""

    def __init__(self, abilities: Mapping[str, Abilities]) -> None:
        self._abilities = abilities
        self._recent: dict[str, deque[datetime]] = defaultdict(deque)
        self._groups: dict[int, deque[datetime]] = defaultdict(deque)
        self._unanswered: dict[int, deque[datetime]] = defaultdict(deque)
        self._channels: dict[str, datetime] = {}
        self._chats: dict[int, datetime] = {}
        self._latest: datetime | None = None

    def tick(self, now: datetime) -> None:
        """Forget what is over; everything, when the clock was set back."""
        if self._latest and now < self._latest:
            self._forget_all()
        self._latest = now
        self._channels = {name: t for name, t in self._channels.items() if t > now}
        self._chats = {chat: t for chat, t in self._chats.items() if t > now}
        for group in [g for g, times in self._groups.items() if _over(times, now)]:
            del self._groups[group]
        for chat in [c for c, times in self._unanswered.items() if times[-1] + _HOUR <= now]:
            del self._unanswered[chat]

    def _forget_all(self) -> None:
        for memory in (self._recent, self._groups, self._unanswered, self._channels, self._chats):
            memory.clear()

    @property
    def memory(self) -> timedelta:
        """The longest window of all limits: what left before it counts for nothing."""
        hourly = any(one.unanswered_per_hour is not None for one in self._abilities.values())
        return _HOUR if hourly else _MINUTE

    def release(self, letter: Letter, now: datetime) -> datetime:
        """When this letter may leave; ``now`` if it may at once."""
        channel = letter.to.channel
        times = [
            now,
            self._chats.get(letter.to.conversation, now),
            self._channels.get(channel, now),
        ]
        abilities = self._abilities[channel]
        burst, window = _limit(abilities)
        times.append(_room(self._recent[channel], burst, window, now, _weight(letter)))
        if letter.group:
            group = self._groups.get(letter.to.conversation, deque())
            most = abilities.group_per_minute
            times.append(_room(group, most, _MINUTE, now, _weight(letter)))
        if abilities.unanswered_per_hour is not None:
            times.append(self._after_silence(letter, abilities.unanswered_per_hour, now))
        return max(times)

    def _after_silence(self, letter: Letter, most: int, now: datetime) -> datetime:
        """When somebody who does not answer may be written to; their own word sets it back."""
        sent = self._unanswered.get(letter.to.conversation, deque())
        since = max(now - _HOUR, letter.heard_at or now - _HOUR)
        while sent and sent[0] < since:
            sent.popleft()
        too_many = len(sent) + _weight(letter) - most
        return sent[min(too_many, len(sent)) - 1] + _HOUR if sent and too_many > 0 else now

    def recall(self, letter: Letter, at: datetime) -> None:
        """A letter left then, sent by whoever was sending before."""
        self.spend(letter, at)
        self.rest(letter, at)

    def spend(self, letter: Letter, now: datetime) -> None:
        """A letter leaves."""
        for _ in range(_weight(letter)):
            self._recent[letter.to.channel].append(now)
            if letter.group:
                self._groups[letter.to.conversation].append(now)
            if self._abilities[letter.to.channel].unanswered_per_hour is not None:
                self._unanswered[letter.to.conversation].append(now)

    def rest(self, letter: Letter, now: datetime) -> None:
        """The service has answered: the chat's pause begins."""
        pause = self._abilities[letter.to.channel].chat_interval
        if pause:
            self.hold_chat(letter.to.conversation, now + timedelta(seconds=pause))

    def hold_chat(self, conversation: int, until: datetime) -> None:
        """Nothing to this chat before then."""
        self._chats[conversation] = max(until, self._chats.get(conversation, until))

    def hold_channel(self, channel: str, until: datetime) -> None:
        """Nothing to anybody on this channel before then."""
        self._channels[channel] = max(until, self._channels.get(channel, until))

    def open_channels(self, now: datetime) -> list[str]:
        """Channels that take at least one message now."""
        return [
            name
            for name, abilities in self._abilities.items()
            if name not in self._channels
            and _room(self._recent[name], *_limit(abilities), now) <= now
        ]

    def held_chats(self) -> set[int]:
        """Chats that have just been written to, or that must wait."""
        return set(self._chats)

    def next_release(self, now: datetime) -> datetime | None:
        """The earliest moment at which something that is held now is free."""
        ends = [*self._channels.values(), *self._chats.values()]
        for channel, times in self._recent.items():
            ends.append(_room(times, *_limit(self._abilities[channel]), now))
        return min((end for end in ends if end > now), default=None)


_MINUTE: Final = timedelta(seconds=60 * SLACK)
_HOUR: Final = timedelta(hours=1) * SLACK


def _over(times: deque[datetime], now: datetime) -> bool:
    return not times or times[-1] + _MINUTE <= now


def _weight(letter: Letter) -> int:
    """An album counts as so many messages."""
    return max(1, len(letter.message.media))


def _limit(abilities: Abilities) -> tuple[int, timedelta]:
    """So many messages in so long."""
    burst = max(1, int(abilities.per_second))
    return burst, timedelta(seconds=burst / abilities.per_second * SLACK)


def _room(
    times: deque[datetime], burst: int, window: timedelta, now: datetime, weight: int = 1
) -> datetime:
    """When there is room for ``weight`` more among ``burst`` in ``window``."""
    while times and times[0] + window <= now:
        times.popleft()
    too_many = len(times) + min(weight, burst) - burst
    return times[too_many - 1] + window if too_many > 0 else now
