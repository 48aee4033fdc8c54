"""A transcript row as the page reads it."""

from __future__ import annotations

from typing import Any

from handlers.web.ports import RequestLine, Row, Shown


def row_json(row: Row) -> dict[str, Any]:
    """Texts keep their bold marks: the page makes elements of them, never markup."""
    out: dict[str, Any] = {"id": row.id, "at": row.at.isoformat(), "out": row.outgoing}
    if row.message is not None:
        out.update(row.message.to_json())
    else:
        out["text"] = row.text
    if row.attachments:
        out["files"] = [_file_json(file) for file in row.attachments]
    if row.point:
        out["point"] = list(row.point)
    if row.replaces:
        out["replaces"] = row.replaces
    if row.key:
        out["key"] = row.key
    return out


def _file_json(file: Shown) -> dict[str, Any]:
    return {
        "id": file.id,
        "kind": file.kind,
        "name": file.name,
        "size": file.size,
        "mime": file.mime,
        "ready": file.ready,
    }


def line_json(line: RequestLine) -> dict[str, Any]:
    """A request in the list beside the chat."""
    return {
        "number": line.number,
        "topic": line.topic,
        "status": line.status,
        "deadline": line.deadline,
        "urgent": line.urgent,
    }
