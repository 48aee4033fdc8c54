"""Speaking in the present conversation, telling others, and remembering."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from flows.conversation import Conversation
from flows.desk.values import Manners
from flows.domain import Address, Receipt
from flows.events import Notice
from flows.messages import Lane, Message


class TellingDesk(Protocol):
    """See :class:`flows.desk.Desk`."""

    def return_link(self, conversation: Conversation) -> str:
        """A link that opens this conversation elsewhere; empty where the channel needs none."""
        ...

    def manners(self, conversation: Conversation) -> Manners:
        """What can be relied on in this conversation."""
        ...

    async def receipt(self, number: int) -> Receipt | None:
        """What became of the latest message to the resident about a request, where it is known."""
        ...

    async def tell(
        self,
        conversation: Conversation,
        message: Message,
        *,
        lane: Lane = Lane.ANSWER,
        question: bool = False,
    ) -> None:
        """Queue a message to the conversation that is being worked.

        A ``question`` takes the place of an earlier question to the same conversation that
        has not been sent yet.
        """
        ...

    async def post(self, key: str, to: Address, notice: Notice) -> None:
        """Put a notice into another conversation's inbox, once per ``key``."""
        ...

    async def remind(self, key: str, at: datetime, to: Address, notice: Notice) -> None:
        """Post the notice at ``at``, once; the same ``key`` moves an earlier reminder."""
        ...

    async def forget(self, key: str) -> None:
        """Drop the reminder with this key, if it is still there."""
        ...
