"""Figures for monitoring, in the form that Prometheus reads. No label names a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from handlers.channel import Outcome
from models.queries.readings import Readings

SECONDS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0)


class Metrics:
    """Counts since the start of this process, and gauges that are read when asked for."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._events = Counter(
            "contact_centre_events", "Events worked", ["channel"], registry=self.registry
        )
        self._answers = Histogram(
            "contact_centre_answer_seconds",
            "From the commit of an event to the commit of its answer",
            buckets=SECONDS,
            registry=self.registry,
        )
        self._failures = Counter(
            "contact_centre_step_failures",
            "Attempts at an event that failed",
            registry=self.registry,
        )
        self._left_out = Counter(
            "contact_centre_left_out",
            "Events not taken in: too many at once from one conversation",
            ["channel"],
            registry=self.registry,
        )
        self._letters = Counter(
            "contact_centre_letters",
            "Attempts to send, by how they ended",
            ["channel", "outcome"],
            registry=self.registry,
        )
        self._rows = Gauge(
            "contact_centre_waiting", "Rows that wait", ["what"], registry=self.registry
        )
        self._ages = Gauge(
            "contact_centre_oldest_seconds",
            "Age of the oldest row that could be worked now",
            ["what"],
            registry=self.registry,
        )

    def worked(self, received: Iterable[tuple[str, datetime]], now: datetime) -> None:
        """These events, by channel and moment of arrival, have been worked and committed."""
        for channel, at in received:
            self._events.labels(channel).inc()
            self._answers.observe(max((now - at).total_seconds(), 0.0))

    def failed(self) -> None:
        """An event was tried and failed."""
        self._failures.inc()

    def left_out(self, channel: str) -> None:
        """An event was above the cap of its conversation."""
        self._left_out.labels(channel).inc()

    def settled(self, outcomes: Sequence[tuple[str, Outcome]]) -> None:
        """Attempts to send have ended so, by channel."""
        for channel, outcome in outcomes:
            self._letters.labels(channel, type(outcome).__name__.lower()).inc()

    def page(self, readings: Readings, now: datetime) -> bytes:
        """All figures as text."""
        for what, count in _counts(readings).items():
            self._rows.labels(what).set(count)
        for what, age in ages(readings, now).items():
            self._ages.labels(what).set(age)
        return generate_latest(self.registry)


def ages(readings: Readings, now: datetime) -> dict[str, float]:
    """Seconds since the oldest row that waits; 0 where none does."""
    return {
        "inbox": _age(readings.inbox_since, now),
        "outbox": _age(readings.outbox_since, now),
    }


def _age(since: datetime | None, now: datetime) -> float:
    return max((now - since).total_seconds(), 0.0) if since else 0.0


def _counts(readings: Readings) -> dict[str, int]:
    return {
        "inbox": readings.inbox_waiting,
        "inbox_parked": readings.inbox_parked,
        "outbox": readings.outbox_waiting,
        "files": readings.files_waiting,
        "timers": readings.timers_late,
    }
