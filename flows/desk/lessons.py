"""What staff teach by moving a request to another topic."""

from __future__ import annotations

from typing import Protocol

from city.lessons import Lesson


class LessonsDesk(Protocol):
    """See :class:`flows.desk.Desk`."""

    async def teach(self, request: int, lesson: Lesson) -> None:
        """Keep what the correction of this request teaches, one lesson a request.

        A second correction takes the first one's place and still tells what the topic was at
        the beginning; one that leads back to that teaches nothing.
        """
        ...
