"""What the command line tells of the city: its files looked over, a text understood."""

import json
import shutil
from pathlib import Path

import pytest

from bot.commands import cli
from bot.commands.classify import as_json
from city import load_named
from tests.bot.program import bot
from tests.city.conftest import TINY

pytestmark = pytest.mark.process


def test_a_text_is_understood_as_json(tmp_path: Path) -> None:
    done = bot(tmp_path, "classify", "На", "Мелешкіна 15 не горять ліхтарі")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["danger"] is None
    assert found["services"][0]["code"] == "lighting.street"
    assert 0 < found["services"][0]["score"] <= 1
    assert found["place"]["street"] == "вул. Володимира Великого"
    assert found["place"]["house"] == "15"


def test_a_danger_brings_its_number() -> None:
    city = load_named("kryvyi_rih")
    found = as_json(city, city.understand("Козацька 3, пахне газом"))
    assert found["danger"]["phones"] == ["104"]
    assert found["place"]["district"] == "Саксаганський"


def test_every_line_of_the_input_gets_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", iter(["Яма на дорозі\n", "привіт\n", "\n"]))
    assert cli.main(["classify", "-"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [bool(one["services"]) for one in found] == [True, False, False]


def test_a_good_city_has_no_mistakes(tmp_path: Path) -> None:
    done = bot(tmp_path, "city", "check")
    assert done.returncode == 0
    assert "помилок: 0" in done.stdout


def test_a_mistake_is_named_by_file_and_line(tmp_path: Path) -> None:
    spoiled = Path(shutil.copytree(TINY, tmp_path / "spoiled"))
    (spoiled / "dangers.toml").write_text(
        '[[danger]]\ncode = "x"\nauthority = "nobody"\npatterns = ["$all", "@0"]\n', "utf-8"
    )
    done = bot(tmp_path, "city", "check", str(spoiled))
    assert done.returncode == 1
    assert "dangers.toml:3: немає організації «nobody»" in done.stdout
    assert "dangers.toml:4: немає переліку «all»" in done.stdout
    assert "вислів не читається: «@0»" in done.stdout


def test_a_register_of_streets_is_loaded_again_and_again(tmp_path: Path) -> None:
    (tmp_path / "streets.csv").write_text(
        "назва,район,колишня назва\nвул. Зоряна,Тернівський,Піонерська\n12,,\n", "utf-8"
    )
    assert bot(tmp_path, "migrate").returncode == 0
    for _ in range(2):
        done = bot(tmp_path, "city", "streets", "streets.csv")
        assert done.returncode == 0, done.stderr
        assert "прочитано вулиць: 1, колишніх назв: 1" in done.stdout
        assert "рядок 3: немає назви вулиці" in done.stdout
        assert "не зрозуміло: 1" in done.stdout


def test_a_large_register_tells_how_far_it_is_beside_the_report(tmp_path: Path) -> None:
    rows = "".join(f"вул. Зоряна {n}\n" for n in range(5_000))
    (tmp_path / "streets.csv").write_text(f"назва\n{rows}", "utf-8")
    assert bot(tmp_path, "migrate").returncode == 0
    done = bot(tmp_path, "city", "streets", "streets.csv")
    assert "прочитано рядків: 5000" in done.stderr
    assert "рядків" not in done.stdout
    assert "прочитано вулиць: 5000" in done.stdout


@pytest.mark.parametrize(
    ("text", "why"),
    [(None, "не відкривається"), ("a,b\n", "немає стовпця"), ("name\n1\n", "нічого")],
)
def test_a_file_that_is_no_register_changes_nothing(
    tmp_path: Path, text: str | None, why: str
) -> None:
    if text is not None:
        (tmp_path / "streets.csv").write_text(text, "utf-8")
    done = bot(tmp_path, "city", "streets", "streets.csv")
    assert done.returncode == 1
    assert why in done.stdout
    assert "Traceback" not in done.stderr
