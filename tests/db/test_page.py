"""Pages of exchange rates and organisations, which need no other rows beside them.

Rates, in units per USD:

    GEL  2019-10-01  2.9700     MDL  2019-10-01  17.6000     UAH  2019-10-01  24.1000
    GEL  2019-11-01  2.9600     MDL  2019-11-01  17.4000     UAH  2019-11-01  24.1000
    GEL  2019-12-01  2.9770     MDL  2019-12-01  17.4000     UAH  2019-12-01  23.9000
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

import pytest
from sqlalchemy import Engine, Select, select

from db.engine import make_engine, reading, writing
from db.errors import CursorRefused, Malformed, PageRefused
from db.models.ledger import ExchangeRate, RateSource
from db.models.programmes import Organisation
from db.queries.commitments import CommitmentQuery
from db.queries.page import (
    By,
    Edge,
    ListQuery,
    Order,
    Page,
    PageArguments,
    Partition,
    count_of,
    page_of,
)
from db.queries.rows import columns_of
from db.scope import Scope
from tests.databases import Databases

RATES = {
    "GEL": ("2.97", "2.96", "2.977"),
    "MDL": ("17.6", "17.4", "17.4"),
    "UAH": ("24.1", "24.1", "23.9"),
}

ORDERS = {
    "currency": Order("rates/currency", (By(ExchangeRate.currency), By(ExchangeRate.id))),
    "newest": Order(
        "rates/newest",
        (By(ExchangeRate.effective_from, descending=True), By(ExchangeRate.id, descending=True)),
    ),
    "date, then highest": Order(
        "rates/highest",
        (
            By(ExchangeRate.effective_from),
            By(ExchangeRate.units_per_usd, descending=True),
            By(ExchangeRate.id),
        ),
    ),
}

WALKED = {
    "currency": "GEL10 GEL11 GEL12 MDL10 MDL11 MDL12 UAH10 UAH11 UAH12",
    "newest": "UAH12 MDL12 GEL12 UAH11 MDL11 GEL11 UAH10 MDL10 GEL10",
    "date, then highest": "UAH10 MDL10 GEL10 UAH11 MDL11 GEL11 UAH12 MDL12 GEL12",
}


@dataclass(frozen=True, slots=True)
class Quoted:
    currency: str
    effective_from: date

    def __str__(self) -> str:
        return f"{self.currency}{self.effective_from.month}"


@dataclass(frozen=True, slots=True)
class RateQuery(ListQuery[Quoted]):
    row: ClassVar[type[Quoted]] = Quoted

    order: str = "currency"
    currency: str | None = None

    def select(self) -> Select[Any]:
        found = select(*columns_of(Quoted, ExchangeRate))
        return found if self.currency is None else found.where(ExchangeRate.currency == self.currency)

    @property
    def ordering(self) -> Order:
        return ORDERS[self.order]


@dataclass(frozen=True, slots=True)
class NameQuery(ListQuery[str]):
    row: ClassVar[type[str]] = str

    def select(self) -> Select[Any]:
        return select(Organisation.name)

    @property
    def ordering(self) -> Order:
        return Order("names", (By(Organisation.name), By(Organisation.id)))


@pytest.fixture(scope="module")
def engine(databases: Databases, migrated_template: str) -> Iterator[Engine]:
    """The rates above; tests only read them."""
    url = databases.copy(migrated_template)
    engine = make_engine(url)
    write_rates(engine)
    yield engine
    engine.dispose()
    databases.drop(url)


@pytest.fixture
def own_engine(migrated_url: str) -> Iterator[Engine]:
    """The rates above, for a test that writes."""
    engine = make_engine(migrated_url)
    write_rates(engine)
    yield engine
    engine.dispose()


def write_rates(engine: Engine) -> None:
    with writing(engine) as session:
        for currency, units in RATES.items():
            for month, quoted in enumerate(units, start=10):
                session.add(rate(currency, month, quoted))
                session.flush()


def rate(currency: str, month: int, units: str) -> ExchangeRate:
    return ExchangeRate(
        source=RateSource.UNORE,
        currency=currency,
        effective_from=date(2019, month, 1),
        units_per_usd=Decimal(units),
    )


EVERYTHING = Scope.everything()


def ask(engine: Engine, asked: ListQuery[Any], **wanted: Any) -> Page[Any]:
    with reading(engine) as session:
        return page_of(session, asked, PageArguments(**wanted))


def shown(edges: tuple[Edge[Any], ...]) -> str:
    return " ".join(str(edge.node) for edge in edges)


@pytest.mark.parametrize("size", [1, 2, 4, 9, 100])
@pytest.mark.parametrize("order", ORDERS)
def test_walking_forwards_gives_each_row_once_in_order(engine: Engine, order: str, size: int) -> None:
    asked = RateQuery(EVERYTHING, order=order)

    page = ask(engine, asked, first=size)
    walked = [shown(page.edges)]
    while page.has_next_page:
        page = ask(engine, asked, first=size, after=page.edges[-1].cursor)
        walked.append(shown(page.edges))
        assert page.has_previous_page

    assert " ".join(walked) == WALKED[order]


@pytest.mark.parametrize("size", [1, 2, 4, 9, 100])
@pytest.mark.parametrize("order", ORDERS)
def test_walking_backwards_gives_each_row_once_in_order(engine: Engine, order: str, size: int) -> None:
    asked = RateQuery(EVERYTHING, order=order)

    page = ask(engine, asked, last=size)
    walked = [shown(page.edges)]
    while page.has_previous_page:
        page = ask(engine, asked, last=size, before=page.edges[0].cursor)
        walked.insert(0, shown(page.edges))
        assert page.has_next_page

    assert " ".join(walked) == WALKED[order]


def test_a_stretch_between_two_cursors_is_cut_from_either_end(engine: Engine) -> None:
    whole = ask(engine, RateQuery(EVERYTHING)).edges
    between = {"after": whole[1].cursor, "before": whole[6].cursor}

    assert shown(ask(engine, RateQuery(EVERYTHING), **between).edges) == "GEL12 MDL10 MDL11 MDL12"
    assert shown(ask(engine, RateQuery(EVERYTHING), first=2, **between).edges) == "GEL12 MDL10"
    assert shown(ask(engine, RateQuery(EVERYTHING), last=2, **between).edges) == "MDL11 MDL12"


def test_a_row_that_comes_in_meanwhile_is_neither_repeated_nor_makes_another_repeat(
    own_engine: Engine,
) -> None:
    first = ask(own_engine, RateQuery(EVERYTHING), first=4)
    with writing(own_engine) as session:
        session.add(rate("BYN", 10, "2.05"))

    second = ask(own_engine, RateQuery(EVERYTHING), first=4, after=first.edges[-1].cursor)

    assert shown(second.edges) == "MDL11 MDL12 UAH10 UAH11"


def test_texts_have_one_order_on_every_database(own_engine: Engine) -> None:
    with writing(own_engine) as session:
        for index, name in enumerate(["älv", "Zug", "abbey", "Ёлка", "Abbey", "бук", "zoo"]):
            session.add(Organisation(code=f"O{index}", name=name, iati_org_type=10, is_public_body=False))
    walked, cursor = [], None

    for _ in range(7):
        page = ask(own_engine, NameQuery(EVERYTHING), first=1, after=cursor)
        cursor = page.edges[0].cursor
        walked.append(page.edges[0].node)

    assert walked == ["Abbey", "Zug", "abbey", "zoo", "älv", "Ёлка", "бук"]


def test_a_page_of_no_rows_says_whether_there_are_any(engine: Engine) -> None:
    assert ask(engine, RateQuery(EVERYTHING), first=0) == Page((), False, True)
    assert ask(engine, RateQuery(EVERYTHING, currency="CHF"), first=0) == Page((), False, False)


def test_a_count_is_of_the_whole_list(engine: Engine) -> None:
    with reading(engine) as session:
        assert count_of(session, RateQuery(EVERYTHING)) == 9
        assert count_of(session, RateQuery(EVERYTHING, currency="GEL")) == 3


@pytest.mark.parametrize("keys", [["GEL"], ["UAH", "GEL", "CHF"]])
@pytest.mark.parametrize("wanted", [PageArguments(first=2), PageArguments(last=2)])
def test_every_parent_gets_the_same_page_of_its_own_part(
    engine: Engine, keys: list[str], wanted: PageArguments
) -> None:
    by_currency = Partition(ExchangeRate.currency)
    asked = RateQuery(EVERYTHING, order="date, then highest")

    with reading(engine) as session:
        pages = by_currency.pages(session, EVERYTHING, keys, asked, wanted)
        counts = by_currency.counts(session, EVERYTHING, keys, asked)

    expected = {
        "GEL": "GEL10 GEL11" if wanted.first else "GEL11 GEL12",
        "UAH": "UAH10 UAH11" if wanted.first else "UAH11 UAH12",
        "CHF": "",
    }
    assert {key: shown(page.edges) for key, page in pages.items()} == {key: expected[key] for key in keys}
    assert pages["GEL"].has_next_page is (wanted.first is not None)
    assert pages["GEL"].has_previous_page is (wanted.first is None)
    assert counts == {key: {"GEL": 3, "UAH": 3, "CHF": 0}[key] for key in keys}


def test_a_cursor_leads_on_in_every_part(engine: Engine) -> None:
    asked = RateQuery(EVERYTHING, order="newest")
    november = ask(engine, asked).edges[3]
    assert str(november.node) == "UAH11"

    with reading(engine) as session:
        pages = Partition(ExchangeRate.currency).pages(
            session, EVERYTHING, ["GEL", "UAH"], asked, PageArguments(first=9, after=november.cursor)
        )

    assert {key: shown(page.edges) for key, page in pages.items()} == {"GEL": "GEL11 GEL10", "UAH": "UAH10"}


def test_a_cursor_of_another_order_is_refused(engine: Engine) -> None:
    cursor = ask(engine, RateQuery(EVERYTHING, order="currency")).edges[0].cursor

    with pytest.raises(CursorRefused):
        ask(engine, RateQuery(EVERYTHING, order="newest"), after=cursor)
    with pytest.raises(CursorRefused):
        ask(engine, NameQuery(EVERYTHING), before=cursor)


@pytest.mark.parametrize("damage", ["", "x", "nonsense!", "é", "AAAA" * 1000, "MTpbXQ", "W10"])
def test_a_text_that_is_no_cursor_is_refused(engine: Engine, damage: str) -> None:
    with pytest.raises(CursorRefused) as refused:
        ask(engine, RateQuery(EVERYTHING), after=damage)

    assert damage not in str(refused.value) or damage in ("", "x")
    assert "base64" not in str(refused.value)


def test_a_cursor_changed_in_any_place_is_refused(engine: Engine) -> None:
    cursor = ask(engine, RateQuery(EVERYTHING)).edges[0].cursor

    for place in range(len(cursor) - 1):  # the last character has bits that carry nothing
        changed = cursor[:place] + ("B" if cursor[place] == "A" else "A") + cursor[place + 1 :]
        with pytest.raises(CursorRefused):
            ask(engine, RateQuery(EVERYTHING), after=changed)


@pytest.mark.parametrize("wanted", [{"first": -1}, {"last": -1}, {"first": 1, "last": 1}])
def test_a_size_that_cannot_be_served_is_refused(wanted: dict[str, Any]) -> None:
    with pytest.raises(PageRefused):
        PageArguments(**wanted)


@pytest.mark.parametrize("text", ["a\0b", "half a character \ud800"])
def test_a_text_that_no_database_can_hold_is_refused_before_it_is_asked_for(text: str) -> None:
    with pytest.raises(Malformed, match="currency"):
        RateQuery(EVERYTHING, currency=text)


def test_a_refused_text_is_named_in_words_and_not_as_a_column() -> None:
    with pytest.raises(Malformed, match="is not a value of po no; the form is plain text"):
        CommitmentQuery(EVERYTHING, po_no=("a\0b",))
