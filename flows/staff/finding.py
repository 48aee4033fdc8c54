"""Finding what a member of staff means by a few words: a department, a topic, a district."""

from __future__ import annotations

from typing import Final

from flows.context import Context
from flows.domain import Role, Staff
from flows.staff import parse
from flows.words import plain

NEAR: Final = 5
"""How many of several are named when one has to be chosen."""


def departments(ctx: Context, words: str, *, closed: bool = False) -> list[str]:
    """Codes of the departments that ``words`` can mean: one by its name, or all by a part."""
    bodies = ctx.city.departments.values() if closed else ctx.city.working
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


async def people(ctx: Context, words: str) -> list[Staff]:
    """Staff that ``words`` can mean: by the number of the list, or by any part of the name.

    A name in another case («Марію») is found by its stem; who is called exactly so comes alone.
    """
    wanted = " ".join(words.split()).lstrip("@").casefold()
    everybody = (await ctx.desk.roster()).everybody
    if wanted.isascii() and wanted.isdigit():
        return [member for member in everybody if str(member.id) == wanted]
    if not plain(wanted):
        return []
    named = [(member, member.name.casefold()) for member in everybody]
    return (
        [member for member, name in named if name == wanted]
        or [member for member, name in named if wanted in name]
        or [member for member, name in named if _stems(wanted, name)]
    )


def _stems(wanted: str, name: str) -> bool:
    stems = [word[: max(_STEM, len(word) - 2)] for word in wanted.split()]
    return all(any(part.startswith(stem) for part in name.split()) for stem in stems)


_STEM: Final = 3
"""Letters of a name that are looked at, at least."""


def role(ctx: Context, word: str) -> Role | None:
    """The role of this name, in the chat's language or as the code calls it."""
    names = {plain(role.value): role for role in Role}
    names |= {plain(ctx.text(f"role-{role.value}")): role for role in Role}
    return names.get(plain(word))


def _only_district(word: str) -> bool:
    return plain(word).startswith(("район", "рн"))
