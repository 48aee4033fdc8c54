"""The Desk keeps the promises of its port, on both databases: people and what they are told."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from flows.conversation import Conversation
from flows.domain import (
    Address,
    Invitation,
    Role,
)
from flows.events import Notice
from flows.messages import Message
from models.desk import SqlDesk
from models.records import conversations, transcript
from models.tables import conversations as conversations_table
from models.tables import inbox, invitations, outbox
from tests.models.office import DAY, NOW, Office


async def test_staff_are_found_by_part_of_their_name_in_any_case(office: Office) -> None:
    await office.hires("Ганна Шевченко", Role.EXECUTOR, "roads")
    await office.hires("Олег Шевчук", Role.OPERATOR)
    await office.hires("Шевців Іван", Role.OPERATOR, active=False)
    assert [s.name for s in await office.desk.find_staff("ШЕВЧ")] == [
        "Ганна Шевченко",
        "Олег Шевчук",
    ]
    assert await office.desk.find_staff("%") == []


async def test_who_is_told_of_a_new_request(office: Office) -> None:
    ganna = await office.hires("Ганна", Role.EXECUTOR, "roads")
    petro = await office.hires("Петро", Role.EXECUTOR, "water", on_duty=True)
    oleg = await office.hires("Олег", Role.OPERATOR)
    await office.hires("Колишня", Role.EXECUTOR, "roads", active=False)
    admin = await office.hires("Адмін", Role.ADMIN)
    assert await office.desk.team("roads", on_duty=False) == [ganna]
    assert await office.desk.team("roads", on_duty=True) == [ganna, petro]
    assert await office.desk.team("", on_duty=False) == [oleg]
    assert await office.desk.supervisors() == [admin]
    coordinator = await office.hires("Координатор", Role.COORDINATOR)
    assert await office.desk.supervisors() == [coordinator]


async def test_an_executor_without_a_department_is_refused(office: Office) -> None:
    with pytest.raises(IntegrityError):
        await office.hires("Ганна", Role.EXECUTOR)


async def test_a_right_that_was_taken_away_is_gone_at_once(office: Office) -> None:
    oleg = await office.hires("Олег", Role.OPERATOR)
    office.olena.staff = oleg.id
    assert await office.desk.staff_of("telegram", "olena") == oleg
    await office.desk.add_staff(replace(oleg, active=False))
    former = await office.desk.staff_of("telegram", "olena")
    assert former is not None
    assert not former.active
    assert await office.desk.staff_of("telegram", "nobody") is None


async def test_an_invitation_is_used_once_and_before_its_term(office: Office) -> None:
    good = Invitation(Role.EXECUTOR, "roads", NOW + DAY)
    await office.desk.invite("good", good)
    await office.desk.invite("late", replace(good, expires_at=NOW))
    office.desk.begin(office.olena, None)
    assert await office.desk.use_invitation("good") == good
    assert await office.desk.use_invitation("good") is None
    assert await office.desk.use_invitation("late") is None
    assert await office.desk.use_invitation("never") is None
    used = select(invitations.c.used_by).where(invitations.c.code_hash == "good")
    assert (await office.connection.execute(used)).scalar() == office.olena.id


async def test_a_persons_addresses_reachable_ones_first(office: Office) -> None:
    web = Conversation(0, "web", "s1", last_inbound_at=NOW)
    group = Conversation(0, "telegram", "-1", group=True)
    await conversations.create(office.connection, [web, group], NOW)
    for one in (web, group):
        office.desk.know(one)
        one.resident = office.olena.resident
    office.olena.last_inbound_at = NOW + DAY
    mine = office.olena.resident or 0
    assert [a.channel for a in await office.desk.addresses(resident=mine)] == ["telegram", "web"]
    office.olena.reachable = False
    assert [a.channel for a in await office.desk.addresses(resident=mine)] == ["web", "telegram"]


async def test_a_resident_is_saved_and_known_to_the_next_question(office: Office) -> None:
    olena = await office.desk.resident(office.olena.resident or 0)
    changed = replace(
        olena, name="Олена", phone="+380671234567", phone_verified=True, consented_at=NOW
    )
    await office.desk.save_resident(changed)
    assert await office.desk.resident(olena.id) == changed
    await office.desk.flush()
    fresh = SqlDesk(office.connection, office.desk.city, NOW)
    assert await fresh.resident(olena.id) == changed


async def test_what_a_conversation_remembers_survives(office: Office) -> None:
    form = office.olena.open("intake", {"text": "Яма", "photos": [1, 2]})
    form.revision = 3
    office.olena.remember([("Надіслати", "s:1:3")])
    office.olena.greeted = True
    await office.desk.flush()
    assert await conversations.find(office.connection, "telegram", "olena") == office.olena


async def test_local_messages_go_to_the_transcript_and_are_found_by_their_row(
    office: Office,
) -> None:
    web = Conversation(0, "web", "s1")
    await conversations.create(office.connection, [web], NOW)
    office.desk.begin(web, Message("яма"), "client-1")
    await office.desk.tell(web, Message("прийнято", request=1001), question=True)
    await office.desk.flush()
    said, told = await transcript.lines(office.connection, web.id)
    assert (said.direction, said.message, said.body.text) == ("in", "client-1", "яма")
    assert (told.direction, told.body.request) == ("out", 1001)
    assert await office.desk.request_of_message(web.id, str(told.id)) == 1001
    assert await office.desk.request_of_message(web.id, str(said.id)) is None
    assert await office.desk.request_of_message(office.olena.id, str(told.id)) is None
    for strange in ("", "x", "٣", "9" * 30):
        assert await office.desk.request_of_message(web.id, strange) is None
    assert await transcript.lines(office.connection, web.id, after=said.id) == [told]
    assert await transcript.latest(office.connection, web.id, limit=1) == [told]
    assert await transcript.latest(office.connection, web.id, before=told.id) == [said]


async def test_a_newer_question_takes_the_place_of_one_of_the_same_step(office: Office) -> None:
    await office.desk.tell(office.olena, Message("яка адреса?"), question=True)
    await office.desk.tell(office.olena, Message("дякуємо"))
    await office.desk.tell(office.olena, Message("який телефон?"), question=True)
    await office.desk.flush()
    queued = (await office.connection.execute(select(outbox.c.message).order_by(outbox.c.id))).all()
    assert [row[0]["text"] for row in queued] == ["дякуємо", "який телефон?"]


async def test_a_notice_goes_to_its_conversations_inbox(office: Office) -> None:
    to = Address(office.olena.id, "telegram", "olena")
    await office.desk.post("news:1001:3", to, Notice("news", 1001, {"entry": "3"}))
    await office.desk.post("news:1001:3", to, Notice("news", 1001, {"entry": "3"}))
    await office.desk.flush()
    found = select(inbox.c.channel, inbox.c.address, inbox.c.event_id, inbox.c.origin)
    assert (await office.connection.execute(found)).all() == [
        ("telegram", "olena", "news:1001:3", "system")
    ]


async def test_consultations_and_links(office: Office) -> None:
    await office.desk.consulted("gas.leak")
    assert office.desk.return_link(office.olena) == "https://example.test/telegram/olena"


async def test_a_conversation_that_did_not_change_stays_as_it_was(office: Office) -> None:
    await office.desk.flush()
    stored = select(conversations_table.c.state)
    assert (await office.connection.execute(stored)).scalar() == office.olena.state()
