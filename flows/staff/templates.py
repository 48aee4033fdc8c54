"""``/templates``: the coordinator keeps ready answers by command and topic."""

from __future__ import annotations

from typing import Final

from flows.context import Context, rows
from flows.domain import Staff, Template
from flows.messages import Message
from flows.staff import finding, parse
from flows.staff.ready_answers import FIELDS, LONGEST, unknown_fields
from flows.words import shortened, topic

OCCASIONS: Final = ("reply", "ask", "done", "reject", "plan", "return", "deadline")
"""Commands whose words can come from a template."""

EXAMPLE: Final = "{адреса}"


async def templates(ctx: Context, staff: Staff, args: str) -> None:
    """``/templates``, ``/templates 3``, ``… 3 новий текст``, ``… done освітлення: текст``."""
    number = parse.number(args)
    word, _, rest = args.partition(" ")
    if not args:
        await _list(ctx)
    elif number is not None:
        await _one(ctx, staff, *number)
    elif word == "drop":
        await _drop(ctx, rest)
    else:
        await _add(ctx, staff, args)


async def _list(ctx: Context) -> None:
    every = await ctx.desk.templates()
    lines = [
        f"{ctx.text(f'button-staff-{command}')}\n"
        + "\n".join(_line(ctx, one) for one in every if one.command == command)
        for command in OCCASIONS
        if any(one.command == command for one in every)
    ]
    title = ctx.text("templates-title" if every else "templates-none")
    usage = ctx.text("templates-usage", field=EXAMPLE, fields=_fields())
    await ctx.tell(Message("\n\n".join([title, *lines, usage])))


def _line(ctx: Context, one: Template) -> str:
    about = f"{_topic(ctx, one.service)}: " if one.service else ""
    return f"{one.id}. {about}{shortened(one.text)}"


def _topic(ctx: Context, code: str) -> str:
    group = next((g.label for g in ctx.city.catalogue.groups if g.code == code), "")
    return group or topic(ctx, code)


def _fields() -> str:
    return ", ".join(f"{{{name}}}" for name in FIELDS)


async def _one(ctx: Context, staff: Staff, number: int, text: str) -> None:
    """Show one, or give it another text."""
    one = next((t for t in await ctx.desk.templates() if t.id == number), None)
    if one is None:
        await ctx.say("templates-unknown", number=str(number))
    elif not text:
        await _show(ctx, one, "templates-one")
    elif await _sound(ctx, text):
        changed = Template(one.id, one.command, one.service, text)
        await _show(ctx, await ctx.desk.save_template(changed, staff.id), "templates-saved")


async def _show(ctx: Context, one: Template, key: str) -> None:
    text = ctx.text(
        key,
        number=str(one.id),
        occasion=ctx.text(f"button-staff-{one.command}"),
        topic=_topic(ctx, one.service) if one.service else ctx.text("templates-any-topic"),
        words=one.text,
    )
    drop = ctx.button("button-template-drop", f"m:templates:drop {one.id}")
    await ctx.tell(Message(text, rows([[drop]])))


async def _sound(ctx: Context, text: str) -> bool:
    """Whether it can be a template; otherwise it is said what is wrong."""
    if len(text) > LONGEST:
        await ctx.say("templates-too-long", most=LONGEST)
    elif unknown := unknown_fields(text):
        names = ", ".join(shortened(f"{{{name}}}", 30) for name in unknown)
        await ctx.say("templates-field-unknown", names=names, fields=_fields())
    else:
        return True
    return False


async def _drop(ctx: Context, rest: str) -> None:
    number = parse.number(rest)
    if number is None:
        await ctx.say("templates-usage", field=EXAMPLE, fields=_fields())
    elif await ctx.desk.drop_template(number[0]):
        await ctx.say("templates-dropped", number=str(number[0]))
    else:
        await ctx.say("templates-unknown", number=str(number[0]))


async def _add(ctx: Context, staff: Staff, args: str) -> None:
    head, colon, text = args.partition(":")
    command, about = _occasion(ctx, head)
    service, near = _about(ctx, about) if about else ("", [])
    text = text.strip()
    if not command or not colon or not text:
        await ctx.say("templates-usage", field=EXAMPLE, fields=_fields())
    elif about and not service:
        names = ", ".join(_topic(ctx, code) for code in near[: finding.NEAR])
        await ctx.say("templates-topic-unknown", words=about, near=names or "–")
    elif await _sound(ctx, text):
        made = Template(0, command, service, text)
        await _show(ctx, await ctx.desk.save_template(made, staff.id), "templates-saved")


def _about(ctx: Context, words: str) -> tuple[str, list[str]]:
    """The topic that the words name; where a group and topics of it fit, the group."""
    service, near = finding.services(ctx, words)
    groups = [group.code for group in ctx.city.catalogue.groups if group.code in near]
    return service or (groups[0] if len(groups) == 1 else ""), near


def _occasion(ctx: Context, head: str) -> tuple[str, str]:
    """The command that the first words name, and the words after it."""
    names = [
        (name, command)
        for command in OCCASIONS
        for name in (
            command,
            ctx.text(f"button-staff-{command}"),
            *ctx.text(f"template-words-{command}").split(","),
        )
    ]
    found = parse.prefix(head.removeprefix("/"), parse.table(names))
    return found or ("", head)
