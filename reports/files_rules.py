"""R13 over the finished files: what was spent is read again in each, as whoever gets them will read it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from reports.catalogue import Output
from reports.cells import MINUS
from reports.checks import BlockedByChecks
from reports.dataset import Dataset
from reports.excel.finished import number_in
from reports.figures.expenditure import TOTAL_KEY
from reports.iati.finished import spent_on
from reports.word.finished import text_in


class FilesDisagree(BlockedByChecks):
    """Finished files of one report say different amounts, although their tables do not."""

    code = "files-disagree"

    def __init__(self, report: str, said: Mapping[str, Decimal | None]) -> None:
        super().__init__(report, ["R13"])
        amounts = ", ".join(
            f"{file} {'nothing' if amount is None else f'{amount:,.2f}'}" for file, amount in said.items()
        )
        self.args = (
            f"the files of {report} say different expenditure of the period: {amounts}; "
            "no pack is made of them, and the fault is the program’s: report it with this line",
        )
        self.said = said


def check_files(dataset: Dataset, files: Mapping[Output, bytes]) -> None:
    """Raises FilesDisagree unless narrative, workbook and published file say the same of the period."""
    by_kind = {output.kind: (output, content) for output, content in files.items()}
    (narrative, document), (financial, workbook) = by_kind["narrative"], by_kind["financial"]
    iati, published = by_kind["iati"]
    said = {
        narrative.file_name: _plain(text_in(document, dataset, ("financial_summary", TOTAL_KEY, "period"))),
        financial.file_name: number_in(workbook, financial, dataset, ("expenditure", TOTAL_KEY, "period")),
        iati.file_name: spent_on(published, dataset.header.period.end),
    }
    if None in said.values() or len(set(said.values())) > 1:
        raise FilesDisagree(dataset.header.report_id, said)


def _plain(text: str | None) -> Decimal | None:
    """The number that a text of the document shows."""
    return None if text is None else Decimal(text.replace(",", "").replace(MINUS, "-"))
