"""Every event of a period with its participations and cost, and later costs. Source: domain.md b.5, sheet 1.

An event's cost is of the ledger rows that name it, posted up to the period's end, without overhead.
Direct assistance of people counts to no event.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from db.models.event_lists import EventStatus, OrganiserRole
from db.money import Money
from db.queries.meetings import Meeting
from reports.cells import alphabetical, percent_text
from reports.facts import Facts
from reports.figures.participations import Participations, known_sum, participations_of
from reports.figures.wording import capitalised
from reports.formulas import Days, Ratio
from reports.table import Cell, Column, Kind, Missing, Role, Row, Table

LATER: Final = "later"
"""The key of the heading of later costs, and the beginning of the keys below it."""


@dataclass(frozen=True, slots=True)
class AnnexedEvent:
    """An event of the period."""

    meeting: Meeting
    counts: Participations
    cost: Money | None
    """To the period's end; None: unknown."""

    @property
    def was_held(self) -> bool:
        return self.meeting.status is EventStatus.HELD


@dataclass(frozen=True, slots=True)
class LaterCost:
    """What was posted in the period for an event of an earlier one."""

    meeting: Meeting
    cost: Money


@dataclass(frozen=True, slots=True)
class EventsAnnex:
    """The events of a period and the later costs of earlier ones, each by first day and code."""

    events: tuple[AnnexedEvent, ...]
    later: tuple[LaterCost, ...]

    @property
    def held(self) -> tuple[AnnexedEvent, ...]:
        """The events that took place, which alone have participations."""
        return tuple(row for row in self.events if row.was_held)


def compute(facts: Facts) -> EventsAnnex:
    """The events that end in the period, whatever became of them, and later costs."""
    later = []
    for meeting in facts.earlier_meetings:
        cost = facts.event_costs[meeting.id].in_period_minor
        if cost is not None:
            later.append(LaterCost(meeting, facts.reporting(cost)))
    return EventsAnnex(tuple(_row(meeting, facts) for meeting in facts.meetings), tuple(later))


def _row(meeting: Meeting, facts: Facts) -> AnnexedEvent:
    cost = facts.event_costs.get(meeting.id)
    return AnnexedEvent(
        meeting,
        participations_of(meeting),
        None if cost is None else facts.reporting(cost.to_date_minor),
    )


def columns_of(facts: Facts) -> tuple[Column, ...]:
    """The columns of the list of events."""
    return (
        Column("code", "Code"),
        Column("title", "Title"),
        Column("kind", "Kind"),
        Column("scope", "Scope"),
        Column("start", "Start", Kind.DATE),
        Column("end", "End", Kind.DATE),
        Column("days", "Days", Kind.COUNT, formula=Days("start", "end")),
        Column("city", "City"),
        Column("country", "Country"),
        Column("lead", "Lead organiser"),
        Column("co_organisers", "Co-organisers"),
        Column("source", "Funding source"),
        Column("output", "Output"),
        Column("status", "Status"),
        Column(
            "participations",
            "Participations",
            Kind.COUNT,
            adds_up=True,
            note="Counted per event; they are not unique persons.",
        ),
        Column("women", "Women", Kind.COUNT, adds_up=True),
        Column("men", "Men", Kind.COUNT, adds_up=True),
        Column("other", "Other/unknown", Kind.COUNT, adds_up=True),
        Column("women_share", "Women %", Kind.SHARE, formula=Ratio("women", "participations")),
        Column(
            "cost",
            f"Cost ({facts.currency})",
            Kind.MONEY,
            adds_up=True,
            note="Ledger rows that name the event, posted up to the period’s end; overhead apart.",
        ),
        Column("per_head", "Cost per participation", Kind.MONEY, formula=Ratio("cost", "participations")),
        Column("reference", "Source"),
    )


def tabulate(found: EventsAnnex, facts: Facts) -> Table:
    """One row for each event, the total of what is known, and later costs below it."""
    rows = [_printed(row, facts) for row in found.events]
    if rows:
        rows.append(_total(found, facts, tuple(row.key for row in rows)))
    rows.extend(_later(found, facts))
    notes = [
        "Participations are counted per event; they are not unique persons. Only events that were held have "
        "any.",
        "The cost of an event is of the ledger rows that name it; overhead is apart, and direct assistance "
        "of people belongs to no event. An event that no row names has an unknown cost.",
        *_known(found),
    ]
    if found.later and not found.events:
        notes.append("No event ended in this period.")
    return Table(
        "events_annex",
        f"Events, {facts.period}, {facts.currency}",
        columns_of(facts),
        tuple(rows),
        unit=facts.currency,
        notes=tuple(notes),
        empty="No event ended in this period, and none was still paid for.",
    )


def _known(found: EventsAnnex) -> Iterator[str]:
    """Of how many events held the parts of a total are known; said where it is not all."""
    held = found.held
    told = []
    for what, values in (
        ("participations", [row.counts.total for row in held]),
        ("women", [row.counts.women for row in held]),
        ("men", [row.counts.men for row in held]),
        ("other or unknown sex", [row.counts.other for row in held]),
        ("cost", [row.cost for row in held]),
    ):
        if None in values:
            told.append(f"{what} {len(held) - values.count(None)} of {len(held)} known")
    if told:
        yield f"Totals are of what is known of the events held: {', '.join(told)}."
    if any(row.cost is not None for row in found.events if not row.was_held):
        yield "The total of the cost contains that of events that were not held."


def _described(meeting: Meeting, facts: Facts) -> tuple[Cell, ...]:
    """What stands before the counts."""
    return (
        meeting.code,
        meeting.title,
        capitalised(meeting.kind.value),
        capitalised(meeting.scope.value),
        meeting.start_date,
        meeting.end_date,
        (meeting.end_date - meeting.start_date).days + 1,
        meeting.city,
        meeting.country_name,
        _organisers(meeting, OrganiserRole.LEAD) or Missing.UNKNOWN,
        _organisers(meeting, OrganiserRole.CO_ORGANISER) or None,
        _source(meeting, facts),
        meeting.output or None,
        capitalised(meeting.status.value),
    )


def _printed(row: AnnexedEvent, facts: Facts) -> Row:
    described, reference = _described(row.meeting, facts), row.meeting.source_ref
    if row.was_held:
        counted = _counted(row.counts, row.cost, _per_head(row.cost, row.counts.total))
        return Row(row.meeting.code, (*described, *counted, reference))
    no_count = Missing.NOT_APPLICABLE
    cells = (*described, *(no_count,) * 5, _or_unknown(row.cost), no_count, reference)
    return Row(row.meeting.code, cells, formulas={"women_share": None, "per_head": None})


def _total(found: EventsAnnex, facts: Facts, keys: tuple[str, ...]) -> Row:
    """Of what is known; a share or a quotient only where its parts are known of every event."""
    of = [row.counts for row in found.held]
    sums = Participations(
        known_sum(one.total for one in of),
        known_sum(one.women for one in of),
        known_sum(one.men for one in of),
        known_sum(one.other for one in of),
    )
    costs = [row.cost for row in found.events if row.cost is not None]
    cost = Money.total(costs, facts.currency) if costs else None
    all_counted = all(one.total is not None for one in of)
    all_sexed = all_counted and all(one.women is not None for one in of)
    all_paid = all_counted and all((row.cost is not None) is row.was_held for row in found.events)
    counted = _counted(
        sums, cost, _per_head(cost, sums.total) if all_paid else Missing.UNKNOWN, has_share=all_sexed
    )
    return Row("total", ("Total", *(None,) * 13, *counted, None), Role.TOTAL, plus=keys)


def _counted(
    counts: Participations, cost: Money | None, per_head: Cell, *, has_share: bool = True
) -> tuple[Cell, ...]:
    """What stands between the description and the source."""
    return (
        *(_or_unknown(n) for n in (counts.total, counts.women, counts.men, counts.other)),
        counts.women_share if has_share else Missing.UNKNOWN,
        _or_unknown(cost),
        per_head,
    )


def _later(found: EventsAnnex, facts: Facts) -> Iterator[Row]:
    if not found.later:
        return
    width = len(columns_of(facts))
    yield Row(LATER, ("Later costs of events of earlier periods", *(None,) * (width - 1)), Role.GROUP)
    keys = []
    for of in found.later:
        keys.append(f"{LATER}-{of.meeting.code}")
        cells = (*_described(of.meeting, facts), *(None,) * 5, of.cost, None, of.meeting.source_ref)
        yield Row(keys[-1], cells)
    total = Money.total((of.cost for of in found.later), facts.currency)
    cells = ("Total of later costs", *(None,) * 18, total, None, None)
    yield Row(f"{LATER}-total", cells, Role.SUBTOTAL, plus=tuple(keys))


def _organisers(meeting: Meeting, role: OrganiserRole) -> str:
    return "; ".join(sorted((name for of, name in meeting.organisers if of is role), key=alphabetical))


def _source(meeting: Meeting, facts: Facts) -> Cell:
    """The report's own source; which others pay is for their reports to say."""
    if not meeting.is_funded_here:
        return Missing.UNKNOWN
    code = facts.agreement.code
    if meeting.share is None or meeting.share == 100:
        return code
    return f"{code} ({percent_text(meeting.share / 100)})"


def _per_head(cost: Money | None, participations: int | None) -> Cell:
    if participations == 0:
        return Missing.NOT_APPLICABLE
    if cost is None or participations is None:
        return Missing.UNKNOWN
    return Fraction(cost.minor, 100 * participations)


def _or_unknown(cell: Cell) -> Cell:
    return Missing.UNKNOWN if cell is None else cell
