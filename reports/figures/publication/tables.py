"""Every table of what is published, in the order of the file."""

from __future__ import annotations

from collections.abc import Sequence

from reports.facts import Facts
from reports.figures.indicators import IndicatorProgress
from reports.figures.publication import (
    activity,
    budgets,
    classifications,
    organisations,
    results,
    transactions,
)
from reports.table import Table


def tabulate(progress: Sequence[IndicatorProgress], facts: Facts) -> tuple[Table, ...]:
    """The tables that the IATI file is written from; progress is of every indicator."""
    return (
        activity.tabulate(facts),
        organisations.tabulate(facts),
        classifications.tabulate(facts),
        budgets.tabulate(facts),
        transactions.tabulate(facts),
        results.tabulate(progress, facts),
    )
