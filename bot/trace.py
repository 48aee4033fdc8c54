"""Where an exception came from, without its text: that may hold what a resident wrote."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Final

FRAMES: Final = 6


def where(error: BaseException) -> str:
    """The exception's type and the last places it passed, the innermost first."""
    frames = reversed(traceback.extract_tb(error.__traceback__)[-FRAMES:])
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return f"{type(error).__name__} at {' < '.join(places) or 'an unknown place'}"
