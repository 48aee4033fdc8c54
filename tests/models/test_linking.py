"""Two records become one, whatever names them; on both databases."""

from dataclasses import replace

from sqlalchemy import func, select

from flows.conversation import Conversation
from flows.desk.linking import Whose
from models.keeping import erased_words
from models.queries import own_data
from models.records import conversations, linking
from models.tables import conversations as conversations_table
from models.tables import outbox, requests, residents
from tests.models.office import DAY, NOW, Office, entry

PHONE = "+380671234567"


async def chat(office: Office, address: str, channel: str = "web") -> Conversation:
    made = Conversation(0, channel, address)
    await conversations.create(office.connection, [made], NOW)
    return made


async def test_every_table_that_names_a_resident_is_known() -> None:
    found = {f"{table.name}.{column.name}" for table, column in linking.references()}
    assert {"requests.resident_id", "conversations.resident_id"} <= found


async def test_requests_and_chats_become_the_kept_ones(office: Office) -> None:
    other = await chat(office, "else")
    await office.files("k1")
    await office.files("k2", resident=other.resident)
    assert office.olena.resident
    assert other.resident
    kept = await office.desk.resident(office.olena.resident)
    await office.desk.merge(kept, other.resident)
    page = await office.desk.requests_of(kept.id, limit=9)
    assert page.total == 2
    assert len(await office.desk.addresses(resident=kept.id)) == 2
    left = select(func.count()).where(residents.c.id == other.resident)
    assert (await office.connection.execute(left)).scalar_one() == 0


async def test_words_under_a_swallowed_record_are_the_kept_ones(office: Office) -> None:
    other, alien = await chat(office, "else"), await chat(office, "alien")
    assert office.olena.resident
    assert other.resident
    kept, lost = office.olena.resident, other.resident
    request = await office.files("k1", resident=alien.resident)
    said = entry(request, "joined", after=request.status, text="і в нас тече")
    await office.desk.remark(replace(said, by="resident", actor=lost))
    await office.desk.flush()
    await office.desk.merge(await office.desk.resident(kept), lost)
    assert [entry.actor for entry in await office.desk.history(request.number)][-1] == kept
    told = await own_data.of(office.connection, kept)
    assert "і в нас тече" in [line["text"] for line in told["history"]]
    # The number of the record that is gone is nobody else's, and the next linking carries it on.
    newcomer = await chat(office, "newcomer")
    assert newcomer.resident
    assert newcomer.resident > lost
    await office.desk.merge(await office.desk.resident(newcomer.resident), kept)
    await erased_words.erase(office.connection, newcomer.resident, [], NOW)
    assert "і в нас тече" not in [e.text for e in await office.desk.history(request.number)]


async def test_who_joined_what_the_other_filed_follows_it_no_more(office: Office) -> None:
    other, third = await chat(office, "else"), await chat(office, "third")
    assert office.olena.resident
    assert other.resident
    assert third.resident
    request = await office.files("k1")
    for resident in (other.resident, third.resident):
        await office.desk.follow(request.number, resident, request.place)
    await office.desk.merge(await office.desk.resident(office.olena.resident), other.resident)
    assert [f.resident for f in await office.desk.followers(request.number)] == [third.resident]
    found = await office.desk.request(request.number)
    assert found is not None
    assert found.affected == 2
    # Both joined the same: one of the two is left.
    await office.desk.merge(await office.desk.resident(office.olena.resident), third.resident)
    assert await office.desk.followers(request.number) == []


async def test_a_chat_in_hand_follows_the_person(office: Office) -> None:
    other = await chat(office, "else")
    office.desk.know(other)
    assert office.olena.resident
    lost = office.olena.resident
    assert other.resident
    await office.desk.merge(await office.desk.resident(other.resident), lost)
    assert office.olena.resident == other.resident
    await office.desk.flush()
    stored = await conversations.find(office.connection, "telegram", "olena")
    assert stored is not None
    assert stored.resident == other.resident


async def test_parting_takes_what_was_filed_there_and_nothing_else(office: Office) -> None:
    office.desk.begin(office.olena, None)
    before = office.olena.resident
    mine = await office.files(f"{office.olena.id}:1")
    # The key of another chat begins with the same digits.
    await office.files(f"{office.olena.id}7:1")
    stays = await office.files("call:5")
    row = {"lane": 1, "message": {"text": "новина"}, "question": False, "state": "queued"}
    row |= {
        "conversation_id": office.olena.id,
        "channel": office.olena.channel,
        "created_at": NOW,
        "attempts": 0,
        "ambiguous": 0,
    }
    await office.connection.execute(
        outbox.insert(), [row | {"request": mine.number}, row | {"request": stays.number}]
    )
    made = await office.desk.part()
    assert office.olena.resident == made != before
    theirs = select(requests.c.number).where(requests.c.resident_id == made)
    assert (await office.connection.execute(theirs)).scalars().all() == [mine.number]
    left = (await office.connection.execute(select(outbox.c.request))).scalars().all()
    assert left == [mine.number]
    owner = select(conversations_table.c.resident_id).where(
        conversations_table.c.id == office.olena.id
    )
    assert (await office.connection.execute(owner)).scalar_one() == made


async def test_a_code_works_once_and_only_the_newest(office: Office) -> None:
    office.desk.begin(office.olena, None)
    await office.desk.offer_link("old", Whose.RESIDENT, NOW + DAY)
    await office.desk.offer_link("new", Whose.RESIDENT, NOW + DAY)
    assert await office.desk.link_code("old") is None
    found = await office.desk.link_code("new")
    assert found is not None
    assert found.resident == office.olena.resident
    assert await office.desk.use_link("new")
    assert not await office.desk.use_link("new")
    assert await office.desk.link_code("new") is None
    await office.desk.offer_link("late", Whose.STAFF, NOW)
    assert await office.desk.link_code("late") is None


async def test_namesakes_are_found_with_their_last_sign_of_life(office: Office) -> None:
    other = await chat(office, "else")
    assert office.olena.resident
    assert other.resident
    for resident in (office.olena.resident, other.resident):
        known = await office.desk.resident(resident)
        await office.desk.save_resident(replace(known, phone=PHONE, phone_verified=True))
    [found] = await office.desk.namesakes(PHONE, office.olena.resident)
    assert (found.resident.id, found.chats, found.seen_at) == (other.resident, 1, NOW)
    assert await office.desk.namesakes("", 0) == []
