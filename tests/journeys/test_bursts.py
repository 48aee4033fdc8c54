"""Much at once that is no flood: an album, a fast typist, what waited while there was no network."""

from tests.journeys.scenes import describes, photo
from tests.stage import Stage


async def test_photos_and_words_in_a_row_are_all_taken(stage: Stage) -> None:
    olena = await stage.person("Олена")
    await describes(olena)
    stage.now = stage.now.replace(second=0)
    await olena.sends(*(photo() for _ in range(10)))
    await olena.says(*(f"і ще ліхтар {n}" for n in range(25)))
    await olena.says("вул. Володимира Великого, 15")
    await olena.sees("У якому районі")
    await olena.taps("Саксаганський")
    await olena.sees("номер телефону")
    await olena.says(olena.phone)
    await olena.sees("Перевірте заявку", "ліхтар 24")
