"""People as journeys speak of them, whatever channel they use."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Protocol

from flows.messages import BOLD, PLAIN
from flows.words import plain

MARKS = str.maketrans("", "", BOLD + PLAIN)
_NUMBER = re.compile(r"№ ([0-9]+)")


@dataclass(frozen=True)
class Seen:
    """One message of the bot as it stands in somebody's chat now."""

    id: str
    text: str
    labels: tuple[str, ...] = ()
    files: int = 0
    revision: int = 0


class Play(Protocol):
    """Where a journey is played."""

    async def settle(self) -> None:
        """Return when everything has happened that the last act set going."""


class Edge(ABC):
    """One person's end of a channel."""

    @abstractmethod
    async def start(self, payload: str) -> None: ...

    @abstractmethod
    async def say(self, text: str, reply_to: Seen | None = None) -> str: ...

    @abstractmethod
    async def edit(self, message: str, text: str) -> None: ...

    @abstractmethod
    async def send_files(self, files: list[tuple[str, bytes]], caption: str) -> None: ...

    @abstractmethod
    async def share_location(self, lat: float, lon: float) -> None: ...

    @abstractmethod
    async def share_phone(self, phone: str) -> None: ...

    @abstractmethod
    async def tap(self, seen: Seen, label: str) -> None: ...

    async def tap_stale(self, seen: Seen, label: str) -> None:
        """Press a button that the device still shows, though it means nothing any more."""
        await self.tap(seen, label)

    @abstractmethod
    async def forge(self, seen: Seen, data: str) -> None: ...

    @abstractmethod
    async def look(self) -> list[Seen]: ...

    @abstractmethod
    async def file_of(self, seen: Seen, index: int) -> bytes: ...


class Person:
    """Somebody in a journey. Each act is followed by everything that it sets going."""

    def __init__(self, stage: Play, edge: Edge, name: str, phone: str) -> None:
        self.stage = stage
        self.edge = edge
        self.name = name
        self.phone = phone
        self.number = 0
        """The last request number that the bot told."""
        self._known: set[tuple[str, str, tuple[str, ...]]] = set()

    # -- acting ------------------------------------------------------------------------
    async def starts(self, payload: str = "") -> None:
        await self._mark()
        await self.edge.start(payload)
        await self.stage.settle()

    async def says(self, *texts: str) -> str:
        """Say something, or several messages in a row without waiting for an answer."""
        await self._mark()
        message = ""
        for text in texts:
            message = await self.edge.say(text)
        await self.stage.settle()
        return message

    async def replies(self, fragment: str, text: str) -> None:
        """Answer a message of the bot that holds ``fragment``."""
        seen = await self.message(fragment)
        await self._mark()
        await self.edge.say(text, seen)
        await self.stage.settle()

    async def edits(self, message: str, text: str) -> None:
        await self._mark()
        await self.edge.edit(message, text)
        await self.stage.settle()

    async def sends(self, *files: tuple[str, bytes], caption: str = "") -> None:
        """Send files of (kind, bytes); several together are an album."""
        await self._mark()
        await self.edge.send_files(list(files), caption)
        await self.stage.settle()

    async def shares_location(self, lat: float, lon: float) -> None:
        await self._mark()
        await self.edge.share_location(lat, lon)
        await self.stage.settle()

    async def shares_phone(self) -> None:
        await self._mark()
        await self.edge.share_phone(self.phone)
        await self.stage.settle()

    async def taps(self, label: str) -> None:
        """Press the newest button whose label is, or begins with, ``label``."""
        await self.presses(label)
        await self.stage.settle()

    async def presses(self, label: str) -> None:
        """Press a button and look away: what follows has not happened yet."""
        seen, found = await self._button(label)
        await self._mark()
        await self.edge.tap(seen, found)

    async def forges(self, data: str) -> None:
        """Press a button that the bot never showed to them."""
        await self._mark()
        await self.edge.forge((await self.edge.look())[-1], data)
        await self.stage.settle()

    # -- seeing ------------------------------------------------------------------------
    async def fresh(self) -> list[Seen]:
        """What is new or changed since their own last act."""
        return [s for s in await self.edge.look() if _key(s) not in self._known]

    async def sees(self, *fragments: str) -> str:
        """Every fragment stands in what came since their last act; the text is returned."""
        text = "\n".join(s.text for s in await self.fresh()).translate(MARKS)
        for fragment in fragments:
            assert fragment in text, f"{self.name} does not see «{fragment}» in:\n{text}"
        if found := _NUMBER.search(text):
            self.number = int(found[1])
        return text

    async def has(self, fragment: str) -> bool:
        """Whether ``fragment`` stands in what came since their last act."""
        return any(fragment in s.text.translate(MARKS) for s in await self.fresh())

    async def sees_no(self, *fragments: str) -> None:
        text = "\n".join(s.text for s in await self.fresh()).translate(MARKS)
        for fragment in fragments:
            assert fragment not in text, f"{self.name} sees «{fragment}» in:\n{text}"

    async def sees_nothing_new(self) -> None:
        fresh = await self.fresh()
        assert not fresh, f"{self.name} sees {[s.text for s in fresh]}"

    async def buttons(self) -> list[str]:
        """Labels under what came since their last act."""
        return [label for s in await self.fresh() for label in s.labels]

    async def offered(self, *labels: str) -> None:
        """Each label is (the beginning of) a button that came since their last act."""
        shown = await self.buttons()
        for label in labels:
            assert any(b.startswith(label) for b in shown), f"no «{label}» among {shown}"

    async def message(self, fragment: str) -> Seen:
        """The newest message of the bot that holds ``fragment``."""
        for seen in reversed(await self.edge.look()):
            if fragment in seen.text.translate(MARKS):
                return seen
        raise AssertionError(f"{self.name} never saw «{fragment}»")

    async def heard(self, fragment: str) -> int:
        """How many messages of the whole chat hold ``fragment``."""
        return sum(fragment in s.text.translate(MARKS) for s in await self.edge.look())

    async def forgets(self) -> None:
        """What has been seen so far is not new any more."""
        await self._mark()

    async def _mark(self) -> None:
        self._known = {_key(s) for s in await self.edge.look()}

    async def _button(self, label: str) -> tuple[Seen, str]:
        everything = await self.edge.look()
        wanted = plain(label)
        for seen in reversed(everything):
            for shown in seen.labels:
                if plain(shown) == wanted:
                    return seen, shown
        for seen in reversed(everything):
            for shown in seen.labels:
                if plain(shown).startswith(wanted):
                    return seen, shown
        labels = [s.labels for s in everything[-3:]]
        raise AssertionError(f"{self.name} has no button «{label}», only {labels}")


def _key(seen: Seen) -> tuple[str, str, tuple[str, ...]]:
    return seen.id, seen.text, seen.labels
