"""Programs from Debian that look at what we produce: LibreOffice, poppler, Chromium."""

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest

PACKAGES = {
    "soffice": "libreoffice-calc-nogui libreoffice-writer-nogui",
    "pdftoppm": "poppler-utils",
    "pdftotext": "poppler-utils",
    "chromium": "chromium",
}

CHROMIUM_ARGUMENTS = (
    "--no-sandbox",  # it refuses to start as root with one
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
)


def require(tool: str) -> Path:
    """Where tool is; without it the test is skipped, or fails where skipping is forbidden."""
    if found := shutil.which(tool):
        return Path(found)
    reason = f"needs {tool} (Debian: {PACKAGES[tool]}); install it with ./scripts/test --install"
    if os.environ.get("RCTP_TEST_NO_SKIP"):
        pytest.fail(reason)
    pytest.skip(reason)


def convert(source: Path, to: str, folder: Path, timeout: float = 120) -> Path:
    """Convert source with LibreOffice and return the new file in folder.

    to is an extension, or an extension and a filter: "pdf", "xlsx:Calc MS Excel 2007 XML".
    Formulas with a cached value keep it; LibreOffice computes only those without.
    """
    command: list[Path | str] = [
        require("soffice"),
        "--headless",
        "--norestore",
        f"-env:UserInstallation={_profile().as_uri()}",
        "--convert-to",
        to,
        "--outdir",
        folder,
        source,
    ]
    printed = _run(command, timeout)
    made = folder / f"{source.stem}.{to.partition(':')[0]}"
    # It exits with 0 whatever happens.
    assert made.exists(), f"LibreOffice did not convert {source.name} to {to}: {printed}"
    return made


def pdf_text(pdf: Path) -> list[str]:
    """The text of each page, laid out as on the page."""
    printed = _run([require("pdftotext"), "-layout", pdf, "-"], timeout=60)
    return printed.split("\f")[:-1]


def pdf_pages(pdf: Path, folder: Path, dots_per_inch: int = 70) -> list[Path]:
    """A PNG picture of each page, in order."""
    prefix = folder / pdf.stem
    _run([require("pdftoppm"), "-png", "-r", str(dots_per_inch), pdf, prefix], timeout=60)
    return sorted(folder.glob(f"{pdf.stem}-*.png"))


@cache
def _profile() -> Path:
    """LibreOffice's settings, one set for each process: two at once would lock each other out."""
    folder = Path(tempfile.mkdtemp(prefix="rctp-office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _run(command: list[Path | str], timeout: float) -> str:
    """What command prints; it and its children are ended when the time is over."""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as process:
        try:
            printed, _ = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            pytest.fail(f"{command[0]} did not finish within {timeout:.0f} seconds")
    assert process.returncode == 0, f"{command[0]} failed: {printed}"
    return printed
