"""What is stored about a resident, written out for them to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, TypeAlias

from city import City
from flows.reading.phones import spaced
from flows.words import details
from locales import Texts

Row: TypeAlias = Mapping[str, Any]

RULE: Final = "-" * 40


def written(texts: Texts, city: City, stored: Mapping[str, Any], now: datetime) -> str:
    """The whole paper; ``stored`` is as ``models.queries.own_data`` reads it."""
    lines = [texts.get("paper-title", centre=city.centre, at=_moment(texts, city, now)), ""]
    lines += _person(texts, city, stored["resident"], stored["chats"])
    lines += [
        texts.get("paper-known-place", name=one["name"], place=_where(city, one))
        for one in stored["places"]
    ]
    for request in stored["requests"]:
        lines += ["", RULE, *_request(texts, city, request)]
        told = [one for one in stored["history"] if one["request"] == request["number"]]
        lines += [_line(texts, city, one) for one in told]
        files = [one for one in stored["files"] if one["request"] == request["number"]]
        lines += [texts.get("paper-file", name=one["name"] or one["kind"]) for one in files]
    lines += ["", RULE, texts.get("paper-end")]
    return "\n".join(line.replace("\ue000", "").replace("\ue001", "") for line in lines) + "\n"


def _person(texts: Texts, city: City, person: Row, chats: Sequence[Row]) -> list[str]:
    none = texts.get("name-none")
    consented = person["consented_at"]
    said = [
        texts.get("paper-name", name=person["name"] or none),
        texts.get("paper-phone", phone=spaced(person["phone"]) if person["phone"] else none),
        texts.get(
            "paper-consent",
            at=_moment(texts, city, consented) if consented else texts.get("consent-none"),
        ),
    ]
    return said + [
        texts.get("paper-chat", channel=one["channel"], address=one["address"]) for one in chats
    ]


def _request(texts: Texts, city: City, request: Row) -> list[str]:
    service = city.catalogue.get(request["service"])
    where = _where(city, request)
    said = [
        texts.get(
            "paper-request",
            number=str(request["number"]),
            status=texts.get(f"status-{request['status'].replace('_', '-')}"),
            at=_moment(texts, city, request["created_at"]),
        ),
        service.name if service else request["service"],
        request["text"],
        texts.get("paper-place", place=where) if where else "",
        details(city, request["details"]),
        texts.get("paper-phone", phone=spaced(request["phone"])) if request["phone"] else "",
    ]
    return [line for line in said if line]


def _where(city: City, row: Row) -> str:
    known = city.places.districts.by_code.get(row["district"])
    point = f"{row['lat']}, {row['lon']}" if row["lat"] is not None else ""
    parts = (row["place_text"], point, known.name if known else "")
    return ", ".join(part for part in parts if part)


def _line(texts: Texts, city: City, entry: Row) -> str:
    what = texts.get(f"history-{entry['verb'].replace('_', '-')}")
    words = f": {entry['text']}" if entry["text"] else ""
    return f"{_moment(texts, city, entry['at'])} — {what}{words}"


def _moment(texts: Texts, city: City, at: datetime) -> str:
    when = at.astimezone(city.timezone)
    date = texts.get("date-with-year", day=str(when.day), month=when.month, year=str(when.year))
    return texts.get("moment", day=date, hour=f"{when:%H:%M}")
