"""A topic's own questions, asked one at a time; what the words have answered is not asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from city.answers import answers_in, number_in
from city.questions import ENTRANCE, MOST_QUESTIONS, AnswerKind, Asking, Question
from flows.context import Context, answer, pairs, rows
from flows.conversation import Form
from flows.events import Text
from flows.form import Again, Draft, Slot
from flows.intake.words import add_words, description, service_of
from flows.messages import Choice, Message
from flows.words import is_number, plain, says

LONGEST_ANSWER: Final = 60
ALL: Final = "details"
"""In a draft: somebody wants to go through all details, those that are not asked too."""

NAMES: Final = tuple(f"detail{number}" for number in range(1, MOST_QUESTIONS + 1))


class DetailSlot(Slot):
    """The topic's question number ``index``. Its answer as text; empty when it was skipped."""

    def __init__(self, index: int) -> None:
        self._index = index
        self.name = NAMES[index]

    def applies(self, ctx: Context, draft: Draft) -> bool:
        question = self._question(ctx, draft)
        if question is None:
            return False
        if self.name in draft or draft.get(ALL):
            return True
        return question.ask is not Asking.REVIEW and question.code not in told(ctx, draft)

    async def ask(self, ctx: Context, form: Form) -> Message:
        question = self._known(ctx, form.draft)
        choices = [
            Choice(choice, answer(form, f"c:{i}")) for i, choice in enumerate(question.choices)
        ]
        before = told(ctx, form.draft).get(question.code)
        kept = [Choice(before, answer(form, "kept"))] if before else []
        needed = question.ask is Asking.REQUIRED and not form.draft.get(ALL)
        skip = [] if needed else [ctx.button("button-skip-detail", answer(form, "skip"))]
        return Message(question.text, rows([*pairs(choices), kept, skip]))

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        question = self._known(ctx, form.draft)
        body = ctx.event.body
        if value == "skip" or (not value and says(ctx, "unknown")):
            form.draft[self.name] = ""
        elif value == "kept":
            form.draft[self.name] = told(ctx, form.draft).get(question.code, "")
        elif value.startswith("c:") and (choice := _choice(question, value[2:])):
            form.draft[self.name] = choice
        elif isinstance(body, Text) and not value and (said := self._said(ctx, form, body.text)):
            form.draft[self.name] = said
        else:
            raise Again(await add_words(ctx, form.draft, _NOT_UNDERSTOOD[question.kind]))

    def _said(self, ctx: Context, form: Form, text: str) -> str:
        """The answer in the words, and answers to later questions in the same words."""
        question = self._known(ctx, form.draft)
        service = service_of(ctx, form.draft)
        asked = service.questions if service else ()
        found = answers_in(text, asked)
        for name, other in zip(NAMES, asked, strict=False):
            if other.code in found and other != question and name not in form.draft:
                form.draft[name] = found[other.code]
        return found.get(question.code) or _answer(question, text, set(found.values()))

    def _question(self, ctx: Context, draft: Draft) -> Question | None:
        service = service_of(ctx, draft)
        asked = service.questions if service else ()
        return asked[self._index] if self._index < len(asked) else None

    def _known(self, ctx: Context, draft: Draft) -> Question:
        question = self._question(ctx, draft)
        if question is None:
            raise LookupError(self.name)
        return question


SLOTS: Final = tuple(DetailSlot(index) for index in range(MOST_QUESTIONS))
DRAFT_NAMES: Final = (ALL, *NAMES)
"""All that a draft holds about details: it means nothing under another topic."""

_NOT_UNDERSTOOD: Final = {
    AnswerKind.NUMBER: "detail-not-a-number",
    AnswerKind.TEXT: "detail-not-words",
    AnswerKind.CHOICE: "choose-below",
}


def _choice(question: Question, index: str) -> str:
    known = is_number(index) and int(index) < len(question.choices)
    return question.choices[int(index)] if known else ""


def _answer(question: Question, text: str, taken: set[str]) -> str:
    """What a whole message answers; empty when it is more of the description."""
    line = " ".join(text.split())
    if question.kind is AnswerKind.NUMBER:
        return number_in(text, taken)
    if question.kind is AnswerKind.CHOICE:
        return next((c for c in question.choices if plain(c) == plain(text)), "")
    return line if len(line) <= LONGEST_ANSWER and plain(line) else ""


def told(ctx: Context, draft: Draft) -> Mapping[str, str]:
    """What the description and the address say by themselves, by the question's code."""
    service = service_of(ctx, draft)
    if service is None or not service.questions:
        return {}
    where = (draft.get("place") or {}).get("text", "")
    words = "\n".join(part for part in (description(draft), where, draft.get("house", "")) if part)
    return answers_in(words, service.questions, lambda: ctx.city.place_in(words).house)


def details_of(ctx: Context, draft: Draft) -> dict[str, str]:
    """All answers to the topic's questions, by code: what was answered, else what was told."""
    service = service_of(ctx, draft)
    found = told(ctx, draft)
    answers = {
        question.code: draft.get(name, found.get(question.code, ""))
        for name, question in zip(NAMES, service.questions if service else (), strict=False)
    }
    return {code: value for code, value in answers.items() if value}


def asks_entrance(ctx: Context, draft: Draft) -> bool:
    """Whether the entrance is a detail of its own, and need not stand in the address."""
    service = service_of(ctx, draft)
    return service is not None and any(q.code == ENTRANCE for q in service.questions)
