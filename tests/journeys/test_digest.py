"""The morning digest: once, with what matters, for those who want it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from tests.journeys.scenes import files, lighting
from tests.stage import Stage

KYIV = ZoneInfo("Europe/Kyiv")


async def test_the_morning_begins_with_what_matters_once(stage: Stage) -> None:
    head = await stage.staff("Галина", "coordinator")
    andrii = await lighting(stage)
    iryna = await stage.staff("Ірина", "executor", "Благоустрій")
    olena = await stage.person("Олена")
    first = await files(olena)
    second = await files(await stage.person("Тарас"))
    await andrii.says(f"/take {first}")
    await andrii.says(f"/ask {second} Який стовп?")
    await stage.comes(datetime(2026, 11, 24, 8, 59, tzinfo=KYIV))
    await andrii.forgets()
    await stage.comes(datetime(2026, 11, 24, 9, 1, tzinfo=KYIV))
    await andrii.sees("Доброго ранку", "1 заявка чекає на відповідь")
    await stage.restart()
    await stage.passes(hours=3)
    assert await andrii.heard("Доброго ранку") == 1
    assert await head.heard("Доброго ранку") == 1
    assert await iryna.heard("Доброго ранку") == 0
    await andrii.says("/digest")
    await andrii.sees("огляду більше не буде")
    await stage.comes(datetime(2026, 11, 25, 9, 1, tzinfo=KYIV))
    assert await andrii.heard("Доброго ранку") == 1
    assert await head.heard("Доброго ранку") == 2
    await stage.comes(datetime(2026, 11, 29, 12, 0, tzinfo=KYIV))
    assert await head.heard("Доброго ранку") == 4
    await andrii.says("/digest")
    await andrii.sees("надходитиме в робочі дні о 09:00")
    await stage.comes(datetime(2026, 12, 3, 9, 1, tzinfo=KYIV))
    await andrii.sees("1 заявку треба виконати сьогодні")
    await andrii.taps(f"№ {first}")
    await andrii.sees(f"Заявка № {first}")
    await stage.comes(datetime(2026, 12, 4, 9, 1, tzinfo=KYIV))
    await andrii.sees("⏰ 1 прострочена заявка")
