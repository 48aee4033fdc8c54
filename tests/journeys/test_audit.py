"""Everything that staff do leaves a line that an administrator can read."""

from tests.journeys.scenes import files, lighting
from tests.stage import Stage


async def test_an_administrator_reads_who_did_what(stage: Stage) -> None:
    boss = await stage.staff("Богдан", "admin")
    andrii = await lighting(stage)
    await andrii.says("/name Андрій")
    olena = await stage.person("Олена")
    number = await files(olena)
    await andrii.says(f"/phone {number}")
    await andrii.taps("Взяти в роботу")
    await andrii.says(f"/reply {number} Таємне слово")
    await andrii.says(f"/take {number}")
    await andrii.says("/remove 1")
    await boss.says("/audit Андрій")
    text = await boss.sees(
        f"Андрій · /phone № {number} · {stage.channel}",
        f"Андрій · /take № {number} · {stage.channel}",
        f"Андрій · /reply № {number}",
        f"/take № {number} · {stage.channel} · відмовлено",
        f"Андрій · /remove · {stage.channel} · відмовлено",
    )
    assert "Таємне" not in text
    await boss.says("/remove Андрій")
    await stage.passes(days=1)
    await boss.says(f"/audit №{number} сьогодні")
    await boss.sees("Таких дій немає")
    await boss.says(f"/audit Андрій {number} тиждень")
    await boss.sees("Дії працівників: 4")
    await boss.says("/audit")
    await boss.sees("/remove", "/audit")
    for _ in range(16):
        await boss.says("/my")
    await boss.says("/audit")
    await boss.taps("Далі")
    await boss.sees("/phone")
    await boss.taps("Таблицею")
    await boss.sees("Готую таблицю дій")
    await boss.says("/audit чогось дивного")
    await boss.sees("Чиї дії, за який період")
    await andrii.says("/audit")
    await andrii.offered("Повідомити про проблему")
