"""Judges a journey: what people said and saw in the messenger against what is stored."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from hashlib import sha256
from typing import Any, Final

from tests.fakes.telegram import Seen
from tests.stage.people import MARKS

from .dying import Doomed
from .journey import ANSWER, ASK, COMMENT, REPORT, STORY, Played

NUMBER: Final = re.compile(r"№ (\d+) зареєстровано")
SENDS: Final = ("sendMessage", "sendPhoto", "sendMediaGroup", "sendDocument")
TAGS: Final = re.compile(r"<[^>]+>")

FILES: Final = """
    SELECT id, request, state, sha256 FROM attachments
    WHERE conversation_id = (SELECT id FROM conversations WHERE address = ?)
"""

LETTERS: Final = """
    SELECT address, message, outbox.state FROM outbox
    JOIN conversations ON conversations.id = conversation_id
"""


def judge(played: Played) -> None:
    """Raise AssertionError for anything lost, doubled, or said too often."""
    _everything_came_in_once(played)
    _each_number_once(played)
    _each_word_once(played)
    _each_file_once(played)
    _few_copies(played)


def _everything_came_in_once(played: Played) -> None:
    """Every update became one event, and every event was worked."""
    rows = played.house.rows("SELECT state, count(*) FROM inbox GROUP BY state")
    assert [state for state, _ in rows] == ["done"], rows
    updates = played.telegram.service.queue.last_id - 100_000_000
    rows = played.house.rows("SELECT count(*) FROM inbox WHERE origin = 'channel'")
    assert rows == [(updates,)], f"{updates} updates, {rows} events"


def _each_number_once(played: Played) -> None:
    for person, edge in played.residents:
        told = {n for m in edge.account.chat if m.from_bot for n in NUMBER.findall(m.text)}
        mine = (
            "SELECT CAST(number AS TEXT) FROM requests WHERE resident_id ="
            " (SELECT resident_id FROM conversations WHERE address = ?)"
        )
        stored = [row[0] for row in played.house.rows(mine, str(edge.account.id))]
        assert stored == [str(person.number)], f"{person.name}: {stored}"
        assert told == set(stored), f"{person.name} was told {told}, stored are {stored}"


def _each_word_once(played: Played) -> None:
    """What somebody said stands in one place of what is kept, and nowhere a second time."""
    kept = [
        line
        for row in played.house.rows("SELECT text, rating_comment FROM requests")
        for line in row[0].splitlines()
    ]
    kept += [row[0] for row in played.house.rows("SELECT text FROM history WHERE text <> ''")]
    said = Counter(kept)
    wanted = (*STORY, ANSWER, ASK, REPORT, COMMENT)
    assert {text: said[text] for text in wanted} == dict.fromkeys(wanted, 1), kept


def _each_file_once(played: Played) -> None:
    for edge in (played.staff, *(edge for _, edge in played.residents)):
        rows = _files(played, edge)
        assert len(rows) == edge.files, f"{edge.account.user['first_name']}: {rows}"
        for _, number, state, digest in rows:
            assert state == "stored"
            assert number
            path = played.house.folder / "data" / "files" / digest[:2] / digest
            assert sha256(path.read_bytes()).hexdigest() == digest
    named = played.house.rows("SELECT attachments FROM history WHERE verb = 'finish'")
    report = [row[0] for row in _files(played, played.staff)]
    assert [json.loads(row[0]) for row in named] == [report]


def _files(played: Played, edge: Doomed) -> list[Any]:
    return played.house.rows(FILES, str(edge.account.id))


def _few_copies(played: Played) -> None:
    """A message comes once, and once more at most for each attempt that nobody knew the end of.

    A question that was answered before it could be repeated was taken back: its letter is gone,
    its copies are those of the attempts that death cut off.
    """
    letters = played.house.rows(LETTERS)
    unsent = [(_text(message), state) for _, message, state in letters if state != "sent"]
    assert not unsent
    stored = Counter((address, _text(message)) for address, message, _ in letters)
    doubted = Counter(
        (address, _text(message)) for death in played.deaths for address, message in death.sending
    )
    changed = {(a, _text(m)) for a, m, _ in letters if json.loads(m).get("replaces")}
    sent = Counter(_sent(call) for call in played.telegram.seen if _is_message(call))
    for key in sent | stored:
        least = 0 if key in changed else stored[key]
        assert least <= sent[key] <= stored[key] + doubted[key], (sent[key], stored[key], key)


def _is_message(call: Seen) -> bool:
    return call.method in SENDS and call.code == 200


def _sent(call: Seen) -> tuple[str, str]:
    text = str(call.params.get("text", call.params.get("caption", "")))
    return str(call.params["chat_id"]), html.unescape(TAGS.sub("", text)).strip()


def _text(message: str) -> str:
    return str(json.loads(message)["text"]).translate(MARKS).strip()
