"""Several writers post into one ledger at the same moment: each waits for the one before it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import Engine, select

from db.engine import make_engine, reading, writing
from db.models.ledger import LedgerEntry
from db.posting import Ledger
from tests.db.test_posting import AT, INVOICE

WRITERS = 6


@pytest.fixture
def engine(sample_url: str) -> Iterator[Engine]:
    engine = make_engine(sample_url)
    yield engine
    engine.dispose()


def test_writers_of_one_moment_make_one_chain(engine: Engine) -> None:
    with reading(engine) as session:
        last_no, last_hash = session.execute(
            select(LedgerEntry.row_no, LedgerEntry.row_hash).order_by(LedgerEntry.row_no.desc()).limit(1)
        ).one()
    together = Barrier(WRITERS)

    def post_two(writer: int) -> int:
        together.wait()
        with writing(engine) as session:
            documents = [replace(INVOICE, document_no=f"NEW-{writer}", line_no=line) for line in (1, 2)]
            return Ledger(session, "NMFA-RCTP").post(
                documents, posted_by="finance", posted_at=AT, is_sample=True
            )

    with ThreadPoolExecutor(WRITERS) as writers:
        assert list(writers.map(post_two, range(WRITERS))) == [2] * WRITERS

    with reading(engine) as session:
        rows = session.execute(
            select(LedgerEntry.row_no, LedgerEntry.prev_hash, LedgerEntry.row_hash)
            .where(LedgerEntry.row_no > last_no)
            .order_by(LedgerEntry.row_no)
        ).all()
    assert [row.row_no for row in rows] == list(range(last_no + 1, last_no + 13))
    assert [row.prev_hash for row in rows] == [last_hash, *(row.row_hash for row in rows[:-1])]
