import pytest

from city.words import forms_of, normalise_words, words_of


@pytest.mark.parametrize("mark", list("'`´ʼ‘’‛′＇"))
def test_every_apostrophe_is_one(mark: str) -> None:
    assert normalise_words(f"Під{mark}їзд") == "під’їзд"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("  Вулиця\u00a0 МИРУ\n", "вулиця миру"),
        ("Cвітло нe гopить", "світло не горить"),  # Latin C, e, o, p
        ("TELEGRAM і Viber", "telegram і viber"),
        ("15–А", "15-а"),
        ("№ 5", "№ 5"),
        ("\ufeffсві\u00adтло", "світло"),
        ("ﬁ ①", "fi 1"),
        ("и\u0306од", "йод"),
        ("", ""),
    ],
)
def test_normalised(text: str, same: str) -> None:
    assert normalise_words(text) == same
    assert normalise_words(same) == same


def test_words() -> None:
    assert words_of("На пр-ті, буд. 15-А/2 — «під'їзд»!") == (
        "на",
        "пр-ті",
        "буд",
        "15-а",
        "2",
        "під’їзд",
    )


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Саксаганський", ("саксаганському",)),
        ("Козацька", ("козацькій",)),
        ("Довгинцеве", ("довгинцевому",)),
        ("Свято-Вознесенська", ("свято", "вознесенській")),
        ("Саксаганский", ("саксаганском",)),
    ],
)
def test_cases_of_adjectives(name: str, form: tuple[str, ...]) -> None:
    assert form in forms_of(name)


def test_other_names_have_no_cases() -> None:
    assert forms_of("Пелагеї Литвинової") == {("пелагеї", "литвинової")}
    assert forms_of("") == frozenset()
