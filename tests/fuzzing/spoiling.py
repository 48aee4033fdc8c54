"""Real things, spoiled: values replaced, left out or added in JSON, bytes cut, turned or doubled."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

Test = TypeVar("Test", bound=Callable[..., Any])
FACTOR = int(os.environ.get("FUZZ", "0"))
"""How many times as many examples are tried; 0 is what every run of the tests does."""

ODD_WORDS = [
    "", " ", "\x00", "\ud800", "\u202e", "\u200b", "\ue000", "٣", "½", "²", "𝟙", "-0", "1e309", "NaN", "null",
    "=1+1", "@SUM(A1)", "' OR 1=1 --", "<b>&amp;", "{0}", "%s", "${7*7}", "../../etc/passwd", "ｆｕｌｌ", "\r\n.\r\n",
    "ж" * 5000, "👨‍👩‍👧‍👦" * 50, "a\u0301" * 200, "9" * 400, "-" * 300, "/" * 100, "ﷺ" * 30,
]  # fmt: skip
ODD_NUMBERS = [0, -1, 1.5, -0.0, 2**31, -(2**31), 2**53 + 1, 2**63, -(2**63) - 1, 10**19, 10**400,
               1e308, float("nan"), float("inf")]  # fmt: skip

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=40)
    | st.sampled_from(ODD_NUMBERS)
    | st.sampled_from(ODD_WORDS)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


def fuzz(examples: int) -> Callable[[Test], Test]:
    """How many examples a test tries, and how; see the package's docstring."""
    quick = not FACTOR
    return settings(
        max_examples=examples * (FACTOR or 1),
        derandomize=quick,
        database=None,
        deadline=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every container in it with each of its keys."""
    keys = (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    for key in keys:
        yield value, key
        yield from _places(value[key])


@st.composite
def spoiled(draw: st.DrawFn, real: Sequence[Any]) -> Any:
    """One of these JSON values with up to four things in it changed."""
    value = copy.deepcopy(draw(st.sampled_from(real)))
    for _ in range(draw(st.integers(1, 4))):
        places = list(_places(value))
        if not places:
            break
        holder, key = places[draw(st.integers(0, len(places) - 1))]
        match draw(st.sampled_from(["replace", "drop", "wrap", "add"])):
            case "replace":
                holder[key] = draw(VALUES)
            case "drop":
                del holder[key]
            case "wrap":
                holder[key] = [holder[key]]
            case _ if isinstance(holder, dict):
                holder[draw(st.text(max_size=8))] = draw(VALUES)
    return value


def json_bytes(value: Any) -> bytes:
    """As hostile software writes it: not all of it is JSON."""
    return json.dumps(value).encode()


@st.composite
def torn(draw: st.DrawFn, real: Sequence[bytes]) -> bytes:
    """One of these with bytes cut off, turned, put in or doubled."""
    whole = bytearray(draw(st.sampled_from(real)))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(whole)))
        match draw(st.sampled_from(["cut", "turn", "put", "double", "drop"])):
            case "cut":
                del whole[at:]
            case "turn" if at < len(whole):
                whole[at] ^= draw(st.integers(1, 255))
            case "put":
                whole[at:at] = draw(st.binary(max_size=20))
            case "double":
                whole[at:at] = whole[at : at + 200]
            case _:
                del whole[at : at + draw(st.integers(1, 50))]
    return bytes(whole)


def storable(event: object) -> bool:
    """Whether every database can keep each text of an event: valid UTF-8 without NUL."""
    return all(b"\0" not in text.encode() for text in _texts(asdict(event)))  # type: ignore[call-overload]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)
