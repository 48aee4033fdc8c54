"""Text made comparable: the same words written by different hands become equal strings."""

import re
import unicodedata

APOSTROPHE = "’"
_APOSTROPHES = "'`´‘‛′＇\u02b9\u02bb\u02bc\u02bd"
_DASHES = "‐‑‒–—―−"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_MARKED = re.compile(f"[{_APOSTROPHES}{_DASHES}{_INVISIBLE}]")
_MARKS = str.maketrans(
    dict.fromkeys(_APOSTROPHES, APOSTROPHE)
    | dict.fromkeys(_DASHES, "-")
    # `from None` deletes: invisible marks come with text pasted from web pages
    | dict.fromkeys(_INVISIBLE, None)
)
_LATIN = "ABCEHIKMOPTXYaceikopxyïÏ"
_LOOKS_CYRILLIC = re.compile(f"[{_LATIN}]")
_LOOK_ALIKES = str.maketrans(_LATIN, "АВСЕНІКМОРТХУасеікорхуїЇ")

_WORD = re.compile(r"[^\W_]+(?:[-’][^\W_]+)*")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")

_CASES = (
    # how the nominative ends, what is cut off, what is put on (Ukrainian, then Russian)
    (
        re.compile(r"(?:[сцз]ьк|[сц]к|н|в)(?:ий|ый|ой)$"),
        2,
        ("ий", "ого", "ому", "им", "ім", "ый", "ым", "ом"),
    ),
    (re.compile(r"(?:[сцз]ьк|[оеє]в|н)а$"), 1, ("а", "ої", "ій", "у", "ою")),
    (re.compile(r"(?:[сцз]ьк|[оеє]в|н)е$"), 1, ("е", "ого", "ому", "им")),
)


def normalise_words(text: str) -> str:
    """The text in one comparable spelling; meant for matching, never for showing.

    Compatibility forms are folded (NFKC), every apostrophe is ``’``, every dash is ``-``,
    Latin letters that look Cyrillic are Cyrillic inside words that have Cyrillic letters,
    case is folded and white space is single.
    """
    text = same_marks(text)
    # Nearly all text passes these looks, which cost little, and needs nothing of what they ask for.
    if not unicodedata.is_normalized("NFKC", text):
        # NFKC would make «№» the Latin letters "No", which are then taken for a word
        text = "№".join(unicodedata.normalize("NFKC", part) for part in text.split("№"))
        text = same_marks(text)
    if _LOOKS_CYRILLIC.search(text):
        text = _WORD.sub(_to_cyrillic, text)
    return " ".join(text.casefold().split())


def same_marks(text: str) -> str:
    """The text with one kind of apostrophe and dash and nothing invisible; letters stay."""
    return text.translate(_MARKS) if _MARKED.search(text) else text


def words_of(text: str) -> tuple[str, ...]:
    """The words and numbers of the text, normalised; «15-а» and «пр-т» stay one word."""
    return tuple(_WORD.findall(normalise_words(text)))


def forms_of(name: str) -> frozenset[tuple[str, ...]]:
    """The name's words as tuples, with its other cases where every word is a plain adjective.

    «Саксаганський» is also found as «Саксаганському», «Свято-Вознесенська» as
    «Свято-Вознесенській»; «Пелагеї Литвинової» only as written.
    """
    words = split_words(words_of(name))
    for nominative, cut, endings in _CASES:
        # The first part of a compound («Центрально-», «Свято-») ends in «о» and stays
        if words and all(word.endswith("о") or nominative.search(word) for word in words):
            return frozenset(
                {
                    words,
                    *(tuple(_inflect(word, cut, ending) for word in words) for ending in endings),
                }
            )
    return frozenset({words} if words else ())


def _inflect(word: str, cut: int, ending: str) -> str:
    return word if word.endswith("о") else word[:-cut] + ending


def split_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with hyphenated ones taken apart: people write «Свято Миколаївська» too."""
    return tuple(part for word in words for part in word.split("-"))


def _to_cyrillic(match: re.Match[str]) -> str:
    word = match.group()
    return word.translate(_LOOK_ALIKES) if _CYRILLIC.search(word) else word
