"""Reading the questions of ``services.toml``, and which service asks which."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from city.files import Table
from city.problems import meant
from city.questions import MOST_QUESTIONS, AnswerKind, Asking, Question
from city.words import normalise_words

LABEL_MAX = 20
CHOICE_MAX = 40
TEXT_MAX = 200
MOST_CHOICES = 8

_CODE = re.compile(r"[a-z][a-z0-9_]{0,19}")


def read_questions(top: Table) -> Mapping[str, Question]:
    """Every ``[[question]]``, by its code."""
    found: dict[str, Question] = {}
    for table in top.tables("question"):
        question = _question(table)
        if not _CODE.fullmatch(question.code):
            table.problem("code", f"код «{question.code}»: малі латинські літери, цифри й _, до 20")
        if question.code in found:
            table.problem("code", f"код «{question.code}» уже є вище")
        _check_kind(table, question)
        table.finish()
        found[question.code] = question
    return MappingProxyType(found)


def questions_of(table: Table, known: Mapping[str, Question]) -> tuple[Question, ...]:
    """The questions that a service names, in its order."""
    codes = table.texts("questions")
    for code in codes:
        if code not in known:
            table.problem("questions", f"немає запитання «{code}», {meant(code, known)}")
    if len(set(codes)) < len(codes):
        table.problem("questions", "«questions»: запитання повторюється")
    if len(codes) > MOST_QUESTIONS:
        table.problem("questions", f"«questions»: не більше ніж {MOST_QUESTIONS} запитання на тему")
    return tuple(known[code] for code in codes if code in known)


def _question(table: Table) -> Question:
    kind = table.choice("kind", frozenset(AnswerKind))
    ask = table.choice("ask", frozenset(Asking), Asking.REQUIRED)
    return Question(
        code=table.text("code"),
        text=table.text("text", most=TEXT_MAX),
        label=table.text("label", most=LABEL_MAX),
        kind=AnswerKind(kind) if kind in set(AnswerKind) else AnswerKind.TEXT,
        ask=Asking(ask) if ask in set(Asking) else Asking.REQUIRED,
        words=table.texts("words"),
        choices=table.texts("choices"),
    )


def _check_kind(table: Table, question: Question) -> None:
    choices = question.choices
    if question.kind is not AnswerKind.CHOICE:
        if choices:
            table.problem("choices", 'варіанти «choices» бувають лише з kind = "choice"')
        return
    if not 2 <= len(choices) <= MOST_CHOICES:
        table.problem("choices", f"варіантів «choices» має бути від 2 до {MOST_CHOICES}")
    if question.words:
        table.problem("words", "слова «words» не потрібні там, де є варіанти «choices»")
    if len({normalise_words(choice) for choice in choices}) < len(choices):
        table.problem("choices", "«choices»: варіант повторюється")
    for choice in choices:
        if len(choice) > CHOICE_MAX:
            table.problem("choices", f"варіант «{choice}» задовгий: до {CHOICE_MAX} символів")
