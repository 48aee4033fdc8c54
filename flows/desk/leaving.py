"""Erasing what is known about a resident."""

from __future__ import annotations

from typing import Protocol


class LeavingDesk(Protocol):
    """See :class:`flows.desk.Desk`."""

    async def erase(self, resident: int, *, keep_open: bool) -> None:
        """Erase all about the resident of this conversation, at the end of the step.

        What is said in the step itself stays. With ``keep_open`` open requests are kept, with
        what is needed to finish them, and erased some time after they have ended.
        """
        ...
