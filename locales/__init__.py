"""All that a person reads: Fluent texts by language, checked when they are loaded.

In the files ``**words**`` means bold. The marks become two private-use characters before the
text is parsed, so a value that happens to hold asterisks can never turn into markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from fluent.runtime import FluentBundle, FluentResource, resolver
from fluent.syntax import ast

LANGUAGES: Final = ("uk", "en")
DEFAULT: Final = "uk"
_BOLD: Final = re.compile(r"\*\*(.+?)\*\*")
_FOLDER: Final = Path(__file__).parent
LONGEST_VALUE: Final = 50_000
"""Characters of a value in a text: what somebody may write, and all of it that was not understood."""

# Fluent refuses values above 2,500, a guard against texts that blow themselves up. Ours are not
# strangers', and whoever writes more than that shall be answered all the same.
resolver.MAX_PART_LENGTH = LONGEST_VALUE


class TextError(Exception):
    """A text is missing, malformed, or was asked for without one of its values."""


class Texts:
    """The texts of one language."""

    def __init__(self, language: str, sources: Mapping[str, str]) -> None:
        self.language = language
        self._bundle = FluentBundle([language], use_isolating=False)
        self._constant: dict[str, str] = {}
        for name, source in sources.items():
            self._load(name, source)

    def _load(self, name: str, source: str) -> None:
        resource = FluentResource(_BOLD.sub("\ue000\\1\ue001", source))
        for entry in resource.body:
            if isinstance(entry, ast.Junk):
                first = entry.content.strip().splitlines()[0] if entry.content else ""
                msg = f"{self.language}/{name}: not understood near «{first}»"
                raise TextError(msg)
        self._bundle.add_resource(resource)

    def __contains__(self, key: str) -> bool:
        return bool(self._bundle.has_message(key))

    def get(self, key: str, **values: str | int) -> str:
        """The text for ``key``. Raises :class:`TextError` rather than show a hole."""
        if not values and (known := self._constant.get(key)) is not None:
            return known
        if key not in self:
            msg = f"no text «{key}» in {self.language}"
            raise TextError(msg)
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            msg = f"text «{key}» in {self.language} has no value"
            raise TextError(msg)
        text, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            msg = f"text «{key}» in {self.language}: {errors[0]}"
            raise TextError(msg)
        if not values:
            self._constant[key] = str(text)
        return str(text)


@cache
def texts(language: str = DEFAULT) -> Texts:
    """The texts of ``language``, or of the default where it is not spoken here."""
    chosen = language if language in LANGUAGES else DEFAULT
    folder = _FOLDER / chosen
    if not folder.is_dir():
        folder = _FOLDER / DEFAULT
    files = sorted(folder.glob("*.ftl"))
    return Texts(folder.name, {f.name: f.read_text(encoding="utf-8") for f in files})
