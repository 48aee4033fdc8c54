"""The bot speaks Ukrainian and English, and changes over when asked to."""

from tests.journeys.scenes import describes
from tests.stage import Stage


async def test_the_language_is_changed_by_command_and_by_button(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await olena.says("/language")
    await olena.sees("Якою мовою спілкуватися?")
    await olena.taps("English")
    await olena.sees("let us speak English")
    await olena.says("спасибі")
    await olena.sees("You are welcome!")
    await olena.says("My requests")
    await olena.sees("You have no requests yet")
    await olena.says("/language uk")
    await olena.sees("спілкуймося українською")
    await describes(olena)


async def test_an_unfinished_request_goes_on_in_the_other_language(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await describes(olena)
    await olena.says("/language en")
    await olena.sees("let us speak English")
    await olena.says("вул. Володимира Великого, 15")
    await olena.sees("Which district is it in?")
