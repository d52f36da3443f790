"""A finished document or workbook as PDF, printed by the office suite of the machine.

The suite is LibreOffice, which is no library of ours: without it there are no PDF files, and everything else.
What it prints carries its clock, so equal data give equal pages and not equal bytes.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from threading import Semaphore
from typing import Final

from db.errors import ReportingError

SUITE: Final = "soffice"
PATIENCE: Final = 120.0
"""Seconds for one file."""
QUEUE: Final = 60.0
"""Seconds that a file waits for the one before it."""

# more would fill the memory of a small machine, and share one set of settings
_one_at_a_time = Semaphore()


class SuiteMissing(ReportingError):
    """No office suite on this machine."""

    code = "office-suite-missing"

    def __init__(self) -> None:
        super().__init__(
            "PDF files are printed by LibreOffice, which is not on this machine; "
            "install its writer and calc, or take the document or the workbook instead"
        )


class SuiteBusy(ReportingError):
    """The office suite prints for others."""

    code = "office-suite-busy"

    def __init__(self) -> None:
        super().__init__("LibreOffice is printing other files and did not get to this one; ask again")


class NotPrinted(ReportingError):
    """The office suite failed at a file."""

    code = "not-printed"

    def __init__(self) -> None:
        super().__init__(
            "LibreOffice did not print this file; take the document or the workbook instead, "
            "and tell those who run this server"
        )


def has_suite() -> bool:
    """Whether there is an office suite on this machine."""
    return shutil.which(SUITE) is not None


def printed(content: bytes, extension: str) -> bytes:
    """The pages of a document (`docx`) or a workbook (`xlsx`) as PDF.

    Raises SuiteMissing, SuiteBusy, and NotPrinted after PATIENCE seconds at the latest.
    """
    suite = shutil.which(SUITE)
    if suite is None:
        raise SuiteMissing
    if not _one_at_a_time.acquire(timeout=QUEUE):
        raise SuiteBusy
    try:
        with tempfile.TemporaryDirectory(prefix="rctp-pdf-") as folder:
            return _converted(suite, Path(folder), content, extension)
    finally:
        _one_at_a_time.release()


def _converted(suite: str, folder: Path, content: bytes, extension: str) -> bytes:
    source, made = folder / f"report.{extension}", folder / "report.pdf"
    source.write_bytes(content)
    settings = f"-env:UserInstallation={_settings().as_uri()}"
    command = (
        suite,
        "--headless",
        "--norestore",
        settings,
        "--convert-to",
        "pdf",
        "--outdir",
        folder,
        source,
    )
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # its children too
            _settings.cache_clear()  # they may be locked
            raise NotPrinted from None
    if not made.exists():  # it ends with 0 whatever happens
        raise NotPrinted
    return made.read_bytes()


@cache
def _settings() -> Path:
    """The suite's settings, made by its first start, used by the next, and gone with this process."""
    folder = Path(tempfile.mkdtemp(prefix="rctp-suite-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
