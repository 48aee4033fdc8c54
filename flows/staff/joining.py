"""Becoming staff: a one-time code on any channel, and what its owner may do from then on."""

from __future__ import annotations

from dataclasses import replace

from flows.context import Context
from flows.domain import Invitation, Role, Staff
from flows.staff import finding
from flows.staff.invitations import hash_code, looks_like_code, new_code
from flows.words import day, department, name_in


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
    wanted = name_in(args)
    if not wanted:
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
    role = finding.role(ctx, word)
    if role is None:
        await ctx.say("invite-usage")
        return
    code = ""
    if rest.strip() or role is Role.EXECUTOR:
        near = finding.departments(ctx, rest)
        if len(near) != 1:
            known = ", ".join(d.short for d in ctx.city.working)
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
