"""People who talk to the bot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import keyboards
from .callbacks import Attempt
from .service import Service
from .world import Account, Message

Json = dict[str, Any]


class Person:
    """Somebody with Viber on a phone. What they do is sent to the bot at once."""

    def __init__(
        self, service: Service, account: Account, keep: Callable[[bytes, str], str]
    ) -> None:
        self._service = service
        self._keep = keep
        self.account = account
        self.on_desktop = False
        """On a computer, buttons that ask the device send their ActionBody as a text."""

    @property
    def id(self) -> str:
        return self.account.id

    @property
    def chat(self) -> list[Message]:
        return self.account.chat

    @property
    def keyboard(self) -> list[Json]:
        """What stands below the chat: the keyboard of the bot's last message, if it has one."""
        last = self.last_of_bot()
        return last.buttons if last else []

    def last_of_bot(self) -> Message | None:
        """The newest message of the bot."""
        return self.account.last_of_bot()

    def sees(self, fragment: str) -> bool:
        """Whether a message of the bot holds these words."""
        return any(fragment in m.text for m in self.chat if m.from_bot)

    # -- coming and going --

    async def opens(self, context: str = "") -> Attempt | None:
        """Opens the chat, perhaps by a deep link; a welcome is shown but subscribes nobody."""
        body = self._service.callback(
            "conversation_started", type="open", context=context, user=self.account.user(),
            subscribed=self.account.subscribed,
        )  # fmt: skip
        attempt = await self._service.callbacks.emit(body)
        if attempt and attempt.status == 200 and attempt.answer and "type" in attempt.answer:
            await self._service.welcome(self.account, attempt.answer)
        return attempt

    async def unsubscribes(self) -> None:
        """Turns the bot's messages off."""
        self.account.subscribed = False
        await self._service.callbacks.emit(
            self._service.callback("unsubscribed", user_id=self.account.id)
        )

    async def resubscribes(self) -> None:
        """Turns them on again."""
        self.account.subscribed = True
        await self._service.callbacks.emit(
            self._service.callback("subscribed", user=self.account.user())
        )

    async def reads(self) -> None:
        """Looks at everything: each message of the bot is seen."""
        for message in self.chat:
            if message.from_bot and message.token:
                self._service.callbacks.queue(
                    self._service.callback("seen", token=message.token, user_id=self.id)
                )
        await self._service.callbacks.flush()

    async def fails(self, message: Message) -> None:
        """The service could not bring a message to the phone after all."""
        await self._service.callbacks.emit(
            self._service.callback("failed", token=message.token, user_id=self.id, desc="failure")
        )

    # -- writing --

    async def says(self, text: str) -> str:
        """Types a message; its token."""
        return await self._sends({"type": "text", "text": text})

    async def taps(self, label: str) -> None:
        """Presses a button of the keyboard that is shown now.

        Raises:
            AssertionError: there is no such button.
        """
        shown = [keyboards.label(button) for button in self.keyboard]
        assert label in shown, f"no button {label!r} among {shown}"
        await self._presses(self.keyboard[shown.index(label)])

    async def taps_stale(self, message: Message, label: str) -> None:
        """Presses a button of an earlier keyboard: the newer message was not there yet."""
        await self._presses(message.buttons[message.labels.index(label)])

    async def shares_phone(self) -> None:
        """Presses the button that shares the own number."""
        await self._presses(self._asking("share-phone"))

    async def shares_location(self, lat: float, lon: float) -> None:
        """Picks a place on the map, by the button or from the attachments."""
        where = {"lat": lat, "lon": lon}
        await self._sends({"type": "location", "location": where})

    async def sends_photo(self, content: bytes, caption: str = "") -> None:
        link = self._keep(content, "photo.jpg")
        body = {"type": "picture", "media": link, "thumbnail": link, "file_name": "photo.jpg"}
        await self._sends(body | ({"text": caption} if caption else {}))

    async def sends_video(self, content: bytes) -> None:
        link = self._keep(content, "clip.mp4")
        size = len(content)
        await self._sends({"type": "video", "media": link, "size": size, "duration": 3})

    async def sends_file(self, content: bytes, name: str) -> None:
        link = self._keep(content, "file")
        body = {"type": "file", "media": link, "file_name": name, "size": len(content)}
        await self._sends(body)

    async def sends_sticker(self) -> None:
        media = "https://stickers.example/46105.png"
        await self._sends({"type": "sticker", "sticker_id": 46105, "media": media})

    async def sends_url(self, url: str) -> None:
        await self._sends({"type": "url", "media": url, "text": url})

    async def sends_contact(self, name: str, phone: str) -> None:
        """Sends a card from the address book."""
        await self._sends({"type": "contact", "contact": {"name": name, "phone_number": phone}})

    def _asking(self, action: str) -> Json:
        found = next((b for b in self.keyboard if b["ActionType"] == action), None)
        assert found is not None, f"no {action} button"
        return found

    async def _presses(self, button: Json) -> None:
        match button["ActionType"]:
            case "share-phone" | "location-picker" if self.on_desktop:
                await self._sends({"type": "text", "text": button["ActionBody"]})
            case "share-phone":
                phone = self.account.phone.removeprefix("+")
                contact = {"name": self.account.name, "phone_number": phone}
                body = {"type": "contact", "contact": contact, "text": button["ActionBody"]}
                await self._sends(body)
            case "reply":
                body = {"type": "text", "text": button["ActionBody"]}
                await self._sends(body, shown=not button.get("Silent"))

    async def _sends(self, body: Json, *, shown: bool = True) -> str:
        """The first message subscribes, without an event."""
        account = self.account
        account.subscribed = True
        account.unanswered.clear()
        last = account.last_of_bot()
        tracking = last.body.get("tracking_data", "") if last else ""
        callback = self._service.callback(
            "message", sender=account.user(), message={**body, "tracking_data": tracking},
            silent=False,
        )  # fmt: skip
        if shown:
            account.chat.append(Message(callback["message_token"], body, from_bot=False))
        await self._service.callbacks.emit(callback)
        return str(callback["message_token"])
