"""aiogram's own dispatcher with its finite states in memory: nothing outlives the process."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from aiogram import Dispatcher, F
from aiogram.filters import Command, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, Message

from bench.ways.script import Script
from bench.ways.service import Fed, keyboard

Handler: TypeAlias = Callable[[Any, FSMContext], Awaitable[None]]


class Filing(StatesGroup):
    """What the resident is asked for."""

    words = State()
    topic = State()
    address = State()
    district = State()
    phone = State()
    review = State()


class InMemory(Fed):
    """Seven handlers and a storage of dictionaries."""

    name = "aiogram, states in memory"  # type: ignore[misc]

    def __init__(self, script: Script) -> None:
        self._script = script
        self._filed: list[dict[str, Any]] = []
        super().__init__(self._dispatcher_made())

    def _dispatcher_made(self) -> Dispatcher:
        made = Dispatcher(storage=MemoryStorage())
        on, tap = made.message, made.callback_query
        on.register(self._step(0, Filing.words), Command("new"))
        on.register(self._step(1, Filing.topic, "words"), StateFilter(Filing.words), F.text)
        tap.register(self._step(2, Filing.address), StateFilter(Filing.topic))
        on.register(self._step(3, Filing.district, "address"), StateFilter(Filing.address), F.text)
        tap.register(self._step(4, Filing.phone, "district"), StateFilter(Filing.district))
        on.register(self._step(5, Filing.review, "phone"), StateFilter(Filing.phone), F.contact)
        tap.register(self._file, StateFilter(Filing.review))
        return made

    def _step(self, number: int, after: State, kept: str = "") -> Handler:
        async def handler(event: Message | CallbackQuery, state: FSMContext) -> None:
            if kept:
                await state.update_data({kept: said(event)})
            await state.set_state(after)
            await self._say(event, number)

        return handler

    async def _file(self, event: CallbackQuery, state: FSMContext) -> None:
        self._filed.append(await state.get_data())
        await state.clear()
        await self._say(event, 6)

    async def _say(self, event: Message | CallbackQuery, number: int) -> None:
        message = event.message if isinstance(event, CallbackQuery) else event
        for reply in self._script.steps[number]:
            await message.answer(reply.text, reply_markup=keyboard(reply))  # type: ignore[union-attr]

    async def filed(self) -> int:
        return len(self._filed)

    async def close(self) -> None:
        """Nothing is kept."""


def said(event: Message | CallbackQuery) -> str:
    """The words, the number, or the button's data."""
    if isinstance(event, CallbackQuery):
        return event.data or ""
    return event.contact.phone_number if event.contact else event.text or ""
