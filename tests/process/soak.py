"""The long form of the kills: the first journey, killed at every point that it passes.

``python -m tests.process.soak`` plays the journey once for each ``--every``-th point, killed there,
until one is over before it has come to its point. What was lost or doubled is told with the
point's number.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from .journey import Fate, play
from .oracle import judge
from .points import ANY

AT_ONCE: Final = 16
"""Journeys: each waits for its clock most of the time."""
APART: Final = 4.0
"""Seconds between their beginnings, so that their busy moments are not the same."""
LOG: Final = 4000
"""Characters of the log that are shown after a failure; nothing in it is anybody's."""
MOST: Final = 2000
"""Points in one journey, at most; a journey that passes none of the later ones ends the sweep."""


@dataclass
class Sweep:
    """What came of it so far."""

    hit: Counter[str] = field(default_factory=Counter)
    """How often each kind of point was hit."""
    failed: list[int] = field(default_factory=list)
    """Points after which something was lost or doubled."""

    async def through(self, points: Iterator[int], after: float) -> None:
        """Play one journey after the other, until one has no such point any more."""
        await asyncio.sleep(after)
        for nth in points:
            try:
                point = await killed_at(nth)
            except (AssertionError, TimeoutError) as complaint:
                self.failed.append(nth)
                say("\n".join([f"{nth:5} FAILED {complaint!r}", *complaint.__notes__]))
                continue
            say(f"{nth:5} {point or 'not reached'}")
            if not point:
                return
            self.hit[point] += 1


async def killed_at(nth: int) -> str:
    """Kill at the ``nth`` point of all; the kind of the point, nothing if there are not so many."""
    with tempfile.TemporaryDirectory(prefix="sweep-") as folder:
        try:
            played = await play(Path(folder), Fate.once((ANY, nth)))
            judge(played)
        except (AssertionError, TimeoutError) as complaint:
            log = await asyncio.to_thread((Path(folder) / "log").read_text)
            complaint.add_note(f"The end of its log:\n{log[-LOG:]}")
            raise
        return played.deaths[0].point if played.deaths else ""


async def sweep(points: Iterator[int]) -> Sweep:
    """Go through the points, a few journeys at a time."""
    done = Sweep()
    async with asyncio.TaskGroup() as group:
        for place in range(AT_ONCE):
            group.create_task(done.through(points, place * APART))
    return done


def say(line: str) -> None:
    """At once: a sweep takes half an hour."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 1 where something was lost or doubled, each told with its point's number."""
    parser = argparse.ArgumentParser(description="Kill the first journey at every point.")
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--most", type=int, default=MOST)
    wanted = parser.parse_args(arguments)
    done = asyncio.run(sweep(iter(range(wanted.first, wanted.most + 1, wanted.every))))
    for point, count in sorted(done.hit.items()):
        say(f"{count:5} {point}")
    say(f"{done.hit.total()} points survived, {len(done.failed)} not: {done.failed}")
    return 1 if done.failed else 0


if __name__ == "__main__":
    sys.exit(main())
