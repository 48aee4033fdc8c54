"""Telephone numbers as people type them, and as they are shown."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

import phonenumbers

_DIGITS: Final = re.compile(r"[0-9]")
_LOCAL_LENGTH: Final = 7
_AT_START: Final = re.compile(r"^\s*(\+?[0-9][0-9()\s.-]{5,}[0-9])")
_NOT_PHONE: Final = re.compile(r"[^0-9+()\-.\s]")


def parse(text: str, area_code: str) -> str | None:
    """The number in E.164, or None when ``text`` is no valid one.

    ``80671234567`` (the old trunk prefix) and local numbers of seven digits, which the library
    calls invalid, are completed first. ASCII digits only: ``int('١٢٣')`` would be 123.
    """
    if _NOT_PHONE.sub("", text) == "" or not text.isascii():
        text = re.sub(r"[^0-9+]", "", text)
    digits = "".join(_DIGITS.findall(text))
    if not text.strip().startswith("+"):
        if len(digits) == _LOCAL_LENGTH:
            digits = area_code + digits
        elif len(digits) == len("80671234567") and digits.startswith("80"):
            digits = "3" + digits
    candidate = f"+{digits}" if len(digits) > len("0671234567") else digits
    try:
        number = phonenumbers.parse(candidate, "UA")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def at_start(text: str, area_code: str) -> tuple[str, str] | None:
    """The number that ``text`` begins with, in E.164, and what follows it."""
    found = _AT_START.match(text)
    words = found[1].split() if found else []
    for count in range(len(words), 0, -1):  # a figure of its own may follow the number
        if number := parse(" ".join(words[:count]), area_code):
            return number, "".join(text.split(None, count)[count:])
    return None


def of_contact(phone: str, area_code: str) -> str | None:
    """The number of a shared contact in E.164; messengers leave the plus out."""
    return parse(phone, area_code) or parse(f"+{phone.lstrip('+')}", area_code)


def looks_like_phone(text: str) -> bool:
    """Whether somebody meant a number: mostly digits, at least five."""
    digits = sum(char.isdigit() for char in text)
    letters = sum(char.isalpha() for char in text)
    return digits >= 5 and digits > letters


_RUN: Final = re.compile(r"\+?[0-9](?:[\s()\-–.]*[0-9]){6,}")


def hidden(text: str, area_code: str, public: Collection[str] = ()) -> str:
    """The text with every number masked that can be called, but for ``public`` ones (E.164)."""

    def mask(run: re.Match[str]) -> str:
        number = parse(run[0], area_code)
        return masked(number) if number and number not in public else run[0]

    return _RUN.sub(mask, text)


def masked(phone: str) -> str:
    """``+380 ** *** ** 67``: enough for its owner, nothing for others."""
    if len(phone) < len("+380000"):
        return "**"
    start = "+380" if phone.startswith("+380") else phone[:3]
    return f"{start} ** *** ** {phone[-2:]}"


def spaced(phone: str) -> str:
    """A number as people read it aloud."""
    try:
        number = phonenumbers.parse(phone, "UA")
    except phonenumbers.NumberParseException:
        return phone
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
