"""The Desk keeps the promises of its port, on both databases: neighbours and followers."""

from flows.conversation import Conversation
from flows.desk import Filter, Follower
from flows.domain import Place, Status
from models.queries.neighbours import apart
from models.records import conversations
from tests.models.office import NOW, Office, entry

HERE = Place("", 47.9, 33.4)


def north(metres: float) -> Place:
    return Place("", 47.9 + metres / 111_195, 33.4)


def east(metres: float) -> Place:
    return Place("", 47.9, 33.4 + metres / 74_547)


async def taras(office: Office) -> int:
    talk = Conversation(0, "telegram", "taras")
    await conversations.create(office.connection, [talk], NOW)
    assert talk.resident is not None
    return talk.resident


async def near(office: Office, place: Place, service: str = "roads.pothole") -> list[int]:
    found = await office.desk.neighbours(service, place, 150)
    return [one.request.number for one in found]


async def test_neighbours_are_within_the_distance_and_the_nearest_first(office: Office) -> None:
    for place in (north(140), east(-145), north(-160), east(160), north(30)):
        await office.files(f"{place}", place=place)
    await office.files("other", place=north(1), service="roads.sign")
    await office.files("words", place=Place("десь тут"))
    found = await office.desk.neighbours("roads.pothole", HERE, 150)
    assert [one.request.number for one in found] == [1005, 1001, 1002]
    assert [round(one.metres or 0) for one in found] == [30, 140, 145]


async def test_the_corner_of_the_square_is_farther_than_its_side(office: Office) -> None:
    corner = Place("", north(140).lat, east(140).lon)
    await office.files("corner", place=corner)
    assert round(apart(HERE, corner) or 0) == 198
    assert await near(office, HERE) == []


async def test_the_same_house_is_near_however_it_is_written(office: Office) -> None:
    await office.files("a", place=Place("вул. Вигадана, 15-А"))
    await office.files("b", place=Place("вулиця Вигадана, буд. 15"))
    assert await near(office, Place("ул. Вигадана 15-а")) == [1001]
    assert await near(office, Place("вул. Вигадана")) == []
    request = await office.desk.request(1002)
    assert request is not None
    await office.desk.change(request, entry(request), place=Place("вул. Вигадана, 15-А, двір"))
    assert await near(office, Place("вул. Вигадана, 15-А")) == [1001, 1002]


async def test_what_is_done_or_ended_is_nobodys_neighbour(office: Office) -> None:
    for status in (Status.DONE, Status.CANCELLED):
        request = await office.files(status, place=HERE)
        await office.desk.change(request, entry(request), status=status)
    assert await near(office, HERE) == []


async def test_joining_counts_once_and_leaving_takes_it_back(office: Office) -> None:
    request, other = await office.files(), await taras(office)
    place = Place("біля школи", 47.9, 33.4, "metalurhiinyi")
    assert await office.desk.follow(request.number, other, place)
    assert not await office.desk.follow(request.number, other, Place("інше"))
    assert await office.desk.follower(request.number, other) == Follower(other, place, NOW)
    assert await office.desk.followers(request.number) == [Follower(other, place, NOW)]
    stored = await office.desk.request(request.number)
    assert stored is not None
    assert (stored.affected, stored.version) == (2, request.version)
    await office.desk.unfollow(request.number, other)
    stored = await office.desk.request(request.number)
    assert stored == request
    assert await office.desk.follower(request.number, other) is None


async def test_joined_requests_are_listed_where_they_are_asked_for(office: Office) -> None:
    request, other = await office.files(), await taras(office)
    await office.files("own", resident=other)
    await office.desk.follow(request.number, other, HERE)
    assert (await office.desk.requests_of(other, limit=9)).total == 1
    page = await office.desk.requests_of(other, limit=9, joined=True)
    assert [r.number for r in page.rows] == [1002, 1001]


async def test_the_queue_puts_what_most_have_reported_first(office: Office) -> None:
    for key in "abc":
        await office.files(key, urgent=key == "c")
    await office.desk.follow(1002, await taras(office), HERE)
    page = await office.desk.queue(Filter(), limit=9)
    assert [r.number for r in page.rows] == [1003, 1002, 1001]
