"""Finding what a member of staff means by a few words: a department, a topic, a district."""

from __future__ import annotations

from typing import Final

from flows.context import Context
from flows.staff import parse
from flows.words import plain

NEAR: Final = 5
"""How many of several are named when one has to be chosen."""


def departments(ctx: Context, words: str) -> list[str]:
    """Codes of the departments that ``words`` can mean: one by its name, or all by a part."""
    bodies = ctx.city.departments.values()
    wanted = plain(words)
    names = [(plain(n), d.code) for d in bodies for n in (d.code, d.name, d.short, *d.also)]
    exact = {code: None for name, code in names if name == wanted}
    return list(exact) or parse.part("".join(words.split()), dict(names))


def services(ctx: Context, words: str) -> tuple[str, list[str]]:
    """The code of the service or group that ``words`` name, and codes that are near.

    One by its name, or the only one whose name holds all the words; what is only understood to
    be about something is near, never chosen.
    """
    catalogue = ctx.city.catalogue
    named = [(one.code, {one.code, one.name, one.label}) for one in catalogue.groups]
    named += [(one.code, {one.code, one.name, one.label}) for one in catalogue.services]
    wanted = plain(words)
    if exact := [code for code, names in named if wanted in map(plain, names)]:
        return exact[0], exact
    parts = [plain(word) for word in words.split()]
    held = [code for code, names in named if _holds(names, parts)]
    near = held or [s.code for s in ctx.city.understand(words).services]
    return held[0] if len(held) == 1 else "", near


def _holds(names: set[str], parts: list[str]) -> bool:
    whole = " ".join(map(plain, names))
    return all(part in whole for part in parts)


def district(ctx: Context, words: str) -> tuple[str, str]:
    """The code of the district that is named among ``words``, and the other words."""
    each = words.replace(",", " ").split()
    known = ctx.city.places.districts
    for place, word in enumerate(each):
        if found := known.by_name(word):
            rest = [*each[:place], *each[place + 1 :]]
            return found.code, " ".join(w for w in rest if not _only_district(w))
    return "", " ".join(each)


def _only_district(word: str) -> bool:
    return plain(word).startswith(("район", "рн"))
