import re
import socket
import sqlite3
from hashlib import sha256
from pathlib import Path

import pytest

from bot.commands import cli
from city import CityError
from tests.bot.program import bot
from tests.warm import ROOT

pytestmark = pytest.mark.process

CODE = re.compile(r"\b[ABCDEFGHJKMNPQRSTUVWXYZ2-9]{10}\b")


def invitations(folder: Path) -> list[tuple[str, str, str]]:
    with sqlite3.connect(folder / "data" / "contact-centre.sqlite3") as database:
        rows = database.execute("SELECT code_hash, role, department FROM invitations").fetchall()
    database.close()
    return rows


def stored_bytes(folder: Path) -> bytes:
    return b"".join(p.read_bytes() for p in (folder / "data").rglob("*") if p.is_file())


def test_help_tells_every_command(tmp_path: Path) -> None:
    done = bot(tmp_path, "--help")
    assert done.returncode == 0
    for word in (
        "migrate",
        "invite",
        "check",
        "replay",
        "backup",
        "restore",
        "move",
        ".env.example",
        "Exit codes",
    ):
        assert word in done.stdout
    assert not (tmp_path / "data").exists()


def test_help_on_invitations_names_the_roles(tmp_path: Path) -> None:
    done = bot(tmp_path, "invite", "--help")
    assert "operator, executor, coordinator, admin" in done.stdout


def test_the_version_is_that_of_the_project(tmp_path: Path) -> None:
    done = bot(tmp_path, "--version")
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert version
    assert done.stdout == f"python -m bot {version[1]}\n"


@pytest.mark.parametrize("arguments", [("dance",), ("invite",), ("migrate", "now")])
def test_a_wrong_command_is_explained(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = bot(tmp_path, *arguments)
    assert done.returncode == 2
    assert "usage: python -m bot" in done.stderr
    assert "Traceback" not in done.stderr


def test_every_mistake_in_the_settings_has_its_sentence(tmp_path: Path) -> None:
    done = bot(tmp_path, PORT="many", LOG_LEVEL="loud", TELEGRAM_TOKEN="oops")
    assert done.returncode == 2
    lines = done.stderr.splitlines()
    assert [line.split()[0] for line in lines[1:]] == ["PORT", "LOG_LEVEL", "TELEGRAM_TOKEN"]
    assert "oops" not in done.stderr


def test_an_invitation_is_printed_and_only_its_hash_is_kept(tmp_path: Path) -> None:
    done = bot(tmp_path, "invite", "executor", "light", PUBLIC_URL="https://1520.example")
    assert done.returncode == 0
    code = CODE.search(done.stdout)
    assert code
    assert f"https://1520.example/staff?code={code[0]}" in done.stdout
    assert invitations(tmp_path) == [(sha256(code[0].encode()).hexdigest(), "executor", "light")]
    assert code[0].encode() not in stored_bytes(tmp_path)


def test_two_invitations_differ(tmp_path: Path) -> None:
    codes = {bot(tmp_path, "invite", "admin").stdout.split()[4] for _ in range(2)}
    assert len(codes) == len(invitations(tmp_path)) == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("boss",), "There is no role 'boss'; there are: operator, executor, coordinator, admin."),
        (("executor",), "An executor belongs to a department; name one of: administration, "),
        (("executor", "lihgt"), "There is no department 'lihgt'; did you mean light?"),
        (("executor", "ЖЖЖЖЖ"), "There is no department 'ЖЖЖЖЖ'; there are: administration, "),
    ],
)
def test_a_mistake_in_an_invitation_is_told_and_nothing_is_stored(
    arguments: tuple[str, ...], sentence: str, tmp_path: Path
) -> None:
    done = bot(tmp_path, "invite", *arguments, PYTHONIOENCODING="utf-8")
    assert done.returncode == 2
    assert done.stderr.startswith(sentence)
    assert not done.stdout
    assert invitations(tmp_path) == []


def test_without_telegram_the_code_comes_without_its_link(tmp_path: Path) -> None:
    done = bot(tmp_path, "invite", "admin", **unreachable_telegram())
    assert done.returncode == 0
    assert "send the bot: /start" in done.stdout
    assert "secret" not in done.stdout + done.stderr


def unreachable_telegram() -> dict[str, str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{probe.getsockname()[1]}"
    return {
        "TELEGRAM_TOKEN": "123456789:AAsecretsecretsecretsecretsecretsecr",
        "TELEGRAM_API_URL": url,
    }


def test_check_tells_that_all_is_well(tmp_path: Path) -> None:
    done = bot(tmp_path, "check")
    assert done.returncode == 0
    marks = [line.split()[:2] for line in done.stdout.splitlines()]
    expected = [["ok", "settings"], ["ok", "database"], ["ok", "city"], ["off", "Telegram"]]
    expected.append(["off", "Viber"])
    assert marks == expected


def test_check_tells_all_that_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    wrong = {"DATABASE_URL": f"sqlite:///{tmp_path}/folder", **unreachable_telegram()}
    done = bot(tmp_path, "check", **wrong)
    assert done.returncode == 1
    marks = [line.split()[:2] for line in done.stdout.splitlines() if line[0] != " "]
    assert marks == [
        ["ok", "settings"],
        ["failed", "database"],
        ["ok", "city"],
        ["failed", "Telegram"],
        ["off", "Viber"],
    ]
    assert "secret" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_mistakes_in_the_city_are_told_one_by_one() -> None:
    said = cli.sentences(CityError(["services.toml:3: nonsense", "city.toml:1: more of it"]))
    assert said == [
        "The files of the city have mistakes:",
        "  services.toml:3: nonsense",
        "  city.toml:1: more of it",
    ]


def test_a_database_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    done = bot(tmp_path, "migrate", DATABASE_URL=f"sqlite:///{tmp_path}/folder")
    assert done.returncode == 1
    sentence = "The database at DATABASE_URL cannot be used: unable to open database file.\n"
    assert done.stderr == sentence


def test_a_database_server_that_is_down_is_told_without_the_password(tmp_path: Path) -> None:
    url = "postgresql://bot:hunter2@127.0.0.1:1/requests"
    done = bot(tmp_path, "migrate", DATABASE_URL=url)
    assert done.returncode == 1
    assert "cannot be used: [Errno" in done.stderr
    assert "Traceback" not in done.stderr
    assert "hunter2" not in done.stderr


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    bot(tmp_path, "migrate")
    with sqlite3.connect(tmp_path / "data" / "contact-centre.sqlite3") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    done = bot(tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("The database belongs to another version of the bot: ")
    assert "Traceback" not in done.stderr
    looked = bot(tmp_path, "check")
    assert looked.returncode == 1
    assert "belongs to another version of the bot: 9999" in looked.stdout


def test_the_database_can_be_migrated_twice(tmp_path: Path) -> None:
    for _ in range(2):
        done = bot(tmp_path, "migrate")
        assert (done.returncode, done.stdout) == (0, "The database is up to date.\n")


def test_parked_events_wait_again_after_replay(tmp_path: Path) -> None:
    bot(tmp_path, "migrate")
    with sqlite3.connect(tmp_path / "data" / "contact-centre.sqlite3") as database:
        database.execute(
            "INSERT INTO inbox (channel, origin, event_id, address, raw, received_at, state)"
            " VALUES ('web', 'channel', 'e1', 'olena', '{}', '2026-11-22 18:00:00', 'parked')"
        )
    database.close()
    assert bot(tmp_path, "replay").stdout == "Events that wait again: 1.\n"
    assert bot(tmp_path, "replay").stdout == "Events that wait again: 0.\n"


def test_a_backup_is_put_back_and_moved_by_command(tmp_path: Path) -> None:
    bot(tmp_path, "invite", "admin")
    kept = tmp_path / "kept" / "1520.backup"
    made = bot(tmp_path, "backup", str(kept))
    assert made.returncode == 0, made.stderr
    assert "personal data" in made.stdout
    again = bot(tmp_path, "backup", str(kept))
    assert again.returncode == 1
    assert "exists already" in again.stderr
    (tmp_path / "data" / "contact-centre.sqlite3").unlink()
    back = bot(tmp_path, "restore", str(kept))
    assert back.returncode == 0, back.stderr
    assert len(invitations(tmp_path)) == 1
    moved = bot(tmp_path, "move", f"sqlite:///{tmp_path}/moved.sqlite3")
    assert moved.returncode == 0, moved.stderr
    assert "Moved: 1 rows, each compared" in moved.stdout
