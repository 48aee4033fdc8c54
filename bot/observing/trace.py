"""What a log line is about, and where an exception came from, without what anybody wrote."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType
from typing import Final

FRAMES: Final = 6


def where(error: BaseException) -> str:
    """The exception's type and the last places it passed, the innermost first."""
    frames = reversed(traceback.extract_tb(error.__traceback__)[-FRAMES:])
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return f"{type(error).__name__} at {' < '.join(places) or 'an unknown place'}"


_about: ContextVar[Mapping[str, int]] = ContextVar("about", default=MappingProxyType({}))


@contextmanager
def about(**ids: int | None) -> Iterator[None]:
    """Log lines inside name these rows: ``event``, ``request``, ``letter``. Never people."""
    known = {name: value for name, value in ids.items() if value is not None}
    token = _about.set({**_about.get(), **known})
    try:
        yield
    finally:
        _about.reset(token)


def ids() -> Mapping[str, int]:
    """What the present work is about."""
    return _about.get()
