"""The state of the service and what its methods do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from . import checks
from .callbacks import EVENTS, Callbacks, encode
from .statuses import (
    INVALID_URL,
    MISSING_DATA,
    NO_WEBHOOK,
    NOT_REGISTERED,
    NOT_SUBSCRIBED,
    NOT_SUPPORTED,
    OK,
    TOO_MANY,
    WORDS,
    RefusalError,
    bad,
)
from .world import Account, Message, Seen

Json = dict[str, Any]

FIRST_TOKEN: Final = 5_741_311_803_571_721_087
"""Above 2^53, as real ones are."""
PER_HOUR: Final = 100
BROADCAST_LIST: Final = 300
HOUR: Final = 3600.0


@dataclass
class Service:
    """Everything that the service remembers of one bot."""

    clock: Callable[[], float]
    callbacks: Callbacks
    fetch: checks.Fetch
    title: str = "Контакт-центр 1520"
    accounts: dict[str, Account] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    tokens: int = FIRST_TOKEN

    def token(self) -> int:
        """The next message token."""
        self.tokens += 7
        return self.tokens

    def callback(self, event: str, **fields: Any) -> Json:
        """A callback that happens now; a ``token`` of an earlier message may be given."""
        token = fields.pop("token", None) or self.token()
        at = int(self.clock() * 1000)
        return {
            "event": event, "timestamp": at, "chat_hostname": "SN-CHAT-05_", "message_token": token,
            **fields,
        }  # fmt: skip

    async def answer(self, method: str, body: Json) -> Json:
        """The answer to one call."""
        record = Seen(method, body, OK)
        self.seen.append(record)
        try:
            result = await self._methods()[method](body)
        except RefusalError as refusal:
            record.status, record.detail = refusal.status, refusal.detail
            return {"status": refusal.status, "status_message": WORDS[refusal.status]}
        return {"status": OK, "status_message": "ok", **result}

    def _methods(self) -> dict[str, Callable[[Json], Awaitable[Json]]]:
        return {
            "set_webhook": self._set_webhook,
            "get_account_info": self._account,
            "send_message": self._send,
            "broadcast_message": self._broadcast,
        }

    async def _set_webhook(self, body: Json) -> Json:
        url = body.get("url")
        if not isinstance(url, str):
            raise RefusalError(MISSING_DATA, "url")
        wanted = set(body.get("event_types", EVENTS))
        if not wanted <= EVENTS:
            raise bad(f"event_types {wanted - EVENTS}")
        if url:
            if urlsplit(url).scheme != "https":
                raise RefusalError(INVALID_URL, "not https")
            raw = self.callback("webhook")
            attempt = await self.callbacks.post(url, encode(raw))
            if attempt.status != 200:
                raise RefusalError(INVALID_URL, f"the webhook answered {attempt.status}")
        self.callbacks.url, self.callbacks.event_types = url, wanted
        return {"event_types": sorted(wanted)}

    async def _account(self, _body: Json) -> Json:
        subscribers = sum(account.subscribed for account in self.accounts.values())
        return {
            "id": "pa:75346594275468546724",
            "name": self.title,
            "uri": "kontakt1520",
            "webhook": self.callbacks.url,
            "event_types": sorted(self.callbacks.event_types),
            "subscribers_count": subscribers,
        }

    async def _send(self, body: Json) -> Json:
        self._need_webhook()
        if not isinstance(body.get("receiver"), str):
            raise RefusalError(MISSING_DATA, "receiver")
        level, content = await checks.check(body, self.fetch)
        return {"message_token": self._deliver(body["receiver"], body, level, content)}

    async def _broadcast(self, body: Json) -> Json:
        self._need_webhook()
        wanted = body.get("broadcast_list")
        if not isinstance(wanted, list) or not 1 <= len(wanted) <= BROADCAST_LIST:
            raise bad("broadcast_list")
        level, content = await checks.check(body, self.fetch)
        failed, token = [], self.token()
        for receiver in wanted:
            try:
                self._deliver(receiver, body, level, content)
            except RefusalError as refusal:
                words = WORDS[refusal.status]
                failed.append(
                    {"receiver": receiver, "status": refusal.status, "status_message": words}
                )
        return {"message_token": token, "failed_list": failed}

    def _need_webhook(self) -> None:
        if not self.callbacks.url:
            raise RefusalError(NO_WEBHOOK)

    def _deliver(self, receiver: str, body: Json, level: int, content: bytes) -> int:
        account = self.accounts.get(receiver)
        if account is None:
            raise RefusalError(NOT_REGISTERED)
        if not account.subscribed:
            raise RefusalError(NOT_SUBSCRIBED)
        if level > account.api_version:
            raise RefusalError(NOT_SUPPORTED)
        now = self.clock()
        account.unanswered = [at for at in account.unanswered if now - at < HOUR]
        if len(account.unanswered) >= PER_HOUR:
            raise RefusalError(TOO_MANY)
        account.unanswered.append(now)
        token = self.token()
        account.chat.append(Message(token, body, from_bot=True, content=content))
        for _ in range(account.devices):
            self.callbacks.queue(self.callback("delivered", token=token, user_id=account.id))
        return token

    async def welcome(self, account: Account, body: Json) -> None:
        """The answer to conversation_started. Raises RefusalError for one that is not right."""
        if "receiver" in body:
            raise bad("a welcome names no receiver")
        level, content = await checks.check(body, self.fetch)
        if level > account.api_version:
            raise RefusalError(NOT_SUPPORTED)
        account.chat.append(Message(0, body, from_bot=True, content=content))
