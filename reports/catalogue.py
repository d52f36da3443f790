"""What can be had: every kind of report file, its format, and the tables it prints, in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Final

from reports.dataset import Dataset, Header
from reports.pdf import has_suite, printed


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook: its name, what it is, and the table on it."""

    name: str
    table: str
    about: str
    frozen_columns: int = 1
    """How many of the first columns stay in sight."""
    is_list: bool = False
    """Whether a reader may filter it."""


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
    printed_from: str | None = None
    """The extension of the file whose pages these are; None where the builder makes the file itself."""
    made_from: tuple[str, ...] = ()
    """Keys of the tables of a file without sheets."""

    @property
    def tables(self) -> tuple[str, ...]:
        """Keys of the tables in the file, in order; none where the outline says which."""
        return self.made_from or tuple(sheet.table for sheet in self.sheets)

    @property
    def file_name(self) -> str:
        """The last part of its address: `narrative.docx`."""
        return f"{self.kind}.{self.extension}"

    @property
    def build(self) -> Callable[[Dataset], bytes]:
        builder: Callable[[Dataset], bytes] = import_module(self.builder).build
        extension = self.printed_from
        return builder if extension is None else lambda dataset: printed(builder(dataset), extension)

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

RESULTS_SHEETS = (
    Sheet("Cover", "results_cover", "What this workbook is, and what it is of"),
    Sheet(
        "Matrix",
        "results_matrix",
        "Every result with its indicators, from baseline to target, quarter by quarter",
        frozen_columns=4,
    ),
    Sheet(
        "Disaggregation",
        "results_disaggregation",
        "Indicators by sex, country and other breakdowns, as far as released",
        is_list=True,
    ),
    Sheet(
        "Definitions", "results_definitions", "What each indicator means and how it is measured", is_list=True
    ),
)

EVENTS_SHEETS = (
    Sheet("Cover", "events_cover", "What this workbook is, and what it is of"),
    Sheet("Events", "events_annex", "Every event with its participations and cost", is_list=True),
    Sheet(
        "Breakdown",
        "event_breakdown",
        "Participations, one breakdown at a time",
        is_list=True,
    ),
    Sheet("Countries", "event_countries", "Which countries hosted the events and took part", is_list=True),
    Sheet("Figures", "event_figures", "Public office-holders whom public texts name", is_list=True),
    Sheet(
        "Recommendations",
        "event_recommendations",
        "What the events recommended, and its follow-up",
        is_list=True,
    ),
    Sheet("Protected tables", "protected_tables", "Counts of people assisted, as far as released"),
    Sheet("Legend", "events_legend", "What the signs and words of this workbook mean"),
)

IATI_TABLES = (
    "iati_activity",
    "iati_organisations",
    "iati_classifications",
    "iati_budgets",
    "iati_transactions",
    "iati_results",
)

_WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

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
        _WORKBOOK,
        "reports.excel.financial",
        FINANCIAL_SHEETS,
    ),
    Output(
        "results",
        "xlsx",
        "Results matrix",
        _WORKBOOK,
        "reports.excel.results",
        RESULTS_SHEETS,
    ),
    Output(
        "events",
        "xlsx",
        "Events and participants annex",
        _WORKBOOK,
        "reports.excel.events",
        EVENTS_SHEETS,
    ),
    Output(
        "iati",
        "xml",
        "IATI activity file",
        "application/xml",
        "reports.iati.activities",
        made_from=IATI_TABLES,
    ),
)
"""What a report is made of."""

PACK = Output("pack", "zip", "All files of the report, with a manifest", "application/zip", "reports.pack")

DOWNLOADS = (*OUTPUTS, PACK)

PRINTS = tuple(
    replace(
        output,
        extension="pdf",
        title=f"{output.title}, PDF",
        media_type="application/pdf",
        sheets=(),
        printed_from=output.extension,
    )
    for output in OUTPUTS
    if output.kind in ("narrative", "financial")
)
"""The same pages as PDF, where the machine has an office suite."""


def downloads_here() -> tuple[Output, ...]:
    """What can be had on this machine."""
    return DOWNLOADS + PRINTS if has_suite() else DOWNLOADS
