"""What may tell who somebody is does not stay in words that are proposed for publication."""

import pytest

from flows.reports.masking import MASK, masked

HIDDEN = {
    "Дзвоніть 067 123-45-67 після шостої": "067",
    "мій номер +38 (067) 123 45 67": "123",
    "т.0671234567": "0671234567",
    "пишіть на olena.k+1@mail.example.ua": "olena",
    "мій телеграм @olena_kr": "olena",
    "фото тут https://photos.example/abc": "photos",
    "Тече стеля в кв. 15": "15",
    "кв.№ 7 на першому поверсі": "7",
    "у квартирі 42-а холодно": "42",
    "Козацька 15/42, під’їзд 2": "/42",
    "Мене звати Зінаїда": "Зінаїда",
    "З повагою, Брюховецький": "Брюховецький",
    "Сусідка Петренко Олена Іванівна заливає": "Петренко",
    "Скаржиться Олени Іванівни син": "Олени",
    "Это Иванова Елена Петровна": "Елена",
    "з повагою Коваль": "Коваль",
    "ІПН 1234567890": "1234567890",
}

KEPT = [
    "Не горять ліхтарі вже третій день",
    "На вул. Володимира Великого, 15 яма",
    "Яма на проспекті Гагаріна біля школи № 12",
    "Тече з 23 листопада, мешкає 150 людей",
    "Маршрут 228 не ходить",
    "Під’їзд 3, 5 поверх",
]


@pytest.mark.parametrize("text", HIDDEN)
def test_what_tells_who_it_is_is_masked(text: str) -> None:
    out = masked(text)
    assert MASK in out
    assert HIDDEN[text] not in out


@pytest.mark.parametrize("text", KEPT)
def test_the_matter_itself_stays(text: str) -> None:
    assert masked(text) == text


def test_a_whole_name_becomes_one_mask() -> None:
    assert masked("Петренко Олена Іванівна просить") == f"{MASK} просить"
