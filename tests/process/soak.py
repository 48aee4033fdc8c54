"""The long form of the kills: the first journey, killed at every point that it passes.

``python -m tests.process.soak`` counts the points of one journey and then plays it once for each
``--every``-th of them, killed there. What was lost or doubled is told with the point's number.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Final

from .journey import Fate, play
from .oracle import judge
from .points import ANY

AT_ONCE: Final = 3
"""Journeys: each waits for its clock about half of its time."""
MOST: Final = 2000
"""Points in one journey, at most; a journey that passes none of the later ones ends the sweep."""


async def swept(nth: int) -> str:
    """Kill at the ``nth`` point of all; the kind of the point, nothing if there are not so many."""
    with tempfile.TemporaryDirectory(prefix="sweep-") as folder:
        played = await play(Path(folder), Fate.once((ANY, nth)))
        judge(played)
        return played.deaths[0].point if played.deaths else ""


async def sweep(first: int, every: int, most: int) -> Counter[str]:
    """Go through the points, a few journeys at a time; how often each kind was hit."""
    hit: Counter[str] = Counter()
    for start in range(first, most + 1, every * AT_ONCE):
        wanted = [start + every * place for place in range(AT_ONCE)]
        points = await asyncio.gather(*(swept(nth) for nth in wanted))
        for nth, point in zip(wanted, points, strict=True):
            say(f"{nth:5} {point or 'not reached'}")
            hit[point] += 1
        if not any(points):
            break
    hit.pop("", None)
    return hit


def say(line: str) -> None:
    """At once: a sweep takes hours."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(arguments: list[str] | None = None) -> int:
    """The exit code; an AssertionError tells what was lost or doubled."""
    parser = argparse.ArgumentParser(description="Kill the first journey at every point.")
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--most", type=int, default=MOST)
    wanted = parser.parse_args(arguments)
    hit = asyncio.run(sweep(wanted.first, wanted.every, wanted.most))
    for point, count in sorted(hit.items()):
        say(f"{count:5} {point}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
