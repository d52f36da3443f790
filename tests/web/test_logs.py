"""Logs hold places and times; never what somebody stored or asked."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from web.logs import RequestLog, configure_logs


@pytest.fixture(autouse=True)
def usual_logs() -> Iterator[None]:
    """Put the logs back as they were."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def fail_with(count: int) -> None:
    victims = count
    raise ValueError(f"{len(str(victims))} digits")


def log_a_failure() -> None:
    try:
        fail_with(4711)
    except ValueError as error:
        structlog.stdlib.get_logger("web.test").error("it failed", exc_info=error)


def test_a_program_reads_one_json_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(on_terminal=False)

    structlog.stdlib.get_logger("web.test").info("two\nlines", period="2019-Q4")
    logging.getLogger("somebody.else").warning("rates of %s", "2019-10-01")

    ours, theirs = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert (ours["event"], ours["level"], ours["period"]) == ("two\nlines", "info", "2019-Q4")
    assert (theirs["event"], theirs["logger"]) == ("rates of 2019-10-01", "somebody.else")


@pytest.mark.parametrize("on_terminal", [True, False])
def test_a_trace_holds_no_values(on_terminal: bool, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(on_terminal=on_terminal)

    log_a_failure()

    logged = capsys.readouterr().err
    assert "fail_with" in logged
    assert "4 digits" in logged
    assert "4711" not in logged.replace("fail_with(4711)", "")  # the line of the program itself


def test_a_request_is_logged_without_what_it_asked_and_cannot_command_a_terminal() -> None:
    client = TestClient(RequestLog(PlainTextResponse("")))

    with structlog.testing.capture_logs() as log:
        client.get("/reports/%1b[31m?token=swordfish")

    assert (log[0]["method"], log[0]["path"], log[0]["status"]) == ("GET", "/reports/%1B%5B31m", 200)
    assert "swordfish" not in str(log)
