"""The web chat: a browser without a screen, over real HTTP."""

from __future__ import annotations

import uuid
from typing import Any

import aiohttp

from .people import Edge, Seen

Json = dict[str, Any]


class WebEdge(Edge):
    """Posts what the page would post and reads the rows that it would show."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.http = aiohttp.ClientSession(
            # Behind the public address of Viber's stage cookies are for HTTPS alone
            cookie_jar=aiohttp.CookieJar(unsafe=True, treat_as_secure_origin=base),
            headers={"Origin": base},
        )

    async def open(self) -> None:
        async with self.http.post(f"{self.base}/api/session", json={}) as answer:
            assert answer.status == 200, await answer.text()

    async def post(self, kind: str, **fields: Any) -> str:
        key = str(uuid.uuid4())
        await self.send({"id": key, "kind": kind, **fields})
        return key

    async def send(self, event: Json) -> None:
        async with self.http.post(f"{self.base}/api/events", json=event) as answer:
            assert answer.status == 202, await answer.text()

    async def start(self, payload: str) -> None:
        await self.post("start", data=payload)

    async def say(self, text: str, reply_to: Seen | None = None) -> str:
        more = {"reply_to": reply_to.id} if reply_to else {}
        return await self.post("text", text=text, **more)

    async def edit(self, message: str, text: str) -> None:
        raise NotImplementedError("a message in the web chat cannot be edited")

    async def send_files(self, files: list[tuple[str, bytes]], caption: str) -> None:
        named = []
        for kind, data in files:
            form = aiohttp.FormData()
            form.add_field("file", data, filename=f"{kind}{_ENDINGS[kind]}")
            async with self.http.post(f"{self.base}/api/files", data=form) as answer:
                assert answer.status == 201, await answer.text()
                upload = await answer.json()
            named.append({k: upload[k] for k in ("token", "name", "size", "kind")} | {"kind": kind})
        await self.post("files", files=named, text=caption)

    async def share_location(self, lat: float, lon: float) -> None:
        await self.post("point", lat=lat, lon=lon)

    async def share_phone(self, phone: str) -> None:
        await self.post("contact", data=phone)

    async def tap(self, seen: Seen, label: str) -> None:
        row = next(row for row in await self.rows() if str(row["id"]) == seen.id)
        choice = next(c for line in row["choices"] for c in line if c["label"] == label)
        await self.post("tap", data=choice["data"], message=seen.id, label=label)

    async def forge(self, seen: Seen, data: str) -> None:
        await self.post("tap", data=data, message=seen.id, label="")

    async def rows(self) -> list[Json]:
        rows: list[Json] = []
        while True:
            after = rows[-1]["id"] if rows else 0
            async with self.http.get(
                f"{self.base}/api/messages", params={"after": after}
            ) as answer:
                assert answer.status == 200, await answer.text()
                page = (await answer.json())["messages"]
            if not page:
                return rows
            rows += page

    async def look(self) -> list[Seen]:
        rows = [row for row in await self.rows() if row["out"]]
        replaced = {row["replaces"] for row in rows if row.get("replaces")}
        return [_seen(row) for row in rows if str(row["id"]) not in replaced]

    async def file_of(self, seen: Seen, index: int) -> bytes:
        row = next(row for row in await self.rows() if str(row["id"]) == seen.id)
        file = row["files"][index]["id"]
        async with self.http.get(f"{self.base}/api/files/{file}") as answer:
            assert answer.status == 200
            return await answer.read()

    async def close(self) -> None:
        await self.http.close()


def _seen(row: Json) -> Seen:
    labels = [choice["label"] for line in row.get("choices", ()) for choice in line]
    return Seen(str(row["id"]), row["text"], tuple(labels), len(row.get("files", ())))


_ENDINGS = {"photo": ".jpg", "video": ".mp4", "voice": ".ogg", "document": ".pdf"}
