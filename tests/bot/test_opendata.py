"""The state's form: its fields, and nothing in them that tells who somebody is."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from city import City, load_named
from flows.reports.opendata import FIELDS
from models.database import Database
from models.records import publications
from models.tables import history
from tests.bot.test_export import NOON, Archive, archive, request

__all__ = ["archive"]

FORM = (
    "uid", "receivedDateTime", "type", "kind", "content", "accrualMethod", "CATUTTC", "addressPostCode",
    "addressAdminUnitL1", "addressAdminUnitL2", "addressAdminUnitL3", "addressAdminUnitL4", "addressPostName",
    "addressThoroughfare", "addressLocatorDesignator", "addressLocatorBuilding", "status", "organizationName",
    "organizationId", "result",
)  # fmt: skip
REQUIRED = {
    *("uid", "receivedDateTime", "type", "kind", "content", "accrualMethod", "status"),
    *("organizationName", "organizationId", "result"),
}


@pytest.fixture(scope="module")
def city() -> City:
    return load_named("kryvyi_rih")


def test_the_fields_are_those_of_the_form() -> None:
    assert tuple(FIELDS) == FORM
    assert {name for name, (required, _) in FIELDS.items() if required} == REQUIRED


def lines(path: Path) -> list[dict[str, str]]:
    raw = path.read_bytes()
    assert raw.count(b"\r\n") >= raw.count(b"\n") - raw.count(b"\n\n") - 5
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8"), newline="")))


async def test_words_are_in_the_file_only_where_somebody_decided_so(
    archive: Archive, city: City
) -> None:
    async with archive.database.write() as connection:
        await publications.decide(connection, 1005, "=перше", 2, NOON)
        await publications.decide(connection, 1005, '=Не горять, "ліхтарі"', 2, NOON)
        await publications.decide(connection, 1006, "", 2, NOON)
        called = {"request": 1007, "at": NOON, "by": "staff", "actor": 4, "verb": "register"}
        nothing: dict[str, object] = {
            "before": None,
            "after": "registered",
            "text": "",
            "attachments": [],
        }
        await connection.execute(history.insert().values(called | nothing))
    text, [path], [name] = await archive.export(2, "opendata")
    assert text.splitlines()[:2] == [
        "Відкриті дані: 24 заявки, 1–31 жовтня 2026 року.",
        "Текстів оприлюднено: 1, приховано: 23.",
    ]
    assert "Без коду юридичної особи" in text
    assert "Міськсвітло" in text
    assert name == "Відкриті дані 2026-10-01..2026-10-31.csv"
    rows = {row["uid"]: row for row in lines(path)}
    assert len(rows) == 24
    assert tuple(rows["1005"]) == FORM
    assert rows["1005"]["content"] == '\'=Не горять, "ліхтарі"'
    assert {row["content"] for row in rows.values()} == {
        "Текст не оприлюднюється", "'=Не горять, \"ліхтарі\"",
    }  # fmt: skip
    local = request(1005)["created_at"]
    assert rows["1005"] == {
        "uid": "1005", "receivedDateTime": f"2026-10-05T12:{local.minute:02}",
        "type": "Повідомлення про проблему", "kind": "Вуличне освітлення",
        "content": "'=Не горять, \"ліхтарі\"", "accrualMethod": "Чат-бот контакт-центру",
        "CATUTTC": "UA12060170010585703", "addressPostCode": "", "addressAdminUnitL1": "Україна",
        "addressAdminUnitL2": "Дніпропетровська область", "addressAdminUnitL3": "Криворізький район",
        "addressAdminUnitL4": "Криворізька", "addressPostName": "Кривий Ріг",
        "addressThoroughfare": "вул. Володимира Великого", "addressLocatorDesignator": "15",
        "addressLocatorBuilding": "null", "status": "закрито",
        "organizationName": city.departments["light"].name, "organizationId": "",
        "result": "Роботи завершено, заявник підтвердив",
    }  # fmt: skip
    by_telephone = {
        number for number, row in rows.items() if row["accrualMethod"] == "Гаряча лінія"
    }
    assert by_telephone == {"1007"}
    whole = path.read_text("utf-8")
    for secret in ("67123", "evil", "Олена", "Андрій"):
        assert secret not in whole


async def test_who_may_not_publish_gets_no_file(archive: Archive) -> None:
    text, files, _ = await archive.export(1, "opendata")
    assert (text, files) == ("Ви більше не маєте доступу працівника.", [])


async def test_a_decision_is_read_as_it_stands(database: Database, archive: Archive) -> None:
    async with database.write() as connection:
        found = await publications.unreviewed(
            connection, request(1003)["created_at"], NOON, limit=3
        )
        assert [one.number for one in found] == sorted(one.number for one in found)
        await publications.decide(connection, found[0].number, "", 2, NOON)
        left = await publications.unreviewed(connection, request(1003)["created_at"], NOON, limit=3)
        assert found[0].number not in {one.number for one in left}
        assert await publications.of(connection, [found[0].number, 1]) == {found[0].number: ""}
