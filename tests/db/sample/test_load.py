import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, String, Text, func, select
from sqlalchemy.orm import Session

from db.engine import make_engine, reading, writing
from db.models import Base
from db.models.base import Sampled
from db.models.events import Event
from db.models.ledger import LedgerEntry
from db.models.programmes import Organisation
from db.sample.load import ProgrammePresent, SampleTooSmall, is_loaded, load_sample
from tests.db.sample.test_ledger_of_2020 import chain_breaks_at


@pytest.fixture
def empty(migrated_url: str) -> Iterator[Engine]:
    """A database with all tables and no rows."""
    engine = make_engine(migrated_url)
    yield engine
    engine.dispose()


def dump(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    return {
        table.name: [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))]
        for table in Base.metadata.sorted_tables
    }


def test_two_loads_write_the_same(session: Session, empty: Engine) -> None:
    with writing(empty) as other:
        load_sample(other)

    with reading(empty) as other:
        assert dump(other) == dump(session)


def test_an_empty_database_holds_no_sample_and_a_loaded_one_does(session: Session, empty: Engine) -> None:
    with reading(empty) as other:
        assert not is_loaded(other)
    assert is_loaded(session)


def test_the_sample_is_never_mixed_with_a_programme(sample_url: str) -> None:
    engine = make_engine(sample_url)

    with (
        pytest.raises(ProgrammePresent, match="already holds the programme RCTP"),
        writing(engine) as session,
    ):
        load_sample(session)

    engine.dispose()


def test_a_load_that_fails_leaves_nothing(empty: Engine) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), writing(empty) as session:
        load_sample(session, progress=stop)

    with reading(empty) as session:
        assert not any(dump(session).values())


def test_a_larger_ledger_grows_in_2020_only(session: Session, empty: Engine) -> None:
    told: list[tuple[int, int]] = []

    with writing(empty) as other:
        load_sample(other, rows=1234, progress=lambda done, total: told.append((done, total)))

    with reading(empty) as other:
        in_2019 = select(LedgerEntry.row_hash).where(LedgerEntry.fiscal_year == 2019)
        of_2019 = in_2019.order_by(LedgerEntry.row_no)
        assert other.scalar(select(func.count()).select_from(LedgerEntry)) == 1234
        assert len(other.scalars(of_2019).all()) == 8
        assert other.scalars(of_2019).all() == session.scalars(of_2019).all()
        assert chain_breaks_at(other) is None
    assert told == [(500, 1234), (1000, 1234), (1234, 1234)]


def test_the_ledger_cannot_be_asked_to_shrink(empty: Engine) -> None:
    with pytest.raises(SampleTooSmall, match="has 332 rows and can only grow"), writing(empty) as session:
        load_sample(session, rows=331)


def test_all_but_real_organisations_and_the_documented_event_is_marked(session: Session) -> None:
    real: dict[str, int] = {}
    for mapper in Base.registry.mappers:
        if issubclass(mapper.class_, Sampled):
            table = mapper.local_table
            count = select(func.count()).select_from(table).where(~table.c.is_sample)
            if found := session.scalar(count):
                real[str(table)] = found

    assert real == {"organisation": 11, "event": 1}
    assert session.scalars(select(Event.code).where(~Event.is_sample)).all() == ["EVT-2019-TBS-01"]
    assert set(session.scalars(select(Organisation.code).where(~Organisation.is_sample))) == {
        "IOM",
        "NO-MFA",
        "NORAD",
        "NORWAY",
        "UN",
        "OSCE",
        "COE",
        "GE-MOJ",
        "MD-NC",
        "UA-MSP",
        "BY-MIA",
    }


def texts(session: Session) -> Iterator[tuple[str, str]]:
    """Every text in the database, with the column that it stands in."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, String | Text) and not column.name.endswith("_hash"):
                for text in session.scalars(select(column).where(column.is_not(None)).distinct()):
                    yield str(column), text


@pytest.mark.parametrize(
    "pattern",
    [r"@", r"https?:|www\.", r"\+\d{3}", r"\b\d{2,4}[ -]\d{2,3}[ -]\d{2,3}\b(?!-)", r"\b[A-Z]{2}\d{6,}\b"],
    ids=["e-mail", "web address", "international number", "telephone number", "passport number"],
)
def test_no_text_has_the_form_of_personal_data(session: Session, pattern: str) -> None:
    found = [(column, text) for column, text in texts(session) if re.search(pattern, text)]

    assert found == []


def test_no_text_has_the_form_of_a_placeholder(session: Session) -> None:
    empty_or_raw = [
        (column, text)
        for column, text in texts(session)
        if text != text.strip() or re.search(r"\bTODO\b|\bXXX\b|  |\{|\}", text)
    ]

    assert empty_or_raw == []
