"""Workbooks that come in: previewed, applied whole or not at all, and known when they come again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from db.engine import make_engine, reading, writing
from db.imports.problems import Problem
from db.imports.run import NoTemplate
from db.models.audit import AuditEvent
from db.models.imports import ImportRun
from db.models.ledger import ExchangeRate, LedgerEntry, RateSource
from db.queries.revision import data_revision
from db.recording.done import By
from db.recording.event_parts import COUNTS
from db.recording.events import EVENTS
from db.recording.facts import FieldChange, State, changes
from db.recording.rates import RATES, Rate
from db.scope import Scope
from resolvers.errors import PermissionRefused
from resolvers.imports import (
    ChangedSincePreview,
    ImportRefused,
    Workbook,
    apply_import,
    apply_received,
    preview_import,
    receive_import,
)
from resolvers.permissions import CLIENT, FINANCE, STAFF
from resolvers.viewer import Viewer
from tests.db.imports.books import opened, written
from tests.db.imports.filling import filled_in, with_cells
from tests.db.recording.test_ledger_rows import INVOICE

AT = datetime(2021, 1, 4, 9, tzinfo=UTC)
FINANCIAL = Viewer(FINANCE, Scope.everything(), "finance-office", "127.0.0.1")

NEW = Rate(RateSource.UNORE, "GEL", date(2021, 1, 1), Decimal("3.276"), date(2020, 12, 31))
CORRECTED = Rate(RateSource.UNORE, "GEL", date(2020, 1, 1), Decimal("2.876"), date(2019, 12, 31))
PRESENT = Rate(RateSource.UNORE, "UAH", date(2020, 1, 1), Decimal("23.687"), date(2019, 12, 31))


@pytest.fixture
def engine(sample_url: str) -> Iterator[Engine]:
    engine = make_engine(sample_url)
    yield engine
    engine.dispose()


def count(engine: Engine, model: Any) -> int:
    with reading(engine) as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_preview_says_what_is_new_changed_and_unchanged_and_writes_nothing(engine: Engine) -> None:
    content = filled_in(engine, "rates", {"Rates": [NEW, CORRECTED, PRESENT]})
    before = count(engine, ExchangeRate)

    outcome = preview_import(engine, FINANCIAL, Workbook("rates.xlsx", content), AT).outcome

    assert outcome is not None
    assert [(sheet.new, sheet.changed, sheet.unchanged) for sheet in outcome.sheets] == [(1, 1, 1)]
    new, changed = outcome.changes
    assert (new.row, new.state, new.fields) == (6, State.NEW, ())
    assert (changed.row, changed.thing) == (7, "exchange rate UNORE GEL 2020-01-01")
    assert changed.fields == (FieldChange("units_per_usd", Decimal("2.867"), Decimal("2.876")),)
    assert (count(engine, ExchangeRate), count(engine, ImportRun), count(engine, AuditEvent)) == (
        before,
        0,
        0,
    )


def test_what_comes_and_is_applied_at_once_is_one_deed_that_keeps_the_original(engine: Engine) -> None:
    content = filled_in(engine, "rates", {"Rates": [NEW, CORRECTED, PRESENT]})
    before = count(engine, ExchangeRate)

    apply_import(engine, FINANCIAL, Workbook("rates of January.xlsx", content), AT)

    assert count(engine, ExchangeRate) == before + 2
    with reading(engine) as session:
        (kept,) = session.scalars(select(ImportRun))
        deeds = list(session.scalars(select(AuditEvent)))
        assert (kept.content, kept.applied_at, kept.applied_by) == (content, AT, "finance-office")
        assert (kept.rows_new, kept.rows_changed, kept.rows_unchanged) == (1, 1, 1)
    assert [(deed.what, deed.subject, deed.who) for deed in deeds] == [
        ("importApply", "workbook rates of January.xlsx", "finance-office"),
    ]


def test_receiving_and_applying_are_two_deeds_where_they_are_two_requests(engine: Engine) -> None:
    """One looks at the preview, and another applies it on the next day."""
    sent = Workbook("rates.xlsx", filled_in(engine, "rates", {"Rates": [NEW, PRESENT]}))
    colleague = Viewer(FINANCE, Scope.everything(), "colleague", "127.0.0.1")

    received = receive_import(engine, FINANCIAL, sent, AT).outcome
    receive_import(engine, colleague, sent, AT)
    assert received is not None
    apply_received(engine, colleague, sent.digest, AT + timedelta(days=1), received.changes_digest)

    with reading(engine) as session:
        deeds = list(session.scalars(select(AuditEvent).order_by(AuditEvent.no)))
        (kept,) = session.scalars(select(ImportRun))
        assert (kept.received_by, kept.received_at) == ("finance-office", AT)
        assert (kept.applied_by, kept.applied_at) == ("colleague", AT + timedelta(days=1))
    assert [(deed.what, deed.who) for deed in deeds] == [
        ("importReceive", "finance-office"),
        ("importApply", "colleague"),
    ]


def test_the_same_workbook_a_second_time_does_nothing_and_says_when_it_was_applied(engine: Engine) -> None:
    content = filled_in(engine, "rates", {"Rates": [NEW]})
    apply_import(engine, FINANCIAL, Workbook("rates.xlsx", content), AT)
    with reading(engine) as session:
        revision = data_revision(session)

    again = apply_import(engine, FINANCIAL, Workbook("renamed.xlsx", content), AT + timedelta(days=1))

    assert again.outcome is None
    assert again.applied is not None
    assert (again.applied.file_name, again.applied.applied_at) == ("rates.xlsx", AT)
    with reading(engine) as session:
        assert data_revision(session) == revision


def test_the_same_rows_in_another_workbook_are_unchanged(engine: Engine) -> None:
    ledger = filled_in(engine, "ledger", {"Ledger": [INVOICE]})
    apply_import(engine, FINANCIAL, Workbook("a.xlsx", ledger), AT)
    retyped = with_cells(ledger, "Ledger", {"Z1": None, "A2": None})

    again = apply_import(engine, FINANCIAL, Workbook("b.xlsx", retyped), AT + timedelta(days=1)).outcome

    assert again is not None
    assert [(sheet.new, sheet.changed, sheet.unchanged) for sheet in again.sheets] == [(0, 0, 1)]


def test_all_problems_are_told_at_once_and_nothing_is_written(engine: Engine) -> None:
    """Row 6 is good; 7 lacks its rate, 8 has a day that is none and a currency that is none, 9 repeats 6."""
    content = with_cells(
        filled_in(engine, "rates", {"Rates": [NEW, CORRECTED, PRESENT, NEW]}),
        "Rates",
        {"E7": None, "C8": "GBP", "D8": "soon"},
    )
    before = count(engine, ExchangeRate)

    with pytest.raises(ImportRefused) as refused:
        apply_import(engine, FINANCIAL, Workbook("rates.xlsx", content), AT)

    found = [(each.sheet, each.cell, each.found) for each in refused.value.outcome.problems]
    assert found == [
        ("Rates", "E7", "nothing"),
        ("Rates", "C8", "GBP"),
        ("Rates", "D8", "soon"),
        ("Rates", "B9", "exchange rate UNORE GEL 2021-01-01"),
    ]
    assert "row 6" in refused.value.outcome.problems[3].expected
    assert (count(engine, ExchangeRate), count(engine, ImportRun)) == (before, 0)


def test_what_the_ledger_refuses_is_told_by_its_cell(engine: Engine) -> None:
    content = with_cells(
        filled_in(engine, "ledger", {"Ledger": [INVOICE]}), "Ledger", {"G6": date(2021, 1, 4)}
    )

    outcome = preview_import(engine, FINANCIAL, Workbook("ledger.xlsx", content), AT).outcome

    assert outcome is not None
    (problem,) = outcome.problems
    assert (problem.sheet, problem.cell, problem.found) == ("Ledger", "G6", "2021-01-04")
    assert "outside the support period" in problem.expected
    assert count(engine, LedgerEntry) == 332


def test_an_event_that_cannot_be_read_is_told_once_and_not_again_for_each_of_its_parts(
    engine: Engine,
) -> None:
    with reading(engine) as session:
        event = EVENTS.every(session, Scope.everything())[1]
        counts = [each for each in COUNTS.every(session, Scope.everything()) if each.event == event.code]
    content = with_cells(
        filled_in(engine, "events", {"Events": [event], "Participations": counts}),
        "Events",
        {"B6": "EVT-NEW", "J6": "ZZ"},
    )
    renamed = with_cells(
        content, "Participations", {f"B{row}": "EVT-NEW" for row in range(6, 6 + len(counts))}
    )

    outcome = preview_import(engine, FINANCIAL_AND_STAFF, Workbook("events.xlsx", renamed), AT).outcome

    assert outcome is not None
    assert [(each.sheet, each.cell) for each in outcome.problems] == [("Events", "J6")]


FINANCIAL_AND_STAFF = Viewer(STAFF, Scope.everything(), "office", "127.0.0.1")


def test_a_kind_needs_its_right_before_anything_of_it_is_read(engine: Engine) -> None:
    content = filled_in(engine, "rates", {"Rates": [NEW]})

    for role in (CLIENT, STAFF):
        with pytest.raises(PermissionRefused):
            preview_import(engine, Viewer(role, Scope.everything()), Workbook("rates.xlsx", content), AT)


def test_a_workbook_that_is_no_template_is_refused(engine: Engine) -> None:
    book = opened(filled_in(engine, "rates", {}))
    book["Instructions"]["B2"] = "my own table"

    with pytest.raises(NoTemplate, match="my own table"):
        preview_import(engine, FINANCIAL, Workbook("own.xlsx", written(book)), AT)


def test_what_was_previewed_is_applied_and_nothing_else(engine: Engine) -> None:
    content = filled_in(engine, "rates", {"Rates": [CORRECTED]})
    outcome = receive_import(engine, FINANCIAL, Workbook("rates.xlsx", content), AT).outcome
    assert outcome is not None
    write(engine, Rate(RateSource.UNORE, "GEL", date(2020, 1, 1), Decimal("2.870"), date(2019, 12, 31)))

    with pytest.raises(ChangedSincePreview):
        apply_received(engine, FINANCIAL, outcome.digest, AT, outcome.changes_digest)
    looked_again = receive_import(engine, FINANCIAL, Workbook("rates.xlsx", content), AT).outcome
    assert looked_again is not None
    apply_received(engine, FINANCIAL, outcome.digest, AT, looked_again.changes_digest)

    with reading(engine) as session:
        versions = session.scalars(
            select(ExchangeRate.units_per_usd)
            .where(ExchangeRate.currency == "GEL", ExchangeRate.effective_from == date(2020, 1, 1))
            .order_by(ExchangeRate.version)
        )
        assert list(versions) == [Decimal("2.867"), Decimal("2.870"), Decimal("2.876")]


def test_a_workbook_with_problems_is_not_kept(engine: Engine) -> None:
    content = with_cells(filled_in(engine, "rates", {"Rates": [NEW]}), "Rates", {"C6": "GBP"})

    outcome = receive_import(engine, FINANCIAL, Workbook("rates.xlsx", content), AT).outcome

    assert outcome is not None
    assert [type(each) for each in outcome.problems] == [Problem]
    assert count(engine, ImportRun) == 0


def write(engine: Engine, rate: Rate) -> None:
    """A rate that somebody else has written meanwhile."""
    with writing(engine) as session:
        found = list(changes(session, RATES, [rate]))
        RATES.write(session, By(FINANCIAL.actor, Scope.everything(), AT), found)
