"""Holds the parameters of a call against the description.

The service ignores parameters that it does not know; here they are refused, because in our program
they are mistakes.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from .errors import ApiError, bad
from .spec import ARRAY, Fields, Spec

if TYPE_CHECKING:
    from .calls import Call, Upload

ATTACH = "attach://"
YES_NO = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
NESTED: dict[str, tuple[type, ...]] = {
    "Integer": (int,),
    "Float": (int, float),
    "String": (str,),
    "Boolean": (bool,),
    "InputFile": (),
}


class Checker:
    """Checks one call; keeps account of which uploaded files were used."""

    def __init__(self, spec: Spec, method: str, call: Call) -> None:
        self._spec = spec
        self._method = method
        self._values = call.values
        self._files = call.files
        self._used: set[str] = set()

    def checked(self) -> dict[str, Any]:
        """The parameters with their proper types.

        Raises:
            ApiError: 400 for an unknown, missing or wrong parameter.
        """
        fields = self._spec.methods[self._method]
        raw = dict(self._values)
        for name in self._files.keys() & fields.keys():
            raw[name] = ATTACH + name
        for name in raw.keys() - fields.keys():
            raise bad(f'unknown parameter "{name}" of {self._method}')
        result = {name: self._top(fields[name].types, raw[name], name) for name in raw}
        _no_missing(fields, result, self._method)
        for name in self._files.keys() - self._used:
            raise bad(f'uploaded file "{name}" belongs to no parameter of {self._method}')
        return result

    def _top(self, kinds: tuple[str, ...], raw: object, path: str) -> object:
        """A parameter itself: forms send everything as text."""
        for kind in self._spec.members(kinds):
            if kind in NESTED:
                found = self._scalar(kind, raw)
                if found is not None:
                    return found
        if all(kind in NESTED for kind in kinds):
            raise bad(f'wrong type of parameter "{path}", expected {" or ".join(kinds)}')
        return self._nested(kinds, _decoded(raw, path), path)

    def _scalar(self, kind: str, raw: object) -> object:
        if kind in {"InputFile", "String"} and isinstance(raw, str):
            attached = raw.startswith(ATTACH)
            return self._attached(raw) if attached else (raw if kind == "String" else None)
        if isinstance(raw, NESTED[kind]) and (kind == "Boolean" or not isinstance(raw, bool)):
            return raw
        return _from_text(kind, raw) if isinstance(raw, str) else None

    def _attached(self, text: str) -> Upload:
        name = text.removeprefix(ATTACH)
        if name not in self._files:
            raise bad(f'there is no uploaded file "{name}"')
        self._used.add(name)
        return self._files[name]

    def _nested(self, kinds: tuple[str, ...], value: object, path: str) -> Any:
        if isinstance(value, list):
            inner = tuple(k.removeprefix(ARRAY) for k in kinds if k.startswith(ARRAY))
            if inner:
                return [self._nested(inner, v, f"{path}[{i}]") for i, v in enumerate(value)]
        elif isinstance(value, dict):
            return self._object(self._choose(kinds, value, path), value, path)
        elif _is_nested_scalar(kinds, value):
            attached = isinstance(value, str) and value.startswith(ATTACH)
            return self._attached(str(value)) if attached else value
        raise bad(f'wrong type of "{path}", expected {" or ".join(kinds)}')

    def _choose(self, kinds: tuple[str, ...], value: dict[str, Any], path: str) -> str:
        """The type that an object is meant to be."""
        named = [k for k in self._spec.members(kinds) if k in self._spec.types]
        tags = self._spec.tags
        for kind in named:
            fields = self._spec.types[kind]
            fits = all(key in value for key, field in fields.items() if field.required)
            if (fits and tags.get(kind, value.get("type")) == value.get("type")) or len(named) == 1:
                return kind
        raise bad(f'can\'t parse "{path}": it is none of {", ".join(named) or kinds}')

    def _object(self, kind: str, value: dict[str, Any], path: str) -> dict[str, Any]:
        fields = self._spec.types[kind]
        for key in value.keys() - fields.keys():
            raise bad(f'unknown field "{key}" of {kind} in "{path}"')
        found = {k: self._nested(fields[k].types, v, f"{path}.{k}") for k, v in value.items()}
        _no_missing(fields, found, path)
        return found


def _is_nested_scalar(kinds: tuple[str, ...], value: object) -> bool:
    if isinstance(value, bool):
        return "Boolean" in kinds
    return any(isinstance(value, NESTED[kind]) for kind in kinds if kind in NESTED)


def _from_text(kind: str, text: str) -> object:
    if kind == "Integer" and re.fullmatch(r"-?\d{1,19}", text, re.ASCII):
        return int(text)
    if kind == "Float" and re.fullmatch(r"-?\d+(\.\d+)?([eE]-?\d+)?", text, re.ASCII):
        return float(text)
    return YES_NO.get(text.lower()) if kind == "Boolean" else None


def _decoded(raw: object, path: str) -> object:
    if not isinstance(raw, str):
        return raw
    try:
        return json.loads(raw)
    except ValueError as error:
        raise bad(f'can\'t parse "{path}" JSON object') from error


def _no_missing(fields: Fields, found: dict[str, Any], where: str) -> None:
    for name, field in fields.items():
        if field.required and name not in found:
            raise _missing(name, where)


def _missing(name: str, where: str) -> ApiError:
    if name == "chat_id":
        return bad("chat_id is empty")
    return bad(f'required "{name}" of {where} is missing')
