"""Forms whose position is derived: the question is the first slot that is not filled.

From that alone follow resuming after a crash, *Назад* (empty the last filled slot), *Змінити*
(empty one and come back to the review), and skipping what is known already.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final, TypeAlias

from flows.context import Context, answer, rows
from flows.conversation import Form
from flows.events import Media, Text, Unsupported
from flows.messages import Choice, Message

Draft: TypeAlias = dict[str, Any]
BACK: Final = "back"
CANCEL: Final = "cancel"
UNDO: Final = "undo"
"""In a draft: what *Змінити* has emptied, until something is answered."""


class Again(Exception):  # noqa: N818 - not an error: the answer was not one
    """Raised by a slot: ask the same question once more, with a kind word first."""

    def __init__(self, key: str = "", **values: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class Slot(ABC):
    """One question of a form. ``drops`` names slots that mean nothing once this one is empty."""

    name: str
    drops: ClassVar[tuple[str, ...]] = ()

    def applies(self, ctx: Context, draft: Draft) -> bool:
        """Whether the question makes sense for this draft."""
        del ctx, draft
        return True

    def filled(self, draft: Draft) -> bool:
        return self.name in draft

    async def learn(self, ctx: Context, form: Form) -> None:
        """Look up what ``applies`` goes by, where the answers alone do not say it.

        Called once everything before is answered; what was found is kept in the draft.
        """
        del ctx, form

    @abstractmethod
    async def ask(self, ctx: Context, form: Form) -> Message:
        """The question."""

    @abstractmethod
    async def take(self, ctx: Context, form: Form, value: str) -> None:
        """Fill the slot from a tapped ``value``, or with "" from the event itself.

        Raises :class:`Again` when that is no answer; nothing of the event may be lost then.
        """

    def empty(self, draft: Draft) -> None:
        """Forget the answer and what follows from it."""
        for name in (self.name, *self.drops):
            draft.pop(name, None)


def undone(draft: Draft) -> bool:
    """Take a *Змінити* back to which nothing was answered yet; False where there is none."""
    held = draft.pop(UNDO, None)
    if held is None:
        return False
    for name in held["new"]:
        draft.pop(name, None)
    draft.update(held["old"])
    return True


@dataclass(frozen=True, slots=True)
class Spec:
    """A kind of form: its slots in order, and whether *Назад* and *Скасувати* are offered."""

    kind: str
    slots: tuple[Slot, ...]
    cancel: str = "form-cancelled"
    """What is said when the form is given up."""
    quits: str = "button-cancel"
    """The label of the button that gives it up."""

    def slot(self, name: str) -> Slot:
        return next(slot for slot in self.slots if slot.name == name)

    def current(self, ctx: Context, draft: Draft) -> Slot | None:
        """The first slot that applies and is not filled: the question."""
        return next((s for s in self.slots if s.applies(ctx, draft) and not s.filled(draft)), None)

    async def arrive(self, ctx: Context, form: Form) -> Slot | None:
        """The question, after every slot on the way has looked up what it goes by."""
        for slot in self.slots:
            await slot.learn(ctx, form)
            if slot.applies(ctx, form.draft) and not slot.filled(form.draft):
                return slot
        return None

    def last(self, ctx: Context, draft: Draft, now: Slot | None) -> Slot | None:
        """The last filled slot before the question, which is ``now``: what *Назад* empties."""
        before = self.slots[: self.slots.index(now)] if now else self.slots
        return next(
            (s for s in reversed(before) if s.applies(ctx, draft) and s.filled(draft)), None
        )

    async def question(self, ctx: Context, form: Form, lead: str = "") -> Message:
        """The present question with its buttons, and ``lead`` above it."""
        slot = await self.arrive(ctx, form)
        if slot is None:
            msg = f"form {self.kind} has nothing to ask"
            raise LookupError(msg)
        message = await slot.ask(ctx, form)
        text = f"{lead}\n\n{message.text}" if lead else message.text
        steps = self._steps(ctx, form, slot)
        return replace(message, text=text, choices=rows([*message.choices, steps]))

    def _steps(self, ctx: Context, form: Form, now: Slot) -> Sequence[Choice]:
        cancel = ctx.button(self.quits, answer(form, CANCEL))
        if self.last(ctx, form.draft, now) is None:
            return [cancel]
        return [ctx.button("button-back", answer(form, BACK)), cancel]


async def said(ctx: Context) -> tuple[str, list[int], str]:
    """Words, files and album of the present event; empty where it has none."""
    body = ctx.event.body
    if isinstance(body, Text):
        return body.text.strip(), [], ""
    if isinstance(body, Media):
        return body.caption.strip(), await ctx.files(), body.album
    return "", [], ""


class WordsSlot(Slot):
    """Free words with files: a report, a reason, an answer.

    Stores ``{"text", "files"}``; a file alone is kept and the words are asked for, unless
    ``files_alone`` allows it.
    """

    files_alone: ClassVar[bool] = False
    optional: ClassVar[str] = ""
    """Label of the button that skips the question."""

    def filled(self, draft: Draft) -> bool:
        return bool(draft.get(self.name, {}).get("ready"))

    @abstractmethod
    def wording(self, ctx: Context, draft: Draft) -> str:
        """The question's text."""

    async def ask(self, ctx: Context, form: Form) -> Message:
        skip = [ctx.button(self.optional, answer(form, "skip"))] if self.optional else []
        return Message(
            self.wording(ctx, form.draft), rows([skip]), request=form.draft.get("request")
        )

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        held = form.draft.setdefault(self.name, {"text": "", "files": []})
        if value == "skip" and self.optional:
            held["ready"] = True
            return
        if value:
            raise Again
        text, files, album = await said(ctx)
        held["files"].extend(files)
        if album and not text and held.get("album") == album:
            raise Quiet
        held["album"] = album
        if not text and not files:
            raise Again(not_words(ctx))
        held["text"] = "\n".join(part for part in (held["text"], text) if part)
        if not held["text"] and not self.files_alone:
            raise Again("files-kept")
        held["ready"] = True


class Quiet(Again):
    """Another part of an album that was answered already: kept, and nothing more is said."""


def not_words(ctx: Context) -> str:
    """The kind word for something that cannot be read."""
    body = ctx.event.body
    return (
        f"not-words-{body.kind}"
        if isinstance(body, Unsupported) and f"not-words-{body.kind}" in ctx.texts
        else "not-words"
    )
