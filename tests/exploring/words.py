"""What people send: sense, nonsense, and what only looks like sense."""

from __future__ import annotations

from typing import Final

from flows.events import Body, Contact, Point, Unsupported

from .answers import BORDER, INSIDE, OUTSIDE

NONSENSE: Final = (
    "", " ", "🙂🙂🙂", "...", "1", "<3", "?", "<b>&amp;</b>", "%s %d", "\\", "-", "٣", "№", "1001",
    "№ 1002", "999999999", "так", "ні", "дякую!", "Добрий день", "067", "+380673330000",
    "067 123 45 67", "80671234567", "٠٦٧١٢٣٤٥٦٧", "4991520", "вул. Вигадана 3", "вулиця Вигадана",
    "Саксаганський", "біля школи", "Яма на дорозі", "а" * 10_000, "слово " * 60, "5", "Назад",
    "назад", "СКАСУВАТИ", "Пізніше", "пропустити", "так, вирішено", "Ні, не вирішено",
    "надіслати", "Мої заявки", "Контакти", "Інше", "Не знаю",
)  # fmt: skip

COMMANDS: Final = (
    "/start", "/new", "/my", "/help", "/contacts", "/about", "/data", "/language", "/language uk",
    "/language en", "/language xx", "/cancel", "/mine", "/start lighting", "/start ABCDEFGHJK",
    "/join", "/join ABCDEFGHJK", "/unknown", "/queue", "/done 1001 зроблено", "/", "//", "/new нова",
    "/remove 1", "/link", "/link ABCD-2345", "ABCD-2345", "/link code", "/unlink", "/unlink 1",
    "/NEW", "/cancel@bot", "/my 5", "/123",
)  # fmt: skip

MISSPELT: Final = ("doen 1001 замінено", "asign 1001 Місксвітло", "queu")

STAFF_ARGS: Final = (
    "", "1001", "№1002", "999", "0", "abc", "1001 ", "1001 щось", "٣", "1001\nдва рядки",
    "99999999999999999999", "1001 31.12.9999 причина", "1001 31.02 причина", "1001 1.1.0001 давно",
    "1001 9999-12-31, колись", "1001 через 999 років, довго", "1001 @", "1001 @ніхто", "1001 Місксвітло", "1001 ДТЕКК стовп їхній", "1001 роб", "заявка N 1001",
    "замінено лампу",
    "1001 вул. Вигадана, 3", "1001 яма", "1001 термінова",
    "1001 Міськсвітло", "1001 ДТЕК", "1001 у роботі", "1001 закрито", "@Богдан", "Саксаганський",
    "освітлення прострочені", "executor", "executor Міськсвітло", "operator", "admin", "прибиральник",
    "ліхтар", "не горить сьогодні", "біля 1001 300", "47.9435,33.3983", "+380673330000 відкриті", "=1001",
    "~ліхтар::8",
    "%", "_", "слово " * 40,
)  # fmt: skip

OWN: Final = "own"
"""Stands for the number of whoever shares it."""

BODIES: Final[tuple[Body, ...]] = (
    INSIDE, BORDER, OUTSIDE, Point(0.0, 0.0), Point(47.9435, 33.3983, "проспект Гагаріна, 1"),
    Contact(OWN, own=True),
    Contact("+380931230009", own=False), Contact("", own=True), Contact("abc", own=True),
    Unsupported("sticker"), Unsupported("live_location"), Unsupported("poll"), Unsupported("dice"),
)  # fmt: skip


def mutated(data: str, way: int) -> str:
    """Data of a button that was shown, forged."""
    head, _, tail = data.rpartition(":")
    ways = (
        "", ":", data + ":", head, f"{head}:", f"{head}:back", f"{head}:cancel", f"{head}:yes",
        f"{head}:edit:said", f"{head}:99999999999999999999", f"{head}:{tail}x", data[:-1],
        data.replace(":", ";"), data.replace("1", "2"), f"q:{tail}", f"r:{tail}", f"m:{tail}",
        "r:1001:cancel-yes", "r:1002:card", "r:1001:yes", "r:1001:take", "r:999999999:no",
        "m:queue::99999999999999999999", "m:held::-1", "m:my:999999", "m:my:-5", "m:join:x",
        "m:language:uk", "m:start", "q:1:0:", "q:0:0:yes", "q:١:0:yes", "r:١٠٠١:card", "x" * 64,
        f"{head}:unknown", f"{head}:new", f"{head}:s:roads.pothole", f"{head}:g:out",
    )  # fmt: skip
    return ways[way % len(ways)]
