"""The words of a command: typed, or taken from a template and looked over first."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Final

from flows.context import Context, answer, rows
from flows.conversation import Form
from flows.form import Draft, WordsSlot
from flows.messages import Choice, Message, Style
from flows.staff.ready_answers import fitting, render
from flows.staff.slots import NEEDS, seen
from flows.words import shortened

READY: Final = "t"
"""Begins the value of a button that stands for a template."""
SEND: Final = "send"
OFFERED: Final = 6


class TextSlot(WordsSlot):
    """A report, a reason, a question, with photos where they help.

    What a template makes is shown to be sent so, or to be written anew; nothing ready-made goes
    out unread.
    """

    name = "text"
    files_alone: ClassVar[bool] = False

    def applies(self, ctx: Context, draft: Draft) -> bool:
        del ctx
        return "text" in NEEDS.get(draft.get("command", ""), ())

    def wording(self, ctx: Context, draft: Draft) -> str:
        return ctx.text(f"staff-ask-text-{draft['command']}", number=str(draft["request"]))

    async def ask(self, ctx: Context, form: Form) -> Message:
        message = await super().ask(ctx, form)
        ready = form.draft.get(self.name, {}).get("proposed", "")
        if ready:
            send = ctx.button("button-template-send", answer(form, SEND), Style.PRIMARY)
            text = ctx.text("template-proposed", words=ready)
            return replace(message, text=text, choices=rows([[send]]))
        offered = [
            [Choice(shortened(words, 40), answer(form, f"{READY}{key}"))]
            for key, words in (await self._ready(ctx, form.draft)).items()
        ]
        return replace(message, choices=rows([*offered[:OFFERED], *message.choices]))

    async def _ready(self, ctx: Context, draft: Draft) -> dict[str, str]:
        """Number of a template → its words about this request."""
        every = await ctx.desk.templates()
        if not every:
            return {}
        request = await seen(ctx, draft["request"])
        fit = fitting(every, draft["command"], request)
        return {str(one.id): render(ctx, one.text, request) for one in fit}

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        held = form.draft.setdefault(self.name, {"text": "", "files": []})
        if value == SEND and held.get("proposed"):
            held.update(text=held.pop("proposed"), ready=True)
            return
        if value.startswith(READY):
            ready = await self._ready(ctx, form.draft)
            if words := ready.get(value.removeprefix(READY)):
                held["proposed"] = words
                return
        await super().take(ctx, form, value)
