"""The sample, built from nothing but templates that were filled in and brought in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, select

from db.engine import Session, make_engine, reading, writing
from db.imports.kinds import kind_of
from db.models.funding import BudgetLine, BudgetVersion, FundingSource
from db.models.ledger import ExchangeRate
from db.periods import Quarter
from db.recording.facts import Listed
from db.recording.ledger_rows import posted_rows
from db.recording.rates import Rate
from db.sample.load import add_obligations, load_frame
from db.scope import Scope
from reports.canonical import canonical
from reports.compose import compose
from reports.facts import gather
from resolvers.imports import Workbook, apply_import
from resolvers.viewer import local_viewer
from tests.databases import Databases
from tests.db.imports.filling import filled_in

SOURCE = "NMFA-RCTP"
QUARTERS = ("2019-Q4", "2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4")
POSTED = ("as_of", "snapshot", "report_number")
"""Rows that name the youngest instant in the data, or follow from it."""
AT = datetime(2021, 1, 4, 9, tzinfo=UTC)


@pytest.fixture
def frame(databases: Databases, migrated_template: str) -> Iterator[Engine]:
    """The programme, its framework and its agreement, without any fact that workbooks bring."""
    url = databases.copy(migrated_template)
    engine = make_engine(url)
    with writing(engine) as session:
        load_frame(session)
    yield engine
    engine.dispose()
    databases.drop(url)


def facts_of(session: Session, kind: str) -> Mapping[str, Sequence[Any]]:
    """What the sample holds, by sheet."""
    sheets = kind_of(kind).sheets
    return {
        sheet.name: sheet.facts.every(session, Scope.everything())
        for sheet in sheets
        if isinstance(sheet.facts, Listed)
    }


def versions_of_rates(session: Session) -> tuple[list[Rate], list[Rate]]:
    """The rates as they were published first, and what was corrected later."""
    rows = session.scalars(select(ExchangeRate).order_by(ExchangeRate.id))
    first: list[Rate] = []
    corrected: list[Rate] = []
    for row in rows:
        rate = Rate(row.source, row.currency, row.effective_from, row.units_per_usd, row.published_on)
        (first if row.version == 1 else corrected).append(rate)
    return first, corrected


def numbers(engine: Engine, quarter: str) -> Mapping[str, object]:
    """Every table of a report, row by row, but what says when its rows were posted."""
    with reading(engine) as session:
        dataset = compose(gather(session, SOURCE, Quarter.parse(quarter), Scope.everything()))
    tables = {name: canonical(table) for name, table in dataset.tables.items()}
    for table in tables.values():
        table["rows"] = [row for row in table["rows"] if row[0] not in POSTED]
    return tables


def add_what_no_workbook_brings(engine: Engine) -> None:
    """Purchase orders and reallocations, by the lines that came in."""
    with writing(engine) as session:
        source = session.scalars(select(FundingSource.id)).one()
        by_version: dict[int, dict[str, int]] = {1: {}, 2: {}}
        lines = select(BudgetVersion.version_no, BudgetLine.code, BudgetLine.id).join(
            BudgetVersion, BudgetVersion.id == BudgetLine.budget_version_id
        )
        for version_no, code, line in session.execute(lines):
            by_version[version_no][code] = line
        add_obligations(session, source, by_version[1], by_version[2])


def test_the_sample_comes_in_through_its_templates_and_reports_the_same_numbers(
    sample_engine: Engine, frame: Engine
) -> None:
    with reading(sample_engine) as session:
        facts = {kind: facts_of(session, kind) for kind in ("budget", "events", "instalments", "actuals")}
        first, corrected = versions_of_rates(session)
        ledger = list(posted_rows(session, SOURCE))

    for kind, rows in (
        ("rates", {"Rates": first}),
        ("rates", {"Rates": corrected}),
        ("instalments", facts["instalments"]),
        ("budget", facts["budget"]),
        ("events", facts["events"]),
        ("actuals", facts["actuals"]),
        ("ledger", {"Ledger": ledger}),
    ):
        brought = apply_import(
            frame, local_viewer(), Workbook(f"{kind}.xlsx", filled_in(frame, kind, rows)), AT
        )

        assert brought.outcome is not None
        assert [sheet.new + sheet.changed for sheet in brought.outcome.sheets] == [
            len(rows[sheet.name]) for sheet in brought.outcome.sheets
        ]
    add_what_no_workbook_brings(frame)

    for quarter in QUARTERS:
        assert numbers(frame, quarter) == numbers(sample_engine, quarter)
