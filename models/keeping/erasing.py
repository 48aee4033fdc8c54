"""Erasing: what a person wrote and what names them goes, what statistics need stays.

An erased request keeps its topic, district, dates, statuses and rating; its words, place, phone
and files are gone, and it belongs to a resident of whom nothing is known. Its history may be
blanked because ``erasures`` names it: a trigger allows exactly that and nothing else. What somebody
wrote about requests of others goes line by line (``models.keeping.erased_words``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Text,
    and_,
    case,
    cast,
    delete,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.conversation import Conversation
from flows.domain import OPEN, Remark
from models.keeping import erased_words, forgetting
from models.queries import search
from models.records import blocks
from models.records import followers as joined
from models.tables import (
    attachments,
    conversations,
    erasures,
    followers,
    history,
    inbox,
    jobs,
    leavings,
    lessons,
    outage_waiting,
    outbox,
    places,
    publications,
    requests,
    residents,
    transcript,
)

ASKED: Final = "asked"
TERM: Final = "term"

KEPT: Final = {
    "absences": "which members of staff are away",
    "alembic_version": "the version of the schema",
    "announcements_off": "who wants no announcements, so that none come",
    "broadcast_letters": "ids of letters on their way",
    "broadcasts": "announcements by staff to many",
    "audit": "what staff did, without words",
    "charges": "ids of paid messages, for comparing with bills",
    "consultations": "topics that were asked about, with no person",
    "departments": "which departments the city has",
    "digests": "days of morning digests",
    "erased_words": "ids of lines of history whose words were erased, and when",
    "erasures": "numbers of erased requests, when and why",
    "former_residents": "ids of records that became part of another, nothing else",
    "heartbeats": "when a messenger was last heard from",
    "invitations": "hashes of staff's one-time codes",
    "leavings": "that open requests are to be erased when they end",
    "link_codes": "hashes of one-time codes, for a week",
    "outages": "known outages, in the words of staff",
    "receipts": "ids of messages, for 60 days",
    "routes": "which department a topic goes to",
    "shifts": "when members of staff are on duty",
    "staff": "who works here",
    "streets": "the city's register",
    "templates": "ready answers that staff keep",
    "timers": "numbers of requests and forms; what is gone is not reminded of",
    "undoables": "statuses, dates and staff before an action that may be taken back",
    "wrong_codes": "when a code was mistyped, for a week",
    "waste": "hashes of files that are being removed",
    "work_chats": "which groups work for which department",
    "without_digest": "which members of staff want no morning digest",
}
"""Tables that erasing leaves alone, and why they say nothing about a resident."""


async def erase_requests(
    connection: AsyncConnection, numbers: Sequence[int], at: datetime, reason: str
) -> None:
    """Make requests anonymous, those of one resident."""
    if not numbers:
        return
    nobody = await forgetting.nobody(connection, at)
    await connection.execute(
        insert(erasures), [{"request": n, "at": at, "reason": reason} for n in numbers]
    )
    await _blank(connection, numbers, nobody)
    await search.forget(connection, numbers)
    theirs = update(followers).where(followers.c.request.in_(numbers))
    await connection.execute(theirs.values(place_text="", lat=None, lon=None))
    await connection.execute(delete(publications).where(publications.c.request.in_(numbers)))
    await connection.execute(delete(lessons).where(lessons.c.request.in_(numbers)))
    await forgetting.drop_files(connection, attachments.c.request.in_(numbers), at)
    await erased_words.erase_merged(connection, numbers, at)
    await forgetting.forget_copies(connection, numbers)


async def _blank(connection: AsyncConnection, numbers: Sequence[int], nobody: int) -> None:
    """Take the words and the person out of requests and their history; stars stay."""
    rated = history.c.verb == Remark.RATING
    by_resident = history.c.by == "resident"
    await connection.execute(
        update(history)
        .where(history.c.request.in_(numbers))
        .values(
            text=case((rated, history.c.text), else_=""),
            attachments=[],
            actor=case((by_resident, nobody), else_=history.c.actor),
        )
    )
    blank: dict[str, Any] = dict.fromkeys(
        ("text", "place_text", "house", "phone", "rating_comment"), ""
    )
    await connection.execute(
        update(requests)
        .where(requests.c.number.in_(numbers))
        .values(
            **blank,
            details={},
            key="erased:" + cast(requests.c.number, Text),
            resident_id=nobody,
            lat=None,
            lon=None,
            version=requests.c.version + 1,
        )
    )


async def erase_person(
    connection: AsyncConnection,
    resident: int,
    at: datetime,
    *,
    keep_open: bool,
    reason: str = ASKED,
    here: int = 0,
) -> None:
    """Erase all about a resident; with ``keep_open`` their open requests wait for their end.

    ``here`` is the conversation in which they ask: it was put in order with :func:`erase_chat`.
    """
    kept, ended = await _numbers(connection, resident)
    erased = ended if keep_open else kept + ended
    await erase_requests(connection, erased, at, reason)
    found = await connection.execute(
        select(conversations.c.id, conversations.c.staff_id).where(
            conversations.c.resident_id == resident, conversations.c.id != here
        )
    )
    for chat, staff in found.all():
        if staff is None:
            await erase_chat(connection, chat, at, kept if keep_open else ())
            blank = Conversation(0, "", "").state()
            await connection.execute(
                update(conversations).where(conversations.c.id == chat).values(state=blank)
            )
    await connection.execute(
        update(residents)
        .where(residents.c.id == resident)
        .values(name="", phone="", phone_verified=False, consented_at=None)
    )
    await erased_words.erase(connection, resident, kept + ended, at)
    await joined.remove_all(connection, resident)
    await blocks.note_objection(connection, resident, "")
    waits = outage_waiting.c.resident_id == resident
    await connection.execute(delete(outage_waiting).where(waits))
    await connection.execute(delete(places).where(places.c.resident_id == resident))
    await connection.execute(delete(leavings).where(leavings.c.resident_id == resident))
    if keep_open and kept:
        await connection.execute(insert(leavings).values(resident_id=resident, at=at))


async def _numbers(connection: AsyncConnection, resident: int) -> tuple[list[int], list[int]]:
    """Their open requests, and those that have ended."""
    theirs = select(requests.c.number, requests.c.status).where(requests.c.resident_id == resident)
    found = (await connection.execute(theirs)).all()
    still_open = [number for number, status in found if status in OPEN]
    return still_open, [number for number, status in found if status not in OPEN]


async def erase_asking(
    connection: AsyncConnection, resident: int, here: int, at: datetime, *, keep_open: bool
) -> None:
    """The conversation in which somebody asks to be erased, before it is answered."""
    kept, _ = await _numbers(connection, resident)
    await erase_chat(connection, here, at, kept if keep_open else ())


async def erase_chat(
    connection: AsyncConnection, chat: int, at: datetime, kept: Sequence[int]
) -> None:
    """What was said so far, what is on its way, and what was set aside.

    Of ``kept`` requests there stay the bare rows by which a reply finds them.
    """
    said = transcript.c.conversation_id == chat
    about_kept = transcript.c.request.in_(kept)
    await connection.execute(
        delete(transcript).where(said, or_(transcript.c.request.is_(None), ~about_kept))
    )
    await connection.execute(update(transcript).where(said).values(body=None))
    waits = and_(outbox.c.state == "queued", outbox.c.request.in_(kept))
    await connection.execute(
        delete(outbox).where(
            outbox.c.conversation_id == chat,
            outbox.c.state != "sending",
            or_(outbox.c.request.is_(None), ~waits),
        )
    )
    await connection.execute(delete(jobs).where(jobs.c.conversation_id == chat))
    drafts = and_(attachments.c.conversation_id == chat, attachments.c.request.is_(None))
    await forgetting.drop_files(connection, drafts, at)
    address = select(conversations.c.channel, conversations.c.address).where(
        conversations.c.id == chat
    )
    channel, name = (await connection.execute(address)).one()
    aside = (inbox.c.channel == channel, inbox.c.address == name, inbox.c.state == "parked")
    await connection.execute(update(inbox).where(*aside).values(state="done", raw=b""))
