"""People who talk to the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .world import Chat, Json, Message
from .writing import Device, Writer

if TYPE_CHECKING:
    from .service import Service, Tap


class Person(Writer):
    """Somebody with a private chat with the bot."""

    @classmethod
    def new(
        cls, service: Service, number: int, name: str, language: str, username: str, **known: Any
    ) -> Person:
        """Somebody new; ``known`` goes to the device."""
        first, _, last = name.partition(" ")
        names = {"first_name": first, "last_name": last, "username": username}
        names = {key: value for key, value in names.items() if value}
        user = {"id": number, "is_bot": False, "language_code": language, **names}
        chat = Chat(service.world, number, {"type": "private", **names}, started=False)
        service.world.users[number] = user
        service.world.chats[number] = chat
        return cls(service, user, chat, Device(**known))

    @property
    def commands(self) -> list[str]:
        """The commands menu as this person sees it: the narrowest scope and own language first."""
        for scope in (f"chat:{self.id}", "all_private_chats", "default"):
            for language in (self.user["language_code"], ""):
                if found := self._service.commands.get((scope, language)):
                    return [str(command["command"]) for command in found]
        return []

    # Buttons

    async def taps(self, message: Message, label: str) -> Tap | None:
        """Presses a button of a message, named by its label or data.

        Of an inline keyboard as it is shown now, or else of the reply keyboard. A button that opens
        a page or copies a text does so on the device and tells the bot nothing: None.

        Raises:
            AssertionError: there is no such button.
        """
        shown = [] if message.deleted else [button for row in message.buttons for button in row]
        for button in shown:
            if label in {button["text"], button.get("callback_data")}:
                return self._presses(message, button)
        if message.markup and "keyboard" in message.markup:
            await self.taps_key(label)
            return None
        raise AssertionError(f"no button {label!r} among {message.labels}")

    async def taps_stale(self, message: Message, data: str) -> Tap:
        """Presses a button that the device still shows though the message has changed."""
        self.acted()
        return self._service.tap(self.user, message, data)

    def _presses(self, message: Message, button: Json) -> Tap | None:
        if "callback_data" in button:
            self.acted()
            return self._service.tap(self.user, message, button["callback_data"])
        if "copy_text" in button:
            self.device.copied.append(button["copy_text"]["text"])
        else:
            self.device.opened.append(button.get("url", ""))
        return None

    async def taps_key(self, label: str) -> Message:
        """Presses a button of the reply keyboard: its text, or what it asks for.

        Raises:
            AssertionError: there is no such button on show.
        """
        markup = self.private_chat.keyboard or {}
        buttons = [button for row in markup.get("keyboard", []) for button in row]
        button = next((b for b in buttons if b["text"] == label), None)
        assert button is not None, f"no button {label!r} among {self.keyboard}"
        if markup.get("one_time_keyboard"):
            self.private_chat.keyboard = None
        if button.get("request_contact"):
            return await self.shares_contact()
        if button.get("request_location"):
            return await self.shares_location(*self.device.location)
        return await self.says(label)

    async def is_answered(self, tap: Tap) -> Json:
        """The first answer to a tap: ``text``, ``show_alert``."""
        await self.waits_until(lambda: tap.answers)
        return tap.answers[0]

    # Blocking

    async def blocks(self) -> None:
        """Blocks the bot."""
        self._membership("member", "kicked", "bot was blocked by the user")

    async def unblocks(self) -> None:
        """Unblocks the bot."""
        self._membership("kicked", "member", None)

    async def leaves_telegram(self) -> None:
        """Deletes the account: the bot is told nothing."""
        self.private_chat.closed = "user is deactivated"

    def _membership(self, old: str, new: str, closed: str | None) -> None:
        self.private_chat.closed = closed
        body = {
            "chat": self.private_chat.json(),
            "from": self.user,
            "date": int(self._service.clock()),
            "old_chat_member": membership(self._service.me, old),
            "new_chat_member": membership(self._service.me, new),
        }
        self._service.push("my_chat_member", body)


def membership(user: Json, status: str) -> Json:
    """The Bot API's ChatMember."""
    member: Json = {"user": user, "status": status}
    return member | {"until_date": 0} if status == "kicked" else member
