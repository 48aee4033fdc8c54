"""A bot of a few lines, for tests of the Viber fake."""

from __future__ import annotations

import hashlib
import hmac
import io
import json
from typing import Any

import aiohttp
from aiohttp import web
from PIL import Image

from .viber import ViberFake

Json = dict[str, Any]
PUBLIC = "https://bot.example"


def jpeg(side: int = 8) -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (side, side), "red").save(held, "JPEG")
    return held.getvalue()


class Bot:
    """Takes callbacks at /hook, serves ``files``, and calls the API without any library."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.callbacks: list[Json] = []
        self.status = 200
        self.welcome: Json | None = None
        self.files = {"p.jpg": ("image/jpeg", jpeg()), "p.png": ("image/jpeg", b"GIF89a")}
        self.api = ""
        self._session: aiohttp.ClientSession | None = None

    async def start(self) -> str:
        app = web.Application()
        app.router.add_post("/hook", self._on_callback)
        app.router.add_get("/f/{name}", self._on_file)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self._session = aiohttp.ClientSession()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        assert self._session
        await self._session.close()
        await self._runner.cleanup()

    async def _on_callback(self, request: web.Request) -> web.Response:
        raw = await request.read()
        expected = hmac.new(self.token.encode(), raw, hashlib.sha256).hexdigest()
        assert request.headers["X-Viber-Content-Signature"] == expected
        self.callbacks.append(json.loads(raw))
        if self.welcome and self.callbacks[-1]["event"] == "conversation_started":
            return web.json_response(self.welcome)
        return web.Response(status=self.status)

    async def _on_file(self, request: web.Request) -> web.Response:
        found = self.files.get(request.match_info["name"])
        if found is None:
            return web.Response(status=404)
        return web.Response(body=found[1], content_type=found[0])

    async def call(self, method: str, body: Json, token: str = "") -> Json:
        assert self._session
        raw = json.dumps(body, ensure_ascii=False).encode()
        headers = {"X-Viber-Auth-Token": token or self.token}
        async with self._session.post(f"{self.api}/{method}", data=raw, headers=headers) as answer:
            found: Json = await answer.json()
            return found

    async def send(self, receiver: str, /, **changes: Any) -> int:
        """The status of one message; a field that is None is left out."""
        body: Json = {
            "receiver": receiver,
            "sender": {"name": "1520"},
            "type": "text",
            "text": "Так",
        }
        body = {name: value for name, value in (body | changes).items() if value is not None}
        return int((await self.call("send_message", body))["status"])

    def events(self) -> list[str]:
        return [callback["event"] for callback in self.callbacks]


async def connected(fake: ViberFake, bot: Bot) -> None:
    """Both run and know each other."""
    base = await bot.start()
    fake.callbacks.proxy[PUBLIC] = base
    bot.api = await fake.start()
    assert (await bot.call("set_webhook", {"url": f"{PUBLIC}/hook"}))["status"] == 0
