"""A photo that says where it was taken: proposed, never taken silently, and forgotten."""

from sqlalchemy import select

from models.tables import conversations, inbox
from tests.handlers.samples import with_position
from tests.journeys.scenes import chooses
from tests.stage import Person, Stage

SHOT = ("document", with_position(lat=(47, 56, 36.6), lon=(33, 23, 53.88)))


async def test_the_photo_s_place_is_proposed_and_accepted(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.sends(SHOT)
    await olena.says("Яма на дорозі")
    await chooses(olena, "Дороги і тротуари", "Яма на дорозі")
    await olena.sees("На фото позначено місце", "Це там?")
    await olena.taps("Так, там")
    await olena.taps("Назад")
    await _to_the_question(olena)
    await olena.says("так")
    await olena.sees("номер телефону")
    await olena.says(olena.phone)
    await olena.sees("точка на карті")
    await olena.taps("Надіслати")
    await olena.sees("зареєстровано")
    place = (await stage.request(olena.number)).place
    assert (place.lat, place.lon) == (47.9435, 33.3983)
    assert await _told_elsewhere(stage) == []


async def test_a_photo_that_comes_while_the_place_is_asked(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("Яма на дорозі")
    await chooses(olena, "Дороги і тротуари", "Яма на дорозі")
    await olena.sees("Де це?")
    await olena.sends(SHOT)
    await olena.sees("На фото позначено місце")
    await olena.taps("Ні, в іншому місці")
    await olena.sees("Де це?")
    await olena.sees_no("На фото")
    await olena.taps("Назад")
    await olena.says("вул. Козацька, 15")
    await olena.sees("номер телефону")
    await olena.says(olena.phone)
    await olena.sees("Козацька, 15")


async def _told_elsewhere(stage: Stage) -> list[str]:
    """Drafts and events that still hold the position of the photo."""
    async with stage.app.database.read() as connection:
        drafts = (await connection.execute(select(conversations.c.state))).scalars().all()
        events = (await connection.execute(select(inbox.c.raw))).scalars().all()
    return [one for one in map(str, (*drafts, *events)) if "47.94" in one]


async def _to_the_question(olena: Person) -> None:
    while not await olena.has("На фото позначено"):
        await olena.taps("Назад")
