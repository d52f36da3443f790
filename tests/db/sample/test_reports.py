from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.reports import DeviationNote, NarrativeSection, Report, ReportingPeriod


def sections(session: Session, period: str) -> dict[str, str]:
    found = session.execute(
        select(NarrativeSection.section, NarrativeSection.text)
        .join(Report, Report.id == NarrativeSection.report_id)
        .join(ReportingPeriod, ReportingPeriod.id == Report.reporting_period_id)
        .where(ReportingPeriod.code == period)
    )
    return dict(found.all())


def test_every_quarter_with_expenditure_has_a_draft_with_its_day(session: Session) -> None:
    found = session.execute(
        select(ReportingPeriod.code, Report.kind, Report.version, Report.state, Report.due_on)
        .join(Report, Report.reporting_period_id == ReportingPeriod.id)
        .order_by(ReportingPeriod.code)
    ).all()

    assert [tuple(row) for row in found] == [
        ("2019-Q4", "QUARTERLY", 1, "DRAFT", date(2020, 1, 30)),
        ("2020-Q1", "QUARTERLY", 1, "DRAFT", date(2020, 4, 30)),
        ("2020-Q2", "QUARTERLY", 1, "DRAFT", date(2020, 7, 30)),
        ("2020-Q3", "QUARTERLY", 1, "DRAFT", date(2020, 10, 30)),
        ("2020-Q4", "QUARTERLY", 1, "DRAFT", date(2021, 2, 1)),  # 30 January 2021 is a Saturday
    ]


def test_the_period_before_the_first_report_is_there_too(session: Session) -> None:
    periods = session.scalars(select(ReportingPeriod.code).order_by(ReportingPeriod.start_date)).all()

    assert periods == ["2019-Q3", "2019-Q4", "2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4"]


def test_the_report_of_2019_is_written_but_for_two_sections(session: Session) -> None:
    assert set(sections(session, "2019-Q4")) == {
        "summary",
        "context",
        "progress",
        "events",
        "work_plan",
        "beneficiaries",
        "deviations",
        "partnerships",
        "risk",
        "conclusion",
    }


def test_its_context_is_the_institutional_facts_with_their_source(session: Session) -> None:
    assert sections(session, "2019-Q4")["context"] == (
        "The Ministry of Social Policy coordinates counter-trafficking activities in Ukraine.\n\n"
        "All four countries have made progress: dedicated legislation, national coordination, "
        "referral systems for victims; more is still needed.\n\n"
        "Labour exploitation is the most frequent purpose of trafficking in the region.\n\n"
        "IOM addresses recruitment gaps and migrants' rights together with governments, civil society and "
        "companies.\n\n"
        "Source: IOM event page, “Regional Counter-Trafficking Conference in Tbilisi”, 1 November 2019."
    )


@pytest.mark.parametrize("period", ["2019-Q4", "2020-Q1", "2020-Q2", "2020-Q4"])
def test_every_invented_paragraph_says_that_it_is_a_sample(session: Session, period: str) -> None:
    for section, text in sections(session, period).items():
        if section != "context" or period != "2019-Q4":
            for paragraph in text.split("\n\n"):
                assert paragraph.startswith("Sample text. "), section


@pytest.mark.parametrize("period", ["2019-Q4", "2020-Q1", "2020-Q2", "2020-Q4"])
def test_no_text_repeats_a_figure(session: Session, period: str) -> None:
    for section, text in sections(session, period).items():
        if section != "context":
            assert not any(letter.isdigit() for letter in text), section


def test_the_overspent_line_of_2019_is_explained_and_not_approved(session: Session) -> None:
    note = session.scalars(
        select(DeviationNote)
        .join(ReportingPeriod, ReportingPeriod.id == DeviationNote.reporting_period_id)
        .where(ReportingPeriod.code == "2019-Q4")
    ).one()

    assert note.line_code == "3.4"
    assert all((note.reason, note.consequence, note.action))
    assert (note.approval_ref, note.approved_on) == (None, None)
