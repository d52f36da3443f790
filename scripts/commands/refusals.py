"""The edge of the command line: whatever stops a command is one line, and an exit status."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from db.errors import Malformed, ReportingError

FINDING, WRONG_USE = 1, 2


@contextmanager
def told_in_one_line() -> Iterator[None]:
    """End the program with one line on standard error instead of a trace.

    With PYTHONDEVMODE=1 the trace of what nobody expected is shown.
    What a library logs is not told, unless a command has chosen to keep logs.
    """
    logging.getLogger().addHandler(logging.NullHandler())
    try:
        yield
    except Malformed as error:
        _end(str(error), WRONG_USE)
    except ReportingError as error:
        _end(str(error), FINDING)
    except OSError as error:
        _end(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}", FINDING)
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        reason = str(error).partition("\n")[0]
        _end(f"{type(error).__name__}: {reason} (PYTHONDEVMODE=1 shows where)", FINDING)


def _end(line: str, status: int) -> None:
    sys.stderr.write(f"rctp: {line}\n")
    sys.exit(status)
