from pathlib import Path

import pytest

from city import City, load
from city.check import check
from city.routing import Decision, Route, decide

HOLE, GROUP, HERE = "roads.pothole", "roads", "here"

CASES = [
    # given by command, in the files, where it goes
    ([], [], "roads"),
    ([], [Route("", HERE, "all")], "all"),
    ([], [Route("", HERE, "all"), Route(GROUP, "", "group")], "group"),
    ([], [Route(GROUP, "", "group"), Route(GROUP, HERE, "there")], "there"),
    ([], [Route(GROUP, HERE, "group"), Route(HOLE, "", "one")], "one"),
    ([], [Route(HOLE, "", "one"), Route(HOLE, HERE, "exact")], "exact"),
    ([], [Route(HOLE, "elsewhere", "other"), Route("water", HERE, "water")], "roads"),
    ([Route(HOLE, HERE, "said", 1)], [Route(HOLE, HERE, "written")], "said"),
    ([Route(HOLE, "", "said", 1)], [Route(HOLE, HERE, "written")], "written"),
]


@pytest.mark.parametrize(("given", "files", "wanted"), CASES)
def test_the_most_exact_rule_decides(
    kryvyi_rih: City, given: list[Route], files: list[Route], wanted: str
) -> None:
    service = kryvyi_rih.catalogue.service(HOLE)
    decision = decide(service, HERE, given, files)
    assert decision.department == wanted
    assert decision.route in {*given, *files, None}
    assert (decision.route is None) == (wanted == "roads")


def test_a_district_that_nobody_knows_fits_rules_for_the_whole_city_only(
    kryvyi_rih: City,
) -> None:
    service = kryvyi_rih.catalogue.service(HOLE)
    assert decide(service, "", [], [Route(HOLE, HERE, "exact")]) == Decision("roads")
    whole = Route(HOLE, "", "one")
    assert decide(service, "", [], [whole]) == Decision("one", whole)


def test_a_rule_of_the_files_names_its_district_as_people_do(folder: Path) -> None:
    rule = '[[route]]\nservice = "well.dry"\ndistrict = "Західний район"\ndepartment = "diggers"\n'
    (folder / "routes.toml").write_text(rule, encoding="utf-8")
    assert load(folder).routes == (Route("well.dry", "W", "diggers"),)


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ('"well.dry"', '"well.drry"', 2, "немає послуги чи групи «well.drry», мабуть, «well.dry»"),
        ('"Лівий"', '"Лівй"', 3, "немає району «Лівй», мабуть, «Лівий»"),
        ('"diggers"', '"digers"', 4, "немає підрозділу «digers», мабуть, «diggers»"),
        ('service = "well.dry"\ndistrict = "Лівий"\n', "", 1, "потрібні «service», «district»"),
        ("department", "departmen", 4, "невідомий ключ «departmen»"),
    ],
)
def test_a_mistake_in_a_rule_is_named_with_its_line(
    folder: Path, old: str, new: str, line: int, told: str
) -> None:
    rule = '[[route]]\nservice = "well.dry"\ndistrict = "Лівий"\ndepartment = "diggers"\n'
    (folder / "routes.toml").write_text(rule.replace(old, new), encoding="utf-8")
    problems = check(folder)
    assert any(p.startswith(f"routes.toml:{line}: ") and told in p for p in problems), problems


def test_a_rule_that_stands_twice_is_a_mistake(folder: Path) -> None:
    rule = '[[route]]\ndistrict = "{}"\ndepartment = "diggers"\n'
    (folder / "routes.toml").write_text(rule.format("Лівий") + rule.format("W"), encoding="utf-8")
    assert any("вже є вище" in problem for problem in check(folder))
