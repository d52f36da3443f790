"""Reports: the very tables and checks that the files print."""

# Annotations are not postponed here: those of resolvers are read when the schema is made.

import datetime
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

import strawberry

from db.periods import Quarter
from reports.dataset import CheckState, RuleClass
from reports.printed import CellState
from reports.table import Kind, Role
from resolvers import figures as answers
from resolvers.basis import Basis
from schema.common import Info, field, member_type, output_type
from schema.figure_field import AskedBasis, Figures, Period, or_refusal
from schema.money import Money
from schema.refusals import BudgetMissing, NotFound, OutsideSupport, RateMissing

Keys = Annotated[
    list[str] | None, strawberry.argument(description="Only these tables, by key; all without it.")
]
Source = Annotated[str, strawberry.argument(description="The funding source's code.")]


async def _report(info: Info, source: Source, period: Period, basis: AskedBasis = Basis.SEALED) -> Any:
    return await or_refusal(answers.report(info.context, source, period, basis))


def _tables(root: strawberry.Parent[Any], keys: Keys = None) -> Any:
    return root.tables(keys)


@output_type
class ReportCell:
    """A cell as it is printed, and as it is."""

    text: str = field("What is printed; empty for an empty cell.")
    state: CellState = field("Whether it has a value, and if not, why.")
    number: Decimal | None = field("Its number: an amount in major units, a count, a rate, a share of 1.")
    money: Money | None = field("Its amount with its currency.")
    date: datetime.date | None = field("Its day.")


@output_type
class ReportColumn:
    """A column of a table."""

    key: str = field("Its stable name.")
    label: str = field("What is printed above it.")
    kind: Kind = field("What it holds.")


@output_type
class ReportRow:
    """A row of a table."""

    key: str = field("Its stable name in the table.")
    role: Role = field("What it is in the table.")
    cells: list[ReportCell] = field("Its cells, in the order of the columns.")


@output_type
class ReportTable:
    """A table of a report, cell for cell as the files print it."""

    key: str = field("Its stable name: `expenditure`.")
    title: str = field("Its caption.")
    unit: str | None = field("ISO 4217 code of the currency of its amounts, where they have one.")
    columns: list[ReportColumn] = field("Its columns, in order.")
    rows: list[ReportRow] = field("Its rows, in order; none when there is nothing to report.")
    notes: list[str] = field("The notes below it.")
    legend: list[str] = field("The meaning of the symbols in it.")


@output_type
class ReportCheck:
    """A reconciliation rule, and how it stands."""

    rule: str = field("Its number: `R01`.")
    rule_class: RuleClass = field("What it stops when it does not hold.")
    text: str = field("What is compared.")
    generated: ReportCell = field("The value computed from the facts.")
    formula_value: ReportCell = field("The value computed from the printed cells.")
    state: CheckState = field("How it stands.")


@output_type
class ReportFile:
    """A file that the report can be had as."""

    kind: str = field("Which part of the report it is: `narrative`.")
    title: str = field("What it is.")
    media_type: str = field("Its media type.")
    path: str = field("Where it is downloaded, on this server.")


@member_type(lambda shown: type(shown) is answers.ShownReport)
class Report(Figures):
    """The report of a funding source for a period."""

    source: str = field("The funding source's code.")
    period: Quarter = field("The period.")
    period_text: str = field("The period in words.")
    title: str = field("The programme's title.")
    version: int = field("The version that is being written, or was written last.")
    state: str = field("How far it has come.")
    is_draft: bool = field("Whether it is not signed yet.")
    is_sample: bool = field("Whether any of it was invented for the sample programme.")
    warnings: list[str] = field("What stands on every page: `SAMPLE DATA`, `DRAFT`.")
    due_on: datetime.date = field("The day it is due.")
    data_as_of: datetime.datetime | None = field("The youngest moment in its data.")
    snapshot_id: str = field("SHA-256 of its tables; equal for equal data.")
    blocked_by: list[str] = field("The integrity rules that fail; with any, there is no file.")
    files: list[ReportFile] = field("The files it can be had as.")
    checks: list[ReportCheck] = field("Its reconciliation rules, in order.")

    tables: list[ReportTable] = strawberry.field(
        resolver=_tables, description="Its tables, in the order of the files."
    )


ReportResult: TypeAlias = Annotated[
    Report | NotFound | OutsideSupport | BudgetMissing | RateMissing,
    strawberry.union("ReportResult", description="A report, or why there is none."),
]


@output_type
class ReportQueries:
    """Questions about reports."""

    report: ReportResult | None = strawberry.field(
        resolver=_report,
        description="The report of a funding source for a period. Null, with an error, "
        "without the right `reports.read`.",
    )
