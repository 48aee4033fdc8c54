"""Telegram's menus of commands say in each language what the texts say."""

import pytest

from bot.edges.menus import RESIDENT, of_staff, residents
from flows import access
from flows.domain import Role, Staff
from locales import LANGUAGES, texts


def test_residents_have_a_menu_in_each_language() -> None:
    menus = list(residents())
    assert [(menu.language, menu.address) for menu in menus] == [("", ""), ("en", "")]
    for menu, language in zip(menus, LANGUAGES, strict=True):
        said = texts(language)
        assert menu.commands == tuple((name, said.get(f"menu-{name}")) for name in RESIDENT)


def test_the_languages_differ() -> None:
    ukrainian, english = (dict(menu.commands) for menu in residents())
    same = {name for name in ukrainian if ukrainian[name] == english[name]}
    assert same == {"language"}  # in both, for whoever does not read the other


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", list(Role))
def test_staff_see_what_their_role_may(role: Role, language: str) -> None:
    menu = of_staff("7", language, Staff(1, "Ірина", role))
    *commands, last = menu.commands
    said = texts(language)
    allowed = [name for name, roles in access.COMMANDS.items() if role in roles]
    assert commands == [(name, said.get(f"command-{name}")) for name in allowed]
    assert last == ("help", said.get("menu-help"))
    assert (menu.language, menu.address) == ("", "7")


def test_who_no_longer_works_here_has_no_menu_of_their_own() -> None:
    assert of_staff("7", "uk", Staff(1, "Ірина", Role.ADMIN, active=False)).commands == ()
