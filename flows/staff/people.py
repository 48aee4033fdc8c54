"""``/staff`` and ``/remove``: who works here, in which role, and who no longer does."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from flows.context import Context
from flows.domain import Role, Staff
from flows.events import Notice
from flows.life.staffing import Roster
from flows.staff import finding, leaving
from flows.words import day, department, plain

_PARTS: Final = re.compile(r"[,;\s]+")


async def staff_command(ctx: Context, staff: Staff, args: str) -> None:
    """``/staff``: the list; ``/staff Андрій роль координатор``: another role or department."""
    change = _change(ctx, args)
    if change is None:
        await _list(ctx, args)
    elif staff.role is not Role.ADMIN:
        await ctx.say("staff-not-allowed", role=ctx.text(f"role-{staff.role.value}"))
    else:
        await _set(ctx, *change)


async def _list(ctx: Context, args: str) -> None:
    roster = await ctx.desk.roster()
    chosen = await finding.people(ctx, args) if args.strip() else list(roster.everybody)
    duty = {member.id for member in roster.on_duty()}
    lines = [_line(ctx, roster, member, on_duty=member.id in duty) for member in chosen]
    if not lines:
        await ctx.say("staff-nobody-found", words=args.strip())
        return
    await ctx.say("staff-list", people="\n".join(lines))


def _line(ctx: Context, roster: Roster, member: Staff, *, on_duty: bool) -> str:
    parts = [ctx.text(f"role-{member.role.value}")]
    if member.department:
        parts.append(department(ctx, member.department))
    if on_duty:
        parts.append(ctx.text("on-duty"))
    if absence := roster.away(member.id):
        instead = roster.stand_in(member)
        until = day(ctx, leaving.last_day(absence))
        parts.append(
            ctx.text("away-with", day=until, name=instead.name)
            if instead
            else ctx.text("away-alone", day=until)
        )
    return f"{member.id}. {member.name} — {', '.join(parts)}"


def _change(ctx: Context, args: str) -> tuple[str, str, str] | None:
    """Who, and the words for the new role or department, where the arguments are a change."""
    words = args.split()
    for place, word in enumerate(words):
        for what in ("role", "department"):
            names = {plain(name) for name in ctx.text(f"{what}-words").split(",")}
            if place and plain(word) in names:
                return " ".join(words[:place]), what, " ".join(words[place + 1 :])
    return None


async def _set(ctx: Context, who: str, what: str, words: str) -> None:
    found = await finding.people(ctx, who)
    if len(found) != 1:
        await _which(ctx, who, found)
        return
    member = found[0]
    changed = _with_role(ctx, member, words) if what == "role" else _moved(ctx, member, words)
    if changed is None:
        await ctx.say("staff-role-usage", name=member.name)
    elif changed.role is Role.EXECUTOR and not changed.department:
        known = ", ".join(d.short for d in ctx.city.working)
        await ctx.say("staff-role-department", name=member.name, known=known)
    elif changed.role is not Role.ADMIN and await leaving.is_last_admin(ctx, member):
        await ctx.say("staff-last-admin", name=member.name)
    else:
        await _store(ctx, member, changed)


async def _store(ctx: Context, member: Staff, changed: Staff) -> None:
    await ctx.desk.add_staff(changed)
    if changed.role is Role.OPERATOR and member.role is not Role.OPERATOR:
        await leaving.hand_back(ctx, member)
    where = f", {department(ctx, changed.department)}" if changed.department else ""
    role = ctx.text(f"role-{changed.role.value}")
    await ctx.say("staff-role-set", name=changed.name, role=role, where=where)
    await leaving.tell(ctx, changed, f"role:{ctx.event.channel}:{ctx.event.id}", Notice("role"))


def _with_role(ctx: Context, member: Staff, words: str) -> Staff | None:
    """With the role that begins ``words``, and the department that may follow it."""
    first, _, rest = words.partition(" ")
    role = finding.role(ctx, first)
    if role is None:
        return None
    changed = replace(member, role=role)
    return _moved(ctx, changed, rest) if rest.strip() else changed


def _moved(ctx: Context, member: Staff, words: str) -> Staff | None:
    found = finding.departments(ctx, words)
    return replace(member, department=found[0]) if len(found) == 1 else None


async def role_changed(ctx: Context, notice: Notice) -> None:
    """Told to the one whose role is another now."""
    del notice
    if ctx.staff is not None:
        where = f", {department(ctx, ctx.staff.department)}" if ctx.staff.department else ""
        await ctx.say(
            "staff-role-yours", role=ctx.text(f"role-{ctx.staff.role.value}"), where=where
        )


async def remove(ctx: Context, staff: Staff, args: str) -> None:
    """Take the right away, at once: one by number or name, or several by numbers."""
    parts = [part for part in _PARTS.split(args.strip()) if part]
    each = parts if parts and all(map(_is_number, parts)) else [args.strip().lstrip("@")]
    for words in each:
        await _remove_one(ctx, staff, words)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


async def _remove_one(ctx: Context, staff: Staff, words: str) -> None:
    found = await finding.people(ctx, words) if words else []
    if not words:
        await ctx.say("remove-usage")
    elif len(found) != 1:
        await _which(ctx, words, found)
    elif found[0].id == staff.id:
        await ctx.say("remove-not-yourself")
    elif await leaving.is_last_admin(ctx, found[0]):
        await ctx.say("staff-last-admin", name=found[0].name)
    else:
        returned = await leaving.leave(ctx, found[0])
        await ctx.say("removed", name=found[0].name)
        if returned:
            await ctx.say("removed-returned", count=len(returned), numbers=leaving.listed(returned))


async def _which(ctx: Context, words: str, found: list[Staff]) -> None:
    if not found:
        await ctx.say("staff-nobody-found", words=words)
        return
    people = "\n".join(f"{member.id}. {member.name}" for member in found[: finding.NEAR])
    await ctx.say("staff-which-of", people=people)
