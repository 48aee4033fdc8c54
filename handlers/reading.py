"""Reading what a messenger sent into a model, without quoting any of it in an error."""

from __future__ import annotations

import json
from typing import TypeVar

from pydantic import BaseModel, ValidationError

ModelT = TypeVar("ModelT", bound=BaseModel)


def read(model: type[ModelT], raw: bytes, what: str) -> ModelT:
    """The ``model`` in ``raw``. Raises ``ValueError`` that quotes nothing of the input."""
    try:
        return model.model_validate_json(whole(raw))
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        places = "; ".join(f"{'.'.join(map(str, e['loc']))} {e['type']}" for e in faults[:5])
        raise ValueError(f"not a readable {what}: {places}") from None


def whole(raw: bytes) -> bytes:
    """``raw`` with each half of a broken surrogate pair as a question mark."""
    if b"\\ud" not in raw.lower():
        return raw
    try:
        return json.dumps(json.loads(raw), ensure_ascii=False).encode("utf-8", "replace")
    except (ValueError, RecursionError):
        return raw
