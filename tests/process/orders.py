"""Lines to the launcher and to the life that it has begun, who read from one pipe.

Each is as long as any other and read whole: a life that dies while it reads has taken an order with
it, or has left it untouched for the launcher, but never half of one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Final

LENGTH: Final = 128
"""Bytes of an order; a pipe gives as many as are asked for at once, if it has them (pipe(7))."""


def order(*words: object) -> bytes:
    """What to write, in one piece."""
    line = " ".join(map(str, words)).encode()
    assert len(line) <= LENGTH
    return line.ljust(LENGTH)


def orders() -> Iterator[list[str]]:
    """The words of each order from standard input, to its end."""
    while line := os.read(0, LENGTH):
        yield line.decode().strip().split(maxsplit=2)
