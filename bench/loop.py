"""The event loop that the program itself would take."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Uvloop's, where there is one."""
    try:
        import uvloop  # noqa: PLC0415 - is not on every platform
    except ImportError:
        return None
    return uvloop.new_event_loop


def run(measured: Coroutine[Any, Any, Result]) -> Result:
    """Measure on that loop."""
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        return runner.run(measured)
