"""Lines against their approved budget: what deviates, and why. Source: domain.md b.3, sheet 4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from db.models.funding import DeviationBasis
from db.money import Money
from db.queries.budgets import Move
from db.queries.writing import Explained
from reports.cells import money_text, percent_text
from reports.facts import Facts
from reports.figures import expenditure, reallocations
from reports.figures.expenditure import LETTER, LineMoney
from reports.formulas import Difference, Ratio
from reports.table import Cell, Column, Kind, Missing, Role, Row, Table


class Flag(StrEnum):
    """What the deviation rule says of a line."""

    NONE = "NONE"
    OVER = "OVER"
    UNDER = "UNDER"
    """Tested at the end of the support only."""
    NO_BUDGET = "NO_BUDGET"
    """Spent without an approved budget."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """One line, or one category where the agreement says so, against its approved budget."""

    code: str
    description: str
    budget: Money
    phased: Money
    to_date: Money
    moved_in: Money
    moved_out: Money
    flag: Flag
    note: Explained | None

    @property
    def difference(self) -> Money:
        return self.to_date - self.budget

    @property
    def share(self) -> Fraction | None:
        return self.difference.over(self.budget)

    @property
    def is_flagged(self) -> bool:
        return self.flag is not Flag.NONE

    @property
    def is_timing(self) -> bool:
        """Less was spent than planned by now: said as timing, without need of a reason."""
        return not self.is_flagged and self.to_date < self.phased

    @property
    def lacks_reason(self) -> bool:
        return self.is_flagged and self.note is None

    @property
    def lacks_approval(self) -> bool:
        overspent = self.flag in (Flag.OVER, Flag.NO_BUDGET)
        return overspent and (self.note is None or self.note.approved_on is None)


def flag_of(budget: Money, to_date: Money, share: Fraction, *, at_the_end: bool) -> Flag:
    """The deviation rule, on exact amounts and with strict inequality.

    At the end of the support both directions are tested; before it, only overspending.
    """
    if not budget:
        return Flag.NO_BUDGET if to_date else Flag.NONE
    beyond = Fraction(to_date.minor - budget.minor)
    allowed = share * budget.minor
    if beyond > allowed:
        return Flag.OVER
    if at_the_end and -beyond > allowed:
        return Flag.UNDER
    return Flag.NONE


def compute(facts: Facts) -> tuple[Deviation, ...]:
    """Every line, overhead last; or every category, where that is the agreement's basis."""
    found = expenditure.compute(facts)
    moves = reallocations.compute(facts).effective
    share = Fraction(facts.agreement.deviation_share)
    at_the_end = facts.agreement.support_end <= facts.period.end
    by_category = facts.agreement.deviation_basis is DeviationBasis.CATEGORY
    judged: Sequence[LineMoney] = found.categories if by_category else found.lines
    parts: dict[str, tuple[str, ...]] = {}
    if by_category:
        parts = {
            LETTER[of.category]: tuple(line.code for line in found.lines_of(of.category))
            for of in found.categories
            if of.category
        }
    deviations = []
    for line in (*judged, found.overhead):
        codes = parts.get(line.code, (line.code,))
        deviations.append(
            Deviation(
                line.code,
                line.description,
                line.budget,
                line.phased,
                line.to_date,
                facts.reporting(sum(move.amount_minor for move in moves if _enters(move, codes))),
                facts.reporting(sum(move.amount_minor for move in moves if _leaves(move, codes))),
                flag_of(line.budget, line.to_date, share, at_the_end=at_the_end),
                facts.notes.get(line.code),
            )
        )
    return tuple(deviations)


COLUMNS = (
    Column("line", "Line"),
    Column("description", "Description"),
    Column("budget", "Approved budget", Kind.MONEY, adds_up=True),
    Column("to_date", "Expenditure to date", Kind.MONEY, adds_up=True),
    Column("difference", "Difference", Kind.MONEY, formula=Difference("to_date", "budget")),
    Column("share", "%", Kind.SHARE, formula=Ratio("difference", "budget")),
    Column("flag", "Flag"),
    Column("reason", "Reason"),
    Column("approval", "Approval reference"),
    Column("moved_in", "Reallocated in", Kind.MONEY, adds_up=True),
    Column("moved_out", "Reallocated out", Kind.MONEY, adds_up=True),
)


def tabulate(found: Sequence[Deviation], facts: Facts) -> Table:
    """Every line with its flag, and the total."""
    rows = [
        Row(
            deviation.code,
            (
                deviation.code,
                deviation.description,
                deviation.budget,
                deviation.to_date,
                deviation.difference,
                _share(deviation.difference, deviation.budget),
                flag_text(deviation.flag, facts),
                _reason(deviation),
                deviation.note.approval_ref if deviation.note else None,
                deviation.moved_in,
                deviation.moved_out,
            ),
        )
        for deviation in found
    ]

    def total(amounts: Sequence[Money]) -> Money:
        return Money.total(amounts, facts.currency)

    budget = total([deviation.budget for deviation in found])
    to_date = total([deviation.to_date for deviation in found])
    sums: tuple[Cell, ...] = (
        None,
        "Total",
        budget,
        to_date,
        to_date - budget,
        _share(to_date - budget, budget),
        None,
        None,
        None,
        total([deviation.moved_in for deviation in found]),
        total([deviation.moved_out for deviation in found]),
    )
    rows.append(Row("total", sums, Role.TOTAL, plus=tuple(deviation.code for deviation in found)))
    limit = percent_text(facts.agreement.deviation_share)
    return Table(
        "deviations",
        f"Deviations from the approved budget, {facts.period}, {facts.currency}",
        COLUMNS,
        tuple(rows),
        unit=facts.currency,
        notes=(
            f"A line is flagged when it has spent more than {limit} beyond its approved budget, on exact "
            "amounts: a share that prints as the limit may lie below it. At the end of the support, "
            f"underspending of more than {limit} is flagged as well.",
            "“Timing” marks a line that has spent less than was planned by now; it needs no reason.",
            "Reallocations stand beside the approved budget until a budget version contains them.",
            *_waiting(facts),
        ),
    )


def flag_text(flag: Flag, facts: Facts) -> str:
    """A flag in words: `over 10 %`."""
    match flag:
        case Flag.NONE:
            return "no"
        case Flag.OVER:
            return f"over {percent_text(facts.agreement.deviation_share)}"
        case Flag.UNDER:
            return f"under by more than {percent_text(facts.agreement.deviation_share)}"
        case Flag.NO_BUDGET:
            return "no budget"


def _share(difference: Money, budget: Money) -> Cell:
    share = difference.over(budget)
    return Missing.NOT_APPLICABLE if share is None else share


def _reason(deviation: Deviation) -> str | None:
    if deviation.note is not None:
        return deviation.note.reason
    if deviation.is_flagged:
        return "Not yet written"
    return "Timing" if deviation.is_timing else None


def _enters(move: Move, codes: Sequence[str]) -> bool:
    """Whether a move comes in from elsewhere: within a category, nothing is moved for the category."""
    return move.to_code in codes and move.from_code not in codes


def _leaves(move: Move, codes: Sequence[str]) -> bool:
    return move.from_code in codes and move.to_code not in codes


def _waiting(facts: Facts) -> tuple[str, ...]:
    """A note on the reallocations that have no effect yet, if there are any."""
    waiting = reallocations.compute(facts).waiting
    if not waiting:
        return ()
    said = (
        f"{move.from_code} to {move.to_code} {money_text(facts.reporting(move.amount_minor))}"
        for move in waiting
    )
    return (f"Waiting for the donor’s approval, and not yet moved: {'; '.join(said)}.",)
