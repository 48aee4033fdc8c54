"""What the exploration has been to, and what it has never seen."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows import access, forms, notices
from flows.life import lifecycle


@dataclass
class Visited:
    """Filled by the world and its rules; :meth:`missing` names what is left."""

    steps: int = 0
    probes: int = 0
    slots: set[str] = field(default_factory=set)
    transitions: set[str] = field(default_factory=set)
    notices: set[str] = field(default_factory=set)
    commands: set[str] = field(default_factory=set)
    spots: set[object] = field(default_factory=set)
    """States, in outline, from which Back, Cancel and the way forward were tried."""
    failed: bool = False
    """Once something failed nothing more is remembered, so that the failure can repeat."""

    def missing(self) -> list[str]:
        wanted = {
            "slot": (
                {
                    f"{kind}.{slot.name}"
                    for kind, one in forms.KINDS.items()
                    for slot in one.spec.slots
                },
                self.slots,
            ),
            "transition": (
                {
                    transition(row.verb, before, row.by)
                    for row in lifecycle.TABLE
                    for before in row.before or {None}
                },
                self.transitions,
            ),
            "notice": (set(notices.HANDLERS), self.notices),
            "command": (set(access.COMMANDS), self.commands),
        }
        return sorted(
            f"{what} {name}" for what, (every, seen) in wanted.items() for name in every - seen
        )


def transition(verb: str, before: str | None, by: str) -> str:
    return f"{verb} of {before or 'nothing'} by {by}"


VISITED = Visited()
