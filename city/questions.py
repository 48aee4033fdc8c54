"""Questions that a topic brings along: the entrance for a lift, the route for a bus."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MOST_QUESTIONS: Final = 3
"""Of one service. More would be a questionnaire; what else matters stands in the description."""

ENTRANCE: Final = "entrance"
"""A question of this code is also answered by the entrance that an address names."""


class AnswerKind(StrEnum):
    """What an answer is: a number, a few words, or one of the choices."""

    NUMBER = "number"
    TEXT = "text"
    CHOICE = "choice"


class Asking(StrEnum):
    """When a question is put, where the resident's words have not answered it already."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    """Asked, with a button that skips it."""
    REVIEW = "review"
    """Only to who wants to add details in the review."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question about a request.

    ``text`` is the question, ``label`` what stands before the answer on cards. ``words`` are
    those beside which people write the answer («під’їзд 3», «14 тролейбус»); ``choices`` the
    answers to choose from, only for :attr:`AnswerKind.CHOICE`.
    """

    code: str
    text: str
    label: str
    kind: AnswerKind
    ask: Asking
    words: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
