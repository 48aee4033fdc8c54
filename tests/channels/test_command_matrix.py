"""Every command × every role × every channel: done, or politely refused, as the table says."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from flows import access, commands
from flows.domain import Role, Staff
from flows.staff.actions import RUNS
from flows.staff.commands import OTHERS
from flows.staff.slots import NEEDS
from locales import texts
from tests.journeys.scenes import files
from tests.stage import CHANNELS, Person, Stage

UK = texts("uk")
EVERY = sorted({*access.COMMANDS, *commands.EVERYBODY})
PUZZLED = ("Такої команди",)
"""Begins every kind answer to a command that does not exist for the one who gives it."""
AT_ONCE = 12
"""Commands in a row: fewer than what a channel takes for a flood."""

FOR_STAFF = sorted(set(access.COMMANDS) - commands.EVERYBODY)


@pytest.fixture(params=CHANNELS)
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    async with Stage(tmp_path, request.param) as running:
        yield running


def test_the_table_names_every_command_that_is_understood() -> None:
    assert set(access.COMMANDS) == {*NEEDS, *OTHERS}
    assert set(NEEDS) - {"status"} == set(RUNS)  # a status becomes the command that leads to it


@pytest.mark.fault(19)
async def test_each_role_may_what_the_table_says(stage: Stage) -> None:
    for role in Role:
        person = await stage.staff(role.value, role.value, "Міськсвітло")
        member = Staff(0, person.name, role)
        refusal = UK.get("staff-not-allowed", role=UK.get(f"role-{role.value}"))
        refused = [c for c in FOR_STAFF if not access.may(member, c)]
        assert await _heard(stage, person, refused, refusal) == len(refused), f"{role}: {refused}"
        allowed = [c for c in EVERY if c not in refused]
        other = await stage.staff(f"{role.value} 2", role.value, "Міськсвітло")
        for one, half in (
            (person, allowed[::2]),
            (other, allowed[1::2]),
        ):  # the web takes 40 a chat
            assert await _heard(stage, one, half, refusal, *PUZZLED) == 0, f"{role}: {half}"


@pytest.mark.fault(19)
async def test_who_is_not_staff_learns_nothing_of_staff_commands(stage: Stage) -> None:
    admin = await stage.staff("Адмін", "admin")
    olena = await stage.person("Олена")
    number = await files(olena)
    former = await stage.staff("Колишній", "coordinator")
    await former.says(f"/show {number}")
    await former.sees(f"Заявка № {number}")
    await admin.says("/remove 2")
    await admin.sees("більше не має доступу")
    for person in (former, olena, await stage.person("Чужий")):
        lines = [f"{command} {number} слова" for command in FOR_STAFF]
        assert await _heard(stage, person, lines, *PUZZLED) == len(lines), person.name
        assert await _heard(stage, person, sorted(commands.EVERYBODY), *PUZZLED) == 0, person.name
    request = await stage.request(number)
    assert (request.status, request.version) == ("registered", 1)


async def _heard(stage: Stage, person: Person, lines: Sequence[str], *answers: str) -> int:
    """How many of ``answers`` come back to these commands, given one right after the other."""
    heard = 0
    for part in range(0, len(lines), AT_ONCE):
        stage.now += timedelta(minutes=2)  # nobody types so much in one minute
        await person.says(*(f"/{line}" for line in lines[part : part + AT_ONCE]))
        text = "\n".join(seen.text for seen in await person.fresh())
        heard += sum(text.count(answer) for answer in answers)
    return heard
