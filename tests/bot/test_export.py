"""The spreadsheet, opened with another library and looked at cell by cell."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import insert, select

from bot.files.library import Library
from bot.jobs import Jobs
from bot.jobs import sheet as sheets
from bot.jobs.sheet import Sheet
from city import City, load_named
from flows.conversation import Conversation
from flows.desk.audit import Deed
from flows.domain import Address, Role
from flows.reports.cells import as_text, clean, is_formula
from models.database import Database
from models.desk import SqlDesk
from models.queries import exports
from models.queues import jobs
from models.records import audit, conversations
from models.tables import jobs as job_rows
from models.tables import requests, staff

NOON = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
KYIV = ZoneInfo("Europe/Kyiv")
HOSTILE = [
    "=HYPERLINK(\"http://evil\")", "+380", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\u200b=1+1", "\ufeff=cmd|' /C calc'!A0",
    " \u00a0=1", "＝1", "\u202e=1", "x\x00y", "a\x0bb", "\ud800", "<b>&amp;</b>", "12.5", "http://x.ua", "",
    "рядок\nдругий", "№ 5", "{=1}",
]  # fmt: skip


@pytest.fixture(scope="module")
def city() -> City:
    return load_named("kryvyi_rih")


def opened(path: Path) -> Worksheet:
    page = openpyxl.load_workbook(io.BytesIO(path.read_bytes())).active
    assert isinstance(page, Worksheet)
    return page


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.fault(22)
def test_hostile_words_stay_words(tmp_path: Path, text: str) -> None:
    sheet = Sheet(tmp_path / "a.xlsx", "Аркуш", [("Слова", 20)])
    sheet.add([[text], ["кінець"]])
    sheet.close()
    cell = opened(tmp_path / "a.xlsx")["A2"]
    assert cell.value == (clean(text) or None)
    assert cell.data_type in {"s", "inlineStr", "n"}
    assert cell.value is None or cell.data_type != "n"
    assert cell.hyperlink is None
    assert cell.quotePrefix is is_formula(text)
    assert not is_formula(as_text(text))


@pytest.mark.fault(22)
def test_what_a_spreadsheet_would_compute_is_known() -> None:
    assert [text for text in HOSTILE if is_formula(text)] == HOSTILE[:11]
    assert as_text("=1") == "'=1"
    assert as_text("слово") == "слово"
    assert clean("а\x00б\ud800\r\n\ue000в") == "аб\nв"
    assert len(clean("а" * 40_000)) == 32_767


def test_cells_have_types(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.xlsx", "Аркуш", [("а", 5), ("б", 5), ("в", 5), ("г", 5)])
    moment = datetime(2026, 10, 25, 3, 30)  # noqa: DTZ001 - a cell has no zone
    sheet.add([[5, 47.5, moment, moment.date()], [None, None, None, None]])
    sheet.close()
    page = opened(tmp_path / "a.xlsx")
    assert [cell.value for cell in page[1]] == ["а", "б", "в", "г"]
    assert [cell.value for cell in page[2]][:3] == [5, 47.5, moment]
    assert page["C2"].number_format == "dd.mm.yyyy hh:mm"
    assert page["D2"].is_date
    assert page.freeze_panes == "B2"


def test_more_rows_than_a_sheet_has_go_on_in_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "ROWS_OF_A_SHEET", 3)
    sheet = Sheet(tmp_path / "a.xlsx", "Заявки", [("№", 5)])
    sheet.add([[n] for n in range(7)])
    sheet.close()
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["Заявки", "Заявки 2", "Заявки 3"]
    values = [[row[0].value for row in page.rows] for page in book.worksheets]
    assert values == [["№", 0, 1, 2], ["№", 3, 4, 5], ["№", 6]]


class Archive:
    """A database with requests, and the job that exports them."""

    def __init__(self, database: Database, folder: Path, city: City, talk: Conversation) -> None:
        self.database, self.folder, self.city, self.talk = database, folder, city, talk
        self.library = Library(database, folder)

    async def export(self, person: int, kind: str = "export") -> tuple[str, list[Path], list[str]]:
        """What is told, and the files."""
        async with self.database.write() as connection:
            desk = SqlDesk(connection, self.city, NOON)
            to = Address(self.talk.id, self.talk.channel, self.talk.address)
            period = {"period": "2026-10-01..2026-10-31"}
            await desk.order(f"{kind}:{person}", kind, to, period, staff=person)
            await desk.flush()
        worker = Jobs(self.database, self.library, self.city, clock=lambda: NOON, wake=lambda: None)
        await worker.work_off()
        async with self.database.read() as connection:
            numbers = select(job_rows.c.id).order_by(job_rows.c.id.desc()).limit(1)
            job = await jobs.get(connection, (await connection.execute(numbers)).scalar_one())
        assert job is not None
        assert job.result is not None
        files = await self.library.files(job.result.media)
        return job.result.text, [file.path for file in files], [file.name for file in files]


def request(number: int, **more: Any) -> dict[str, Any]:
    created = more.pop("created_at", datetime(2026, 10, 5, 9, number % 60, tzinfo=UTC))
    return {
        "number": number, "key": f"k{number}", "version": 1, "status": "closed", "resident_id": 1,
        "service": "lighting.street", "text": HOSTILE[number % len(HOSTILE)].replace("\x00", "").replace("\ud800", ""),
        "place_text": "вул. Володимира Великого, 15", "lat": 47.9, "lon": 33.4,
        "district": "UA12060170010585703", "phone": "+380671234567", "department": "light",
        "created_at": created, "due_at": created + timedelta(days=10),
        "due_to_hour": False, "urgent": False, "assignee_id": 1, "reworks": 0, "objections": 0,
        "rating": 5, "rating_comment": "=1", "outcome": "confirmed",
        "done_at": created + timedelta(days=1), "closed_at": created + timedelta(days=2),
    } | more  # fmt: skip


@pytest.fixture
async def archive(database: Database, tmp_path: Path, city: City) -> Archive:
    talk = Conversation(0, "telegram", "7")
    async with database.write() as connection:
        await conversations.create(connection, [talk], NOON)
        people = [
            (1, "Андрій", Role.EXECUTOR, "light"),
            (2, "Галина", Role.COORDINATOR, ""),
            (3, "Ігор", Role.EXECUTOR, "roads"),
            (4, "Оксана", Role.OPERATOR, ""),
            (5, "=cmd|' /C calc'!A0", Role.ADMIN, ""),
        ]
        rows = [
            {"id": n, "name": name, "name_folded": name, "role": role, "department": where,
             "active": True, "on_duty": False}
            for n, name, role, where in people
        ]  # fmt: skip
        await connection.execute(insert(staff), rows)
        held = [request(1001 + n) for n in range(25)]
        held[24]["created_at"] = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
        held[0]["created_at"] = datetime(2026, 9, 30, 21, 0, tzinfo=UTC)
        await connection.execute(insert(requests), held)
    return Archive(database, tmp_path / "data", city, talk)


async def test_a_period_as_a_spreadsheet_cell_by_cell(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "PIECE", 7)
    text, [path], names = await archive.export(2)
    assert text == "Таблиця: 24 заявки, 1–31 жовтня 2026 року."
    assert names == ["Заявки 2026-10-01..2026-10-31.xlsx"]
    page = opened(path)
    headings = [cell.value for cell in page[1]]
    assert headings == [
        "№", "Зареєстровано", "Тема", "Район", "Адреса", "Широта", "Довгота", "Подробиці", "Опис", "Телефон", "Статус",
        "Підрозділ", "Виконавець", "Строк", "Роботи завершено", "Закрито", "Чим закінчилося", "Оцінка",
        "Коментар до оцінки", "Доопрацювань",
    ]  # fmt: skip
    rows = list(page.iter_rows(min_row=2))
    numbers = [int(str(row[0].value)) for row in rows]
    assert sorted(numbers) == list(range(1001, 1025))
    for number, row in zip(numbers, rows, strict=True):
        stored = request(number)
        values = dict(zip(headings, (cell.value for cell in row), strict=True))
        if number != 1001:
            local = stored["created_at"].astimezone(KYIV).replace(tzinfo=None)
            assert values["Зареєстровано"] == local
        assert values["Опис"] == (clean(stored["text"]) or None)
        assert values["Подробиці"] is None
        assert values["Тема"] == "Не горять ліхтарі"
        assert values["Район"] == "Саксаганський"
        assert (values["Виконавець"], values["Підрозділ"]) == ("Андрій", "Міськсвітло")
        assert (values["Статус"], values["Чим закінчилося"]) == (
            "закрито",
            "підтверджено заявником",
        )
        assert (values["Оцінка"], values["Коментар до оцінки"]) == (5, "=1")
        assert "67 123" in str(values["Телефон"])
        assert all(cell.data_type != "f" for cell in row)
    first = dict(zip(headings, (cell.value for cell in rows[0]), strict=True))
    assert first["Зареєстровано"] == datetime(2026, 10, 1)  # noqa: DTZ001


@pytest.mark.parametrize(("person", "count"), [(1, 24), (4, 24)])
async def test_telephones_are_for_those_who_answer_for_them(
    archive: Archive, person: int, count: int
) -> None:
    _, [path], _ = await archive.export(person)
    page = opened(path)
    assert "Телефон" not in [cell.value for cell in page[1]]
    assert page.max_row == count + 1
    assert b"671234567" not in path.read_bytes()


async def test_another_department_sees_nothing(archive: Archive) -> None:
    text, files, _ = await archive.export(3)
    assert text == "Заявок за цей період немає: 1–31 жовтня 2026 року."
    assert files == []


async def test_the_trail_of_staff_as_a_spreadsheet(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "PIECE", 2)
    deeds = [
        Deed(NOON + timedelta(minutes=n), 5, "take", 1001 + n, "web", n != 1) for n in range(5)
    ]
    async with archive.database.write() as connection:
        await audit.append(connection, deeds)
    text, [path], names = await archive.export(5, "audit")
    assert text == "Готово: 5 дій."
    assert names == ["Дії працівників 2026-11-23.xlsx"]
    rows = list(opened(path).iter_rows())
    assert [cell.value for cell in rows[0]] == [
        "Коли", "Хто", "Команда", "Заявка", "Канал", "Чи виконано",
    ]  # fmt: skip
    assert [cell.value for cell in rows[2]] == [
        datetime(2026, 11, 23, 12, 1), "=cmd|' /C calc'!A0", "/take", 1002, "web", "відмовлено",  # noqa: DTZ001
    ]  # fmt: skip
    assert rows[2][1].quotePrefix
    assert [row[3].value for row in rows[1:]] == [1001, 1002, 1003, 1004, 1005]
    assert all(cell.data_type != "f" for row in rows for cell in row)


async def test_the_trail_is_an_administrators(archive: Archive) -> None:
    text, files, _ = await archive.export(2, "audit")
    assert "не дозволяє" in text
    assert files == []
