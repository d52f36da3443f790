"""The database's own arithmetic finds every amount that is off by one minor unit, and no other.

Small numbers are multiplied by the database; those whose product it cannot hold are read and divided.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, insert, select, update
from sqlalchemy.orm import Session

from db.engine import make_engine
from db.models.funding import FxMethod
from db.models.ledger import LedgerEntry
from db.money import Money
from db.periods import Quarter
from db.queries.controls import controls_of
from db.rates import to_reporting, to_usd
from tests.databases import Databases
from tests.tampering import take_guards_away

SUPPORT = date(2019, 7, 1), date(2020, 12, 31)
LARGEST = 2**63 - 2
"""Of a whole number that a database holds, with room for one more."""


@dataclass(frozen=True, slots=True)
class Converted:
    """An amount in minor units, and two rates in hundred-millionths."""

    minor: int
    tc: int
    rc: int

    @property
    def usd(self) -> int:
        return to_usd(Money(self.minor, "GEL"), self._rate(self.tc)).minor

    @property
    def reporting(self) -> int:
        return to_reporting(Money(self.minor, "GEL"), self._rate(self.tc), self._rate(self.rc), "NOK").minor

    def fields(self, no: int) -> dict[str, Any]:
        return {
            "document_no": f"ANY-{no}",
            "row_no": 10_000 + no,
            "transaction_minor": self.minor,
            "rate_tc_per_usd": self._rate(self.tc),
            "rate_rc_per_usd": self._rate(self.rc),
            "amount_usd_minor": self.usd,
            "amount_reporting_minor": self.reporting,
        }

    def _rate(self, scaled: int) -> Decimal:
        return Decimal(scaled).scaleb(-8)


signs = st.sampled_from([1, -1])
amounts = st.integers(-(10**7), 10**7) | st.integers(-(10**14), 10**14)
rates = st.integers(1, 10**10) | st.sampled_from([10**8, 297_700_000, 908_700_000])
# at the bounds within which the database multiplies, and beyond them, where its product would not fit
bounding_amounts = st.builds(int.__mul__, signs, st.sampled_from([199_999_999, 200_000_000, 200_000_001]))
bounding_rates = st.sampled_from([4 * 10**10 - 1, 4 * 10**10, 4 * 10**10 + 1]) | st.integers(10**12, 10**14)


@st.composite
def ties(draw: st.DrawFn) -> Converted:
    """Quotients that end in exactly one half, in dollars and, for an odd rate, in the reporting currency."""
    k, q, odd = draw(st.integers(1, 150)), draw(st.integers(0, 10**5)), draw(st.sampled_from([1, 3, 7, 9]))
    return Converted(draw(signs) * k * (2 * q + 1), 2 * 10**8 * k, odd * 10**8)


def fits(of: Converted) -> bool:
    return abs(of.usd) < LARGEST and abs(of.reporting) < LARGEST


rows = st.one_of(
    st.builds(Converted, amounts, rates, rates).filter(fits),
    st.builds(Converted, bounding_amounts, bounding_rates, bounding_rates).filter(fits),
    ties(),
)


@pytest.fixture(scope="module")
def engine(databases: Databases, sample_template: str) -> Iterator[Engine]:
    url = databases.copy(sample_template)
    engine = make_engine(url)
    yield engine
    engine.dispose()
    databases.drop(url)


def wrong(session: Session) -> int:
    found = controls_of(session, 1, Quarter(2019, 4), SUPPORT, FxMethod.RECEIPT_AVERAGE, "NOK")
    return found.amount_differs


def test_a_tie_is_what_it_is_called() -> None:
    assert (Converted(3, 2 * 10**8, 10**8).usd, Converted(-3, 2 * 10**8, 10**8).usd) == (2, -2)
    assert Converted(1, 2 * 10**8, 7 * 10**8).reporting == 4  # 3.5


@settings(max_examples=settings().max_examples // 4)
@given(st.lists(rows, min_size=1, max_size=25))
@example([Converted(200_000_000, 4 * 10**10, 4 * 10**10), Converted(200_000_000, 10**13, 10**13)])
@example([Converted(10**10, 4 * 10**10, 4 * 10**10), Converted(-(10**14), 2 * 10**8, 10**8)])
@example([Converted(3, 2 * 10**8, 10**8), Converted(-21, 14 * 10**8, 3 * 10**8), Converted(0, 1, 1)])
def test_every_amount_that_is_off_by_one_is_found_and_no_other(
    engine: Engine, any_rows: list[Converted]
) -> None:
    with Session(engine) as session:
        take_guards_away(session)
        names = [column.key for column in LedgerEntry.__table__.columns if column.key != "id"]
        first = session.execute(
            select(*(getattr(LedgerEntry, name) for name in names)).where(
                LedgerEntry.document_no == "LED-0001"
            )
        ).one()
        template = dict(zip(names, first, strict=True))
        session.execute(
            insert(LedgerEntry), [template | of.fields(no) for no, of in enumerate(any_rows, start=1)]
        )
        assert wrong(session) == 0

        for column in (LedgerEntry.amount_usd_minor, LedgerEntry.amount_reporting_minor):
            for off in (1, -2):  # one above, and from there one below
                session.execute(
                    update(LedgerEntry).where(LedgerEntry.row_no > 10_000).values({column: column + off})
                )
                assert wrong(session) == len(any_rows)
            session.execute(
                update(LedgerEntry).where(LedgerEntry.row_no > 10_000).values({column: column + 1})
            )
        assert wrong(session) == 0
        session.rollback()
