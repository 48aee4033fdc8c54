"""aiogram with SQLAlchemy: a session for each update, opened by a middleware, one commit at its end.

What a chat has said so far is kept in the database, so a restart loses nothing that was worked;
an update that was taken and not worked is lost, and one that comes twice counts twice.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aiogram import BaseMiddleware, Dispatcher
from aiogram.types import CallbackQuery, Message, TelegramObject
from sqlalchemy import JSON, BigInteger, event, func, select
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bench.residents import LAP
from bench.ways.in_memory import said
from bench.ways.script import KEPT, Script
from bench.ways.service import Fed, keyboard


class Base(DeclarativeBase):
    """The tables of such a bot."""


class Chat(Base):
    """A chat, its step, and what it has said."""

    __tablename__ = "chats"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    step: Mapped[int] = mapped_column(default=0)
    draft: Mapped[list[str]] = mapped_column(JSON, default=list)


class Report(Base):
    """A request that was filed."""

    __tablename__ = "reports"
    id: Mapped[int] = mapped_column(primary_key=True)
    chat: Mapped[int] = mapped_column(BigInteger, index=True)
    words: Mapped[str]
    address: Mapped[str]
    district: Mapped[str]
    phone: Mapped[str]


class Session(BaseMiddleware):
    """Gives each handler a session and commits when it returns."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        async with self._sessions.begin() as session:
            data["session"] = session
            return await handler(event, data)


class SessionPerUpdate(Fed):
    """One handler for messages and one for taps, which look the step up."""

    name = "aiogram + SQLAlchemy, a session per update"  # type: ignore[misc]

    def __init__(self, script: Script, engine: AsyncEngine) -> None:
        self._script = script
        self._engine = engine
        self._sessions = async_sessionmaker(engine, expire_on_commit=False)
        made = Dispatcher()
        for observer in (made.message, made.callback_query):
            observer.outer_middleware(Session(self._sessions))
        made.message.register(self._message)
        made.callback_query.register(self._tap)
        super().__init__(made)

    @classmethod
    async def on_sqlite(cls, script: Script, folder: Path) -> SessionPerUpdate:
        """On a new file, as durable as the program's: WAL, FULL."""
        # One connection: with more, ten that write at once lose updates or wait in vain.
        engine = create_async_engine(
            f"sqlite+aiosqlite:///{folder / 'sessions.sqlite3'}",
            pool_size=1, max_overflow=0, pool_timeout=600,
        )  # fmt: skip
        event.listen(engine.sync_engine, "connect", _durable)
        async with engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
        return cls(script, engine)

    async def _message(self, message: Message, session: AsyncSession) -> None:
        await self._step(message, said(message), message, session)

    async def _tap(self, tap: CallbackQuery, session: AsyncSession) -> None:
        if isinstance(tap.message, Message):
            await self._step(tap.message, said(tap), tap, session)

    async def _step(
        self, message: Message, words: str, event: Message | CallbackQuery, session: AsyncSession
    ) -> None:
        chat = await session.get(Chat, message.chat.id)
        if chat is None:
            chat = Chat(id=message.chat.id, step=0, draft=[])
            session.add(chat)
        number = chat.step
        if number in {1, 3, 4, 5}:
            chat.draft = [*chat.draft, said(event)]
        if number == LAP - 1:
            session.add(Report(chat=chat.id, **dict(zip(KEPT, chat.draft, strict=True))))
            chat.draft = []
        chat.step = (number + 1) % LAP
        await session.flush()
        for reply in self._script.steps[number]:
            await message.answer(reply.text, reply_markup=keyboard(reply))

    async def filed(self) -> int:
        async with self._sessions() as session:
            return int((await session.execute(select(func.count(Report.id)))).scalar_one())

    async def close(self) -> None:
        await self._engine.dispose()


def _durable(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
