"""Settings from the environment and ``.env``: every name, its default, and what is checked.

The environment wins over the file; an empty value is the same as none. ``.env.example`` describes
each name for the administrator.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any

from dotenv import dotenv_values
from pydantic import (
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot import secret_key, settings_rules
from bot.neighbours import ROLES


class SettingsError(Exception):
    """The settings cannot be used; ``problems`` has one plain sentence per mistake.

    No sentence holds the value of a secret.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Settings(BaseSettings):
    """What the administrator has set. In the environment each name is in capitals, as it stands.

    Make it with ``load_settings``, which also explains mistakes.
    """

    model_config = SettingsConfigDict(
        alias_generator=str.upper,
        populate_by_name=True,
        case_sensitive=True,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=False,
    )

    # The order matters: a rule about two settings is checked at the later one.
    data_dir: Path = Path("data")
    city: str = "kryvyi_rih"
    database_url: str = Field(default="", repr=False, validate_default=True)
    secret_key: SecretStr = SecretStr("")

    host: str = "127.0.0.1"
    port: int = 8080
    share_port: bool = False
    public_url: str | None = None
    web_origins: Annotated[tuple[str, ...], NoDecode] = ()
    trusted_proxies: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = ()
    processes: int = Field(default=1, validate_default=True)
    roles: Annotated[tuple[str, ...], NoDecode] = ROLES
    metrics_token: SecretStr | None = None
    log_level: str = "INFO"
    log_format: str = "line"

    telegram_token: SecretStr | None = None
    telegram_api_url: str = "https://api.telegram.org"
    telegram_secret: SecretStr | None = Field(default=None, validate_default=True)
    viber_token: SecretStr | None = Field(default=None, validate_default=True)
    viber_api_url: str = "https://chatapi.viber.com/pa"

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, values: dict[str, Any]) -> dict[str, Any]:
        stripped = {k: v.strip() if isinstance(v, str) else v for k, v in values.items()}
        return {name: value for name, value in stripped.items() if value != ""}

    @field_validator("*", mode="before")
    @classmethod
    def _by_its_rule(cls, value: Any, info: ValidationInfo) -> Any:
        rule = settings_rules.RULES.get(info.field_name or "")
        return rule(value) if rule and isinstance(value, str) and value else value

    @field_validator("database_url")
    @classmethod
    def _database_in_data_dir(cls, value: str, info: ValidationInfo) -> str:
        if value or "data_dir" not in info.data:
            return value
        path = info.data["data_dir"] / "contact-centre.sqlite3"
        return f"sqlite+aiosqlite:///{path.as_posix()}"

    @field_validator("processes")
    @classmethod
    def _one_on_a_file(cls, value: int, info: ValidationInfo) -> int:
        if value > 1 and str(info.data.get("database_url", "")).startswith("sqlite"):
            raise ValueError(
                "is more than 1, but a SQLite file is for one process; set DATABASE_URL to a"
                " PostgreSQL database, or PROCESSES=1"
            )
        return value

    @field_validator("telegram_secret")
    @classmethod
    def _fail_closed(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        webhook = info.data.get("telegram_token") and info.data.get("public_url")
        if webhook and value is None:
            raise ValueError(
                "is not set, and without it anybody could send false updates to the webhook at"
                " PUBLIC_URL; set it to a random word of 1–256 letters, digits, _ and -,"
                " such as the output of: openssl rand -hex 32"
            )
        return value

    @field_validator("viber_token")
    @classmethod
    def _needs_an_address(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if value and "public_url" in info.data and not info.data["public_url"]:
            raise ValueError(
                "is set but PUBLIC_URL is not, and Viber has no other way to reach the bot; set"
                " PUBLIC_URL to the bot's https address, or leave VIBER_TOKEN empty"
            )
        return value


NAMES = tuple(name.upper() for name in Settings.model_fields)
"""Every setting as it is written in the environment."""


def load_settings(env_file: Path | None = Path(".env")) -> Settings:
    """Read and check the settings; make ``DATA_DIR`` and the secret key when there are none.

    Args:
        env_file: read when it exists; ``None`` reads the environment alone.

    Raises:
        SettingsError: with every mistake that was found, not only the first.
    """
    misspelt = list(_misspelt(env_file)) if env_file else []
    try:
        settings = Settings(_env_file=env_file, _env_file_encoding="utf-8-sig")
    except ValidationError as error:
        mistakes = [_sentence(details) for details in error.errors()]
        raise SettingsError(misspelt + mistakes) from None
    except (OSError, UnicodeError):
        raise SettingsError([_UNREADABLE.format(env_file)]) from None
    if misspelt:
        raise SettingsError(misspelt)
    return _with_secret_key(settings)


_UNREADABLE = "{} cannot be read as UTF-8 text; make it a copy of .env.example."
_UNUSABLE_DATA_DIR = (
    "DATA_DIR {!r} cannot be used: {}; give a folder that the bot may write to, such as data."
)
_UNUSABLE_KEY = (
    "SECRET_KEY is not set and {} holds no usable key; put the key back from the backup, or delete"
    " the file: everybody in the web chat then has to sign in again."
)


def _sentence(details: ErrorDetails) -> str:
    return f"{str(details['loc'][0]).upper()} {details['ctx']['error']}."


def _misspelt(env_file: Path) -> Iterator[str]:
    """A setting with a slip in its name would otherwise be ignored in silence."""
    try:
        names = dotenv_values(env_file, encoding="utf-8-sig")
    except (OSError, UnicodeError):
        return  # load_settings says so itself
    for name in names.keys() - set(NAMES):
        if near := get_close_matches(name.upper(), NAMES, n=1, cutoff=0.85):
            yield f"{name} in {env_file} is not a setting; did you mean {near[0]}?"


def _with_secret_key(settings: Settings) -> Settings:
    data_dir = settings.data_dir
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        if settings.secret_key:
            return settings
        key = secret_key.load_or_make(data_dir)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise SettingsError([_UNUSABLE_DATA_DIR.format(str(data_dir), reason)]) from None
    except ValueError:
        file = data_dir / secret_key.FILE_NAME
        raise SettingsError([_UNUSABLE_KEY.format(file)]) from None
    return settings.model_copy(update={"secret_key": SecretStr(key)})
