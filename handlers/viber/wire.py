"""The fields of a callback that we read, and only those.

viberbot's own parser raises for events that it does not know and drops the text beside a
contact; what is not read here is not looked at.
Source of the names: https://developers.viber.com/docs/api/rest-bot-api/#callbacks.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from handlers.reading import read
from handlers.viber.envelope import LAST_MILLISECOND


def _token(value: Any) -> Any:
    """Tokens exceed 2^53 and come as numbers: kept as text."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if whole else value


Milliseconds = Annotated[int, Field(ge=0, le=LAST_MILLISECOND)]
Token = Annotated[str, BeforeValidator(_token), Field(max_length=64)]
MaybeText = Annotated[str, BeforeValidator(lambda value: "" if value is None else value)]
"""Text that may be missing or null."""


class _Wire(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class User(_Wire):
    """Somebody; ``api_version`` is what their least able device understands."""

    id: str
    name: MaybeText = ""
    language: MaybeText = ""
    api_version: int = 1


class Location(_Wire):
    """Degrees, WGS 84."""

    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    lon: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
    address: MaybeText = ""


class Contact(_Wire):
    """A card: it names nobody's account, so it proves nothing."""

    phone_number: str
    name: MaybeText = ""


class Message(_Wire):
    """``type``: text, picture, video, file, location, contact, sticker, url, and new ones."""

    type: str
    text: MaybeText = ""
    media: MaybeText = ""
    file_name: MaybeText = ""
    size: int | None = None
    location: Location | None = None
    contact: Contact | None = None
    tracking_data: MaybeText = ""


class Callback(_Wire):
    """One callback; which of the optional parts are there depends on ``event``."""

    event: str
    timestamp: Milliseconds = 0
    message_token: Token = ""
    user_id: MaybeText = ""
    user: User | None = None
    sender: User | None = None
    subscribed: bool = False
    context: MaybeText = ""
    message: Message | None = None

    @property
    def person(self) -> str:
        """Whose conversation it is; empty where the callback does not say."""
        known = self.sender or self.user
        return known.id if known else self.user_id


def parse(raw: bytes) -> Callback:
    """The callback in ``raw``. Raises ``ValueError`` that quotes nothing of the input."""
    return read(Callback, raw, "callback")
