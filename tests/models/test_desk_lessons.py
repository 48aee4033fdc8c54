"""What staff teach is stored once a request, and every process comes to know it."""

from bot.steps.learned import EVERY, Learned
from city.lessons import Lesson
from models.records import lessons
from tests.models.office import Office, tiny

WORDS = frozenset({"альтанк", "дошк"})


async def test_a_correction_is_kept_once_a_request(office: Office) -> None:
    request = await office.files()
    await office.desk.teach(request.number, Lesson("b", "a", WORDS))
    await office.desk.teach(request.number, Lesson("c", "b", WORDS))
    assert await lessons.newest(office.connection) == [Lesson("c", "a", WORDS)]
    await office.desk.teach(request.number, Lesson("a", "c", WORDS))
    assert await lessons.newest(office.connection) == []


async def test_a_text_without_words_teaches_nothing(office: Office) -> None:
    request = await office.files()
    await office.desk.teach(request.number, Lesson("b", "a", frozenset()))
    assert await lessons.newest(office.connection) == []


async def test_every_process_comes_to_know_it(office: Office) -> None:
    seconds = 0.0
    here, there = Learned(tiny(), lambda: seconds), Learned(tiny(), lambda: seconds)
    before = await here.city(office.connection)
    assert await there.city(office.connection) is before
    request = await office.files()
    await office.desk.teach(request.number, Lesson("b", "a", WORDS))
    assert office.desk.taught
    here.look_again()
    assert await here.city(office.connection) is not before
    assert await there.city(office.connection) is before
    seconds = EVERY
    known = await there.city(office.connection)
    assert known is not before
    seconds = 3 * EVERY
    assert await there.city(office.connection) is known, "nothing new: the same value"
