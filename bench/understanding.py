"""How well and how fast texts are understood: ``python -m bench.understanding``, and in the bench.

The texts are those of ``tests/city/understanding``, written before the classifier and kept apart
from its words. Every third was held out while it was tuned; both parts are shown.
"""

from __future__ import annotations

import resource
import sys
import time
from statistics import median

from bench.rates import percentile
from city import City, load_named
from tests.city.understanding.measure import measured
from tests.city.understanding.texts import written

HELD_OUT = 3
ROUNDS = 5


def main() -> int:
    """Print the shares, then time and memory."""
    before = _peak_mb()
    city = load_named("kryvyi_rih")
    start = time.thread_time()
    city.reader.warm_up()
    warm = time.thread_time() - start
    texts = written()
    tuned = measured(city, [t for place, t in enumerate(texts) if place % HELD_OUT != 2])
    held = measured(city, [t for place, t in enumerate(texts) if place % HELD_OUT == 2])
    print(f"understanding of {len(texts)} texts: tuned on | held out")
    for name, share in tuned.items():
        print(f"  {name:20} {share!s:22} | {held[name]}")
    again = _seconds(city)
    print(f"  one text after warm-up, CPU: median {median(again) * 1e3:.2f} ms,", end=" ")
    print(f"p99 {percentile(again, 0.99) * 1e3:.2f} ms")
    print(
        f"  warm-up {warm:.2f} s of CPU in a thread; memory {_peak_mb() - before:.0f} MB at its peak"
    )
    return 0


def _seconds(city: City) -> list[float]:
    """Seconds for each text; a tail of its own makes it one that was not read before."""
    return [_timed(city, f"{one.text} {n}") for n in range(ROUNDS) for one in written()]


def _timed(city: City, text: str) -> float:
    start = time.thread_time()
    city.understand(text)
    return time.thread_time() - start


def _peak_mb() -> float:
    """Highest resident memory of this process so far, in MB."""
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


if __name__ == "__main__":
    sys.exit(main())
