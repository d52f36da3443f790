"""What the activity is, item by item: the head of the published file."""

from __future__ import annotations

from datetime import date

from db.models.programmes import ProgrammeStatus
from reports.facts import Facts
from reports.figures.publication import defaults
from reports.table import Cell, Column, Kind, Missing, Row, Table

STATUS = {
    ProgrammeStatus.PIPELINE: "1",
    ProgrammeStatus.IMPLEMENTATION: "2",
    ProgrammeStatus.FINALISATION: "3",
    ProgrammeStatus.CLOSED: "4",
    ProgrammeStatus.CANCELLED: "5",
    ProgrammeStatus.SUSPENDED: "6",
}
_BEGUN = (
    ProgrammeStatus.IMPLEMENTATION,
    ProgrammeStatus.FINALISATION,
    ProgrammeStatus.CLOSED,
    ProgrammeStatus.SUSPENDED,
)


def tabulate(facts: Facts) -> Table:
    """One item a row; an empty value is left out of the file."""
    agreement, public = facts.agreement, facts.publication
    items: tuple[tuple[str, str, Cell], ...] = (
        ("identifier", "Activity identifier", _identifier(facts)),
        ("language", "Language", defaults.LANGUAGE),
        ("currency", "Currency", facts.currency),
        ("title", "Title", agreement.programme_title),
        ("description", "Description", public.objective),
        ("agreement", "Agreement number", agreement.agreement_no),
        ("agreement_type", "Type of the agreement number", defaults.AGREEMENT),
        ("status", "Activity status", STATUS[public.status]),
        ("planned_start", "Planned start", agreement.programme_start),
        ("actual_start", "Actual start", _actual_start(facts)),
        ("planned_end", "Planned end", agreement.programme_end),
        ("actual_end", "Actual end", _actual_end(facts)),
        ("scope", "Activity scope", _scope(facts)),
        ("collaboration", "Collaboration type", defaults.COLLABORATION_TYPE),
        ("flow", "Default flow type", public.flow),
        ("finance", "Default finance type", public.finance),
        ("aid", "Default aid type", public.aid_type),
        ("aid_vocabulary", "Vocabulary of the aid type", defaults.AID_TYPE_VOCABULARY),
        ("tied", "Default tied status", public.tied),
    )
    return Table(
        "iati_activity",
        f"The activity as it is published, {facts.period}",
        (Column("item", "Item"), Column("value", "Value", Kind.MIXED)),
        tuple(Row(key, (label, value)) for key, label, value in items),
        notes=("Codes are those of the IATI Standard 2.03.",),
    )


def _identifier(facts: Facts) -> Cell:
    """The reporting organisation's reference and the project code; it never changes."""
    reference = facts.publication.executing.reference
    return f"{reference}-{facts.agreement.project_code}" if reference else Missing.UNKNOWN


def _actual_start(facts: Facts) -> date | None:
    """Of a programme that has begun the recorded start; never a day after the period."""
    start = facts.agreement.programme_start
    return start if facts.publication.status in _BEGUN and start <= facts.period.end else None


def _actual_end(facts: Facts) -> date | None:
    end = facts.agreement.programme_end
    is_closed = facts.publication.status is ProgrammeStatus.CLOSED
    return end if is_closed and end <= facts.period.end else None


def _scope(facts: Facts) -> str:
    return defaults.MULTI_NATIONAL if len(facts.publication.shares) > 1 else defaults.NATIONAL
