"""The fields of an update that we read, and only those.

aiogram's ``Update`` validates some hundred types: one new chat status or a changed gift would
make a whole message unreadable. Here what is not read is not looked at.
Source of the names: https://core.telegram.org/bots/api#update
"""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from handlers.reading import read

LAST_SECOND: Final = 253_402_300_799  # 9999-12-31, the end of datetime
Number = Annotated[int, Field(gt=-(10**18), lt=10**18)]
"""Of an update, a chat or a person: as large as the envelope reads them, and larger than any."""
UnixTime = Annotated[int, Field(ge=0, le=LAST_SECOND)]


class _Wire(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class User(_Wire):
    """Somebody; ``is_bot`` tells programs apart."""

    id: Number
    is_bot: bool = False
    first_name: str = ""
    last_name: str = ""
    username: str = ""
    language_code: str = ""


class Chat(_Wire):
    """``type`` is private, group, supergroup or channel; ``is_forum``: topics are switched on."""

    id: Number
    type: str
    is_forum: bool = False


class PhotoSize(_Wire):
    """One size of a photo; ``file_size`` in bytes."""

    file_id: str
    width: int = 0
    height: int = 0
    file_size: int | None = None


class Attached(_Wire):
    """Video, voice, document and the like: what they have in common."""

    file_id: str
    file_name: str = ""
    file_size: int | None = None


class Location(_Wire):
    """Degrees, WGS 84; ``live_period`` only for one that moves."""

    latitude: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    longitude: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
    live_period: int | None = None


class Venue(_Wire):
    """A place that a map knows by name."""

    location: Location
    title: str = ""
    address: str = ""


class Contact(_Wire):
    """``user_id`` is missing for people who are not in Telegram."""

    phone_number: str
    first_name: str = ""
    last_name: str = ""
    user_id: int | None = None


class Replied(_Wire):
    """The message that is answered."""

    message_id: int
    from_user: User | None = Field(None, alias="from")


class Message(_Wire):
    """A message; keys that we do not read are kept in ``model_extra`` so that kinds show."""

    model_config = ConfigDict(extra="allow")

    message_id: int
    date: UnixTime
    chat: Chat
    edit_date: UnixTime | None = None
    from_user: User | None = Field(None, alias="from")
    sender_chat: Chat | None = None
    message_thread_id: int | None = None
    is_topic_message: bool = False
    reply_to_message: Replied | None = None
    media_group_id: str = ""
    text: str | None = None
    caption: str | None = None
    photo: list[PhotoSize] = []
    video: Attached | None = None
    video_note: Attached | None = None
    animation: Attached | None = None
    voice: Attached | None = None
    audio: Attached | None = None
    document: Attached | None = None
    location: Location | None = None
    venue: Venue | None = None
    contact: Contact | None = None
    migrate_to_chat_id: int | None = None

    def kinds(self) -> set[str]:
        """Names of the parts that this message has beside the ones above."""
        return set(self.model_extra or ())


class Tapped(_Wire):
    """The message under which a button was pressed; an inaccessible one has the same fields."""

    message_id: int
    chat: Chat
    message_thread_id: int | None = None
    is_topic_message: bool = False


class CallbackQuery(_Wire):
    """A pressed button; it has no time of its own."""

    id: str
    from_user: User = Field(alias="from")
    message: Tapped | None = None
    data: str | None = None


class Member(_Wire):
    """``status``: member, kicked, left, restricted, administrator, creator, and new ones."""

    status: str


class MemberUpdated(_Wire):
    """The bot's own standing in a chat has changed."""

    chat: Chat
    from_user: User = Field(alias="from")
    date: UnixTime
    new_chat_member: Member


class Update(_Wire):
    """One update; at most one of the optional parts is there."""

    update_id: Number
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: CallbackQuery | None = None
    my_chat_member: MemberUpdated | None = None


def parse(raw: bytes) -> Update:
    """The update in ``raw``. Raises ``ValueError`` that quotes nothing of the input."""
    return read(Update, raw, "update")
