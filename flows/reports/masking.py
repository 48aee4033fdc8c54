"""Words of residents without what tells who they are: a proposal, which a person then looks over.

Masked are telephones and other long numbers, addresses of mail and pages, names of accounts,
flats, and names of people. What is masked too much can be written anew; nothing is published
unseen.
"""

from __future__ import annotations

import re
from typing import Final

from city.lemmas import is_name
from flows.reports.cells import clean

MASK: Final = "[…]"

_CONTACTS: Final = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<!\w)@\w{3,}"
    r"|\+?\d(?:[\s()\-–.]*\d){6,}"
)
"""Pages, mail, accounts; seven digits and more, however they are spaced: telephones, documents."""

_FLAT: Final = re.compile(
    r"(?<!\w)(?:кв(?:артир[аиіуоюею]*)?|flat|кімнат[аиіу]|комнат[аыеу])\.?\s*(?:№\s*)?\d+\s*-?[а-яa-z]?(?!\w)",
    re.IGNORECASE,
)
_AFTER_HOUSE: Final = re.compile(r"(?<=\d)\s*/\s*\d{1,4}(?!\d)|(?<=\d)-\d{1,4}(?!\d)")
"""«15/42», «15-42»: a house and a flat."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'ʼ][^\W\d_]+)*")
_STREETS: Final = re.compile(
    r"^(?:вул|ул|просп|пр|пров|пер|площ|пл|бульв|бул|мкр|мікрорайон|микрорайон|імен|им|ім|шосе|парк|сквер)",
    re.IGNORECASE,
)
_PATRONYMIC: Final = re.compile(r"(?:ович|евич|йович|івна|ївна|овна|евна)[а-яіїє]{0,3}$")
_CALLED: Final = re.compile(
    r"(?:мене\s+звати|меня\s+зовут|моє\s+ім[’'ʼ]я|прізвище|фамилия|з\s+повагою|с\s+уважением)[\s,:—–-]+",
    re.IGNORECASE,
)
BETWEEN: Final = 3
"""Signs between the parts of one name at most."""


def masked(text: str) -> str:
    """The text with a mask in place of what may tell who somebody is."""
    out = _CONTACTS.sub(MASK, clean(text))
    out = _FLAT.sub(MASK, out)
    out = _AFTER_HOUSE.sub(f"/{MASK}", out)
    return _without_names(out)


def _without_names(text: str) -> str:
    words = list(_WORD.finditer(text))
    hidden = [_tells(text, words, at) for at in range(len(words))]
    pieces: list[str] = []
    end = 0
    for at, word in enumerate(words):
        if not hidden[at]:
            continue
        joined = at and hidden[at - 1] and word.start() - words[at - 1].end() <= BETWEEN
        pieces += [] if joined else [text[end : word.start()], MASK]
        end = word.end()
    return "".join([*pieces, text[end:]])


def _tells(text: str, words: list[re.Match[str]], at: int) -> bool:
    """Whether the word is part of somebody's name: capital, and known as one or beside one."""
    word = words[at][0]
    if not word[0].isupper() or _of_a_street(text, words, at):
        return False
    if _PATRONYMIC.search(word.casefold()) or is_name(word):
        return True
    if any(found.end() == words[at].start() for found in _CALLED.finditer(text)):
        return True
    beside = [other for other in (at - 1, at + 1) if 0 <= other < len(words)]
    return any(
        words[other][0][0].isupper()
        and _close(words[at], words[other])
        and (is_name(words[other][0]) or _PATRONYMIC.search(words[other][0].casefold()))
        for other in beside
    )


def _close(one: re.Match[str], other: re.Match[str]) -> bool:
    first, last = sorted((one, other), key=lambda word: word.start())
    return last.start() - first.end() <= 1


def _of_a_street(text: str, words: list[re.Match[str]], at: int) -> bool:
    """«вул. Володимира Великого», «на проспекті Гагаріна»: a street keeps its name."""
    for before in range(at - 1, max(at - 4, -1), -1):
        if _STREETS.match(words[before][0]):
            return True
        if not words[before][0][0].isupper() or not _close(words[before], words[before + 1]):
            return False
    return False
