"""The front page of the conversation: welcome, help, contacts, language, kind words."""

from __future__ import annotations

from typing import Final

from flows import access, forms
from flows.context import Context
from flows.conversation import Form
from flows.messages import Choice, Message, Style
from locales import LANGUAGES, Texts, texts

LANGUAGE_NAMES: Final = {"uk": "Українська", "en": "English"}


async def welcome(ctx: Context) -> None:
    """The first words, and the menu."""
    ctx.conversation.greeted = True
    city = ctx.city
    await ctx.tell(
        Message(
            ctx.text("welcome", centre=city.centre, city=city.name.nominative),
            _menu(ctx),
            placeholder=ctx.text("hint-what"),
        )
    )


def _menu(ctx: Context) -> tuple[tuple[Choice, ...], ...]:
    return front(ctx.texts)


def front(words: Texts) -> tuple[tuple[Choice, ...], ...]:
    """The menu, in the language of ``words``."""

    def button(name: str, style: Style = Style.NORMAL) -> Choice:
        return Choice(words.get(f"button-{name}"), f"m:{name}", style)

    return (
        (button("new", Style.PRIMARY),),
        (button("my"), button("contacts")),
        (button("data"), button("help")),
        (button("about"),),
    )


def for_role(ctx: Context) -> tuple[tuple[Choice, ...], ...]:
    """The menu that fits: what waits and what is held for staff, the front page for others."""
    if ctx.staff is None:
        return _menu(ctx)
    return (
        (ctx.button("button-queue", "m:queue:0"), ctx.button("button-held", "m:held:0")),
        (ctx.button("button-help", "m:help"),),
    )


async def contacts(ctx: Context) -> None:
    """Whom to call, and when."""
    phones = "\n".join(f"{p.number} {p.note}".strip() for p in ctx.city.phones)
    hours = ctx.city.hours
    await ctx.say(
        "contacts", centre=ctx.city.centre, phones=phones,
        opens=f"{hours.opens:%H:%M}", closes=f"{hours.closes:%H:%M}",
        choices=[[ctx.button("button-new", "m:new", Style.PRIMARY)]],
    )  # fmt: skip


async def about(ctx: Context) -> None:
    """What the bot is, what it keeps, and whose map it shows."""
    await ctx.say("about", city=ctx.city.name.genitive, attribution=ctx.city.attribution)


async def help_(ctx: Context) -> None:
    """Help that fits the role."""
    if ctx.staff is None:
        await ctx.say("help", choices=_menu(ctx))
        return
    lines = [
        f"/{command} — {ctx.text(f'command-{command}')}"
        for command in access.COMMANDS
        if access.may(ctx.staff, command)
    ]
    role = ctx.text(f"role-{ctx.staff.role.value}")
    title = ctx.text("staff-help", role=role, name=ctx.staff.name)
    await ctx.tell(Message("\n".join([title, "", *lines, "", ctx.text("staff-help-end")])))


async def language(ctx: Context, wanted: str = "") -> None:
    """Choose the language of the conversation."""
    if wanted in LANGUAGES:
        ctx.conversation.language = wanted
        ctx.texts = texts(wanted)
        await ctx.say("language-chosen", choices=_menu(ctx))
        return
    buttons = [[Choice(LANGUAGE_NAMES[code], f"m:language:{code}")] for code in LANGUAGES]
    await ctx.say("ask-language", choices=buttons)


async def cancel(ctx: Context, form: Form | None) -> None:
    """/cancel, wherever it is said."""
    if form is None:
        await ctx.say("nothing-to-cancel", choices=_menu(ctx))
    else:
        await forms.leave(ctx, form)


async def answer_kindly(ctx: Context, key: str) -> None:
    """A word and the menu."""
    await ctx.say(key, choices=_menu(ctx))
