import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot.observing import log
from bot.observing.trace import about

TOKEN = "1234567890:" + "Aa_-" * 9
VIBER = "4dc2aaaa-91ab-77fe"


@pytest.fixture
def output() -> Iterator[io.StringIO]:
    root, handlers, level = logging.root, logging.root.handlers[:], logging.root.level
    raising, access = logging.raiseExceptions, logging.getLogger("aiohttp.access").disabled
    stream = io.StringIO()
    # Whoever set it up before in this process, pytest has put back what that had taken over.
    logging.captureWarnings(capture=False)
    log.set_up("DEBUG", secrets=[VIBER, "", "kept-secret"], stream=stream)
    yield stream
    logging.captureWarnings(capture=False)
    root.handlers[:], logging.raiseExceptions = handlers, raising
    root.setLevel(level)
    logging.getLogger("aiohttp.access").disabled = access


logger = logging.getLogger("bot.test")


@pytest.mark.parametrize(
    "phone",
    [
        "+380671234567",
        "+380 67 123-45-67",
        "+38 (067) 123 45 67",
        "380671234567",
        "0671234567",
        "067 123 45 67",
        "(067) 123-45-67",
        "067.123.45.67",
        "8 067 123 45 67",
        "+48 601 123 456",
        "tel:+380671234567",
        "chat=5123456789",
    ],
)
def test_a_telephone_number_is_taken_out(output: io.StringIO, phone: str) -> None:
    logger.info("from %s, who waits", phone)

    printed = output.getvalue()
    assert "[phone]" in printed
    assert "123" not in printed.split(": ", 1)[1]
    assert printed.endswith(", who waits\n")


@pytest.mark.parametrize(
    "text",
    [
        "request 1057 moved to 2026-12-02 14:30:05,123",
        "2026-11-22T20:11:05.123456+00:00",
        "listening on 127.0.0.1:8080",
        "took 0.0123456789 s",
        "SQLAlchemy 2.1.9, Python 3.11.7",
        "remind:1057:2",
        "digest:coordinator:2026-11-22",
        "batch of 250 in 0.031 s, 8000 steps/s",
    ],
)
def test_times_numbers_and_addresses_stay(output: io.StringIO, text: str) -> None:
    logger.info(text)
    assert text in output.getvalue()


@pytest.mark.parametrize("secret", [TOKEN, f"https://h/bot{TOKEN}/getMe", VIBER, "kept-secret"])
def test_a_secret_is_taken_out(output: io.StringIO, secret: str) -> None:
    logger.warning("calling %r", secret)
    logger.warning(f"calling {secret}")  # noqa: G004 - what a careless line does

    printed = output.getvalue()
    assert printed.count("[secret]") == 2
    assert TOKEN not in printed
    assert secret not in printed


@pytest.mark.fault(25)
def test_a_traceback_is_redacted_and_stays_on_one_line(output: io.StringIO) -> None:
    try:
        raise ValueError(f"POST /bot{TOKEN}/sendMessage to +380671234567")
    except ValueError:
        logger.exception("sending failed")

    [line] = output.getvalue().splitlines()
    assert "sending failed | Traceback" in line
    assert line.endswith("ValueError: POST /bot[secret]/sendMessage to [phone]")


def test_a_chained_exception_is_redacted(output: io.StringIO) -> None:
    try:
        try:
            raise KeyError("+380671234567")
        except KeyError as cause:
            raise RuntimeError("kept-secret") from cause
    except RuntimeError:
        logger.exception("failed")

    assert "+38067" not in output.getvalue()
    assert "kept-secret" not in output.getvalue()


def test_a_text_that_another_handler_made_of_the_exception_is_not_trusted(
    output: io.StringIO,
) -> None:
    record = logger.makeRecord("bot.test", logging.ERROR, "", 0, "failed", (), None)
    record.exc_text = "ValueError: +380671234567"
    logger.handle(record)

    assert "+38067" not in output.getvalue()


def test_nobody_can_forge_a_record(output: io.StringIO) -> None:
    logger.info("name %s", "x\n2026-11-22 INFO bot: all is well\x1b[2J\r\u2028")

    [line] = output.getvalue().splitlines()
    assert "x | 2026-11-22 INFO bot: all is well\\x1b[2J" in line


def test_ukrainian_stays_readable(output: io.StringIO) -> None:
    logger.info("підрозділ «Кривбасводоканал»")
    assert "підрозділ «Кривбасводоканал»" in output.getvalue()


def test_arguments_that_do_not_fit_lose_no_line(output: io.StringIO) -> None:
    logger.info("%d steps", "+380671234567")
    assert "(arguments do not fit) %d steps" in output.getvalue()
    assert "+38067" not in output.getvalue()


@pytest.mark.parametrize(
    "library", ["sqlalchemy.engine.Engine", "aiogram.event", "apscheduler.scheduler", "httpx"]
)
def test_libraries_do_not_print_bodies(output: io.StringIO, library: str) -> None:
    logging.getLogger(library).info("INSERT INTO inbox ('Яма на дорозі')")
    assert not output.getvalue()

    logging.getLogger(library).warning("pool exhausted")
    assert "pool exhausted" in output.getvalue()


def test_no_access_log(output: io.StringIO) -> None:
    logging.getLogger("aiohttp.access").error("GET /return/one-time-code")
    assert not output.getvalue()


def test_python_warnings_come_as_lines(output: io.StringIO) -> None:
    import warnings  # noqa: PLC0415 - after the log was set up, as in the program

    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("old +380671234567", stacklevel=1)
    assert "WARNING py.warnings" in output.getvalue()
    assert "+38067" not in output.getvalue()


def test_the_level_is_kept() -> None:
    stream = io.StringIO()
    handlers, level = logging.root.handlers[:], logging.root.level
    try:
        log.set_up("WARNING", stream=stream)
        logger.info("quiet")
        logger.warning("loud")
    finally:
        logging.captureWarnings(capture=False)
        logging.root.handlers[:] = handlers
        logging.root.setLevel(level)
    assert stream.getvalue().endswith("WARNING bot.test: loud\n")
    assert "quiet" not in stream.getvalue()


def test_a_line_says_what_it_is_about(output: io.StringIO) -> None:
    with about(event=12, request=None), about(request=1057):
        logger.info("tried")
    logger.info("later")
    first, second = output.getvalue().splitlines()
    assert first.endswith("tried [event=12 request=1057]")
    assert second.endswith("later")


def test_programs_can_read_the_log(output: io.StringIO) -> None:
    log.set_up("DEBUG", form="json", secrets=["kept-secret"], stream=output)
    with about(letter=7):
        logger.warning("«Яма» kept-secret %s\n+380671234567", "x")
    line = json.loads(output.getvalue().splitlines()[-1])
    assert line["message"] == "«Яма» [secret] x | [phone]"
    assert (line["level"], line["logger"], line["letter"]) == ("WARNING", "bot.test", 7)
