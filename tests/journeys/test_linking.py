"""One person in several chats: by a code, by their own number, refused, and parted again."""

import re

from tests.journeys.scenes import describes, files, finished, lighting
from tests.stage import Person, Stage

OTHER_HOUSE = "вул. Володимира Великого, 90"
CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}")


def elsewhere(stage: Stage) -> str:
    """Another channel than the journey's."""
    return "telegram" if stage.channel != "telegram" else "web"


async def code_of(person: Person) -> str:
    """A code that the bot makes in this chat."""
    await person.says("/link")
    found = CODE.search(await person.sees("Ваш код"))
    assert found
    return found[0]


async def link(stage: Stage, one: Person, other: Person) -> None:
    code = await code_of(one)
    await stage.passes(minutes=1)
    await other.says(f"/link {code.lower()}")
    await other.sees("Об’єднати?")
    await other.taps("Так, об’єднати")
    await other.sees("Готово")


async def test_a_code_makes_two_chats_one_persons(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    first = await files(olena)
    there = await stage.person("Олена", elsewhere(stage), phone=olena.phone)
    second = await files(there, "Темно біля лікарні", OTHER_HOUSE)
    await olena.says("/data")
    await olena.taps("Об’єднати чати")
    found = CODE.search(await olena.sees("Ваш код", "15 хвилин"))
    assert found
    await there.says("/data")
    await there.taps("Об’єднати чати")
    await there.taps("Маю код")
    await there.sees("Надішліть код")
    await there.says("який код?")
    await there.sees("вісім знаків")
    await there.says(found[0])
    await there.sees("Після об’єднання", "Об’єднати?")
    await there.taps("Назад")
    await there.sees("Надішліть код")
    await there.says(found[0])
    await there.says("так")
    await there.sees("Готово", "/unlink")
    await olena.sees("тепер видно і в чаті")
    for chat in (olena, there):
        await chat.says("/my")
        await chat.sees(f"№ {first}", f"№ {second}")
    # News comes to where they wrote last, whichever chat the request was filed in.
    await there.forgets()
    await stage.passes(minutes=1)
    await olena.says("дякую")
    await finished(andrii, second)
    await olena.sees(f"№ {second}", "роботи завершено", "Проблему вирішено?")
    await there.sees_nothing_new()
    await there.says("/my")
    await there.taps(f"№ {second}")
    await there.taps("Так, вирішено")
    await there.sees("Оцініть")
    await there.taps("5")
    await there.taps("Пропустити")
    await there.sees("Дякуємо")
    await olena.says("Яма на дорозі біля школи")
    await olena.sees_no("Проблему вирішено?", "Оберіть")


async def test_a_code_that_does_not_work(stage: Stage) -> None:
    olena = await stage.person("Олена")
    number = await files(olena)
    code = await code_of(olena)
    await olena.says(f"/link {code}")
    await olena.sees("для іншого чату")
    await olena.taps("Скасувати")
    stranger = await stage.person("Чужий", elsewhere(stage))
    for _ in range(5):
        await stranger.says("/link ABCD-2345")
        await stranger.sees("Цей код не діє")
    await stranger.says(code)
    await stranger.sees("Забагато невдалих спроб")
    await stage.passes(minutes=20)
    late = await stage.person("Пізній", elsewhere(stage))
    await late.says(f"/link {code}")
    await late.sees("Цей код не діє")
    fresh = await code_of(olena)
    newest = await code_of(olena)
    await late.says(fresh)
    await late.sees("Цей код не діє")
    await late.says(newest)
    await late.taps("Так, об’єднати")
    await late.sees("Готово")
    third = await stage.person("Третя")
    await third.says(f"/link {newest}")
    await third.sees("Цей код не діє")
    await late.says("/my")
    await late.sees(f"№ {number}")
    await stranger.says("/cancel")
    await stranger.says("/my")
    await stranger.sees_no(f"№ {number}")


async def test_chats_part_with_what_was_filed_in_each(stage: Stage) -> None:
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    there = await stage.person("Олена", elsewhere(stage))
    await olena.says("/unlink")
    await olena.sees("ні з яким не об’єднано")
    mine, theirs = await files(olena), await files(there, "Темно біля лікарні", OTHER_HOUSE)
    await link(stage, olena, there)
    await andrii.says(f"/take {theirs}")
    await andrii.says(f"/ask {theirs} Який номер опори?")
    await there.sees("Який номер опори?")
    await olena.says("/unlink")
    await olena.sees("Який чат від’єднати?")
    await olena.offered("Telegram" if stage.channel != "telegram" else "Вебчат")
    await olena.says("Telegram" if stage.channel != "telegram" else "Вебчат")
    await olena.sees("Від’єднуємо чат")
    await there.sees("Цей чат від’єднано")
    await there.says("Опора 15")
    await there.sees(f"№ {theirs}")
    await olena.says("/my")
    await olena.sees(f"№ {mine}")
    await olena.sees_no(f"№ {theirs} ")
    await there.says("/my")
    await there.sees(f"№ {theirs}")
    await there.sees_no(f"№ {mine} ")
    await finished(andrii, mine)
    await olena.sees("Проблему вирішено?")
    await there.sees_no("роботи завершено")


async def test_news_finds_the_chat_that_is_left(stage: Stage) -> None:
    """Two days of silence in a chat that went its own way, or was blocked, are no silence."""
    andrii = await lighting(stage)
    olena = await stage.person("Олена")
    there = await stage.person("Олена", elsewhere(stage))
    number = await files(there)
    await link(stage, olena, there)
    await stage.passes(minutes=1)
    await olena.says("дякую")
    await finished(andrii, number)
    await olena.sees("Проблему вирішено?")
    await olena.says("/unlink казна-що")
    await olena.sees("Який чат від’єднати?")
    await olena.taps({"viber": "Viber", "web": "Вебчат", "telegram": "Telegram"}[stage.channel])
    await olena.sees("Цей чат від’єднано")
    await olena.sees_no("Проблему вирішено?")
    await stage.passes(days=2, hours=1)
    await there.sees(f"№ {number}", "проблему вирішено?")
    await describes(olena)


async def test_staff_work_from_a_further_chat(stage: Stage) -> None:
    andrii = await lighting(stage)
    code = await code_of(andrii)
    there = await stage.person("Андрій", elsewhere(stage))
    await stage.passes(minutes=1)
    await there.says(f"/link {code}")
    await there.sees("працювати від його імені")
    await there.taps("Так, об’єднати")
    await there.sees("тепер ви працюєте і тут")
    await andrii.sees("До вашого облікового запису під’єднано")
    olena = await stage.person("Олена")
    number = await files(olena)
    await there.sees(f"№ {number}")
    await andrii.says(f"/take {number}")
    await andrii.sees("ви взяли в роботу")
    await there.says(f"/show {number}")
    await there.sees(f"№ {number}")
    other = await stage.staff("Оля", "operator")
    await other.says(f"/link {await code_of(andrii)}")
    await other.sees("інший співробітник")
    await other.taps("Скасувати")
    await andrii.says("/unlink")
    await andrii.taps("Telegram" if stage.channel != "telegram" else "Вебчат")
    await there.sees("службові команди тут більше не діють")
    await there.says(f"/take {number}")
    await there.offered("Повідомити про проблему")
