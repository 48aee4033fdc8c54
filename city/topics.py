"""Which services a text may be about: up to three, with a score, or an honest nothing.

``city.learning`` gives every label a score, near 1 for a text like its examples and near 0
otherwise; a long text is read clause by clause too, since the point often comes late.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from city.catalogue import Catalogue
from city.learning import Example, Model, learn

THRESHOLD: Final = 0.25
"""Below this nothing is suggested: nine of ten greetings and jokes stay under it."""
MOST: Final = 3
LEAST_SHARE: Final = 0.2
"""A suggestion this much weaker than the best one is no help."""
SURE: Final = 0.4
SURE_LEAD: Final = 1.6
"""How far the best must be before the second to be proposed alone."""

_CLAUSE: Final = re.compile(r"[.!?;:\n]+|,| - ")
_CLAUSE_WORDS: Final = 3
_MOST_CLAUSES: Final = 14
_ALONE: Final = 0.9
"""What a clause alone is worth: the whole text says more."""

DANGER: Final = "!"
"""Before a danger's code among the labels: learned beside the services, never suggested."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A service that the text may be about; ``score`` is about 0 to 1."""

    code: str
    score: float


def is_sure(suggestions: Sequence[Suggestion]) -> bool:
    """Whether the first may be proposed by itself, to be confirmed with one tap."""
    if not suggestions or suggestions[0].score < SURE:
        return False
    return len(suggestions) == 1 or suggestions[0].score >= SURE_LEAD * suggestions[1].score


class Topics:
    """Suggestions for a city; learns when it is first asked, once per process."""

    def __init__(self, examples: Iterable[Example]) -> None:
        self._given = examples

    @cached_property
    def model(self) -> Model:
        """What was learned."""
        return learn(tuple(self._given))

    def scores(self, text: str) -> dict[str, float]:
        """A score for every label: of the whole text, or of the clause that says it best."""
        model = self.model
        whole = model.scores(text)
        parts = [[score * _ALONE for score in model.scores(one)] for one in _clauses(text)]
        best = [max(column) for column in zip(whole, *parts, strict=True)]
        return dict(zip(model.codes, best, strict=True))


def suggested(scores: Mapping[str, float]) -> tuple[Suggestion, ...]:
    """The likeliest services, best first; nothing when no one is likely enough."""
    services = ((score, code) for code, score in scores.items() if not code.startswith(DANGER))
    ranked = sorted(services, reverse=True)[:MOST]
    if not ranked or ranked[0][0] < THRESHOLD:
        return ()
    least = ranked[0][0] * LEAST_SHARE
    return tuple(
        Suggestion(code, round(min(score, 1.0), 3)) for score, code in ranked if score >= least
    )


def _clauses(text: str) -> list[str]:
    """The parts of a text between its marks, the last ones first: the point often comes late."""
    parts = [part for part in _CLAUSE.split(text) if len(part.split()) >= _CLAUSE_WORDS]
    return parts[::-1][:_MOST_CLAUSES] if len(parts) > 1 else []


def examples_of(catalogue: Catalogue) -> Iterable[Example]:
    """All that the catalogue says about how people write."""
    for service in catalogue.services:
        for text in (service.name, *service.words, *service.examples):
            yield Example(text, (service.code,))
    for text in catalogue.not_requests:
        yield Example(text)
