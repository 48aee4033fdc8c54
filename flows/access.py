"""Which command each role may give. Rights are read from the database at every command."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from flows.domain import Role, ServiceRequest, Staff
from flows.life.lifecycle import ALL, DESK, DOERS

COMMANDS: Final[dict[str, frozenset[Role]]] = {
    "queue": ALL,
    "my": ALL,
    "find": ALL,
    "show": ALL,
    "phone": ALL,
    "take": DOERS,
    "assign": DESK | DOERS,
    "reply": ALL,
    "ask": ALL,
    "status": ALL,
    "done": DOERS,
    "reject": ALL,
    "redirect": ALL,
    "plan": ALL,
    "return": ALL,
    "deadline": ALL,
    "note": ALL,
    "topic": ALL,
    "place": ALL,
    "priority": DESK,
    "merge": ALL,
    "block": frozenset({Role.ADMIN, Role.COORDINATOR}),
    "uphold": frozenset({Role.ADMIN, Role.COORDINATOR}),
    "unblock": frozenset({Role.ADMIN, Role.COORDINATOR}),
    "outage": DESK,
    "why": ALL,
    "undo": ALL,
    "duty": ALL,
    "away": ALL,
    "digest": frozenset({Role.EXECUTOR, Role.COORDINATOR}),
    "stats": ALL,
    "export": ALL,
    "opendata": frozenset({Role.COORDINATOR, Role.ADMIN}),
    "templates": frozenset({Role.ADMIN, Role.COORDINATOR}),
    "broadcast": frozenset({Role.ADMIN, Role.COORDINATOR}),
    "call": DESK,
    "invite": frozenset({Role.ADMIN}),
    "staff": frozenset({Role.ADMIN, Role.COORDINATOR}),
    "remove": frozenset({Role.ADMIN}),
    "audit": frozenset({Role.ADMIN}),
    "department": frozenset({Role.ADMIN}),
    "chat": frozenset({Role.ADMIN, Role.COORDINATOR}),
    "route": frozenset({Role.ADMIN, Role.COORDINATOR}),
}
"""Command → roles. A command that is not here is a resident's."""


MANAGERS: Final = frozenset({Role.ADMIN, Role.COORDINATOR})
"""Who may say for others that they are away or on duty."""


def may(staff: Staff | None, command: str) -> bool:
    """Whether this person may give this command now."""
    return staff is not None and staff.active and staff.role in COMMANDS.get(command, frozenset())


def sees(staff: Staff, request: ServiceRequest, stood_for: Iterable[Staff] = ()) -> bool:
    """Whether the request exists for this member of staff.

    Executors see what their department has or had in hand, and what those have for whom they
    stand in; the contact centre sees all. An alien number gets the same answer as one that does
    not exist.
    """
    if staff.role is not Role.EXECUTOR:
        return True
    return any(_theirs(one, request) for one in (staff, *stood_for))


def _theirs(member: Staff, request: ServiceRequest) -> bool:
    return request.assignee == member.id or (
        bool(member.department) and request.department == member.department
    )
