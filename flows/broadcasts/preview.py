"""The last look at an announcement before it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from city import City
from flows.broadcasts.sending import data
from flows.desk.announcement import Broadcast
from flows.messages import Choice, Message, Style
from flows.staff import second_person
from locales import Texts

CHANNELS: Final = {"telegram": "Telegram", "viber": "Viber"}


def preview(
    words: Texts, city: City, known: Broadcast, counted: Mapping[str, int], job: int
) -> Message:
    """As people will see it, with how many will; [Надіслати] carries the number that was counted."""
    total = sum(counted.values())
    if not total:
        drop = Choice(words.get("button-broadcast-drop"), data(known.id, "drop"))
        return Message(words.get("broadcast-nobody"), ((drop,),))
    by_channel = ", ".join(
        f"{CHANNELS.get(name, words.get('broadcast-web'))}: {number}"
        for name, number in sorted(counted.items())
    )
    second = second_person.needed(city, total)
    key = "button-second-person" if second else "button-broadcast-send"
    send = Choice(words.get(key), data(known.id, "send", total, job), Style.PRIMARY)
    drop = Choice(words.get("button-broadcast-drop"), data(known.id, "drop"))
    text = words.get("broadcast-preview", text=known.text, total=total, channels=by_channel)
    return Message(text, ((send,), (drop,)), media=known.media)
