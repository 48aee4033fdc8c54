"""What is in deploy/ and compose.yaml agrees with the program, as far as no daemon is needed to see it."""

import re
import tomllib
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from bot.app import STOP_SECONDS
from bot.commands.cli import parser
from bot.settings import NAMES, Settings, load_settings
from handlers.media import FILE_LIMIT, MEGABYTE
from handlers.web.settings import WebSettings
from tests.test_house import ROOT

DOCKERFILE = (ROOT / "deploy/Dockerfile").read_text("utf-8")
COMPOSE = (ROOT / "compose.yaml").read_text("utf-8")
NGINX = (ROOT / "deploy/nginx.conf").read_text("utf-8")
UNIT = (ROOT / "deploy/contact-centre.service").read_text("utf-8")
OPERATIONS = (ROOT / "docs/operations.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def copied() -> set[str]:
    """What the Dockerfile takes from the checkout."""
    lines = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    return {name for line in lines for name in line.split()}


def environment(service: str) -> dict[str, str]:
    """What compose.yaml sets for a service."""
    part = re.search(rf"^  {service}:\n((?: {{3,}}.*\n|\n)+)", COMPOSE, re.MULTILINE)
    assert part
    block = re.search(r"^    environment:\n((?: {6}.*\n)+)", part[1], re.MULTILINE)
    assert block
    found = re.findall(r"^ {6}([A-Z_]+): (.+)$", block[1], re.MULTILINE)
    return {name: value.strip('"') for name, value in found}


def number(pattern: str, text: str) -> int:
    found = re.findall(pattern, text)
    assert found, pattern
    assert len(set(found)) == 1, pattern
    return int(found[0])


def test_the_image_has_every_room_and_nothing_that_is_not_there() -> None:
    assert copied() >= set(PROJECT["tool"]["importlinter"]["root_packages"])
    assert [name for name in copied() if not (ROOT / name).exists()] == []


def test_what_the_image_takes_is_what_docker_is_shown() -> None:
    lines = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert lines[0] == "*"
    assert {line.removeprefix("!") for line in lines if line.startswith("!")} == copied()


def test_the_images_python_is_new_enough_and_the_same_in_both_stages() -> None:
    minor = number(r"FROM python:3\.(\d+)-slim", DOCKERFILE)
    assert minor >= number(r">=3\.(\d+)", PROJECT["project"]["requires-python"])
    assert len(re.findall(r"^FROM ", DOCKERFILE, re.MULTILINE)) == 2


def test_every_setting_in_the_containers_exists() -> None:
    pairs = re.findall(r"^ENV (.+)$", DOCKERFILE, re.MULTILINE)
    in_image = {pair.partition("=")[0] for line in pairs for pair in line.split()}
    of_others = {"PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "MPLCONFIGDIR"}
    assert in_image - of_others <= set(NAMES)
    assert environment("bot").keys() <= set(NAMES)


def test_compose_overrides_each_setting_of_the_image(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """.env is for a program without a container too: what it says of places must not count here."""
    values = environment("bot")
    assert {"DATA_DIR", "HOST", "PORT", "DATABASE_URL", "TRUSTED_PROXIES"} <= values.keys()
    assert f"data:{values['DATA_DIR']}" in COMPOSE
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    for name, value in values.items():
        monkeypatch.setenv(name, value.replace("/data", str(tmp_path)))
    assert load_settings(env_file=None).trusted_proxies


def test_the_program_and_the_database_of_compose_know_each_other() -> None:
    database = environment("database")
    url = make_url(environment("bot")["DATABASE_URL"].replace("${POSTGRES_PASSWORD}", "word"))
    assert (url.username, url.database) == (database["POSTGRES_USER"], database["POSTGRES_DB"])
    assert re.search(rf"^  {url.host}:$", COMPOSE, re.MULTILINE)
    asked = f'"-h", "127.0.0.1", "-U", "{url.username}", "-d", "{url.database}"'
    assert asked in COMPOSE


def test_one_port_everywhere() -> None:
    port = Settings.model_fields["port"].default
    assert environment("bot")["PORT"] == str(port)
    assert f'- "127.0.0.1:{port}:{port}"' in COMPOSE
    assert number(r"(?:PORT=|EXPOSE )(\d+)", DOCKERFILE) == port
    assert number(r"proxy_pass http://127\.0\.0\.1:(\d+)", NGINX) == port


def test_who_stops_it_waits_until_what_is_in_hand_is_done() -> None:
    bot = COMPOSE[COMPOSE.index("\n  bot:") :]
    assert number(r"stop_grace_period: (\d+)s", bot) > STOP_SECONDS
    assert number(r"--stop-timeout (\d+)", DOCKERFILE) > STOP_SECONDS
    assert number(r"TimeoutStopSec=(\d+)", UNIT) > STOP_SECONDS


def test_the_proxy_lets_through_what_the_chat_needs() -> None:
    assert number(r"client_max_body_size (\d+)m;", NGINX) * MEGABYTE > FILE_LIMIT
    heartbeat = WebSettings.__dataclass_fields__["heartbeat"].default
    assert number(r"proxy_read_timeout (\d+)s;", NGINX) > 2 * float(str(heartbeat))
    assert "proxy_buffering off;" in NGINX
    assert NGINX.count("access_log off;") == NGINX.count("server {")


@pytest.mark.parametrize(
    "text", [DOCKERFILE, COMPOSE, OPERATIONS], ids=["image", "compose", "docs"]
)
def test_the_commands_that_are_shown_exist(text: str) -> None:
    shown = re.findall(r"(?:python -m bot|run --rm(?: -\S+)* bot) ([a-z]+)", text)
    assert shown
    for name in shown:
        with pytest.raises(SystemExit) as ended:
            parser().parse_args([name, "--help"])
        assert ended.value.code == 0
