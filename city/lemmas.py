"""Words of both languages made comparable: «не горят фонари» and «не горять ліхтарі» meet.

A word becomes its dictionary form (Ukrainian and Russian, pymorphy3), and that one a *root*:
the letters that sound alike are made one and the ending is cut off. Spelling by ear («канализацыя»,
«астановка») so disappears by itself.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from functools import cache, lru_cache

import pymorphy3

from city.words import APOSTROPHE, split_words, words_of

# It tells of every dictionary and where it lies
logging.getLogger("pymorphy3").setLevel(logging.WARNING)

ROOT_MAX = 8
"""Letters of a root: what follows is endings and suffixes in nearly every word."""
_NAMES = frozenset({"Name", "Surn", "Patr"})
"""What OpenCorpora calls given names, surnames and patronymics."""
_PLACE_NAMES = frozenset({"Geox"})
_SOUNDS = str.maketrans(
    {
        "і": "и", "ї": "и", "ы": "и", "й": "и", "є": "е", "э": "е", "ё": "е", "о": "а",
        "ґ": "г", "щ": "ш", "ю": "у", "я": "а", "ь": "", "ъ": "", APOSTROPHE: "", "ў": "у",
    }
)  # fmt: skip
_TWICE = re.compile(r"(.)\1+")
_VERB = re.compile(r"(?<=..)(?:тис[аи]|тса|т[ис]?)$")
_REFLEXIVE = re.compile(r"(?<=...)(?:т?с[аи]|ца)$")
_ENDING = re.compile(r"(?<=...)[аеиу]+$")
_ADJECTIVE = re.compile(r"(?<=...)(?:ав|ев|ск|н)?[аеи]+[гм]?[аиу]?$")


@cache
def _analyser(language: str) -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer(lang=language)


def warm_up() -> None:
    """Read the dictionaries now (0.15 s) and not at the first message."""
    for language in ("uk", "ru"):
        _analyser(language)


def fold(word: str) -> str:
    """The word as it sounds, one letter for each sound that both languages share."""
    return _TWICE.sub(r"\1", word.translate(_SOUNDS))


@lru_cache(maxsize=20_000)
def lemmas_of(word: str) -> tuple[str, ...]:
    """Dictionary forms of a normalised word: those that a language knows, the word itself else."""
    found: dict[str, None] = {}
    for language in ("uk", "ru"):
        analyser = _analyser(language)
        spelt = word.replace(APOSTROPHE, "'") if language == "uk" else word
        if analyser.word_is_known(spelt):
            found.update(dict.fromkeys(p.normal_form for p in analyser.parse(spelt)[:2]))
    return tuple(found) or (word,)


@lru_cache(maxsize=20_000)
def roots_of(word: str) -> tuple[str, ...]:
    """What is left of a word's dictionary forms without endings, as it sounds."""
    return tuple(dict.fromkeys(root(lemma) for lemma in lemmas_of(word)))


def root(lemma: str) -> str:
    """A dictionary form without its ending: «перегоріти» and «перегореть» give the same."""
    sound = fold(lemma.replace("'", APOSTROPHE))
    bare = _REFLEXIVE.sub("", sound)
    bare = _VERB.sub("", bare)
    return (_ENDING.sub("", bare) or sound)[:ROOT_MAX]


def tokens(text: str) -> tuple[str, ...]:
    """Normalised words of a text, hyphenated ones taken apart."""
    return split_words(words_of(text))


@lru_cache(maxsize=20_000)
def is_known(word: str) -> bool:
    """Whether either language has the word, in any form."""
    spelt = word.replace(APOSTROPHE, "'")
    return any(_analyser(language).word_is_known(spelt) for language in ("uk", "ru"))


@lru_cache(maxsize=4_000)
def forms_of_word(word: str) -> frozenset[str]:
    """Every form of the word in the languages that know it, and the word itself."""
    spelt = word.replace(APOSTROPHE, "'")
    forms = {word}
    for language in ("uk", "ru"):
        analyser = _analyser(language)
        meant = [p for p in analyser.parse(spelt) if p.is_known and p.normal_form == spelt]
        for one in {str(p.tag.POS): p for p in meant}.values():
            forms.update(plain(form.word) for form in one.lexeme)
    return frozenset(forms)


def plain(word: str) -> str:
    """A dictionary's spelling as it stands in normalised texts; «ё» is «е», as most write."""
    return word.replace("'", APOSTROPHE).replace("ё", "е")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word: ``name`` of a person or place; ``feminine`` adjective."""

    known: bool
    genitive: bool
    name: bool
    feminine: bool


@lru_cache(maxsize=4_000)
def readings(word: str) -> tuple[Reading, ...]:
    """How the languages that know the word read it; where none does, how Ukrainian would."""
    spelt = word.replace(APOSTROPHE, "'")
    analysers = [a for a in map(_analyser, ("uk", "ru")) if a.word_is_known(spelt)]
    return tuple(
        Reading(
            bool(analysers),
            one.tag.POS == "NOUN" and "gent" in one.tag,
            not (_NAMES | _PLACE_NAMES).isdisjoint(one.tag.grammemes),
            one.tag.POS == "ADJF" and "femn" in one.tag and "Anum" not in one.tag,
        )
        for analyser in analysers or [_analyser("uk")]
        for one in analyser.parse(spelt)
    )


@lru_cache(maxsize=20_000)
def is_name(word: str) -> bool:
    """Whether a language knows the word as a given name, surname or patronymic, in any form."""
    return _is_tagged(word, _NAMES)


@lru_cache(maxsize=20_000)
def is_place_name(word: str) -> bool:
    """Whether a language knows the word as the name of a place, in any form."""
    return _is_tagged(word, _PLACE_NAMES)


def _is_tagged(word: str, tags: frozenset[str]) -> bool:
    spelt = word.casefold().replace(APOSTROPHE, "'")
    meant = [
        reading
        for analyser in map(_analyser, ("uk", "ru"))
        if analyser.word_is_known(spelt)
        for reading in analyser.parse(spelt)[:3]
    ]
    return any(not tags.isdisjoint(reading.tag.grammemes) for reading in meant)
