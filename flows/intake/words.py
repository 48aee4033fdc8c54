"""What happened, in the resident's own words and files: gathered from several messages."""

from __future__ import annotations

from typing import ClassVar, Final

from city.catalogue import Service
from city.understanding import Understanding
from flows.context import Context
from flows.conversation import Form
from flows.form import Again, Draft, Quiet, Slot, not_words, said
from flows.messages import Message
from flows.words import has_words

LONGEST: Final = 20_000
"""Characters of one description; far more than anybody needs, and a bound on what is stored."""
MOST_FILES: Final = 30


def service_of(ctx: Context, draft: Draft) -> Service | None:
    """The chosen service, if it is chosen and still in the catalogue."""
    return ctx.city.catalogue.get(draft.get("topic", ""))


def description(draft: Draft) -> str:
    """All that was said, one message a line."""
    return "\n".join(text for _, text in draft.get("said", ()))


def understood(ctx: Context, draft: Draft) -> Understanding:
    """What all that was said seems to mean: only ever to be proposed."""
    return ctx.city.understand(description(draft))


async def add_words(ctx: Context, draft: Draft, nothing: str) -> str:
    """Take the event as more of the description; what to say about it is returned.

    ``nothing`` is the key for an event that holds neither words nor files.
    """
    text, files, album = await said(ctx)
    kept = draft.setdefault("files", [])
    room = MOST_FILES - len(kept)
    kept.extend(files[: max(room, 0)])
    if len(files) > room:
        return "files-too-many"
    if text:
        if len(description(draft)) + len(text) > LONGEST:
            return "words-too-many"
        draft.setdefault("said", []).append([ctx.event.message, text])
    same_album = bool(album) and draft.get("album") == album
    draft["album"] = album
    if same_album and not text:
        raise Quiet
    if text:
        return "words-added"
    return "files-added" if files else (not_words(ctx) if nothing == "" else nothing)


class WhatSlot(Slot):
    """``said``: [[message id, text], …] and ``files``: filled once there is something to read."""

    name = "said"
    drops: ClassVar[tuple[str, ...]] = (
        "files", "album", "shot", "photo", "safe", "guess", "not", "groups",
    )  # fmt: skip

    def filled(self, draft: Draft) -> bool:
        return has_words(description(draft))

    async def ask(self, ctx: Context, form: Form) -> Message:
        key = "ask-what-after-file" if form.draft.get("files") else "ask-what"
        return Message(ctx.text(key), placeholder=ctx.text("hint-what"))

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        if value:
            raise Again
        outcome = await add_words(ctx, form.draft, "")
        if outcome in {"words-added", "files-added"} and self.filled(form.draft):
            return
        if outcome == "words-added":
            raise Again("words-not-read")
        raise Again("" if outcome == "files-added" else outcome)
