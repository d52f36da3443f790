"""The trail as a chain."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, select

from db.audit import Actor, Deed, record
from db.engine import make_engine, reading, writing
from db.models.audit import AuditEvent

AT = datetime(2020, 1, 6, 9, 30, tzinfo=UTC)
FINANCE = Actor("finance-office", "finance", "127.0.0.1")


@pytest.fixture
def engine(migrated_url: str) -> Iterator[Engine]:
    engine = make_engine(migrated_url)
    yield engine
    engine.dispose()


def rows(engine: Engine) -> list[AuditEvent]:
    with reading(engine) as session:
        return list(session.scalars(select(AuditEvent).order_by(AuditEvent.no)))


def test_a_row_carries_the_hash_of_the_row_before(engine: Engine) -> None:
    with writing(engine) as session:
        record(
            session, FINANCE, AT, Deed("rateRecord", "rate UAH 2020-01-01", after={"unitsPerUsd": "23.68"})
        )
        record(session, FINANCE, AT, Deed("monthClose", "month 2019-12", reason="quarter closed"))

    first, second = rows(engine)
    canonical = (
        '{"no":1,"at":"2020-01-06T09:30:00+00:00","who":"finance-office","role":"finance",'
        '"place":"127.0.0.1","what":"rateRecord","subject":"rate UAH 2020-01-01","before":null,'
        '"after":"{\\"unitsPerUsd\\":\\"23.68\\"}","reason":null}'
    )
    assert first.prev_hash == "0" * 64
    assert first.hash == hashlib.sha256(("0" * 64 + canonical).encode()).hexdigest()
    assert (second.no, second.prev_hash) == (2, first.hash)


def test_a_deed_that_is_rolled_back_leaves_no_row(engine: Engine) -> None:
    def close_and_fail() -> None:
        with writing(engine) as session:
            record(session, FINANCE, AT, Deed("monthClose", "month 2019-12"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        close_and_fail()

    assert rows(engine) == []
