"""One person on several channels: who proves to be the same becomes one, and may part again.

The own number, proved by the messenger, is enough where the other record was alive lately: numbers
are given to new owners, and a long silence may mean that. Everything else needs a one-time code
(:mod:`flows.residents.link_codes`). Every chat of the person is told, and any of them can be let go.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from flows.context import Context
from flows.conversation import PHONE
from flows.desk.linking import Namesake, Whose
from flows.domain import Address, Resident, Staff
from flows.events import Contact, Notice
from flows.messages import Choice
from flows.reading.phones import masked, of_contact
from flows.residents import adding, closing
from flows.words import plain

TRUSTED: Final = timedelta(days=180)
"""How long after its last sign of life a record is still taken for the same owner's.

Operators give a number to somebody else only after months without use.
"""


async def proved(ctx: Context, number: str) -> bool:
    """The messenger proves that ``number`` (E.164) is the resident's: keep it, and find the rest.

    Whether anything was joined.
    """
    resident = await ctx.desk.resident(ctx.resident_id)
    if resident.phone == number and resident.phone_verified:
        return False
    await ctx.desk.save_resident(replace(resident, phone=number, phone_verified=True))
    found = [] if resident.apart else await ctx.desk.namesakes(number, resident.id)
    same = [one for one in found if _same_person(ctx, one)]
    for one in same:
        await join(ctx, one.resident)
    return bool(same)


def _same_person(ctx: Context, one: Namesake) -> bool:
    """Whether the number proves it: verified there too, or all that came, came by telephone."""
    if one.resident.apart or ctx.now - one.seen_at > TRUSTED:
        return False
    return one.resident.phone_verified or one.chats == 0


async def shared(ctx: Context, contact: Contact) -> None:
    """The own contact, sent outside of any question."""
    number = of_contact(contact.phone, ctx.city.area_code)
    if number is None:
        await ctx.say("phone-wrong")
        return
    joined = await proved(ctx, number)
    await ctx.say("phone-joined" if joined else "phone-kept", phone=masked(number))


async def join(ctx: Context, other: Resident) -> None:
    """Make the present resident and another one; the older record is kept, all chats are told."""
    before = await ctx.desk.addresses(resident=other.id)
    mine = await ctx.desk.resident(ctx.resident_id)
    told = [*before, *await ctx.desk.addresses(resident=mine.id)]
    kept, lost = sorted((mine, other), key=lambda one: one.id)
    await ctx.desk.merge(_merged(kept, lost), lost.id)
    await announce(ctx, told, Whose.RESIDENT)


async def announce(ctx: Context, chats: list[Address], whose: Whose) -> None:
    """Tell the person's other chats that the present one is theirs now."""
    for to in chats:
        if to.conversation != ctx.conversation.id:
            key = f"linked:{ctx.event.channel}:{ctx.event.id}:{to.conversation}"
            data = {"channel": ctx.conversation.channel, "whose": whose.value}
            await ctx.desk.post(key, to, Notice("linked", data=data))


def _merged(kept: Resident, lost: Resident) -> Resident:
    """What is remembered of both; a number that was proved before one that was typed."""
    number = next((one for one in (kept, lost) if one.phone_verified), None)
    number = number or next((one for one in (kept, lost) if one.phone), kept)
    agreed = [moment for moment in (kept.consented_at, lost.consented_at) if moment]
    return replace(
        kept,
        name=kept.name or lost.name,
        phone=number.phone,
        phone_verified=number.phone_verified,
        consented_at=min(agreed, default=None),
    )


_OWN: Final = frozenset({closing.KIND, adding.ANSWER, adding.COMMENT, adding.APPEAL})
"""Forms about a request that is the resident's own."""

# -- parting -------------------------------------------------------------------------------


async def unlink(ctx: Context, wanted: str) -> None:
    """``/unlink``: which chat is to go its own way; with one named, it does."""
    chats = await _chats(ctx)
    if len(chats) < 2:
        await ctx.say("unlink-alone")
        return
    labels = _labels(ctx, chats)
    chosen = [
        to
        for to, label in zip(chats, labels, strict=True)
        if wanted and (wanted == str(to.conversation) or plain(label).startswith(plain(wanted)))
    ]
    if len(chosen) != 1:
        buttons = [
            [Choice(label, f"m:unlink:{to.conversation}")]
            for to, label in zip(chats, labels, strict=True)
        ]
        await ctx.say("ask-unlink-staff" if ctx.staff else "ask-unlink", choices=buttons)
        return
    await _let_go(ctx, chosen[0], labels[chats.index(chosen[0])])


async def _chats(ctx: Context) -> list[Address]:
    if ctx.staff is not None:
        return await ctx.desk.addresses(staff=ctx.staff.id)
    theirs = await ctx.desk.addresses(resident=ctx.resident_id)
    return [to for to in theirs if to.channel != PHONE]


def _labels(ctx: Context, chats: list[Address]) -> list[str]:
    """«Telegram», «Telegram 2», «Вебчат (цей)»."""
    out: list[str] = []
    for to in chats:
        name = channel(ctx, to.channel)
        count = sum(one.channel == to.channel for one in chats[: len(out)])
        label = f"{name} {count + 1}" if count else name
        here = to.conversation == ctx.conversation.id
        out.append(ctx.text("chat-here", channel=label) if here else label)
    return out


def channel(ctx: Context, name: str) -> str:
    """A channel's name as people call it."""
    key = f"channel-{name}"
    return ctx.text(key) if key in ctx.texts else name


async def _let_go(ctx: Context, to: Address, label: str) -> None:
    if to.conversation == ctx.conversation.id:
        await leave(ctx, ctx.staff)
        return
    whose = {"staff": str(ctx.staff.id)} if ctx.staff else {"resident": str(ctx.resident_id)}
    key = f"part:{ctx.event.channel}:{ctx.event.id}"
    await ctx.desk.post(key, to, Notice("part", data=whose))
    await ctx.say("unlinked-other", channel=label)


async def parted(ctx: Context, notice: Notice) -> None:
    """Another chat of the person has let this one go."""
    if (staff := notice.data.get("staff")) is not None:
        if ctx.staff is not None and ctx.staff.id == int(staff):
            await leave(ctx, ctx.staff)
    elif ctx.conversation.resident == int(notice.data["resident"]):
        await leave(ctx, None)


async def leave(ctx: Context, staff: Staff | None) -> None:
    """The present chat goes its own way: as nobody's of the staff, or as a person of its own."""
    if staff is not None:
        ctx.conversation.staff = ctx.staff = None
        await ctx.say("unlinked-staff")
        return
    before = ctx.resident_id
    await ctx.desk.part()
    await drop_alien_forms(ctx)
    for to in await ctx.desk.addresses(resident=before):
        key = f"settle:{ctx.event.channel}:{ctx.event.id}:{to.conversation}"
        await ctx.desk.post(key, to, Notice("settle"))
    await ctx.say("unlinked")


async def drop_alien_forms(ctx: Context) -> None:
    """Forms about requests that are not this person's any more ask nothing."""
    kept = []
    for form in ctx.conversation.forms:
        number = form.draft.get("request") if form.kind in _OWN else None
        request = await ctx.desk.request(number) if number else None
        if request is None or request.resident == ctx.conversation.resident:
            kept.append(form)
    ctx.conversation.forms = kept
