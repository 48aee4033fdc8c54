"""What somebody sees in a chat, and waiting for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .service import Service
    from .world import Chat, Message

Json = dict[str, Any]
PATIENCE = 5.0
"""Real seconds that a test waits for a message before it fails."""


class View:
    """A chat as it is seen, with a mark at the last thing that its owner did.

    ``waits_for`` looks at what the bot wrote or edited since that mark, so a question asked for the
    second time is not taken for the first.
    """

    def __init__(self, service: Service, chat: Chat) -> None:
        self._service = service
        self._chat = chat
        self._mark = 0

    @property
    def chat(self) -> list[Message]:
        """Messages in order as they stand now: edited in place, deleted ones gone."""
        return self._chat.shown()

    @property
    def last(self) -> Message:
        """The bot's last message."""
        return [message for message in self.chat if message.from_bot][-1]

    @property
    def keyboard(self) -> list[list[str]]:
        """Labels of the reply keyboard on show."""
        rows = (self._chat.keyboard or {}).get("keyboard", [])
        return [[button["text"] for button in row] for row in rows]

    @property
    def transcript(self) -> str:
        """The conversation as lines of text."""
        return "\n".join(_line(message) for message in self.chat)

    def sees(self, text: str) -> bool:
        """Whether a text stands anywhere in the bot's messages now."""
        return any(message.from_bot and text in message.text for message in self.chat)

    def acted(self) -> None:
        """Puts the mark: what came before is not waited for any more."""
        self._mark = self._service.world.revision

    async def waits_for(
        self,
        wanted: str | Callable[[Message], bool],
        timeout: float = PATIENCE,  # noqa: ASYNC109 - the caller's patience, not a cancellation
        *,
        anywhere: bool = False,
    ) -> Message:
        """The bot's first message with this text (or for which the question says yes).

        Raises:
            AssertionError: it did not come in time; shows the conversation.
        """

        def look() -> Message | None:
            return next((m for m in self._fresh(anywhere=anywhere) if _fits(m, wanted)), None)

        found = await self._service.signal.until(look, timeout)
        assert found is not None, f"waited for {wanted!r}, saw:\n{self.transcript}"
        return found

    async def waits_until(self, look: Callable[[], Any], timeout: float = PATIENCE) -> None:  # noqa: ASYNC109
        """Returns when something becomes true, looked at whenever the service has changed.

        Raises:
            AssertionError: it did not in time.
        """
        found = await self._service.signal.until(lambda: True if look() else None, timeout)
        assert found, f"waited in vain, saw:\n{self.transcript}"

    def _fresh(self, *, anywhere: bool) -> list[Message]:
        mark = -1 if anywhere else self._mark
        return [m for m in self.chat if m.from_bot and m.revision > mark]


def _fits(message: Message, wanted: str | Callable[[Message], bool]) -> bool:
    return wanted in message.text if isinstance(wanted, str) else wanted(message)


def _line(message: Message) -> str:
    who = "bot" if message.from_bot else message.raw["from"]["first_name"]
    media = f" <{message.media.kind}>" if message.media else ""
    labels = f"  [{' | '.join(message.labels)}]" if message.labels else ""
    return f"{message.id} {who}:{media} {message.text}{labels}"
