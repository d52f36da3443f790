"""The money by category, in the narrative report's one table of it. Source: domain.md b.1, T12.

The same sums as the Expenditure sheet, with fewer columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from reports.facts import Facts
from reports.figures.deviations import flag_of, flag_text
from reports.figures.expenditure import (
    DIRECT_KEY,
    LETTER,
    NAME,
    OVERHEAD_KEY,
    TOTAL_KEY,
    Expenditure,
    LineMoney,
)
from reports.formulas import Difference, Ratio
from reports.table import Column, Kind, Missing, Role, Row, Table

COLUMNS = (
    Column("category", "Category"),
    Column("budget", "Approved budget", Kind.MONEY, adds_up=True),
    Column("period", "Expenditure this period", Kind.MONEY, adds_up=True),
    Column("to_date", "Expenditure to date", Kind.MONEY, adds_up=True),
    Column("balance", "Balance", Kind.MONEY, formula=Difference("budget", "to_date")),
    Column("used", "% used", Kind.SHARE, formula=Ratio("to_date", "budget")),
    Column("flag", "Deviation flag"),
)


def tabulate(found: Expenditure, facts: Facts) -> Table:
    """One row for each direct category, the direct total, overhead and the grand total."""
    direct = tuple(LETTER[of.category] for of in found.categories if of.category)
    rows = [
        *(
            _row(LETTER[of.category], f"{LETTER[of.category]} {NAME[of.category]}", of, facts)
            for of in found.categories
            if of.category
        ),
        _row(DIRECT_KEY, "Direct total", found.direct, facts, Role.SUBTOTAL, direct),
        _row(OVERHEAD_KEY, found.overhead.description, found.overhead, facts),
        _row(TOTAL_KEY, "Grand total", found.total, facts, Role.TOTAL, (DIRECT_KEY, OVERHEAD_KEY)),
    ]
    return Table(
        "financial_summary",
        f"Budget against expenditure, {facts.period}, {facts.currency}",
        COLUMNS,
        tuple(rows),
        unit=facts.currency,
        notes=(
            "The flag is the deviation rule on each category's own total; "
            "flagged budget lines stand in the table of deviations.",
            f"Compared with budget version {facts.version.version_no}.",
        ),
    )


def _row(
    key: str, label: str, money: LineMoney, facts: Facts, role: Role = Role.BODY, plus: Sequence[str] = ()
) -> Row:
    at_the_end = facts.agreement.support_end <= facts.period.end
    flag = flag_of(
        money.budget, money.to_date, Fraction(facts.agreement.deviation_share), at_the_end=at_the_end
    )
    used = Missing.NOT_APPLICABLE if money.used is None else money.used
    shown = flag_text(flag, facts)
    cells = (label, money.budget, money.period, money.to_date, money.balance, used, shown)
    return Row(key, cells, role, tuple(plus))
