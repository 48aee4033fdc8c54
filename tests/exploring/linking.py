"""Somebody's two chats become one person's and part again, with what happens in between."""

from __future__ import annotations

import re
from datetime import timedelta

from flows.events import Media, MediaKind, MediaRef
from flows.messages import BOLD, PLAIN

from .answers import Pick
from .people import Person
from .play import Play

_CODE = re.compile(f"{BOLD}([A-Z2-9]{{4}}-[A-Z2-9]{{4}}){PLAIN}")


async def link(play: Play, one: Person, other: Person, pick: Pick) -> None:
    """A code from the one chat, typed in the other."""
    await play.says(one, "/link")
    codes = [found[1] for told in one.told if (found := _CODE.search(told.message.text))]
    if not codes:
        return
    other.code = codes[-1]
    await play.says(other, "/link code")
    for _ in range(2):
        await play.goes_on(other, pick)


async def unlink(play: Play, one: Person) -> None:
    """Let the first other chat go, if there is one."""
    await play.says(one, "/unlink")
    here = play.talk(one).id
    for choice in one.told[-1].message.offers():
        if choice[1].startswith("m:unlink:") and choice[1] != f"m:unlink:{here}":
            await play.taps(one, choice[1])
            return


async def one_persons_news(play: Play, post: Person, web: Person, pick: Pick) -> None:
    """News to a chat that was blocked unnoticed reaches the other; then both part."""
    await play.files(post, pick)
    await play.says(post, "/new")
    await play.act(post, Media((MediaRef(MediaKind.PHOTO, "a photo"),)))
    await play.refused_file(post, "broken")
    await play.says(post, "/cancel")
    await link(play, post, web, pick)
    await play.says(post, "/my")
    await play.passes(timedelta(minutes=1))
    await play.blocks(post, told=False)
    number = play.numbers(post)[0]
    await play.says(play.world.people["Андрій"], f"/take {number}")
    await play.says(play.world.people["Оксана"], f"/reply {number} як справи?")
    await unlink(play, web)
    await link(play, web, post, pick)
    await unlink(play, post)
