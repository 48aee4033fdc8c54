"""Telegram: a person's phone beside the strict fake of the Bot API."""

from __future__ import annotations

from tests.fakes.telegram import Message
from tests.fakes.telegram import Person as Account

from .people import Edge, Seen

_MOST_IN_ALBUM = 10


class TelegramEdge(Edge):
    """Speaks through the fake server; the program polls it over real HTTP."""

    def __init__(self, account: Account) -> None:
        self.account = account

    async def start(self, payload: str) -> None:
        await self.account.starts(payload)

    async def say(self, text: str, reply_to: Seen | None = None) -> str:
        if reply_to is not None:
            message = await self.account.replies_to(self._message(reply_to), text)
        else:
            message = await self.account.says(text)
        return str(message.id)

    async def edit(self, message: str, text: str) -> None:
        await self.account.edits(int(message), text)

    async def send_files(self, files: list[tuple[str, bytes]], caption: str) -> None:
        if len(files) > 1 and all(kind == "photo" for kind, _ in files):
            for start in range(0, len(files), _MOST_IN_ALBUM):
                part = [data for _, data in files[start : start + _MOST_IN_ALBUM]]
                await self.account.sends_album(part, caption if not start else "")
            return
        for kind, data in files:
            if kind == "voice":
                await self.account.sends_voice(data)
            elif kind == "video":
                await self.account.sends_video(data, caption=caption)
            elif kind == "document":
                await self.account.sends_document(data, caption=caption)
            else:
                await self.account.sends_photo(data, caption=caption)

    async def share_location(self, lat: float, lon: float) -> None:
        await self.account.shares_location(lat, lon)

    async def share_phone(self, phone: str) -> None:
        await self.account.shares_contact(phone)

    async def tap(self, seen: Seen, label: str) -> None:
        await self.account.taps(self._message(seen), label)

    async def forge(self, seen: Seen, data: str) -> None:
        await self.account.taps_stale(self._message(seen), data)

    async def look(self) -> list[Seen]:
        return [_seen(message) for message in self.account.chat if message.from_bot]

    async def file_of(self, seen: Seen, index: int) -> bytes:
        own = int(seen.id)
        with_files = [m for m in self.account.chat if m.from_bot and m.media and m.id >= own - 12]
        return with_files[index].content

    def _message(self, seen: Seen) -> Message:
        return next(m for m in self.account.chat if str(m.id) == seen.id)


def _seen(message: Message) -> Seen:
    labels = list(message.labels)
    if message.markup and "keyboard" in message.markup:
        labels += [button["text"] for row in message.markup["keyboard"] for button in row]
    return Seen(
        str(message.id),
        message.text,
        tuple(labels),
        int(message.media is not None),
        message.revision,
    )
