"""What the signs and words of the events annex mean. Source: domain.md b.5, sheet 7."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reports.cells import LEGEND
from reports.table import Column, Row, Table


@dataclass(frozen=True, slots=True)
class Meant:
    """A sign or a word, and its meaning."""

    key: str
    sign: str
    meaning: str


_ZERO: Final = Meant("zero", "“0”", "zero: it was counted, and there was none")
_WORDS: Final = (
    Meant("empty", "Empty cell", "nothing belongs there"),
    Meant("participation", "Participation", "one person at one event; who comes twice is counted twice"),
    Meant("other", "Other/unknown", "participations whose sex is other, or was not recorded"),
    Meant(
        "cost",
        "Cost",
        "ledger rows that name the event, posted up to the period’s end, in the reporting currency; "
        "overhead is apart, and direct assistance of people belongs to no event",
    ),
    Meant("later", "Later costs", "ledger rows of this period for events that ended before it"),
    Meant("total", "n of m known", "of m events held the value of n is known, and the total is of those"),
    Meant("scope", "Scope", "for all countries of the programme, for two of them, or for one"),
    Meant("quarter", "Period of an event", "the quarter of its last day"),
)


def _meant() -> tuple[Meant, ...]:
    """Every sign that a table may hold, then the words."""
    signs = []
    for symbol, said in LEGEND.items():
        sign, _, meaning = said.partition("” ")
        signs.append(Meant(symbol.name.lower(), f"{sign}”", meaning))
    return (*signs, _ZERO, *_WORDS)


COLUMNS = (Column("sign", "Sign or word"), Column("meaning", "What it means"))


def tabulate() -> Table:
    """One row for each."""
    rows = tuple(Row(of.key, (of.sign, of.meaning)) for of in _meant())
    return Table("events_legend", "Legend", COLUMNS, rows)
