"""Takes out of a text what must never reach a log: tokens, keys, and telephone numbers."""

import re
from collections.abc import Iterable

HIDDEN = "[secret]"
PHONE = "[phone]"

_TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{30,}")

# Ukrainian numbers as people write them, +380 67 123-45-67 or 067 123 45 67, and any other
# international number. Letters, digits, and what joins the parts of a version, a decimal or an
# address must not touch it, so that 0.1234567890 stays a measurement.
_WRITTEN = re.compile(
    r"""(?<![\w.:/-])
        (?: \+ \d (?: [\s().-]{0,2} \d ){8,14}
          | (?: 38 [\s().-]{0,2} )? \(? 0 (?: [\s().-]{0,2} \d ){9}
        )
        (?![\w:]|\.\d)""",
    re.VERBOSE,
)

# What remains of an identifier that is at least as long as a telephone number: a resident's
# messenger id is as personal. Dates and fractions of a second have no run of ten digits.
_LONG_RUN = re.compile(r"(?<![\d.])\d{10,}(?!\d)")


class Redactor:
    """Replaces secrets and telephone numbers in texts.

    Args:
        secrets: values to be taken out wherever they stand; empty ones are passed over.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        # the longest first: one secret may begin with another
        known = sorted({value for value in secrets if value}, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known)) or r"(?!)")

    def __call__(self, text: str) -> str:
        """Return ``text`` with every secret and telephone number replaced."""
        text = _TOKEN.sub(HIDDEN, self._known.sub(HIDDEN, text))
        return _LONG_RUN.sub(PHONE, _WRITTEN.sub(PHONE, text))
