"""Figures in pairs, and what is told of them."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """So many a second, of the program and of the bare loop beside it, pair by pair."""

    program: list[float]
    bare: list[float]

    @property
    def ratios(self) -> list[float]:
        """Program to bare loop; each pair was measured one after the other."""
        return [ours / theirs for ours, theirs in zip(self.program, self.bare, strict=True)]


@dataclass(frozen=True, slots=True)
class Latency:
    """Seconds of single steps, of the program and of the bare loop."""

    program: list[float]
    bare: list[float]


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of them lies."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)
