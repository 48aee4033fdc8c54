"""How a part of what is typed after a command fills a slot, with mistakes and all."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from flows.context import Context, answer, rows
from flows.conversation import Form
from flows.events import Text
from flows.form import Again, Draft, Slot, Spec
from flows.messages import Choice, Message
from flows.reading.near import Near, nearest
from flows.staff import parse
from flows.words import after

MEANT: Final = "~"
"""Begins the value of a button that offers what was probably meant."""


class Unclear(Exception):  # noqa: N818 - not an error: the choice is theirs
    """The words name nothing that is known for certain, but they come near to something."""

    def __init__(self, near: Sequence[Near]) -> None:
        super().__init__(len(near))
        self.near = near


class ArgumentSlot(Slot):
    """A slot that reads its part of the arguments of a command."""

    @abstractmethod
    async def read(self, ctx: Context, draft: Draft, args: str) -> str | None:
        """Fill from the start of ``args`` and return the rest; None when it is not there.

        Raises :class:`Unclear` when it is not certain what is meant.
        """

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        """Fill the slot; what was said beyond it waits in the draft for :func:`rest_of`."""
        draft = form.draft
        body = ctx.event.body
        args = value or (body.text if isinstance(body, Text) else "")
        meant = draft.get("near", {})
        if value.startswith(MEANT):
            key = value.removeprefix(MEANT)
            args = f"{key} {meant.get(key, ['', ''])[1]}"
        try:
            rest = await self.read(ctx, draft, args.strip())
        except Unclear as unclear:
            raise Again("staff-meant", names=offer(draft, unclear)) from None
        if rest is None:
            raise Again(self.hint(args))
        draft.pop("near", None)
        if rest:
            draft["rest"] = rest

    def hint(self, args: str) -> str:
        """The key of the kind word about something that could not be read."""
        del args
        return f"staff-{self.name}-not-understood"

    def empty(self, draft: Draft) -> None:
        super().empty(draft)
        for name in ("near", "rest"):
            draft.pop(name, None)


class Asking(Spec):
    """A form whose questions offer first what was probably meant."""

    async def question(self, ctx: Context, form: Form, lead: str = "") -> Message:
        message = await super().question(ctx, form, lead)
        meant = form.draft.get("near", {})
        near = [[Choice(label, answer(form, f"{MEANT}{key}"))] for key, (label, _) in meant.items()]
        taken = {choice.label for row in near for choice in row}
        others = [[c for c in row if c.label not in taken] for row in message.choices]
        return replace(message, choices=rows([*near, *others]))


def offer(draft: Draft, unclear: Unclear) -> str:
    """Keep what was probably meant for the buttons; the names are returned."""
    draft["near"] = {near.key: [near.label, near.rest] for near in unclear.near}
    return ", ".join(near.label for near in unclear.near)


def rest_of(draft: Draft) -> str:
    """What an answer said beyond its question, taken out."""
    rest: str = draft.pop("rest", "")
    return rest


def named(args: str, names: Sequence[tuple[str, str, str]]) -> tuple[str, str] | None:
    """The key that the beginning of ``args`` names, whole or by a distinctive part, and the rest.

    ``names`` are (name, key, label). Raises :class:`Unclear` where several have that part.
    """
    table = parse.table((name, key) for name, key, _ in names)
    found = parse.prefix(args, table)
    if found is not None:
        return found
    rest = after(args, 1)
    keys = parse.part(args, table)
    if len(keys) == 1:
        return keys[0], rest
    if keys:
        labels = {key: label for _, key, label in reversed(names)}
        raise Unclear([Near(labels[key], key, rest) for key in keys[:MANY]])
    return None


MANY: Final = 6
"""Buttons where a part of a name fits several."""


def guess(args: str, names: Iterable[tuple[str, str, str]]) -> None:
    """Raise :class:`Unclear` if ``args`` come near to a name."""
    if near := nearest(args, names):
        raise Unclear(near)
