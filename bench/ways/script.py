"""The conversation that every way holds: what the program was seen to say at each step."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias

from bench.residents import LAP, Offers

ANSWER: Final = (
    '{"ok":true,"result":{"message_id":7,"date":1795000000,'
    '"chat":{"id":700000001,"type":"private","first_name":"Олена"},"text":"Прийнято"}}'
)
"""What the service answers to a message, at once and to everybody."""

KEPT: Final = ("words", "address", "district", "phone")
"""What a bot has to remember of a lap until the request is filed."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A message with its buttons: label and data."""

    text: str
    buttons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Script:
    """Replies step by step: as many steps as a lap has."""

    steps: tuple[tuple[Reply, ...], ...]

    def __post_init__(self) -> None:
        if len(self.steps) != LAP or not all(self.steps):
            raise ValueError("a lap has an answer at each step")

    @property
    def offers(self) -> Offers:
        """Every button of the lap, for those who tap."""
        return [button for step in self.steps for one in step for button in one.buttons]


Say: TypeAlias = Callable[[Reply], Awaitable[object]]


class Way(Protocol):
    """A bot that takes raw updates of Telegram."""

    @property
    def name(self) -> str:
        """What it is called in the table."""

    async def take(self, raws: Sequence[bytes]) -> None:
        """Returns when all of them are worked and answered; each is of another chat."""

    async def filed(self) -> int:
        """How many laps have come to their end."""

    async def close(self) -> None:
        """Give back what it holds."""
