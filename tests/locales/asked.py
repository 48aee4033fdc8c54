"""What the code asks of the texts, read from its syntax trees."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tests.test_house import ROOT

ROOMS = ("flows", "bot", "handlers")
ASKING = {"text", "say", "button", "Again", "answer_kindly", "confirm"}
"""Calls of the conversation whose first argument is a key."""

VALUED = ASKING - {"button", "answer_kindly"}
"""Those that also take the values."""

KEBAB = re.compile(r"[a-z]+(?:-[a-z0-9_]+)+")


@dataclass(frozen=True)
class Call:
    """``ctx.text("key", name=…)`` with the key written out."""

    where: str
    key: str
    names: frozenset[str]


@cache
def trees() -> tuple[tuple[str, ast.Module], ...]:
    files = [file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py"))]
    return tuple(
        (file.relative_to(ROOT).as_posix(), ast.parse(file.read_text("utf-8"))) for file in files
    )


def calls() -> Iterator[tuple[str, ast.Call]]:
    for where, tree in trees():
        if not where.startswith("flows/"):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in ASKING - _local(node):
                yield where, node


def _local(node: ast.Call) -> set[str]:
    """A function of that name that is not the context's: ``button("new")`` in the menu."""
    return {"button"} if isinstance(node.func, ast.Name) else set()


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


@cache
def strings() -> frozenset[str]:
    """Every string that the code holds."""
    nodes = (node for _, tree in trees() for node in ast.walk(tree))
    return frozenset(
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def kebabs() -> set[str]:
    """Strings of the conversation that look like keys."""
    nodes = [n for where, tree in trees() if where.startswith("flows/") for n in ast.walk(tree)]
    found = {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return {value for value in found if KEBAB.fullmatch(value)}


def literal_keys() -> set[str]:
    """Keys that stand in a call, also as the two ends of ``a if b else c``."""
    return {key for _, call in calls() for key in _constants(call.args[:1])} - {""}


def keys_of_the_program() -> set[str]:
    """``texts().get("files-not-sent")`` and the like, outside the conversation."""
    found = set()
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) == "get":
                found |= {key for key in _constants(node.args[:1]) if KEBAB.fullmatch(key)}
    return found


def _constants(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.IfExp):
            yield from _constants([node.body, node.orelse])


def complete_calls() -> Iterator[Call]:
    """Calls of ``text``, ``say`` and ``confirm`` whose key and values are written out."""
    for where, call in calls():
        names = [keyword.arg for keyword in call.keywords]
        if _name(call.func) in VALUED and None not in names:
            implied = {"number"} if _name(call.func) == "confirm" else set()
            given = frozenset({name for name in names if name} - {"choices"} | implied)
            for key in _constants(call.args[:1]):
                if key:
                    yield Call(f"{where}:{call.lineno}", key, given)


def patterns() -> set[str]:
    """F-strings that can be keys, with ``*`` for what is put in: ``status-*``, ``*-answer``."""
    found = set()
    for where, tree in trees():
        if where.startswith("handlers/"):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                shape = "".join(
                    str(part.value) if isinstance(part, ast.Constant) else "*"
                    for part in node.values
                )
                if re.fullmatch(r"[a-z*]+(?:-[a-z*]+)+", shape):
                    found.add(shape)
    return found


def numbers_given() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef, ast.expr]]:
    """Where a text gets ``number=``: the place, the function around it, and the value."""
    for where, tree in trees():
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and _name(node.func) in VALUED:
                    for keyword in node.keywords:
                        if keyword.arg == "number":
                            yield f"{where}:{node.lineno}", function, keyword.value


def is_string(function: ast.AST, value: ast.expr) -> bool:
    """``str(…)``, or a name that the function set to it."""
    if isinstance(value, ast.Name):
        return any(is_string(function, made) for made in _made(function, value.id))
    return isinstance(value, ast.Call) and _name(value.func) == "str"


def _made(function: ast.AST, name: str) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if not isinstance(node, ast.Assign):
            continue
        target = node.targets[0]
        pairs = [(target, node.value)]
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            pairs = list(zip(target.elts, node.value.elts, strict=True))
        for one, made in pairs:
            if isinstance(one, ast.Name) and one.id == name and not isinstance(made, ast.Name):
                yield made
