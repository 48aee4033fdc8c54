"""One text understood: danger, topic and place together, as one value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from operator import itemgetter
from threading import Lock

from city.addresses import Addresses, FoundPlace
from city.catalogue import Catalogue
from city.danger import Danger, Dangers
from city.learning import Example
from city.lemmas import warm_up
from city.lessons import Lesson, Lessons, words_to_learn
from city.places import Places
from city.spelling import Spelling
from city.topics import DANGER, Suggestion, Topics, examples_of, is_sure, suggested

READ: int = 4_000
"""Characters of a text that are looked at: time stays bounded, and so does nonsense."""

LIKELY: float = 0.52
"""From this score on a text counts as a danger although no pattern is in it."""

REMEMBERED: int = 4000
"""Texts whose meaning is kept, some 2 KB each: a conversation asks for the same at every step."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a text seems to mean. Nothing of it is decided: the resident says yes first."""

    danger: Danger | None
    services: tuple[Suggestion, ...]
    place: FoundPlace

    @property
    def sure_of_topic(self) -> bool:
        """Whether the first service may be proposed by itself."""
        return is_sure(self.services)


class Trained:
    """What was read and learned from a city's files, once, however often the lessons change."""

    def __init__(
        self, catalogue: Catalogue, places: Places, dangers: Dangers | None = None
    ) -> None:
        self.catalogue = catalogue
        self.places = places
        self.dangers = dangers or Dangers()
        self.topics = Topics(self._examples())
        self._ready = False
        self._first = Lock()

    def charted(self, places: Places) -> Trained:
        """The same with other streets; what was learned of topics and dangers is shared."""
        other = copy(self)
        other.places = places
        other.__dict__.pop("addresses", None)
        return other

    @cached_property
    def addresses(self) -> Addresses:
        return Addresses(self.places)

    @cached_property
    def spelling(self) -> Spelling:
        texts = (example.text for example in examples_of(self.catalogue))
        return Spelling((*texts, *self.dangers.words))

    def warm_up(self) -> None:
        """Once, whoever comes first; the others wait."""
        if self._ready:
            return
        with self._first:
            if not self._ready:
                warm_up()
                self.dangers.find("тест")
                self.topics.scores(self.spelling.repaired("тест"))
                self._ready = True

    def _examples(self) -> Iterator[Example]:
        """The catalogue's examples, marked where a rule sees a danger, and those of dangers."""
        dangerous = {danger.service for danger in self.dangers.all}
        for example in examples_of(self.catalogue):
            risky = bool(dangerous & set(example.labels))
            danger = self.dangers.find(example.text) if risky else None
            yield example._replace(labels=(*example.labels, *_label(danger)))
        for one in self.dangers.all:
            for text in one.examples:
                yield Example(text, (*filter(None, [one.service]), *_label(one)))


class Reader:
    """Understands texts for one city; learns and reads its dictionaries at the first one."""

    def __init__(self, trained: Trained, lessons: Iterable[Lesson] = ()) -> None:
        self._trained = trained
        self._lessons = Lessons(lessons)
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._read)
        self._placed = lru_cache(maxsize=REMEMBERED)(self._find)

    def taught(self, lessons: Iterable[Lesson]) -> Reader:
        """A reader that has these lessons instead, and shares all that was learned from files."""
        return Reader(self._trained, lessons)

    def charted(self, places: Places) -> Reader:
        """A reader that looks for addresses in these places instead."""
        reader = Reader(self._trained.charted(places), self._lessons.all)
        reader.place("")
        return reader

    def understand(self, text: str) -> Understanding:
        """Danger, up to three services and the place. Pure: the same text, the same answer."""
        self.warm_up()
        return self._remembered(text[:READ])

    def place(self, text: str) -> FoundPlace:
        """The place alone, for an answer to «Де це?»."""
        return self._placed(text[:READ])

    def words_to_learn(self, text: str) -> frozenset[str]:
        """What a lesson may keep of a text: its words without its place; see ``city.lessons``."""
        return words_to_learn(self._spelt(text[:READ])[1])

    def warm_up(self) -> None:
        """Do now what the first text would wait for, two or three seconds; fit for a thread."""
        self._trained.warm_up()

    def _find(self, text: str) -> FoundPlace:
        return self._trained.addresses.find(text)

    def _spelt(self, text: str) -> tuple[FoundPlace, str]:
        place, rest = self._trained.addresses.split(text)
        return place, self._trained.spelling.repaired(rest)

    def _read(self, text: str) -> Understanding:
        place, spelt = self._spelt(text)
        scores = self._trained.topics.scores(spelt)
        dangers = self._trained.dangers
        danger = dangers.find(text) or dangers.find(spelt) or self._likely(scores)
        if self._lessons:
            scores = self._lessons.applied(scores, words_to_learn(spelt))
        services = suggested(scores)
        if danger is not None and danger.service:
            services = _first(danger.service, services)
        return Understanding(danger, services, place)

    def _likely(self, scores: Mapping[str, float]) -> Danger | None:
        """The danger that no pattern found but that the text is very much like."""
        dangers = self._trained.dangers.all
        likely = [(scores.get(f"{DANGER}{one.code}", 0.0), one) for one in dangers]
        score, danger = max(likely, key=itemgetter(0), default=(0.0, None))
        return danger if score >= LIKELY else None


def _label(danger: Danger | None) -> tuple[str, ...]:
    return (f"{DANGER}{danger.code}",) if danger else ()


def _first(code: str, services: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
    """The service of a recognised danger leads, unless the words are surer of another one."""
    if services and is_sure(services) and services[0].score > 0.75:
        known = {suggestion.code for suggestion in services}
        return services if code in known else (services[0], Suggestion(code, 0.5), *services[1:2])
    rest = tuple(replace(s, score=min(s.score, 0.5)) for s in services if s.code != code)
    return (Suggestion(code, 0.9), *rest[:2])
