"""How well and how fast texts are understood: ``python -m bench.understanding``, and in the bench.

The texts are those of ``tests/city/understanding``, kept apart from the words that it learns.
What each file showed when it was new is in ``docs/city.md``.
"""

from __future__ import annotations

import resource
import sys
import time
from statistics import median

from bench.rates import percentile
from city import City, load_named
from tests.city.understanding.measure import measured
from tests.city.understanding.texts import FILES, every, written

ROUNDS = 5


def main() -> int:
    """Print the shares, then time and memory."""
    before = _peak_mb()
    city = load_named("kryvyi_rih")
    start = time.thread_time()
    city.reader.warm_up()
    warm = time.thread_time() - start
    for file in FILES:
        print(f"understanding of the {len(written(file))} texts of {file}")
        for name, share in measured(city, written(file)).items():
            print(f"  {name:20} {share!s}")
    again = _seconds(city)
    print(f"  one text after warm-up, CPU: median {median(again) * 1e3:.2f} ms,", end=" ")
    print(f"p99 {percentile(again, 0.99) * 1e3:.2f} ms")
    print(
        f"  warm-up {warm:.2f} s of CPU in a thread; memory {_peak_mb() - before:.0f} MB at its peak"
    )
    return 0


def _seconds(city: City) -> list[float]:
    """Seconds for each text; a tail of its own makes it one that was not read before."""
    return [_timed(city, f"{one.text} {n}") for n in range(ROUNDS) for one in every()]


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
