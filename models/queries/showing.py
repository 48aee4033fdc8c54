"""What a local conversation may be shown: its own files, and those that it was sent."""

from __future__ import annotations

from sqlalchemy import Text, cast, select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.tables import attachments, conversations, transcript


async def may_see(connection: AsyncConnection, channel: str, address: str, attachment: int) -> bool:
    """Whether the conversation sent this file or was sent a message with it."""
    theirs = select(conversations.c.id).where(
        conversations.c.channel == channel, conversations.c.address == address
    )
    conversation = (await connection.execute(theirs)).scalar()
    if conversation is None:
        return False
    own = select(attachments.c.id).where(
        attachments.c.id == attachment, attachments.c.conversation_id == conversation
    )
    if (await connection.execute(own)).first():
        return True
    # The number stands somewhere in the row: narrows the rows whose JSON is then really read.
    told = select(transcript.c.body).where(
        transcript.c.conversation_id == conversation,
        cast(transcript.c.body, Text).like(f'%"media":[%{attachment}%'),
    )
    rows = await connection.execute(told.order_by(transcript.c.id.desc()))
    return any(attachment in body.get("media", ()) for (body,) in rows)
