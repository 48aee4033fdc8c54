"""A group that becomes a supergroup keeps its department, whichever of the two was known first."""

from datetime import UTC, datetime

from sqlalchemy import insert

from flows.conversation import Conversation
from flows.desk.work_chats import WorkChat
from flows.domain import Address, Role
from models.database import Database
from models.records import conversations, work_chats
from models.tables import staff

NOON = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


async def test_what_is_linked_follows_into_a_conversation_that_is_there(database: Database) -> None:
    old, new = (Conversation(0, "telegram", address, group=True) for address in ("-7", "-1007"))
    async with database.write() as connection:
        await conversations.create(connection, [old, new], NOON)
        boss = {"name": "Богдан", "name_folded": "богдан", "role": Role.ADMIN, "active": True}
        await connection.execute(insert(staff).values(id=1, on_duty=False, **boss))
        for talk, thread, department in (
            (old, "", "light"),
            (old, "5", "roads"),
            (new, "5", "parks"),
        ):
            to = Address(talk.id, talk.channel, talk.address)
            await work_chats.put(connection, WorkChat(0, to, thread, department), 1, NOON)
        assert not await conversations.move(connection, old.id, "telegram", "-7", "-1007")
        found = await work_chats.every(connection)
    assert {(one.to.address, one.thread, one.department) for one in found} == {
        ("-1007", "", "light"),
        ("-1007", "5", "parks"),
    }
