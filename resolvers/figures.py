"""Reports and their figures as the API answers them: the computed report that the files print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from db.engine import Session
from db.errors import NotFound, ReportingError
from db.periods import Quarter
from db.scope import Scope
from reports.catalogue import downloads_here
from reports.compose import compose
from reports.dataset import CheckState, Dataset, RuleClass
from reports.facts import gather
from reports.figures import deviations, expenditure, funds, indicators
from reports.figures.deviations import Deviation
from reports.figures.expenditure import Expenditure, LineMoney
from reports.figures.funds import Funds
from reports.figures.indicators import IndicatorProgress
from reports.printed import PrintedCell, PrintedTable, printed, printed_cell
from reports.table import Column, Kind
from resolvers.basis import Based, Basis, based
from resolvers.context import Context
from resolvers.permissions import Permission
from resolvers.reports import check_shown


@dataclass(frozen=True, slots=True)
class BudgetLines:
    """Direct lines by number, overhead last."""

    lines: Sequence[LineMoney]


@dataclass(frozen=True, slots=True)
class Deviations:
    """Lines, or categories, against their approved budget."""

    lines: Sequence[Deviation]


@dataclass(frozen=True, slots=True)
class Indicators:
    """A programme's indicators against their targets."""

    indicators: Sequence[IndicatorProgress]


@dataclass(frozen=True, slots=True)
class ComputedReport:
    """A report with the rows behind its tables."""

    dataset: Dataset
    expenditure: Expenditure
    funds: Funds
    deviations: Deviations
    indicators: Indicators

    @property
    def budget_lines(self) -> BudgetLines:
        return BudgetLines(self.expenditure.with_overhead)


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """A reconciliation rule, its values as they are printed."""

    rule: str
    rule_class: RuleClass
    text: str
    generated: PrintedCell
    formula_value: PrintedCell
    state: CheckState


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file that a report can be had as."""

    kind: str
    title: str
    media_type: str
    path: str


@dataclass(frozen=True, slots=True)
class ShownReport:
    """A report as the API shows it."""

    basis: Basis
    data_revision: int
    dataset: Dataset
    source: str
    period: Quarter
    period_text: str
    title: str
    version: int
    state: str
    is_draft: bool
    is_sample: bool
    warnings: Sequence[str]
    due_on: date
    data_as_of: datetime | None
    snapshot_id: str
    blocked_by: Sequence[str]
    files: Sequence[ShownFile]
    checks: Sequence[ShownCheck]

    def tables(self, keys: Sequence[str] | None) -> list[PrintedTable]:
        """The tables, in the order of the files; only those named where keys are given. Raises NotFound."""
        found = self.dataset.tables
        for key in keys or ():
            if key not in found:
                raise NotFound("table", key, list(found))
        return [printed(table) for key, table in found.items() if keys is None or key in keys]


async def report(context: Context, source: str, period: Quarter, basis: Basis) -> ShownReport:
    """The report of a source for a quarter; computed once in a request, whatever asks for it.

    Raises PermissionRefused, NotFound, OutsideSupport, BudgetMissing, RateMissing.
    """
    context.require(Permission.REPORTS_READ)
    computed: ComputedReport = await context.figure(computed_by_source, source, period)
    check_shown(context.viewer, computed.dataset)
    return _shown(await based(context, basis, computed.dataset))


def computed_by_source(
    session: Session, scope: Scope, sources: Sequence[str], period: Quarter
) -> Mapping[str, ComputedReport | ReportingError]:
    """The reports of sources for a quarter; an error stands in place of one that cannot be computed."""
    found: dict[str, ComputedReport | ReportingError] = {}
    for source in sources:
        try:
            facts = gather(session, source, period, scope)
            found[source] = ComputedReport(
                compose(facts),
                expenditure.compute(facts),
                funds.compute(facts),
                Deviations(deviations.compute(facts)),
                Indicators(indicators.compute(facts)),
            )
        except ReportingError as error:
            found[source] = error
    return found


def _shown(on: Based[Dataset]) -> ShownReport:
    dataset, header = on.figures, on.figures.header
    return ShownReport(
        basis=on.basis,
        data_revision=on.data_revision,
        dataset=dataset,
        source=header.source,
        period=header.period,
        period_text=header.period_text,
        title=header.programme_title,
        version=header.version,
        state=header.state,
        is_draft=header.is_draft,
        is_sample=header.is_sample,
        warnings=header.warnings,
        due_on=header.due_on,
        data_as_of=header.data_as_of,
        snapshot_id=header.snapshot_id,
        blocked_by=dataset.failing,
        files=[
            ShownFile(
                output.kind,
                output.title,
                output.media_type,
                f"/reports/{header.source}/{header.period}/{output.file_name}",
            )
            for output in downloads_here()
        ],
        checks=[
            ShownCheck(
                check.rule,
                check.rule_class,
                check.text,
                printed_cell(check.generated, _VALUE),
                printed_cell(check.formula_value, _VALUE),
                check.state,
            )
            for check in dataset.checks
        ],
    )


_VALUE = Column("value", "Value", Kind.MIXED)
