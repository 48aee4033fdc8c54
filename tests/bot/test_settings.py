from ipaddress import ip_network
from pathlib import Path

import pytest
from dotenv import dotenv_values

from bot import secret_key, settings_rules
from bot.settings import NAMES, Settings, SettingsError, load_settings

TOKEN = "1234567890:" + "A" * 35
SECRET = "s3cret-of-the-webhook"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def load(text: str = "") -> Settings:
    Path(".env").write_text(text, encoding="utf-8")
    return load_settings()


def problems(text: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        load(text)
    return caught.value.problems


def test_nothing_set_is_a_web_chat_on_this_machine() -> None:
    settings = load_settings(env_file=None)

    assert (settings.host, settings.port) == ("127.0.0.1", 8080)
    assert settings.telegram_token is None
    assert settings.viber_token is None
    assert settings.public_url is None
    assert settings.city == "kryvyi_rih"
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.database_url == "sqlite+aiosqlite:///data/contact-centre.sqlite3"


def test_everything_set() -> None:
    settings = load(
        f"TELEGRAM_TOKEN={TOKEN}\n"
        f"TELEGRAM_SECRET={SECRET}\n"
        "TELEGRAM_API_URL=http://127.0.0.1:8081/\n"
        "VIBER_TOKEN=4dc2-91ab-77fe\n"
        "PUBLIC_URL=https://example.ua/bot/\n"
        "HOST=0.0.0.0\n"
        "PORT=9000\n"
        "DATA_DIR=elsewhere\n"
        "WEB_ORIGINS=https://KR.example.ua:443/, http://localhost:3000 https://kr.example.ua\n"
        "TRUSTED_PROXIES=127.0.0.1 10.0.0.0/8, ::1\n"
        "LOG_LEVEL=debug\n"
    )

    assert settings.telegram_token is not None
    assert settings.telegram_token.get_secret_value() == TOKEN
    assert settings.telegram_secret is not None
    assert settings.telegram_secret.get_secret_value() == SECRET
    assert settings.telegram_api_url == "http://127.0.0.1:8081"
    assert settings.public_url == "https://example.ua/bot"
    assert (settings.host, settings.port, settings.log_level) == ("0.0.0.0", 9000, "DEBUG")  # noqa: S104
    assert settings.database_url == "sqlite+aiosqlite:///elsewhere/contact-centre.sqlite3"
    assert settings.web_origins == ("https://kr.example.ua", "http://localhost:3000")
    assert settings.trusted_proxies == (
        ip_network("127.0.0.1/32"),
        ip_network("10.0.0.0/8"),
        ip_network("::1/128"),
    )


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "9001")
    assert load("PORT=9000").port == 9001


def test_an_empty_value_is_the_same_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "  ")
    settings = load("TELEGRAM_TOKEN=\nLOG_LEVEL=''\nPUBLIC_URL=' '\n")

    assert settings.port == 8080
    assert settings.telegram_token is None
    assert settings.public_url is None
    assert settings.log_level == "INFO"


@pytest.mark.parametrize(
    ("written", "used"),
    [
        ("sqlite:///requests.db", "sqlite+aiosqlite:///requests.db"),
        ("sqlite+aiosqlite:////var/requests.db", "sqlite+aiosqlite:////var/requests.db"),
        ("postgresql://bot:pass@db/requests", "postgresql+asyncpg://bot:pass@db/requests"),
        ("postgres://bot:pass@db/requests", "postgresql+asyncpg://bot:pass@db/requests"),
    ],
)
def test_a_database_url_gets_its_asynchronous_driver(written: str, used: str) -> None:
    assert load(f"DATABASE_URL={written}").database_url == used


@pytest.mark.parametrize(
    ("mistake", "sentence"),
    [
        ("TELEGRAM_TOKEN=hello", "TELEGRAM_TOKEN is not a bot's token"),
        ("TELEGRAM_TOKEN=123456:short", "TELEGRAM_TOKEN is not a bot's token"),
        ("TELEGRAM_SECRET=a b", "TELEGRAM_SECRET has characters"),
        ("TELEGRAM_SECRET=" + "a" * 257, "TELEGRAM_SECRET has characters or a length"),
        ("TELEGRAM_API_URL=localhost:8081", "TELEGRAM_API_URL is not an http"),
        ("VIBER_TOKEN=a b", "VIBER_TOKEN has spaces"),
        ("VIBER_API_URL=ftp://x", "VIBER_API_URL is not an http"),
        ("PUBLIC_URL=http://example.ua", "PUBLIC_URL 'http://example.ua' is not an https"),
        ("PUBLIC_URL=example.ua", "PUBLIC_URL 'example.ua' is not an https"),
        ("PUBLIC_URL=https://example.ua/?a=1", "is not an https"),
        ("PUBLIC_URL=https://[::1", "is not an https"),
        ("HOST=http://x", "HOST 'http://x' is not an address"),
        ("PORT=http", "PORT 'http' is not a port"),
        ("PORT=65536", "PORT '65536' is not a port"),
        ("PORT=-1", "PORT '-1' is not a port"),
        ("DATABASE_URL=mysql://u:p@h/d", "DATABASE_URL does not begin with"),
        ("DATABASE_URL=requests.db", "DATABASE_URL does not begin with"),
        ("DATABASE_URL=sqlite://", "DATABASE_URL names no file"),
        ("DATABASE_URL=sqlite:///:memory:", "DATABASE_URL names no file"),
        ("CITY=atlantis", "CITY 'atlantis' has no folder"),
        ("CITY=../city/kryvyi_rih", "has no folder"),
        ("SECRET_KEY=short", "SECRET_KEY is shorter than 32"),
        ("WEB_ORIGINS=*", "WEB_ORIGINS has '*', which is not an origin"),
        ("WEB_ORIGINS=https://a.ua https://b.ua/page", "WEB_ORIGINS has 'https://b.ua/page'"),
        ("TRUSTED_PROXIES=127.0.0.1 nginx", "TRUSTED_PROXIES has 'nginx'"),
        ("LOG_LEVEL=chatty", "LOG_LEVEL 'chatty' is not a level"),
        ("LOG_FORMAT=xml", "LOG_FORMAT 'xml' is not one of line, json"),
        ("METRICS_TOKEN=short", "METRICS_TOKEN could be guessed"),
        ("TELEGRAM_TOKN=x", "TELEGRAM_TOKN in .env is not a setting; did you mean TELEGRAM_TOKEN?"),
        ("port=80", "port in .env is not a setting; did you mean PORT?"),
    ],
)
def test_a_mistake_gets_one_clear_sentence(mistake: str, sentence: str) -> None:
    [problem] = problems(mistake)

    assert sentence in problem
    assert problem[-1] in ".?"


def test_every_mistake_is_told_at_once() -> None:
    told = problems(f"PORT=x\nLOG_LEVEL=y\nTELEGRAM_TOKEN={TOKEN}\nPUBLIC_URL=https://a.ua\n")
    assert [problem.split()[0] for problem in told] == ["PORT", "LOG_LEVEL", "TELEGRAM_SECRET"]


def test_a_webhook_without_a_secret_does_not_start() -> None:
    [problem] = problems(f"TELEGRAM_TOKEN={TOKEN}\nPUBLIC_URL=https://example.ua")

    assert problem.startswith("TELEGRAM_SECRET is not set")
    assert "openssl rand -hex 32" in problem


def test_without_telegram_a_public_address_needs_no_secret() -> None:
    assert load("PUBLIC_URL=https://example.ua").public_url == "https://example.ua"


def test_viber_without_a_public_address_does_not_start() -> None:
    [problem] = problems("VIBER_TOKEN=4dc2-91ab-77fe")

    assert problem.startswith("VIBER_TOKEN is set but PUBLIC_URL is not")
    assert "4dc2" not in problem


@pytest.mark.parametrize(
    "mistake",
    [
        "TELEGRAM_TOKEN=123456:do-not-show",
        "TELEGRAM_SECRET=do-not-show me",
        "VIBER_TOKEN=do-not-show me",
        "SECRET_KEY=do-not-show",
        "DATABASE_URL=mysql://bot:do-not-show@db/x",
        "TELEGRAM_API_URL=ftp://bot:do-not-show@h/",
    ],
)
def test_no_secret_in_a_sentence(mistake: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(mistake)

    assert "do-not-show" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_no_secret_in_the_printed_form() -> None:
    settings = load(
        f"TELEGRAM_TOKEN={TOKEN}\nTELEGRAM_SECRET={SECRET}\nVIBER_TOKEN=viber-do-not-show\n"
        "PUBLIC_URL=https://example.ua\n"
        f"SECRET_KEY={'do-not-show' * 4}\nDATABASE_URL=postgresql://bot:do-not-show@db/x\n"
    )

    printed = f"{settings!r} {settings}"
    assert "do-not-show" not in printed
    assert TOKEN not in printed
    assert SECRET not in printed


def test_a_file_that_is_not_text() -> None:
    Path(".env").write_bytes(b"PORT=\xff\xfe")
    with pytest.raises(SettingsError, match=r"\.env cannot be read as UTF-8 text"):
        load_settings()


def test_a_file_from_windows() -> None:
    Path(".env").write_bytes("PORT=9000\r\nCITY=kryvyi_rih\r\n".encode("utf-8-sig"))
    assert load_settings().port == 9000


def test_the_secret_key_is_made_once_and_kept_to_its_owner() -> None:
    first, second = load(), load()
    file = Path("data", secret_key.FILE_NAME)

    assert len(first.secret_key.get_secret_value()) >= 43  # 32 bytes in base64
    assert first.secret_key == second.secret_key
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == [secret_key.FILE_NAME]


def test_a_key_that_others_could_read_is_closed_to_them() -> None:
    load()
    file = Path("data", secret_key.FILE_NAME)
    file.chmod(0o644)
    load()
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_key_that_another_process_has_just_made_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    made = load().secret_key
    monkeypatch.setattr(Path, "exists", lambda _self: False)  # as seen a moment before

    assert secret_key.load_or_make(Path("data")) == made.get_secret_value()


def test_a_key_that_was_set_is_not_written_down() -> None:
    assert load(f"SECRET_KEY={'k' * 32}").secret_key.get_secret_value() == "k" * 32
    assert not Path("data", secret_key.FILE_NAME).exists()


def test_a_damaged_key_is_not_replaced_in_silence() -> None:
    load()
    file = Path("data", secret_key.FILE_NAME)
    file.write_text("", encoding="ascii")

    [problem] = problems("")
    assert problem.startswith("SECRET_KEY is not set and")
    assert not file.read_text(encoding="ascii")


def test_a_data_folder_that_cannot_be_made() -> None:
    Path("occupied").write_text("", encoding="ascii")
    [problem] = problems("DATA_DIR=occupied/data")
    assert problem.startswith("DATA_DIR 'occupied/data' cannot be used: not a directory")


def test_a_wrong_setting_makes_no_folder() -> None:
    problems("PORT=x")
    assert not Path("data").exists()


def test_every_setting_has_a_rule_and_a_description() -> None:
    example = Path(__file__).parents[2] / ".env.example"
    described = dotenv_values(example)

    assert set(described) == set(NAMES)
    assert set(settings_rules.RULES) == set(Settings.model_fields)


def test_the_example_as_it_stands_is_the_default() -> None:
    example = Path(__file__).parents[2] / ".env.example"
    from_example = load(example.read_text(encoding="utf-8")).model_dump()
    assert from_example == load_settings(env_file=None).model_dump()
