"""What the fields of a fact may hold, through a workbook as through the API."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from db.audit import Actor
from db.engine import Session
from db.imports.columns import Text
from db.imports.kinds import KINDS
from db.models.event_lists import Dimension, TextKind
from db.models.ledger import RateSource
from db.periods import Quarter
from db.recording.actuals import ACTUALS, ActualFact
from db.recording.done import By
from db.recording.event_parts import COUNTS, TEXTS, CountFact, TextFact
from db.recording.events import EVENTS
from db.recording.facts import FactRefused, State, changes
from db.recording.instalments import INSTALMENTS, INTEREST, InstalmentFact, InterestFact
from db.recording.narrative import NarrativeFact
from db.recording.narrative import write as write_narrative
from db.recording.notes import NoteFact, explain
from db.recording.rates import RATES, Rate
from db.recording.rows import RowFacts
from db.recording.texts import chapter, line, paragraph
from db.scope import Scope
from tests.db.recording.conftest import AT, Written
from tests.db.recording.test_events import WORKSHOP

GEORGIA = Scope(sources=None, countries=frozenset({"GE"}))
NORWAY = Scope(sources=None, countries=frozenset({"NO"}))
"""Where no programme of the sample works."""


@pytest.mark.parametrize(
    ("kind", "sheet", "column"),
    [
        (sheet.facts, sheet.name, column)
        for workbook in KINDS.values()
        for sheet in workbook.sheets
        for column in sheet.columns
        if isinstance(column.form, Text) and isinstance(sheet.facts, RowFacts)
    ],
)
def test_a_text_may_be_as_long_as_in_a_workbook(kind: RowFacts[Any], sheet: str, column: Any) -> None:
    most = kind.longest[column.field]

    assert most == column.form.longest, sheet


@pytest.mark.parametrize(
    "text",
    [
        "Write to ana@example.org",
        "Call +995 555 12 34 56",
        "Her passport no. AB 1234567",
        "Case no. 12/2020",
        "A victim named Ana",
        "She was aged 15",
    ],
)
@pytest.mark.parametrize("read", [line, paragraph, chapter])
def test_a_text_of_a_person_who_is_assisted_is_refused_and_not_repeated(
    read: Callable[..., str], text: str
) -> None:
    with pytest.raises(FactRefused, match="of people who are assisted there are only counts here") as refused:
        read("note 1", "text", text)

    assert text not in str(refused.value)


def test_texts_of_reports_are_looked_at(session: Session) -> None:
    by = By(Actor("staff", "staff", "here"), Scope.everything(), AT)
    quarter = Quarter.parse("2019-Q4")
    told = "One victim named Ana came."

    with pytest.raises(FactRefused) as narrative:
        write_narrative(session, by, NarrativeFact("NMFA-RCTP", quarter, "risk", told, 0))
    with pytest.raises(FactRefused) as note:
        explain(session, by, NoteFact("NMFA-RCTP", quarter, "3.2", told, "None", 0))

    assert (narrative.value.field, note.value.field) == ("text", "reason")


def test_texts_of_events_are_looked_at_also_where_office_holders_are_named(write: Written) -> None:
    event = replace(WORKSHOP, summary="Case no. 12/2020 was told.")
    text = TextFact("EVT-2019-TBS-01", TextKind.NOTE, 9, "Call +995 555 12 34 56")

    refused = [*write(EVENTS, event)[1], *write(TEXTS, text)[1]]

    assert [each.error.field for each in refused] == ["summary", "text"]


def test_numbers_that_a_table_would_cut_are_refused(write: Written) -> None:
    long = Decimal("1." + "0" * 40 + "1")
    _states, refused = write(
        ACTUALS,
        ActualFact("OP1.1-1", "2021-Q1", value=long, evidence_ref="X"),
        ActualFact("OP1.1-1", "2021-Q1", value=Decimal("1e13"), evidence_ref="X"),
    )

    assert [each.error.field for each in refused] == ["value", "value"]


def test_what_concerns_the_whole_grant_is_not_written_by_one_office(write: Written) -> None:
    asked = InstalmentFact("NMFA-RCTP", 6, date(2020, 12, 20), Decimal("1.00"))
    interest = InterestFact("NMFA-RCTP", "2021-Q1", "NOK", Decimal("1.00"))
    rate = Rate(RateSource.UNORE, "GEL", date(2020, 12, 15), Decimal("3.3"))

    refused = [
        *write(INSTALMENTS, asked, scope=GEORGIA)[1],
        *write(INTEREST, interest, scope=GEORGIA)[1],
        *write(RATES, rate, scope=GEORGIA)[1],
    ]

    assert [each.error.field for each in refused] == ["source", "source", "currency"]


def test_a_value_of_a_country_is_written_by_its_office(write: Written) -> None:
    whole = ActualFact("OP1.1-2", "2019-Q4", value=Decimal(64), evidence_ref="X")
    georgian = replace(whole, dimension="COUNTRY", category="GE")
    moldovan = replace(whole, dimension="COUNTRY", category="MD")

    refused = write(ACTUALS, whole, georgian, moldovan, scope=GEORGIA)[1]
    hidden = write(ACTUALS, replace(whole, quarter="2021-Q1"), scope=NORWAY)[1]

    assert [(each.error.field, each.change.after.category) for each in refused] == [("category", "MD")]
    assert [each.error.reason for each in hidden] == ["there is no indicator “OP1.1-2”"]


def test_an_event_of_a_programme_out_of_reach_is_not_written(write: Written) -> None:
    _states, (refused,) = write(EVENTS, replace(WORKSHOP, country="NO"), scope=NORWAY)

    assert (refused.error.field, refused.error.reason) == ("programme", "there is no programme “RCTP”")


def test_what_belongs_to_an_event_counts_in_its_revision_once(session: Session, write: Written) -> None:
    write(
        COUNTS,
        CountFact("EVT-2020-TBS-02", Dimension.TOTAL, "TOTAL", 5),
        CountFact("EVT-2020-TBS-02", Dimension.SEX, "F", 3),
    )

    (event,) = EVENTS.stored(session, [replace(WORKSHOP, code="EVT-2020-TBS-02")]).values()
    assert EVENTS.row(session, event).revision == 2


def test_what_changed_since_it_was_looked_at_is_not_overwritten(session: Session, write: Written) -> None:
    by = By(Actor("staff", "staff", "here"), Scope.everything(), AT)
    write(EVENTS, WORKSHOP)
    (seen,) = changes(session, EVENTS, [replace(WORKSHOP, venue="Hotel by the park")])
    write(EVENTS, replace(WORKSHOP, venue="Hotel by the river"))

    (refused,) = EVENTS.write(session, by, [seen])

    assert "somebody else has changed it in this moment" in refused.error.reason


def test_a_count_by_age_is_written_and_never_shown(session: Session, write: Written) -> None:
    """Whether a guess at it is right or wrong: both are new."""
    child = CountFact("EVT-2020-TBS-02", Dimension.AGE_GROUP, "CHILD", 3)
    adult = replace(child, category="ADULT", n=22)

    first = write(COUNTS, child, adult)
    again = write(COUNTS, child, replace(adult, n=21))

    assert first == again == ([State.NEW, State.NEW], [])
    assert child not in COUNTS.every(session, Scope.everything())
    assert (COUNTS.row(session, child).n, COUNTS.row(session, adult).n) == (3, 21)


def test_of_another_office_s_event_a_right_guess_at_a_count_by_age_is_refused_too(write: Written) -> None:
    child = CountFact("EVT-2020-KBP-01", Dimension.AGE_GROUP, "CHILD", 3)
    write(COUNTS, child)

    refused = [*write(COUNTS, child, scope=GEORGIA)[1], *write(COUNTS, replace(child, n=4), scope=GEORGIA)[1]]

    assert [each.error.field for each in refused] == ["event", "event"]
    assert refused[0].error.reason == refused[1].error.reason
