"""What is remembered of one conversation between two events: open forms and shown buttons."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

PHONE: Final = "phone"
"""The channel of people who only telephone: nothing can be sent there, terms are kept there."""

OFFERS_KEPT: Final = 40
"""How many labels of earlier buttons can still be typed instead of pressed."""


@dataclass(slots=True)
class Form:
    """An open form. ``revision`` grows with every answer, so that a stale tap is recognised.

    ``draft`` holds JSON values by slot name. The current question is not stored: it is the
    first slot that is not filled.
    """

    id: int
    kind: str
    draft: dict[str, Any] = field(default_factory=dict)
    revision: int = 0

    def to_json(self) -> dict[str, Any]:
        """Shares the draft with the form: to be written at once, not to be kept."""
        return {"id": self.id, "kind": self.kind, "rev": self.revision, "draft": self.draft}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Form:
        return cls(value["id"], value["kind"], dict(value["draft"]), value["rev"])


@dataclass(slots=True)
class Conversation:
    """One chat with one person, or one work group.

    ``forms`` is a stack: only the last one asks. ``serial`` numbers the forms of this
    conversation. ``offers`` are labels of buttons shown lately with what they mean.
    """

    id: int
    channel: str
    address: str
    group: bool = False
    resident: int | None = None
    staff: int | None = None
    language: str = "uk"
    reachable: bool = True
    last_inbound_at: datetime | None = None
    forms: list[Form] = field(default_factory=list)
    serial: int = 0
    offers: list[tuple[str, str]] = field(default_factory=list)
    greeted: bool = False

    def open(self, kind: str, draft: dict[str, Any] | None = None) -> Form:
        """Open a form on top of the others."""
        self.serial += 1
        form = Form(self.serial, kind, draft or {})
        self.forms.append(form)
        return form

    def form(self, form_id: int) -> Form | None:
        return next((f for f in self.forms if f.id == form_id), None)

    def about(self, kind: str, request: int) -> Form | None:
        """The open form of this kind about this request."""
        same = (f for f in self.forms if f.kind == kind and f.draft.get("request") == request)
        return next(same, None)

    def bring_up(self, form: Form) -> None:
        """Let an open form ask before the others."""
        self.forms = [*(f for f in self.forms if f is not form), form]

    def remember(self, offers: list[tuple[str, str]]) -> None:
        """Keep the newest meaning of each label."""
        labels = {label for label, _ in offers}
        kept = [offer for offer in self.offers if offer[0] not in labels]
        self.offers = (kept + offers)[-OFFERS_KEPT:]

    def state(self) -> dict[str, Any]:
        """The part that is stored as JSON."""
        return {
            "forms": [form.to_json() for form in self.forms],
            "serial": self.serial,
            "offers": self.offers,
            "greeted": self.greeted,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """The inverse of :meth:`state`."""
        self.forms = [Form.from_json(form) for form in state.get("forms", ())]
        self.serial = state.get("serial", 0)
        self.offers = list(map(tuple, state.get("offers", ())))
        self.greeted = state.get("greeted", False)
