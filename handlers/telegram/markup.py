"""Neutral texts as Telegram's: its markup, its way of counting, and its limits.

Limits: https://core.telegram.org/bots/api#sendmessage and #sendphoto, counted in UTF-16 units
after the markup has been taken out.
"""

from __future__ import annotations

import html
import re
from typing import Final

from flows.messages import BOLD, PLAIN
from handlers import markup
from handlers.markup import sendable, to_plain, units

__all__ = ["MAX_CAPTION", "MAX_TEXT", "split", "to_html", "to_plain", "units"]

MAX_TEXT: Final = 4096
MAX_CAPTION: Final = 1024

_MARKS: Final = re.compile(f"([{BOLD}{PLAIN}])")


def to_html(text: str) -> str:
    """``text`` for ``parse_mode=HTML``: everything escaped, marks as balanced bold tags."""
    out: list[str] = []
    bold = False
    for piece in _MARKS.split(sendable(text)):
        if piece in {BOLD, PLAIN}:
            if bold != (piece == BOLD):
                bold = piece == BOLD
                out.append("<b>" if bold else "</b>")
        else:
            out.append(html.escape(piece, quote=False))
    return "".join(out) + ("</b>" if bold else "")


def split(text: str, limit: int = MAX_TEXT) -> list[str]:
    """See :func:`handlers.markup.split`."""
    return markup.split(text, limit)
