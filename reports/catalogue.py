"""What can be had: every kind of report file, its format, and the tables it prints, in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from reports.dataset import Dataset, Header


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook: its name, what it is, and the table on it."""

    name: str
    table: str
    about: str


@dataclass(frozen=True, slots=True)
class Output:
    """A file that a report is printed as."""

    kind: str
    extension: str
    title: str
    media_type: str
    builder: str
    """The module whose `build` makes the bytes; imported when first needed."""
    sheets: tuple[Sheet, ...] = ()

    @property
    def file_name(self) -> str:
        """The last part of its address: `narrative.docx`."""
        return f"{self.kind}.{self.extension}"

    @property
    def build(self) -> Callable[[Dataset], bytes]:
        builder: Callable[[Dataset], bytes] = import_module(self.builder).build
        return builder

    def saved_as(self, header: Header) -> str:
        """The name of the downloaded file: `<programme>_<period>_<kind>_v<version>.<ext>`."""
        return f"{header.programme_code}_{header.period}_{self.kind}_v{header.version}.{self.extension}"


FINANCIAL_SHEETS = (
    Sheet("Cover", "cover", "What this workbook is, and the terms its figures follow"),
    Sheet("Expenditure", "expenditure", "Budget, expenditure, commitments and balance of every line"),
    Sheet("Funds", "funds", "Money received, spent and left, in both currencies"),
    Sheet("Deviations", "deviations", "Lines against their approved budget, with flags and reasons"),
    Sheet("Exchange rates", "exchange_rates", "The rates in force in the period"),
    Sheet(
        "By country and output", "by_country_and_output", "The same expenditure by office, output and month"
    ),
    Sheet("Checks", "checks", "What was reconciled, and whether it holds"),
)

OUTPUTS = (
    Output(
        "narrative",
        "docx",
        "Quarterly progress report",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "reports.word.narrative",
    ),
    Output(
        "financial",
        "xlsx",
        "Quarterly financial report",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "reports.excel.financial",
        FINANCIAL_SHEETS,
    ),
    Output("iati", "xml", "IATI activity file", "application/xml", "reports.iati.activities"),
)
