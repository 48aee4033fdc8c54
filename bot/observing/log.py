"""The log: one line per record on standard error, without secrets or personal data.

The last guard, not the only one: code passes identifiers and counts to the log, never texts. What
slips through (a library's message, an exception's text) is redacted after it has been formatted,
arguments and traceback included.
"""

import json
import logging
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TextIO

from bot.observing.redaction import Redactor
from bot.observing.trace import ids

# Libraries that print bodies, parameters or addresses of people at their talkative levels.
_QUIET = {
    "aiogram": logging.WARNING,
    "aiohttp.client": logging.WARNING,
    "aiosqlite": logging.WARNING,
    "alembic": logging.WARNING,
    "apscheduler": logging.WARNING,
    "asyncio": logging.WARNING,
    "httpx": logging.WARNING,
    "PIL": logging.INFO,
    "sqlalchemy": logging.WARNING,
    "urllib3": logging.WARNING,
    "viber": logging.WARNING,
}


class LineFormatter(logging.Formatter):
    """Formats a record as one line: time in UTC, level, logger, message, traceback, what about.

    The lines of a message or a traceback are joined with `` | ``, so that nothing that a stranger
    writes can look like a record of its own.
    """

    def __init__(self, redact: Redactor) -> None:
        super().__init__()
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's line; also for a record whose arguments do not fit its message."""
        named = "".join(f" {name}={value}" for name, value in ids().items())
        line = f"{_time(record)} {record.levelname} {record.name}: {self.text(record)}"
        return f"{line} [{named.strip()}]" if named else line

    def text(self, record: logging.LogRecord) -> str:
        """Message and traceback as one redacted, printable line."""
        # exc_text, which other handlers may have filled, is not used: it was never redacted
        details = [self.formatException(record.exc_info)] if record.exc_info else []
        if record.stack_info:
            details.append(record.stack_info)
        text = "\n".join([_message(record), *details])
        return _printable(" | ".join(self._redact(text).splitlines()))


class JsonFormatter(LineFormatter):
    """The same as one JSON object a line, for programs that collect logs."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's object."""
        fields = {
            "time": _time(record),
            "level": record.levelname,
            "logger": record.name,
            "message": self.text(record),
            **ids(),
        }
        return json.dumps(fields, ensure_ascii=False)


FORMATS = {"line": LineFormatter, "json": JsonFormatter}
"""LOG_FORMAT → formatter."""


def set_up(
    level: str,
    *,
    form: str = "line",
    secrets: Iterable[str] = (),
    stream: TextIO | None = None,
) -> None:
    """Send every logger's records to ``stream`` (standard error) from ``level`` on.

    Args:
        level: one of DEBUG, INFO, WARNING, ERROR, CRITICAL.
        form: a key of :data:`FORMATS`.
        secrets: values that are replaced wherever they stand, such as tokens and keys.
        stream: where the lines go.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(FORMATS[form](Redactor(secrets)))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False  # its report prints the record's arguments as they are
    for name, least in _QUIET.items():
        logging.getLogger(name).setLevel(max(least, logging.getLevelName(level)))
    # the address of a request may hold a one-time code or a return link
    logging.getLogger("aiohttp.access").disabled = True


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception:  # a log line must never end the work that it tells about
        return f"(arguments do not fit) {record.msg}"


def _printable(line: str) -> str:
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in line)
