"""Links and QR codes: the request begins with what they say, on every channel."""

from bot.edges.start_links import payload_of
from tests.journeys.scenes import describes
from tests.stage import Stage

STOP = "47.9435,33.3983"


async def test_a_code_on_a_stop_brings_service_and_place(stage: Stage) -> None:
    payload = payload_of(stage.app.city, "roads.pothole", STOP, "зупинка Соборна", "")
    olena = await stage.person("Олена")
    await olena.starts(payload)
    await olena.sees("Яма на дорозі", "зупинка Соборна", "Опишіть")
    await olena.says("Велика, просто під колесами")
    await olena.sees_no("Де це?", "Чого це стосується?")
    await olena.says(olena.phone)
    await olena.sees("Перевірте заявку", "зупинка Соборна", "Велика, просто під колесами")
    await olena.taps("Надіслати")
    await olena.sees("зареєстровано")
    stored = await stage.request(olena.number)
    assert (stored.service, stored.place.lat, stored.place.lon) == (
        "roads.pothole",
        47.9435,
        33.3983,
    )


async def test_a_link_with_an_address_leaves_the_topic_to_be_asked(stage: Stage) -> None:
    payload = payload_of(stage.app.city, "", "", "", "вул. Вигадана, 7")
    olena = await stage.person("Олена")
    await olena.starts(payload)
    await olena.sees("вул. Вигадана, 7", "Опишіть")
    await olena.says("Щось тут не так, подивіться")
    await olena.sees("Чого це стосується?")
    await olena.taps("Назад")
    await olena.sees("Опишіть")


async def test_a_link_does_not_mix_into_what_is_being_written(stage: Stage) -> None:
    payload = payload_of(stage.app.city, "roads.pothole", STOP, "", "")
    olena = await stage.person("Олена")
    await describes(olena)
    await olena.starts(payload)
    await olena.sees("Де це?")
    await olena.sees_no("Яма")


async def test_payloads_that_mean_nothing_are_harmless(stage: Stage) -> None:
    olena = await stage.person("Олена")
    # A service that is gone, a point in Kyiv, a cut code, and something of somebody else's.
    for payload in ("s_roads-gone", "p_AEzlAAAA", "p_ABCD", "a_", "s_roads-pothole__", "promo2026"):
        await olena.starts(payload)
        await olena.sees("Напишіть, що сталося")
        await olena.offered("Повідомити про проблему")
