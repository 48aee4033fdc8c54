"""A loaded register of streets: stored whole, known to every process after a while."""

from bot.steps.learned import EVERY, Learned
from city.places import Certainty, Rename, Street
from city.register import Register
from models.records import streets
from tests.models.office import Office, tiny

STREETS = [Street("вул. Зоряна", ("north",), 50.1, 30.1), Street("пров. Тихий")]
RENAMES = [Rename("Піонерська", "вул. Зоряна", "north", "", Certainty.IN_USE)]


async def test_a_register_takes_the_place_of_the_one_before(office: Office) -> None:
    await streets.store(office.connection, Register([Street("вул. Стара")]))
    await streets.store(office.connection, Register(STREETS, RENAMES))
    assert await streets.every(office.connection) == (STREETS, RENAMES)


async def test_every_process_comes_to_know_the_streets(office: Office) -> None:
    seconds = 0.0
    learned = Learned(tiny(), lambda: seconds)
    before = await learned.city(office.connection)
    assert before.place_in("Зоряна, 5").street != "вул. Зоряна"
    await streets.store(office.connection, Register(STREETS, RENAMES))
    seconds = EVERY
    city = await learned.city(office.connection)
    assert city.place_in("Зоряна, 5").street == "вул. Зоряна"
    assert city.place_in("вул. Піонерська 5").street == "вул. Зоряна"
    assert city.place_in("вул. Піонерська 5").district == "north"
    assert city.places.streets[0].name == "вул. Зоряна"
