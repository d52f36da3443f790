"""The cover: what the report is, for whom, and what its figures rest on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from reports.cells import NO_BREAK, date_text
from reports.dataset import PROTECTION, Header
from reports.word.markup import TAB, Markup, paragraph, run
from reports.word.styles import FINE_RUN, LABEL_RUN

_UNRECORDED: Final = "not recorded"


def cover(title: str, header: Header) -> Iterator[Markup]:
    """The paragraphs of the first page."""
    yield paragraph("Title", run(title))
    yield paragraph("Subtitle", run(header.programme_title))
    if header.warnings:
        yield paragraph("Warning", run(" · ".join(header.warnings)))
    for label, value in _facts(header):
        yield paragraph("CoverFact", run(label, LABEL_RUN), TAB, run(value))
    snapshot = run(header.snapshot_id, FINE_RUN)
    yield paragraph("CoverFact", run("Snapshot", LABEL_RUN), TAB, snapshot)
    yield paragraph("Normal", run(PROTECTION), properties=Markup('<w:spacing w:before="360"/>'))


def _facts(header: Header) -> Iterator[tuple[str, str]]:
    yield "Period", header.period_text
    yield "Donor", header.donor
    yield "Submitted by", header.organisation
    yield "Programme", header.programme_code
    yield "Agreement number", header.agreement_no or _UNRECORDED
    yield "Report", header.report_id
    yield "Version", str(header.version)
    yield "Status", header.state.replace("_", " ").capitalize()
    yield "Due", date_text(header.due_on)
    yield "Reporting currency", header.reporting_currency
    yield "Budget version", header.budget_version
    yield "Exchange rates", header.rate_source
    yield "Data as of", instant_text(header.data_as_of) if header.data_as_of else _UNRECORDED


def in_utc(instant: datetime) -> datetime:
    """The instant in UTC; one without a zone is in UTC already."""
    return instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)


def instant_text(instant: datetime) -> str:
    """`31 Dec 2019, 18:05 UTC`"""
    utc = in_utc(instant)
    return f"{date_text(utc.date())}, {utc:%H:%M}{NO_BREAK}UTC"
