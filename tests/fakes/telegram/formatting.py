"""Text with formatting: HTML as the service reads it, and explicit entities.

Rules: "HTML style" in the Bot API reference. One is held tighter than the service does: a bare ``&``
or an unknown named entity is refused, for the reference forbids it and the resident would see it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from .errors import ApiError, bad
from .limits import utf16

Entity = dict[str, Any]

SIMPLE = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "code": "code", "pre": "pre", "blockquote": "blockquote",
}  # fmt: skip
OTHER = {"a", "span", "tg-emoji"}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
KINDS = {
    *SIMPLE.values(), "expandable_blockquote", "text_link", "text_mention", "custom_emoji",
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "date_time",
}  # fmt: skip
LINK = re.compile(r"(https?|tg|mailto|tel)://?[^\s/]+|(mailto|tel):\S+", re.IGNORECASE)
NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9-]*")
ATTRIBUTE = re.compile(r"""\s*([a-zA-Z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([a-zA-Z0-9.-]+)))?""")
CHARACTER = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-zA-Z]+));")
FOUND = [
    ("url", re.compile(r"https?://[^\s<>]+")),
    ("email", re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")),
    ("bot_command", re.compile(r"(?<![\w/])/[a-zA-Z0-9_]{1,32}(?:@\w+)?")),
    ("mention", re.compile(r"(?<!\w)@[a-zA-Z0-9_]{4,32}")),
    ("hashtag", re.compile(r"(?<!\w)#\w+")),
]


@dataclass
class Open:
    """A start tag that waits for its end."""

    tag: str
    offset: int
    attributes: dict[str, str]


@dataclass
class Reader:
    """Walks once through the HTML."""

    source: str
    at: int = 0
    out: list[str] = field(default_factory=list)
    length: int = 0
    stack: list[Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def run(self) -> tuple[str, list[Entity]]:
        """Plain text and entities."""
        while self.at < len(self.source):
            self._step()
        if self.stack:
            tag = self.stack[-1].tag
            raise wrong(f'Can\'t find end tag corresponding to start tag "{tag}"')
        return "".join(self.out), self.entities

    def _step(self) -> None:
        character = self.source[self.at]
        if character == "&":
            self._character()
        elif self.source.startswith("</", self.at):
            self._end_tag()
        elif character == "<":
            self._start_tag()
        else:
            self._put(character)
            self.at += 1

    def _put(self, text: str) -> None:
        self.out.append(text)
        self.length += utf16(text)

    def _where(self) -> int:
        return len(self.source[: self.at].encode())

    def _character(self) -> None:
        found = CHARACTER.match(self.source, self.at)
        if not found or (found[3] and found[3] not in NAMED):
            raise wrong(f"Unsupported character entity at byte offset {self._where()}")
        number = int(found[1], 16) if found[1] else int(found[2] or 0)
        self._put(NAMED[found[3]] if found[3] else chr(number))
        self.at = found.end()

    def _start_tag(self) -> None:
        where = self._where()
        name = NAME.match(self.source, self.at + 1)
        tag = name[0].lower() if name else ""
        if tag not in SIMPLE and tag not in OTHER:
            raise wrong(f'Unsupported start tag "{tag}" at byte offset {where}')
        self.at += 1 + len(tag)
        attributes = self._attributes(where)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise wrong(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
        self.stack.append(Open(tag, self.length, attributes))

    def _attributes(self, where: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while (match := ATTRIBUTE.match(self.source, self.at)) and match[1]:
            value = next((group for group in match.groups()[1:] if group is not None), "")
            found[match[1].lower()] = plain_characters(value)
            self.at = match.end()
        rest = re.compile(r"\s*>").match(self.source, self.at)
        if not rest:
            raise wrong(f"Unclosed start tag at byte offset {where}")
        self.at = rest.end()
        return found

    def _end_tag(self) -> None:
        where = self._where()
        close = self.source.find(">", self.at)
        if close < 0:
            raise wrong(f"Unclosed end tag at byte offset {where}")
        tag = self.source[self.at + 2 : close].strip().lower()
        if not self.stack:
            raise wrong(f"Unexpected end tag at byte offset {where}")
        opened = self.stack.pop()
        if tag and tag != opened.tag:
            raise wrong(
                f'Unmatched end tag at byte offset {where}, expected "</{opened.tag}>", found "</{tag}>"'
            )
        self.at = close + 1
        self._finish(opened)

    def _finish(self, opened: Open) -> None:
        length = self.length - opened.offset
        kind = _entity_of(opened, self.stack)
        if length and kind:
            self.entities.append({"offset": opened.offset, "length": length, **kind})


def _entity_of(opened: Open, outer: list[Open]) -> Entity | None:
    """What the tag means; None for a link to nowhere, which the service shows as plain text."""
    tag, attributes = opened.tag, opened.attributes
    if tag == "a":
        href = attributes.get("href", "")
        return {"type": "text_link", "url": href} if LINK.match(href) else None
    if tag == "tg-emoji":
        return {"type": "custom_emoji", "custom_emoji_id": attributes.get("emoji-id", "")}
    if tag == "blockquote" and "expandable" in attributes:
        return {"type": "expandable_blockquote"}
    if tag == "code" and outer and outer[-1].tag == "pre":
        return None
    return {"type": SIMPLE.get(tag, "spoiler")}


def plain_characters(text: str) -> str:
    """An attribute's value without character entities."""
    return CHARACTER.sub(lambda found: NAMED.get(found[3] or "", found[0]), text)


def wrong(description: str) -> ApiError:
    """The refusal of a text that cannot be read."""
    return bad(f"can't parse entities: {description}")


def read_text(text: str, parse_mode: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Plain text without outer white space, and its entities in order.

    Raises:
        ApiError: 400 for broken formatting or a parse mode that is not read here.
    """
    if parse_mode and parse_mode.lower() != "html":
        raise bad("unsupported parse_mode")
    found = Reader(text).run() if parse_mode else (text, _checked(text, entities))
    return _trimmed(*found)


def _checked(text: str, entities: list[Entity]) -> list[Entity]:
    length = utf16(text)
    for entity in entities:
        start, size = entity["offset"], entity["length"]
        if entity["type"] not in KINDS:
            raise wrong(f'unknown entity type "{entity["type"]}"')
        if start < 0 or size <= 0 or start + size > length:
            raise wrong(f"entity at offset {start} with length {size} is outside the text")
    return entities


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    lead = utf16(text) - utf16(text.lstrip())
    short = text.strip()
    end = utf16(short)
    kept = []
    for entity in sorted(entities, key=lambda e: (e["offset"], -e["length"])):
        start = max(0, entity["offset"] - lead)
        stop = min(end, entity["offset"] + entity["length"] - lead)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return short, kept


def found_entities(text: str) -> list[Entity]:
    """What the service marks by itself in a text that a person wrote."""
    entities: list[Entity] = []
    for kind, pattern in FOUND:
        for match in pattern.finditer(text):
            start, size = utf16(text[: match.start()]), utf16(match[0])
            if not any(
                e["offset"] < start + size and start < e["offset"] + e["length"] for e in entities
            ):
                entities.append({"type": kind, "offset": start, "length": size})
    return sorted(entities, key=lambda e: int(e["offset"]))
