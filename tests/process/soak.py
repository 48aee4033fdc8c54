"""The long form of the kills: the first journey, killed at every point that it passes.

``python -m tests.process.soak`` plays the journey ``--gap`` times. The first play dies at its first
point and then at each ``--gap``-th one that its lives pass together, the second at the second and so
on: each point is where one of the plays dies. What was lost or doubled is told with the number of
the play; ``--first`` and ``--last`` play it again. ``--gap 0`` kills each play once only, for hours.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from .journey import Fate, play
from .oracle import judge
from .points import ANY

AT_ONCE: Final = 2
GAP: Final = 25
"""So far from each other that no letter is in doubt twice, so near that the sweep ends."""
MOST: Final = 2000
"""Points in one journey, at most."""


async def swept(first: int, gap: int) -> list[str]:
    """Kill at the point ``first`` and at each ``gap``-th after it; the kinds of points, in order."""
    further = [(ANY, gap)] * (MOST // gap) if gap else []
    with tempfile.TemporaryDirectory(prefix="sweep-") as folder:
        played = await play(Path(folder), Fate.from_the_first_words((ANY, first), *further))
        judge(played)
        return [death.point for death in played.deaths]


async def sweep(starts: Sequence[int], gap: int) -> Counter[str]:
    """Play from each of these, two at a time; how often each kind was hit."""
    hit: Counter[str] = Counter()
    for at in range(0, len(starts), AT_ONCE):
        wanted = starts[at : at + AT_ONCE]
        died = await asyncio.gather(*(swept(first, gap) for first in wanted))
        for first, points in zip(wanted, died, strict=True):
            say(
                f"{first:5}: {len(points)} kills, the first {points[0] if points else 'not reached'}"
            )
            hit.update(points)
        if not any(died):
            break
    return hit


def say(line: str) -> None:
    """At once: a sweep takes long."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(arguments: list[str] | None = None) -> int:
    """The exit code; an AssertionError tells what was lost or doubled."""
    parser = argparse.ArgumentParser(description="Kill the first journey at every point.")
    parser.add_argument("--gap", type=int, default=GAP, help="points between two kills of one play")
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--last", type=int)
    wanted = parser.parse_args(arguments)
    began = time.monotonic()
    last = wanted.last or wanted.gap or MOST
    hit = asyncio.run(sweep(range(wanted.first, last + 1), wanted.gap))
    for point, count in sorted(hit.items()):
        say(f"{count:5} {point}")
    say(f"{hit.total()} kills in {(time.monotonic() - began) / 60:.0f} minutes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
