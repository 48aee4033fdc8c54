"""What each setting must look like, and the sentence that says so when it does not.

A rule takes the text as it was written and returns the value, or raises ``ValueError`` with the rest
of a sentence that begins with the setting's name. The value of a secret is never repeated in it.
"""

import importlib.util
import re
from collections.abc import Callable
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from bot import secret_key
from bot.neighbours import ROLES

TELEGRAM_TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{30,}")
"""The form of a bot's token as @BotFather gives it out."""

LOG_FORMATS = ("line", "json")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
CITIES = Path(__file__).parent.parent / "city"

_TELEGRAM_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_HOST = re.compile(r"[A-Za-z0-9_.:-]+")
_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}


def _telegram_token(text: str) -> str:
    if not TELEGRAM_TOKEN.fullmatch(text):
        raise ValueError(
            "is not a bot's token: digits, a colon, and at least 30 letters, digits, _ or -;"
            " copy it whole from @BotFather, for example 1234567890:AAF-…"
        )
    return text


def _telegram_secret(text: str) -> str:
    # https://core.telegram.org/bots/api#setwebhook, secret_token
    if not _TELEGRAM_SECRET.fullmatch(text):
        raise ValueError(
            "has characters or a length that Telegram refuses; use 1–256 of A–Z, a–z, 0–9, _ and -,"
            " for example the output of: openssl rand -hex 32"
        )
    return text


def _viber_token(text: str) -> str:
    if not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError(
            "has spaces or other characters that no token has; copy it whole from the Viber Admin"
            " Panel, for example 4dc2…-91ab…-77fe…"
        )
    return text


def _secret_key(text: str) -> str:
    if len(text) < secret_key.MINIMUM_LENGTH:
        raise ValueError(
            f"is shorter than {secret_key.MINIMUM_LENGTH} characters and could be guessed; leave it"
            " empty and one is made, or use the output of: openssl rand -hex 32"
        )
    return text


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= 65535):
        raise ValueError(f"{text!r} is not a port; use a number from 0 to 65535, for example 8080")
    return int(text)


def _host(text: str) -> str:
    if not _HOST.fullmatch(text):
        raise ValueError(
            f"{text!r} is not an address to listen on; use 127.0.0.1 behind a reverse proxy,"
            " or 0.0.0.0 for every network of this machine"
        )
    return text


def _log_level(text: str) -> str:
    if text.upper() not in LOG_LEVELS:
        raise ValueError(
            f"{text!r} is not a level; use one of {', '.join(LOG_LEVELS)}, for example INFO"
        )
    return text.upper()


def _city(text: str) -> str:
    known = sorted(file.parent.name for file in CITIES.glob("*/city.toml"))
    if text not in known:
        raise ValueError(
            f"{text!r} has no folder with a city.toml in city/; there is: {', '.join(known)}"
        )
    return text


def _data_dir(text: str) -> Path:
    return Path(text).expanduser()


def _database_url(text: str) -> str:
    scheme, colon, rest = text.partition("://")
    driver = _DRIVERS.get(scheme)
    if not colon or driver is None:
        raise ValueError(
            "does not begin with sqlite:/// or postgresql://; for example"
            " sqlite:///data/requests.sqlite3 or postgresql://bot:PASSWORD@127.0.0.1/requests"
        )
    if driver == "postgresql+asyncpg":
        return _postgresql(driver, rest)
    if not rest.startswith("/") or rest in {"/", "/:memory:"}:
        raise ValueError(
            "names no file, so every request would be lost at a restart; for example"
            " sqlite:///data/requests.sqlite3"
        )
    return f"{driver}://{rest}"


def _postgresql(driver: str, rest: str) -> str:
    if importlib.util.find_spec("asyncpg") is None:
        raise ValueError(
            "names a PostgreSQL database, whose driver is not installed; install it with:"
            " .venv/bin/python -m pip install asyncpg"
        )
    return f"{driver}://{rest}"


def _public_url(text: str) -> str:
    parts = _split(text)
    if parts is None or parts.scheme != "https" or not _is_plain(parts):
        raise ValueError(
            f"{text!r} is not an https address of this bot as people reach it from outside;"
            " for example https://1520.example.ua or https://example.ua/bot"
        )
    return text.rstrip("/")


def _api_url(text: str) -> str:
    parts = _split(text)
    if parts is None or parts.scheme not in {"http", "https"} or not _is_plain(parts):
        raise ValueError(
            "is not an http or https address; leave it empty for the public service, or give your"
            " own server's, for example http://127.0.0.1:8081"
        )
    return text.rstrip("/")


def _web_origins(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_origin(word) for word in _words(text)))


def _origin(text: str) -> str:
    parts = _split(text)
    is_origin = parts and parts.scheme in {"http", "https"} and parts.path in {"", "/"}
    if parts is None or not is_origin or not _is_plain(parts):
        raise ValueError(
            f"has {text!r}, which is not an origin: scheme and host, no path; for example"
            " https://kr.example.ua, https://www.kr.example.ua"
        )
    # browsers send an origin in small letters and without the scheme's own port
    own_port = {"http": ":80", "https": ":443"}[parts.scheme]
    return f"{parts.scheme}://{parts.netloc.lower().removesuffix(own_port)}"


def _trusted_proxies(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(_network(word) for word in _words(text))


def _network(text: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(text, strict=False)
    except ValueError:
        raise ValueError(
            f"has {text!r}, which is not an address or a network; for example 127.0.0.1, 10.0.0.0/8"
        ) from None


def _words(text: str) -> list[str]:
    return text.replace(",", " ").split()


def _split(text: str) -> SplitResult | None:
    """The parts of an address that has a host and a possible port, else nothing."""
    try:
        parts = urlsplit(text)
        is_address = parts.hostname and parts.port != 0
    except ValueError:
        return None
    return parts if is_address and not re.search(r"[\s\\*]", text) else None


def _is_plain(parts: SplitResult) -> bool:
    return not (parts.query or parts.fragment or "@" in parts.netloc)


def _log_format(text: str) -> str:
    if text not in LOG_FORMATS:
        raise ValueError(f"{text!r} is not one of {', '.join(LOG_FORMATS)}")
    return text


def _processes(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 64):
        raise ValueError(f"{text!r} is not a number from 1 to 64")
    return int(text)


def _roles(text: str) -> tuple[str, ...]:
    wanted = tuple(text.replace(",", " ").lower().split())
    unknown = [role for role in wanted if role not in ROLES]
    if unknown:
        raise ValueError(f"has {unknown[0]!r}; the roles are {', '.join(ROLES)}")
    return wanted


def _share_port(text: str) -> bool:
    known = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    if text.lower() not in known:
        raise ValueError(f"{text!r} is neither yes nor no")
    return known[text.lower()]


def _metrics_token(text: str) -> str:
    if len(text) < 16 or not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError(
            "could be guessed or has characters that a header cannot carry; use the output of:"
            " openssl rand -hex 32, or leave it empty"
        )
    return text


RULES: dict[str, Callable[[str], Any]] = {
    "city": _city,
    "data_dir": _data_dir,
    "database_url": _database_url,
    "host": _host,
    "log_format": _log_format,
    "log_level": _log_level,
    "metrics_token": _metrics_token,
    "port": _port,
    "processes": _processes,
    "public_url": _public_url,
    "roles": _roles,
    "secret_key": _secret_key,
    "share_port": _share_port,
    "telegram_api_url": _api_url,
    "telegram_secret": _telegram_secret,
    "telegram_token": _telegram_token,
    "trusted_proxies": _trusted_proxies,
    "viber_api_url": _api_url,
    "viber_token": _viber_token,
    "web_origins": _web_origins,
}
"""Each setting's rule by the name of its field."""
