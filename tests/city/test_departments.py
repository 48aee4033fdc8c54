"""Departments changed by command, over those of the files."""

from city.catalogue import Department, Phone
from city.departments import Change, changed

FILES = {
    "light": Department(
        "light", "КП «Міськсвітло»", "Міськсвітло", phones=(Phone("104"),), placeholder=True
    ),
    "roads": Department("roads", "Міські дороги", "Дороги", edrpou="11111111"),
}


def test_what_nobody_changed_stays_as_the_files_say() -> None:
    assert changed(FILES, []) == FILES


def test_a_renamed_one_keeps_its_code_and_phones_and_is_found_by_its_old_names() -> None:
    now = changed(FILES, [Change("light", "Світло міста", "12345678")])["light"]
    assert (now.short, now.name, now.edrpou) == ("Світло міста", "Світло міста", "12345678")
    assert now.also == ("КП «Міськсвітло»", "Міськсвітло")
    assert now.phones == FILES["light"].phones
    assert not now.placeholder


def test_one_with_another_code_keeps_its_full_name() -> None:
    now = changed(FILES, [Change("roads", "Дороги", "22222222")])["roads"]
    assert (now.name, now.short, now.edrpou) == ("Міські дороги", "Дороги", "22222222")


def test_a_new_one_comes_after_those_of_the_files_and_a_closed_one_stays_known() -> None:
    now = changed(FILES, [Change("d1", "Зелентрест"), Change("light", "Міськсвітло", closed=True)])
    assert list(now) == ["light", "roads", "d1"]
    assert now["light"].closed
    assert now["d1"].short == "Зелентрест"
