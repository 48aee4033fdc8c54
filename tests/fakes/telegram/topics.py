"""Topics that the bot opens: refused in the service's own words.

The words are those of https://github.com/tdlib/td (ForumTopicManager.cpp), as the Bot API passes
them on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .errors import bad

if TYPE_CHECKING:
    from .service import Method, Service

Json = dict[str, Any]
COLOURS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
MAX_NAME = 128


def _create(service: Service, params: Json) -> Json:
    chat = service.world.open(params["chat_id"])
    colour = params.get("icon_color", COLOURS[0])
    if colour not in COLOURS:
        raise bad("invalid icon color specified")
    if not chat.info.get("is_forum"):
        raise bad("the chat is not a forum")
    if not chat.bot_manages_topics:
        raise bad("not enough rights to create a topic")
    name = params["name"].strip()[:MAX_NAME]
    if not name:
        raise bad("title must be non-empty")
    service.take(chat)
    message = chat.post(service.me, {"forum_topic_created": {"name": name, "icon_color": colour}})
    message.raw |= {"message_thread_id": message.id, "is_topic_message": True}
    chat.topics.add(message.id)
    return {"message_thread_id": message.id, "name": name, "icon_color": colour}


METHODS: dict[str, Method] = {"createForumTopic": _create}
