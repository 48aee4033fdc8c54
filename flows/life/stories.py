"""What of a request's history a resident may read: their own part of it, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from flows.domain import Entry, Remark
from flows.life.lifecycle import UNDOABLE, By, Verb

FOR_STAFF: Final = frozenset(
    {Remark.NOTE, Remark.RELEASE, Remark.UNREACHABLE, Remark.ABSORBED, Remark.SPLIT}
)
"""Never shown to a resident."""

STANDING: Final = frozenset(
    {
        Verb.REGISTER, Verb.ASSIGN, Verb.TAKE, Verb.RESUME, Verb.FINISH, Verb.CONFIRM, Verb.OBJECT,
        Verb.EXPIRE, Verb.REJECT, Verb.REDIRECT, Verb.PLAN, Verb.APPEAL, Verb.MERGE,
        Remark.DEADLINE, Remark.TOPIC, Remark.PRIORITY,
    }
)  # fmt: skip
"""Entries that say where a request stands; questions and answers are its filer's own."""


def of_filer(history: Iterable[Entry], resident: int) -> list[Entry]:
    """The story of who filed it, or has taken their place: then it begins there.

    Of those who joined nothing stands in it; of the one who took over also what they wrote
    when they joined.
    """
    entries = standing(history)
    taken = max((e.id for e in entries if e.verb == Remark.HANDED), default=0)
    mine = [e for e in entries if _by(e, resident)]
    rest = [e for e in entries if e.id > taken and e.by != By.RESIDENT]
    return sorted(
        (e for e in (*mine, *rest) if e.verb not in FOR_STAFF and e.verb != Remark.HANDED),
        key=lambda e: e.id,
    )


def of_follower(history: Iterable[Entry], resident: int) -> list[Entry]:
    """The story of who joined: their own words, and bare facts about everybody else's."""
    out = []
    for entry in standing(history):
        if _by(entry, resident):
            out.append(entry)
        elif entry.verb in STANDING:
            alien = entry.by == By.RESIDENT
            out.append(replace(entry, text="", attachments=()) if alien else entry)
    return out


def standing(history: Iterable[Entry]) -> list[Entry]:
    """History without what was taken back, and without the taking back."""
    out: list[Entry] = []
    for entry in history:
        if entry.verb != Remark.UNDO:
            out.append(entry)
        elif taken := [one for one in out if one.verb in UNDOABLE]:
            out.remove(taken[-1])
    return out


def _by(entry: Entry, resident: int) -> bool:
    return entry.by == By.RESIDENT and entry.actor == resident
