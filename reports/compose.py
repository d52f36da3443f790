"""Facts in, one computed report out: every figure runs here, once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from db.models.funding import BudgetKind, FxMethod
from db.models.reports import ReportState
from reports.canonical import digest
from reports.cells import date_text, days_text
from reports.checks import reconcile
from reports.dataset import Dataset, Header
from reports.facts import Facts
from reports.figures import (
    by_country_and_output,
    cover,
    deviations,
    event_breakdown,
    event_countries,
    event_figures,
    event_list,
    event_recommendations,
    events_annex,
    events_legend,
    exchange_rates,
    expenditure,
    financial_summary,
    funds,
    indicators,
    plan_deviations,
    project_information,
    protected_tables,
    recommendations,
    results_definitions,
    results_disaggregation,
    results_matrix,
)
from reports.figures.publication import tables as publication
from reports.outline import outline
from reports.table import Table

_FINISHED = (ReportState.SIGNED, ReportState.SUBMITTED, ReportState.ACCEPTED)
_METHOD = {
    FxMethod.UNORE_POSTING: "UN operational rates of exchange in force on the posting date",
    FxMethod.RECEIPT_AVERAGE: "Average rate of the money received to date",
}


def compose(facts: Facts) -> Dataset:
    """Compute and tabulate everything that the report's files and the API show."""
    header = header_of(facts)
    spent = expenditure.compute(facts)
    money = funds.compute(facts)
    deviating = deviations.compute(facts)
    held = event_list.compute(facts)
    progress = indicators.compute(facts)
    made = (
        project_information.tabulate(facts, number=_number(header), balance=money.closing.reporting),
        indicators.tabulate(progress, facts),
        event_list.tabulate(held, facts),
        recommendations.tabulate(held, facts),
        plan_deviations.tabulate(deviating, facts),
        financial_summary.tabulate(spent, facts),
        funds.tabulate_statement(money, facts),
        expenditure.tabulate(spent, facts),
        funds.tabulate(money, facts),
        deviations.tabulate(deviating, facts),
        exchange_rates.tabulate(exchange_rates.compute(facts), facts),
        by_country_and_output.tabulate(by_country_and_output.compute(facts), facts),
        results_matrix.tabulate(results_matrix.compute(progress, facts), facts),
        results_disaggregation.tabulate(results_disaggregation.compute(facts), facts),
        results_definitions.tabulate(facts.indicators),
        events_annex.tabulate(events_annex.compute(facts), facts),
        event_breakdown.tabulate(event_breakdown.compute(facts), facts),
        event_countries.tabulate(event_countries.compute(facts), facts),
        event_figures.tabulate(event_figures.compute(facts), facts),
        event_recommendations.tabulate(event_recommendations.compute(facts), facts),
        protected_tables.tabulate(facts),
        events_legend.tabulate(),
        *publication.tabulate(progress, facts),
    )
    header = replace(header, snapshot_id=digest(made))
    covers = (
        cover.tabulate(header, facts),
        cover.tabulate_annex("results_cover", "Results matrix", header, facts),
        cover.tabulate_annex("events_cover", "Events and participants annex", header, facts),
    )
    tables: Mapping[str, Table] = {table.key: table for table in (*covers, *made)}
    checks, check_table = reconcile(facts, spent, deviating, tables)
    return Dataset(
        header,
        {**tables, check_table.key: check_table},
        checks,
        outline(facts, spent, money, deviating, held),
    )


def header_of(facts: Facts) -> Header:
    """What stands on the cover; the snapshot is not known yet."""
    agreement, period, report = facts.agreement, facts.period, facts.report
    state = report.state if report else ReportState.DRAFT
    return Header(
        source=agreement.code,
        period=period,
        period_text=days_text(period.start, period.end),
        programme_code=agreement.programme_code,
        programme_title=agreement.programme_title,
        donor=agreement.donor,
        organisation=agreement.executing_organisation,
        agreement_no=agreement.agreement_no,
        version=report.version if report else 1,
        state=state.value.replace("_", " ").capitalize(),
        is_draft=state not in _FINISHED,
        is_sample=agreement.is_sample or (report is not None and report.is_sample),
        due_on=report.due_on if report else period.due_on(agreement.quarterly_due_days),
        reporting_currency=agreement.currency,
        budget_version=_budget_version(facts),
        rate_source=_METHOD[agreement.fx_method],
        data_as_of=facts.as_of,
        snapshot_id="",
    )


def _budget_version(facts: Facts) -> str:
    kind = "original" if facts.version.kind is BudgetKind.ORIGINAL else "revised"
    return f"{facts.version.version_no} ({kind})"


def _number(header: Header) -> str:
    as_of = f", data as of {date_text(header.data_as_of.date())}" if header.data_as_of else ""
    return f"{header.report_id}{as_of}"
