"""Files a whole request over the web chat of a running bot: python3 file_request_over_http.py URL.

Needs nothing but Python's own library. Prints the number and the date that it was told; ends with
1 and a sentence when something is not as it should be, or takes longer than ``PATIENCE`` seconds.
"""

from __future__ import annotations

import json
import re
import struct
import sys
import time
import urllib.error
import urllib.request
import uuid
import zlib
from http.cookiejar import CookieJar
from typing import Any

PATIENCE = 60.0
PAUSE = 0.2
STORY = "Не горять ліхтарі вже третій день"
PLACE = "вул. Володимира Великого, 15"
PHONE = "+380671234567"

MARKS = re.compile("[\ue000-\uf8ff]")
"""Private characters that the page turns into bold."""
NUMBER = re.compile(r"№ (\d+)")
DATE = re.compile(r"до (\d{1,2} \w+ \d{4}) року")

Json = dict[str, Any]


class TroubleError(Exception):
    """What went wrong, in a sentence."""


class Chat:
    """One browser's chat with the bot at ``base``."""

    def __init__(self, base: str) -> None:
        self.base = base.rstrip("/")
        self.end = time.monotonic() + PATIENCE
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        direct = urllib.request.ProxyHandler({})
        self.opener = urllib.request.build_opener(direct, cookies)
        self.rows: list[Json] = []

    def call(self, path: str, body: bytes | None = None, kind: str = "application/json") -> Json:
        """What the server answers to a GET, or to a POST of ``body``."""
        request = urllib.request.Request(self.base + path, data=body)  # noqa: S310 - given by the tester
        if body is not None:
            request.add_header("Content-Type", kind)
            request.add_header("Origin", self.base)
        try:
            with self.opener.open(request, timeout=15) as answer:
                return dict(json.load(answer))
        except urllib.error.HTTPError as error:
            raise TroubleError(f"{path} answered {error.code}: {error.read()[:200]!r}") from None
        except OSError as error:
            raise TroubleError(f"{path} did not answer: {error}") from None

    def opens(self) -> None:
        """Begin a session."""
        self.call("/api/session", b"{}")

    def posts(self, kind: str, **fields: Any) -> None:
        """Send one event."""
        event = {"id": str(uuid.uuid4()), "kind": kind, **fields}
        self.call("/api/events", json.dumps(event).encode())

    def says(self, text: str) -> None:
        """Write something."""
        self.posts("text", text=text)

    def taps(self, label: str) -> None:
        """Press the newest button whose label begins with this one."""
        for row in reversed(self.rows):
            for choice in (one for line in row.get("choices", ()) for one in line):
                if label in choice["label"]:
                    message = str(row["id"])
                    self.posts("tap", data=choice["data"], message=message, label=choice["label"])
                    return
        raise TroubleError(f"there is no button «{label}»")

    def sends_photo(self, picture: bytes) -> None:
        """Upload a picture and send it."""
        edge = uuid.uuid4().hex
        head = (
            f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="lamp.png"\r\n'
            "Content-Type: image/png\r\n\r\n"
        )
        body = head.encode() + picture + f"\r\n--{edge}--\r\n".encode()
        upload = self.call("/api/files", body, f"multipart/form-data; boundary={edge}")
        named = {name: upload[name] for name in ("token", "name", "size", "kind")}
        self.posts("files", files=[named], text="")

    def sees(self, *words: str) -> str:
        """Wait for a message of the bot that holds all the words; its text."""
        begin = len(self.rows)
        while time.monotonic() < self.end:
            self.look()
            for row in self.rows[begin:]:
                text = MARKS.sub("", row["text"])
                if row["out"] and all(word in text for word in words):
                    return text
            time.sleep(PAUSE)
        said = "\n".join(MARKS.sub("", row["text"]) for row in self.rows[begin:])
        raise TroubleError(f"the bot did not say «{' … '.join(words)}» in time, but:\n{said}")

    def look(self) -> None:
        """Read what is new in the chat."""
        after = self.rows[-1]["id"] if self.rows else 0
        self.rows += self.call(f"/api/messages?after={after}")["messages"]

    def photo_is_kept(self) -> None:
        """Wait until the picture that was sent can be had back; it must be a picture."""
        while time.monotonic() < self.end:
            rows = self.call("/api/messages?after=0")["messages"]
            files = [file for row in rows if not row["out"] for file in row.get("files", ())]
            if files and all(file["ready"] for file in files):
                if not files[0]["mime"].startswith("image/"):
                    raise TroubleError(f"the photo came back as {files[0]['mime']}")
                return
            time.sleep(PAUSE)
        raise TroubleError("the photo was not stored in time")


def picture(side: int = 64) -> bytes:
    """A real PNG: a lamp-yellow square."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = (b"\0" + b"\xf0\xc0\x20" * side) * side
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def filed(base: str) -> tuple[str, str]:
    """File a request; its number and the date until which it will be done."""
    chat = Chat(base)
    chat.opens()
    chat.posts("start", data="")
    chat.sees("1520")
    chat.says(STORY)
    chat.sees("Усе правильно?")
    chat.taps("Так")
    chat.sees("Де це?")
    chat.sends_photo(picture())
    chat.sees("Де це?")
    chat.photo_is_kept()
    chat.says(PLACE)
    chat.sees("У якому районі")
    chat.taps("Саксаганський")
    chat.sees("номер телефону")
    chat.says(PHONE)
    chat.sees("Перевірте заявку", STORY, PLACE)
    chat.taps("Надіслати")
    told = chat.sees("зареєстровано")
    number, date = NUMBER.search(told), DATE.search(told)
    if number is None or date is None:
        raise TroubleError(f"no number or no date in what the bot said at the end:\n{told}")
    return number[1], date[1]


def main(arguments: list[str]) -> int:
    """The exit code."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python3 file_request_over_http.py BASE_URL\n")
        return 2
    try:
        number, date = filed(arguments[0])
    except TroubleError as trouble:
        sys.stderr.write(f"No request was filed: {trouble}\n")
        return 1
    sys.stdout.write(f"Request {number} was filed; it will be done by: {date}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
