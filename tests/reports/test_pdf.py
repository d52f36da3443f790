"""Finished files as PDF, by the office suite of the machine; and what is said where there is none."""

from pathlib import Path

import pytest

from reports import pdf
from reports.catalogue import PRINTS, downloads_here
from reports.compose import compose
from reports.pdf import NotPrinted, SuiteBusy, SuiteMissing, printed
from tests import office
from tests.reports.figures.facts import stated
from tests.reports.figures.worked import WORKED

DOCUMENT, WORKBOOK = PRINTS


def test_the_document_and_the_workbook_are_printed(tmp_path: Path) -> None:
    office.require("soffice")
    dataset = compose(stated(WORKED).at("2019-Q4"))

    for output, found in ((DOCUMENT, "Quarterly progress report"), (WORKBOOK, "Expenditure")):
        made = output.build(dataset)
        (tmp_path / output.file_name).write_bytes(made)
        assert made.startswith(b"%PDF-")
        assert any(found in page for page in office.pdf_text(tmp_path / output.file_name))
    assert [output.file_name for output in downloads_here()][-2:] == ["narrative.pdf", "financial.pdf"]


def test_without_a_suite_that_is_said_and_nothing_is_offered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(SuiteMissing, match="LibreOffice, which is not on this machine"):
        printed(b"", "docx")
    assert all(output.extension != "pdf" for output in downloads_here())


def suite_that(does: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """A program in the place of the suite."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


@pytest.mark.parametrize("does", ["exit 0", "exit 1", "kill -9 $$"])
def test_a_suite_that_makes_nothing_is_told_from_one_that_prints(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, does: str
) -> None:
    suite_that(does, monkeypatch, tmp_path)

    with pytest.raises(NotPrinted):
        printed(b"", "docx")


def test_a_suite_that_does_not_end_is_ended_with_its_children(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    suite_that(f"sleep 600 & echo $! > {tmp_path}/child; wait", monkeypatch, tmp_path)
    monkeypatch.setattr(pdf, "PATIENCE", 2.0)

    with pytest.raises(NotPrinted):
        printed(b"", "docx")

    child = int((tmp_path / "child").read_text())
    assert not is_running(child)


def is_running(process: int) -> bool:
    """Whether it still does something; a dead one whose parent has not asked after it does not."""
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_file_does_not_wait_for_ever_for_the_one_before_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    suite_that("exit 0", monkeypatch, tmp_path)
    monkeypatch.setattr(pdf, "QUEUE", 0.01)

    with pdf._one_at_a_time, pytest.raises(SuiteBusy):
        printed(b"", "docx")
