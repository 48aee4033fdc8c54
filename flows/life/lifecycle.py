"""The life of a request as one literal table: from, verb, to, who may, what it needs, who hears.

``docs/lifecycle.md`` is generated from it. A verb that is not in the table for a status is a
:class:`IllegalVerbError` and changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from flows.domain import OPEN, Role, Status


class Verb(StrEnum):
    """What can be done to a request."""

    REGISTER = "register"
    ASSIGN = "assign"
    TAKE = "take"
    ASK = "ask"
    ANSWER = "answer"
    RESUME = "resume"
    FINISH = "finish"
    CONFIRM = "confirm"
    OBJECT = "object"
    EXPIRE = "expire"
    REJECT = "reject"
    REDIRECT = "redirect"
    PLAN = "plan"
    RETURN = "return"
    APPEAL = "appeal"
    CANCEL = "cancel"
    MERGE = "merge"


class By(StrEnum):
    """Who acts."""

    RESIDENT = "resident"
    STAFF = "staff"
    CLOCK = "clock"


class Hears(StrEnum):
    """Who is told."""

    RESIDENT = "resident"
    FOLLOWERS = "followers"
    """Residents who joined: the same problem is theirs."""
    EXECUTOR = "executor"
    """The one who holds it, or the department when nobody does."""
    COORDINATOR = "coordinator"


class Needs(StrEnum):
    """What the verb cannot be done without."""

    NOTHING = ""
    TEXT = "text"
    EXECUTOR = "executor"
    AUTHORITY = "authority"
    UNTIL = "until"
    REQUEST = "request"
    """The one that goes on."""


class IllegalVerbError(Exception):
    """The verb does not apply to a request that stands where this one stands."""

    def __init__(self, verb: Verb, status: Status) -> None:
        super().__init__(f"{verb} does not apply to a request that is {status}")
        self.verb = verb
        self.status = status


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table. ``roles`` are the staff who may; empty when it is not theirs."""

    verb: Verb
    before: frozenset[Status]
    after: Status
    by: By
    roles: frozenset[Role] = frozenset()
    needs: tuple[Needs, ...] = ()
    hears: tuple[Hears, ...] = ()
    undo: bool = False
    """Whether the one who did it may take it back while its news to the resident is held."""


S = Status
R, F, E, C = Hears.RESIDENT, Hears.FOLLOWERS, Hears.EXECUTOR, Hears.COORDINATOR
ALL: Final = frozenset(Role)
DESK: Final = frozenset({Role.OPERATOR, Role.COORDINATOR, Role.ADMIN})
DOERS: Final = frozenset({Role.EXECUTOR, Role.COORDINATOR, Role.ADMIN})


def _row(
    verb: Verb,
    before: tuple[Status, ...],
    after: Status,
    by: By,
    roles: frozenset[Role] = frozenset(),
    needs: tuple[Needs, ...] = (),
    *,
    hears: tuple[Hears, ...] = (),
    undo: bool = False,
) -> Transition:
    return Transition(verb, frozenset(before), after, by, roles, needs, hears, undo)


_WAITS = (S.REGISTERED, S.ASSIGNED)
_LIVE = (S.REGISTERED, S.ASSIGNED, S.IN_PROGRESS, S.WAITING)
_TEXT = (Needs.TEXT,)

TABLE: Final[tuple[Transition, ...]] = (
    # verb        from                                to             by            who     needs
    _row(Verb.REGISTER, (), S.REGISTERED, By.RESIDENT, hears=(E,)),
    _row(Verb.REGISTER, (), S.REGISTERED, By.STAFF, DESK, hears=(E,)),
    _row(
        Verb.ASSIGN, _LIVE, S.ASSIGNED, By.STAFF, DESK | DOERS, (Needs.EXECUTOR,), hears=(R, F, E)
    ),
    _row(Verb.TAKE, (*_WAITS, S.PLANNED), S.IN_PROGRESS, By.STAFF, DOERS, (), hears=(R, F)),
    _row(Verb.ASK, (*_WAITS, S.IN_PROGRESS), S.WAITING, By.STAFF, ALL, _TEXT, hears=(R,)),
    _row(Verb.ANSWER, (S.WAITING,), S.IN_PROGRESS, By.RESIDENT, hears=(E,)),
    _row(Verb.RESUME, (S.WAITING,), S.IN_PROGRESS, By.STAFF, DOERS, (), hears=(R, F)),
    _row(Verb.RESUME, (S.WAITING, S.PLANNED), S.IN_PROGRESS, By.CLOCK, hears=(R, F, E)),
    _row(Verb.FINISH, _LIVE, S.DONE, By.STAFF, DOERS, _TEXT, hears=(R, F), undo=True),
    _row(Verb.CONFIRM, (S.DONE,), S.CLOSED, By.RESIDENT, hears=(F, E)),
    _row(Verb.OBJECT, (S.DONE, S.CLOSED), S.IN_PROGRESS, By.RESIDENT, hears=(F, E, C)),
    _row(Verb.EXPIRE, (S.DONE,), S.CLOSED, By.CLOCK, hears=(R, F)),
    _row(Verb.REJECT, _WAITS, S.REJECTED, By.STAFF, ALL, _TEXT, hears=(R, F), undo=True),
    _row(
        Verb.REDIRECT,
        _WAITS,
        S.REDIRECTED,
        By.STAFF,
        ALL,
        (Needs.AUTHORITY,),
        hears=(R, F),
        undo=True,
    ),
    _row(
        Verb.PLAN,
        _WAITS,
        S.PLANNED,
        By.STAFF,
        ALL,
        (Needs.UNTIL, Needs.TEXT),
        hears=(R, F),
        undo=True,
    ),
    _row(Verb.RETURN, (*_WAITS, S.IN_PROGRESS), S.REGISTERED, By.STAFF, ALL, _TEXT, hears=(E, C)),
    _row(Verb.APPEAL, (S.REJECTED, S.REDIRECTED), S.REGISTERED, By.RESIDENT, hears=(F, C)),
    _row(
        Verb.CANCEL,
        (S.REGISTERED, S.ASSIGNED, S.IN_PROGRESS, S.WAITING, S.PLANNED, S.DONE),
        S.CANCELLED,
        By.RESIDENT,
        hears=(E,),
    ),
    # What somebody says by telephone, an operator writes down.
    _row(Verb.ANSWER, (S.WAITING,), S.IN_PROGRESS, By.STAFF, DESK, _TEXT, hears=(R, E)),
    _row(Verb.CONFIRM, (S.DONE,), S.CLOSED, By.STAFF, DESK, hears=(R, F, E)),
    _row(Verb.OBJECT, (S.DONE, S.CLOSED), S.IN_PROGRESS, By.STAFF, DESK, _TEXT, hears=(R, F, E, C)),
    _row(Verb.CANCEL, tuple(s for s in S if s in OPEN), S.CANCELLED, By.STAFF, DESK, hears=(R, E)),
    _row(
        Verb.MERGE,
        (S.REGISTERED, S.ASSIGNED, S.IN_PROGRESS, S.WAITING, S.PLANNED, S.DONE),
        S.MERGED,
        By.STAFF,
        ALL,
        (Needs.REQUEST,),
        hears=(R, F, E),
        undo=True,
    ),
)


UNDOABLE: Final = frozenset(row.verb for row in TABLE if row.undo)
"""What can be taken back for a short while."""


def can_be_undone(status: Status) -> bool:
    """Whether what led to this status may still be taken back for a short while."""
    return any(row.undo and row.after is status for row in TABLE)


def transition(verb: Verb, status: Status, by: By) -> Transition:
    """The row that applies. Raises :class:`IllegalVerbError`."""
    for row in TABLE:
        if row.verb is verb and row.by is by and status in row.before:
            return row
    raise IllegalVerbError(verb, status)


def verbs(status: Status, by: By, role: Role | None = None) -> list[Verb]:
    """What ``by`` (staff: with ``role``) may do now, in the table's order."""
    return [
        row.verb
        for row in TABLE
        if row.by is by and status in row.before and (role is None or role in row.roles)
    ]
