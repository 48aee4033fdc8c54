"""The page's own words, from ``locales/uk/web.json``."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import locales


@cache
def words() -> dict[str, Any]:
    """All of them. The bot's texts come in messages; these are labels, hints and errors."""
    path = Path(locales.__file__).parent / locales.DEFAULT / "web.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded
