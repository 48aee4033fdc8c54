"""Viber: a person's phone beside the strict fake of the REST API."""

from __future__ import annotations

from tests.fakes.viber import Message
from tests.fakes.viber import Person as Account

from .people import Edge, Seen

_REPLY = ("Відповісти", "Написати заявникові")


class ViberEdge(Edge):
    """Speaks through the fake server, which calls the program's webhook over real HTTP.

    Only the keyboard of the newest message is there to be pressed: for any other button the
    person types its label, as they would have to. A reply is a press on the button that stands
    for it.
    """

    def __init__(self, account: Account) -> None:
        self.account = account

    async def start(self, payload: str) -> None:
        begun = self.account.account.subscribed
        await self.account.opens(payload)
        if begun and not payload:
            await self.account.says("/start")
        elif payload and not begun:
            await self.account.taps(self.account.chat[-1].labels[0])

    async def say(self, text: str, reply_to: Seen | None = None) -> str:
        if reply_to is not None:
            await self.tap(reply_to, next(x for x in reply_to.labels if x.startswith(_REPLY)))
        return await self.account.says(text)

    async def edit(self, message: str, text: str) -> None:
        raise NotImplementedError("a message in Viber cannot be edited for a bot")

    async def send_files(self, files: list[tuple[str, bytes]], caption: str) -> None:
        for kind, data in files:
            if kind == "photo":
                await self.account.sends_photo(data, caption)
            elif kind == "video":
                await self.account.sends_video(data)
            else:
                await self.account.sends_file(data, f"file{_ENDINGS[kind]}")
            caption = ""

    async def share_location(self, lat: float, lon: float) -> None:
        await self.account.shares_location(lat, lon)

    async def share_phone(self, phone: str) -> None:
        del phone
        await self.account.shares_phone()

    async def tap(self, seen: Seen, label: str) -> None:
        if self.account.last_of_bot() is self._message(seen):
            await self.account.taps(label)
        else:
            await self.account.says(label)

    async def tap_stale(self, seen: Seen, label: str) -> None:
        await self.account.taps_stale(self._message(seen), label)

    async def forge(self, seen: Seen, data: str) -> None:
        del seen
        await self.account.says(f"tap:{data}")

    async def look(self) -> list[Seen]:
        return [_seen(at, m) for at, m in enumerate(self.account.chat) if m.from_bot]

    async def file_of(self, seen: Seen, index: int) -> bytes:
        own = int(seen.id)
        around = range(max(0, own - 12), own + 1)
        contents = [m.content for at in around if (m := self.account.chat[at]).content]
        return contents[index]

    def _message(self, seen: Seen) -> Message:
        return self.account.chat[int(seen.id)]


def _seen(at: int, message: Message) -> Seen:
    return Seen(str(at), message.text, tuple(message.labels), int(bool(message.content)))


_ENDINGS = {"voice": ".ogg", "document": ".pdf"}
