"""The review before sending: everything on one page, and a way back to each part."""

from __future__ import annotations

from typing import ClassVar, Final

from flows.context import Context, answer, pairs, rows
from flows.conversation import Form
from flows.domain import Place
from flows.form import UNDO, Again, Draft, Slot
from flows.intake.details import ALL, DRAFT_NAMES, details_of
from flows.intake.phone import PhoneSlot
from flows.intake.place import PlaceSlot
from flows.intake.topic import GroupSlot
from flows.intake.words import add_words, description, service_of
from flows.messages import Message, Style
from flows.reading.phones import masked
from flows.words import details, place, tidy, topic, yes_or_no

REVIEW_WORDS: Final = 700
"""Characters of the description shown in the review; all of it is kept."""

EMPTIES: Final[dict[str, Slot]] = {
    slot.name: slot for slot in (GroupSlot(), PlaceSlot(), PhoneSlot())
}
"""What *Змінити* empties."""


class ConfirmSlot(Slot):
    """The review. Everything can still be changed; nothing is sent before the word."""

    name = "confirmed"
    EDITS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("said", "button-edit-what"),
        ("group", "button-edit-topic"),
        ("place", "button-edit-place"),
        ("phone", "button-edit-phone"),
        ("details", "button-edit-details"),
    )

    async def ask(self, ctx: Context, form: Form) -> Message:
        draft = form.draft
        places = PlaceSlot().applies(ctx, draft)
        service = service_of(ctx, draft)
        absent = {
            "place": not places,
            "details": service is None or not service.questions,
            "phone": bool(draft.get("by_phone")),
        }
        edits = [
            ctx.button(label, answer(form, f"edit:{name}"))
            for name, label in self.EDITS
            if not absent.get(name)
        ]
        send = ctx.button("button-send", answer(form, "yes"), Style.SUCCESS)
        text = ctx.text(
            "review",
            what=shortened_lines(description(draft)),
            files=len(draft.get("files", ())),
            topic=topic(ctx, draft["topic"]),
            place=place(ctx, place_of(draft)) if places else ctx.text("place-none"),
            details=details(ctx.city, details_of(ctx, draft)),
            phone=masked(draft["phone"]),
        )
        return Message(tidy(text), rows([[send], *pairs(edits)]))

    async def take(self, ctx: Context, form: Form, value: str) -> None:
        if value == "yes" or (not value and yes_or_no(ctx) == "yes"):
            form.draft["confirmed"] = True
        elif value.startswith("edit:"):
            change(form.draft, value.removeprefix("edit:"))
        else:
            raise Again(await add_words(ctx, form.draft, "choose-below"))


def change(draft: Draft, name: str) -> None:
    """*Змінити*: empty one part, so that it is the next question; *Назад* takes that back."""
    before = dict(draft)
    _empty(draft, name)
    old = {key: value for key, value in before.items() if draft.get(key, None) != value}
    draft[UNDO] = {"old": old, "new": [key for key in draft if key not in before]}


def _empty(draft: Draft, name: str) -> None:
    if name == "phone":
        draft["other_phone"] = True
    if name == "said":
        # Photos stay: it is the words that somebody wants to put differently.
        draft.pop("said", None)
        draft.pop("safe", None)
    elif name in EMPTIES:
        EMPTIES[name].empty(draft)
    if name == "group":
        draft["guess"] = "topic"
    if name == "details":
        for detail in DRAFT_NAMES:
            draft.pop(detail, None)
        draft[ALL] = True


def shortened_lines(text: str) -> str:
    """The description for the review, cut where it is very long."""
    return text if len(text) <= REVIEW_WORDS else f"{text[:REVIEW_WORDS].rstrip()}…"


def place_of(draft: Draft) -> Place:
    """The place that the draft holds, the house number after its street."""
    held = draft.get("place") or {}
    text = ", ".join(part for part in (held.get("text", ""), draft.get("house", "")) if part)
    return Place(text, held.get("lat"), held.get("lon"), draft.get("district", ""))
