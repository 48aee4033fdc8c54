"""The state of the service and the way of a call through it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from . import spec as specs
from .checks import Checker
from .errors import ApiError, bad
from .limits import CALLBACK_LIFE, MAX_ANSWER, RateLimiter, Rates, utf16
from .media import FileStore
from .timing import Signal
from .updates import UpdateQueue
from .webhook import Webhook
from .world import Chat, Message, World

if TYPE_CHECKING:
    from .calls import Call
    from .timing import Clock

Json = dict[str, Any]
Method = Callable[["Service", Json], Any]
"""A method of the Bot API that answers at once; gets checked parameters, returns the result."""


@dataclass
class Tap:
    """A press on an inline button; ``answers`` is what the bot answered it with."""

    id: str
    user_id: int
    data: str
    at: float
    answers: list[Json] = field(default_factory=list)


@dataclass
class Seen:
    """One call that was answered: for tests that look at what was asked of the service.

    Attributes:
        code: 200, or the code of the refusal; ``description`` is its words.
    """

    method: str
    params: Json
    code: int
    description: str = ""


@dataclass
class Service:
    """Everything that the service remembers."""

    token: str
    username: str = "kontakt1520_bot"
    clock: Clock = time.time
    rates: Rates = field(default_factory=Rates)
    privacy: bool = True
    longest_poll: float = 50.0
    methods: dict[str, Method] = field(default_factory=dict)
    spec: specs.Spec = field(default_factory=specs.load)
    signal: Signal = field(default_factory=Signal)
    taps: dict[str, Tap] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)

    me: Json = field(init=False)
    world: World = field(init=False)
    files: FileStore = field(init=False)
    queue: UpdateQueue = field(init=False)
    webhook: Webhook = field(init=False)
    limiter: RateLimiter = field(init=False)
    albums: int = 0

    def __post_init__(self) -> None:
        self.me = {
            "id": int(self.token.split(":")[0]),
            "is_bot": True,
            "first_name": "Контакт-центр 1520",
            "username": self.username,
        }
        self.world = World(self.clock, self.signal, self.me)
        self.files = FileStore(self.clock)
        self.queue = UpdateQueue(self.clock, self.spec)
        self.webhook = Webhook(self.queue)
        self.limiter = RateLimiter(self.clock, self.rates)

    def push(self, kind: str, body: Json) -> int | None:
        """An update for the bot; its id, None when its kind is not wanted."""
        number = self.queue.push(kind, body)
        self.webhook.pump()
        return number

    def take(self, chat: Chat, count: int = 1) -> None:
        """Counts messages against the rates."""
        self.limiter.take(chat.id, count, group=not chat.private)

    def album_id(self) -> str:
        """A new ``media_group_id``."""
        self.albums += 1
        return str(13_000_000_000_000_000 + self.albums)

    def tap(self, user: Json, message: Message, data: str) -> Tap:
        """A press on a button: an update for the bot."""
        tap = Tap(str(4_000_000_000 + len(self.taps)), user["id"], data, self.clock())
        self.taps[tap.id] = tap
        shown = message.inaccessible() if message.deleted else message.json()
        body = {
            "id": tap.id,
            "from": user,
            "chat_instance": str(message.chat.id * 31),
            "message": shown,
            "data": data,
        }
        self.push("callback_query", body)
        return tap

    def answer_tap(self, params: Json) -> bool:
        """answerCallbackQuery; a second answer is taken, as the service does.

        Raises:
            ApiError: 400 for a tap that is unknown or older than its life, or a text too long.
        """
        tap = self.taps.get(params["callback_query_id"])
        if tap is None or self.clock() - tap.at > CALLBACK_LIFE:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        if utf16(params.get("text", "")) > MAX_ANSWER:
            raise bad("MESSAGE_TOO_LONG")
        tap.answers.append({key: v for key, v in params.items() if key != "callback_query_id"})
        self.signal.notify()
        return True

    async def answer(self, method: str, call: Call) -> tuple[int, Json]:
        """HTTP status and body for a call."""
        record = Seen(method, {**call.values, **call.files}, 200)
        try:
            params = Checker(self.spec, method, call).checked()
            record.params = params
            result = await self._run(method, params)
        except ApiError as error:
            record.code, record.description = error.code, error.description
            return error.code, error.body()
        finally:
            self.seen.append(record)
            self.signal.notify()
        return 200, {"ok": True, "result": result}

    async def _run(self, method: str, params: Json) -> Any:
        if method == "getUpdates":
            return await self.queue.poll(params, self.longest_poll)
        if method in {"setWebhook", "deleteWebhook"}:
            return await self.webhook.set({"url": "", **params})
        return self.methods[method](self, params)
