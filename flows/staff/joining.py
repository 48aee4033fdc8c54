"""Becoming staff: a one-time code on any channel, and what its owner may do from then on."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from flows.context import Context
from flows.domain import Invitation, Role, Staff
from flows.invitations import hash_code, looks_like_code, new_code
from flows.staff import parse
from flows.words import day, department, has_words

LONGEST_NAME: Final = 64


async def join(ctx: Context, code: str) -> None:
    """Take an invitation. One that was used, has expired or never was gets the same answer."""
    if ctx.conversation.group:
        await ctx.say("join-private")
        return
    invitation = None
    if looks_like_code(code):
        invitation = await ctx.desk.use_invitation(hash_code(code))
    if invitation is None:
        await ctx.say("join-refused")
        return
    known = ctx.event.sender.name if ctx.event.sender else ""
    member = await ctx.desk.add_staff(
        Staff(
            id=ctx.conversation.staff or 0,
            name=known or ctx.text("staff-unnamed"),
            role=invitation.role,
            department=invitation.department,
        )
    )
    ctx.conversation.staff = member.id
    ctx.staff = member
    await ctx.say(
        "joined" if known else "joined-unnamed",
        role=ctx.text(f"role-{member.role.value}"),
        where=f", {department(ctx, member.department)}" if member.department else "",
    )


async def name(ctx: Context, args: str) -> None:
    """``/name Андрій Коваль``: how colleagues, or the executor, call the one who writes.

    A messenger tells a name by itself; the web chat knows none.
    """
    wanted = " ".join(args.split())[:LONGEST_NAME]
    if not has_words(wanted):
        await ctx.say("name-usage")
        return
    if ctx.staff is not None:
        ctx.staff = await ctx.desk.add_staff(replace(ctx.staff, name=wanted))
    else:
        resident = await ctx.desk.resident(ctx.resident_id)
        await ctx.desk.save_resident(replace(resident, name=wanted))
    await ctx.say("named", name=wanted)


async def invite(ctx: Context, staff: Staff, args: str) -> None:
    """``/invite executor Міськсвітло``: a code that works once, for a week."""
    del staff
    word, _, rest = args.strip().partition(" ")
    role = _role(ctx, word)
    if role is None:
        await ctx.say("invite-usage")
        return
    code = ""
    if rest.strip() or role is Role.EXECUTOR:
        bodies = ctx.city.departments.values()
        names = parse.table((n, d.code) for d in bodies for n in (d.code, d.name, d.short, *d.also))
        found = parse.prefix(rest, names)
        near = [found[0]] if found else parse.part(rest, names)
        if len(near) != 1:
            known = ", ".join(d.short for d in bodies)
            await ctx.say("invite-department", known=known)
            return
        code = near[0]
    secret = new_code()
    expires = ctx.now + ctx.city.periods.invitation
    await ctx.desk.invite(hash_code(secret), Invitation(role, code, expires))
    await ctx.say(
        "invited",
        code=secret,
        role=ctx.text(f"role-{role.value}"),
        where=f", {department(ctx, code)}" if code else "",
        day=day(ctx, expires),
    )


def _role(ctx: Context, word: str) -> Role | None:
    names = parse.table(
        pair
        for role in Role
        for pair in ((role.value, role), (ctx.text(f"role-{role.value}"), role))
    )
    found = parse.prefix(word, names)
    return found[0] if found else None


async def list_staff(ctx: Context, staff: Staff, args: str) -> None:
    """Who is who: names, roles, departments, duty."""
    del staff, args
    lines = [_line(ctx, member) for member in await ctx.desk.find_staff("")]
    await ctx.say("staff-list", people="\n".join(lines))


def _line(ctx: Context, member: Staff) -> str:
    role = ctx.text(f"role-{member.role.value}")
    where = f", {department(ctx, member.department)}" if member.department else ""
    duty = f", {ctx.text('on-duty')}" if member.on_duty else ""
    return f"{member.id}. {member.name} — {role}{where}{duty}"


async def remove(ctx: Context, staff: Staff, args: str) -> None:
    """Take the right away, at once, by number or name."""
    found = parse.number(args)
    if found is not None:
        one = await ctx.desk.staff(found[0])
        people = [one] if one is not None and one.active else []
    else:
        people = await ctx.desk.find_staff(args.strip().lstrip("@")) if args.strip() else []
    if len(people) != 1:
        await ctx.say("remove-usage")
        return
    member = people[0]
    if member.id == staff.id:
        await ctx.say("remove-not-yourself")
        return
    await ctx.desk.add_staff(
        Staff(member.id, member.name, member.role, member.department, active=False)
    )
    await ctx.say("removed", name=member.name)


async def duty(ctx: Context, staff: Staff, args: str) -> None:
    """Go on duty, or off it: emergencies come to those on duty at any hour."""
    del args
    changed = Staff(staff.id, staff.name, staff.role, staff.department, on_duty=not staff.on_duty)
    ctx.staff = await ctx.desk.add_staff(changed)
    await ctx.say("duty-on" if changed.on_duty else "duty-off")
