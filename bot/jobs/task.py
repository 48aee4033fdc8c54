"""What a kind of job gets, and what it hands back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ParamSpec, TypeAlias, TypeVar

from city import City
from flows.desk.jobs import Job
from flows.events import MediaKind
from flows.messages import Message
from locales import Texts, texts
from models.database import Database

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Made:
    """A file that a job has written to ``path``: it is kept as an attachment and sent."""

    path: Path
    name: str
    mime: str
    kind: MediaKind = MediaKind.DOCUMENT


@dataclass(frozen=True, slots=True)
class Result:
    """What is told when the job is done, with the files that go with it."""

    message: Message
    files: tuple[Made, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """One attempt at a job. It may be tried again at any moment: nothing but files is written."""

    job: Job
    database: Database
    city: City
    now: datetime
    part: Callable[[], Path]
    """A name for a file that the job writes; what is left of it is cleared away."""
    progress: Callable[[int, int], Awaitable[None]]
    """So much is done, of so much in all: told now and then while it takes long."""

    @property
    def texts(self) -> Texts:
        return texts(self.job.language)

    async def heavy(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Compute in a thread: conversations go on meanwhile."""
        return await asyncio.to_thread(work, *args, **kwargs)


Work: TypeAlias = Callable[[Task], Awaitable[Result]]
