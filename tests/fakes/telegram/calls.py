"""Reading a call out of an HTTP request, whatever way the parameters came."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from .errors import ApiError, bad
from .limits import MAX_UPLOAD


@dataclass
class Upload:
    """A file that came in a multipart body."""

    name: str
    content: bytes
    content_type: str


@dataclass
class Call:
    """Raw parameters of one call: text where it came as a form, JSON values where it came so."""

    values: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)


async def read(request: web.Request) -> Call:
    """The call's parameters from the query and the body.

    Raises:
        ApiError: 413 above the upload limit, 400 for a body that cannot be read.
    """
    call = Call(dict(request.query))
    if request.method == "GET" or not request.body_exists:
        return call
    try:
        await _read_body(request, call)
    except web.HTTPRequestEntityTooLarge as error:
        raise ApiError(413, "Request Entity Too Large") from error
    return call


async def _read_body(request: web.Request, call: Call) -> None:
    kind = request.content_type
    if kind == "application/json":
        call.values.update(_json_object(await request.text()))
    elif kind == "application/x-www-form-urlencoded":
        call.values.update({key: str(value) for key, value in (await request.post()).items()})
    elif kind == "multipart/form-data":
        await _read_multipart(request, call)
    else:
        raise bad(f'unsupported content type "{kind}"')


def _json_object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise bad("can't parse JSON object") from error
    if not isinstance(value, dict):
        raise bad("expected a JSON object")
    return value


async def _read_multipart(request: web.Request, call: Call) -> None:
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or not part.name:
            raise bad("can't parse the multipart body")
        content = await _content(part)
        if part.filename is None:
            call.values[part.name] = content.decode()
        else:
            kind = part.headers.get("Content-Type", "application/octet-stream")
            call.files[part.name] = Upload(part.filename, content, kind)


async def _content(part: BodyPartReader) -> bytes:
    content = bytearray()
    while chunk := await part.read_chunk(1 << 16):
        content += chunk
        if len(content) > MAX_UPLOAD:
            raise ApiError(413, "Request Entity Too Large")
    return bytes(content)
