"""Answers to a topic's own questions that stand in what somebody wrote: «під’їзд 3, 5 поверх»."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from city.address_words import COUNTED, Word, words_in
from city.lemmas import lemmas_of, roots_of
from city.questions import AnswerKind, Question
from city.words import normalise_words, same_marks

READ: Final = 4_000
"""Characters that are looked at."""

_ORDINAL: Final = (
    r"(\d{1,4})-?(?:й|ий|ій|го|ого|му|ому|им|ім|ом|ем|та|ту|тої|тій|ма|ша|га|тя|тю|тий|х)"
)
_NUMBER: Final = re.compile(rf"{_ORDINAL}|(\d{{1,3}})")
_WITH_LETTER: Final = re.compile(
    rf"{_ORDINAL}|(\d{{1,5}}(?:-?[а-яіїєґa-z]|[-/]\d{{1,3}}[а-яa-z]?)?)"
)
_ORDINALS: Final = {
    word: str(number)
    for number, words in enumerate(
        (
            "перший первый", "другий второй", "третій третий", "четвертий четвертый",
            "п’ятий пятый", "шостий шестой", "сьомий седьмой", "восьмий восьмой",
            "дев’ятий девятый", "десятий десятый",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Mark:
    """A word of a question at a place in the text."""

    place: int
    question: Question
    named: str
    """What was named: «тролейбус» of the route's words; empty for the question's own label."""


def answers_in(
    text: str, questions: Sequence[Question], house: Callable[[], str] = lambda: ""
) -> Mapping[str, str]:
    """The answers that the text holds, by code of the question.

    ``house`` looks up the number of the house in it, which answers nothing else; it is asked only
    where something of a question is named.
    """
    words, marks = _marked(text[:READ], tuple(questions))
    return _answers(words, marks, normalise_words(house())) if marks else {}


@lru_cache(maxsize=500)
def _marked(
    text: str, questions: tuple[Question, ...]
) -> tuple[tuple[Word, ...], tuple[_Mark, ...]]:
    words = tuple(words_in(same_marks(text)))
    return words, tuple(_marks(words, questions))


def _answers(words: Sequence[Word], marks: Sequence[_Mark], house: str) -> Mapping[str, str]:
    taken = _house_at(words, house)
    found: dict[str, str] = {}
    for mark in marks:
        if mark.question.code in found:
            continue
        place = _place_of_answer(words, marks, mark, taken)
        if place is not None:
            taken.add(place)
            value = number_of(words[place], mark.question.kind)
            found[mark.question.code] = f"{mark.named} {value}".strip()
    return found


def number_in(text: str, taken: Iterable[str] = ()) -> str:
    """The first number in an answer that is not one of ``taken``: «3», «третій»."""
    numbers = (number_of(word, AnswerKind.NUMBER) for word in words_in(text[:READ]))
    return next((number for number in numbers if number and number not in set(taken)), "")


def number_of(word: Word, kind: AnswerKind) -> str:
    """The number that a word is, without the ending of an ordinal; empty for any other word."""
    match = (_NUMBER if kind is AnswerKind.NUMBER else _WITH_LETTER).fullmatch(word.plain)
    if match:
        return match[1] or word.written
    if kind is not AnswerKind.NUMBER:
        return ""
    return next((_ORDINALS[form] for form in lemmas_of(word.plain) if form in _ORDINALS), "")


def _marks(words: Sequence[Word], questions: Sequence[Question]) -> Iterator[_Mark]:
    wanted = {
        root: (question, word)
        for question in reversed(questions)
        if question.kind is not AnswerKind.CHOICE
        for word in reversed(question.words)
        for root in roots_of(normalise_words(word))
    }
    for place, word in enumerate(words):
        found = next((wanted[root] for root in roots_of(word.plain) if root in wanted), None)
        if found is not None:
            question, said = found
            yield _Mark(place, question, _named(question, said))


def _named(question: Question, word: str) -> str:
    """«Маршрут: 228», but «Маршрут: тролейбус 14»: what differs from the first word is told."""
    return word if question.kind is AnswerKind.TEXT and word != question.words[0] else ""


def _house_at(words: Sequence[Word], house: str) -> set[int]:
    """Where the house's number stands first."""
    places = [place for place, word in enumerate(words) if house and word.plain == house]
    return set(places[:1])


def _place_of_answer(
    words: Sequence[Word], marks: Sequence[_Mark], mark: _Mark, taken: set[int]
) -> int | None:
    """Behind the word or before it; where both may be, before if the other belongs elsewhere."""
    kind = mark.question.kind
    free = [p for p in (mark.place + 1, mark.place - 1) if 0 <= p < len(words) and p not in taken]
    fit = [p for p in free if number_of(words[p], kind) and not _counts(words, p, mark.place)]
    behind, before = mark.place + 1 in fit, mark.place - 1 in fit
    if behind and not _belongs_to_next(words, marks, mark.place + 1):
        return mark.place + 1
    if before and _stands_alone(words, marks, mark):
        return mark.place - 1
    return None


def _stands_alone(words: Sequence[Word], marks: Sequence[_Mark], mark: _Mark) -> bool:
    """Whether the number before a word may be its own, and not a house: «Миру 15 під’їзд»."""
    place = mark.place - 1
    if words[place].stop:
        return False
    bare = mark.question.kind is AnswerKind.NUMBER and words[place].plain.isdigit()
    if not bare or place == 0:
        return True
    before = words[place - 1]
    marked = any(other.place == place - 1 for other in marks)
    return before.stop or marked or before.plain in _BEFORE or before.plain[0].isdigit()


_BEFORE: Final = frozenset({"в", "у", "на", "з", "із", "с", "до", "к", "і", "й", "и", "та"})


def _counts(words: Sequence[Word], place: int, mark: int) -> bool:
    """«3 дні», «2 раза»: a number of something else."""
    following = words[place + 1].plain if place + 1 < len(words) else ""
    return place > mark and not words[place].stop and bool(COUNTED.match(following))


def _belongs_to_next(words: Sequence[Word], marks: Sequence[_Mark], place: int) -> bool:
    """Whether the number is that of the next word: the 5 in «3 під’їзд 5 поверх»."""
    if words[place].stop or not any(mark.place == place + 1 for mark in marks):
        return False
    after = words[place + 2] if place + 2 < len(words) else None
    return after is None or not number_of(after, AnswerKind.NUMBER)
