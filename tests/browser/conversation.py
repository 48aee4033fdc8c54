"""A short scripted conversation, so that the page can be tested without the engine."""

from __future__ import annotations

from flows.events import Event, Media, Point, Tap, Text
from flows.messages import BOLD, PLAIN, Ask, Choice, Message, Style
from handlers.web.ports import RequestLine
from tests.handlers.web.memory import MemoryChat

BACK = (Choice("Назад", "back"), Choice("Скасувати", "cancel"))
MENU = Message(
    "Вітаємо! Це Контакт-центр 1520, Кривий Ріг.\nНапишіть, що сталося, — передамо виконавцеві"
    " й розповімо, чим усе закінчиться. Можна одразу з фото чи адресою.",
    (
        (Choice("Повідомити про проблему", "new", Style.PRIMARY),),
        (Choice("Мої заявки", "my"), Choice("Контакти", "contacts")),
        (Choice("Про бота", "about"),),
    ),
)
WHAT = Message(
    "Опишіть проблему одним-двома реченнями. Фото теж допоможе.",
    ((Choice("Скасувати", "cancel"),),),
    placeholder="Що сталося?",
)
WHERE = Message(
    f"Зрозуміло: {BOLD}Вуличне освітлення — не горять ліхтарі{PLAIN}. Де це сталося?",
    (BACK,),
    ask=Ask.LOCATION,
    ask_label="Надіслати геолокацію",
)
PHONE = Message(
    "Залиште номер, щоб виконавець міг уточнити деталі. Його побачать лише працівники центру"
    " та виконавець вашої заявки.",
    (BACK,),
    ask=Ask.CONTACT,
    ask_label="Надіслати номер",
)
REVIEW = Message(
    f"{BOLD}Перевірте заявку{PLAIN}\nЩо: Не горять ліхтарі вже третій день\n"
    "Тема: Вуличне освітлення\nДе: вул. Володимира Великого, 15, Саксаганський район\n"
    "Телефон: +380 ** *** ** 67",
    (
        (Choice("Надіслати заявку", "send", Style.SUCCESS),),
        (Choice("Змінити опис", "d"), Choice("Змінити тему", "t")),
        (Choice("Змінити місце", "p"), Choice("Змінити телефон", "n")),
        (Choice("Скасувати", "cancel", Style.DANGER),),
    ),
)
DONE = Message(
    f"Заявку {BOLD}№ 1057{PLAIN} зареєстровано.\nВиконати до 2 грудня 2026 року (включно)."
    " Виконавець: Міськсвітло.\nНапишемо, щойно щось зміниться.",
    ((Choice("Скопіювати номер заявки", copy="1057"), Choice("Мої заявки", "my")),),
    request=1057,
)
DANGER = Message(
    f"Не вмикайте й не вимикайте світло. Вийдіть надвір і вже звідти телефонуйте {BOLD}104{PLAIN}.",
    ((Choice("Небезпеки немає, продовжити", "safe"),), (Choice("Завершити", "cancel"),)),
)
THANKS = Message("Дякуємо, записали.")


class Conversation:
    """Answers by what was said, without a memory."""

    def __init__(self, chat: MemoryChat) -> None:
        self._chat = chat

    async def __call__(self, event: Event) -> None:
        if isinstance(event.body, Text) and event.body.text.startswith("/join "):
            self._join(event.address)
        await self._chat.say(event.address, answer(event))

    def _join(self, address: str) -> None:
        self._chat.members.add(address)
        self._chat.lines[address] = [
            RequestLine(1058, "Аварія на водопроводі", "зареєстровано", "до 18:00", urgent=True),
            RequestLine(1057, "Вуличне освітлення", "у роботі", "до 2 грудня"),
        ]


def answer(event: Event) -> Message:
    """What the script says to this event."""
    body = event.body
    if isinstance(body, Point):
        return PHONE
    if isinstance(body, Media):
        return THANKS
    said = body.data if isinstance(body, Tap) else body.text if isinstance(body, Text) else ""
    for sign, message in _SIGNS.items():
        if sign in said:
            return message
    return THANKS


_SIGNS = {
    "/start": MENU,
    "/show": Message(f"{BOLD}№ 1057{PLAIN} · Вуличне освітлення", request=1057),
    "new": WHAT,
    "ліхтар": WHERE,
    "газ": DANGER,
    "Великого": PHONE,
    "067": REVIEW,
    "send": DONE,
}
