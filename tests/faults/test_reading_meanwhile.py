"""Who reads while a workbook comes in is answered, from the state before it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine, func, select

from db.engine import make_engine, reading, writing
from db.models.ledger import LedgerEntry
from db.queries.revision import advance_revision
from resolvers.imports import Workbook, apply_import
from resolvers.viewer import local_viewer
from tests.faults.bulk import IN_SAMPLE, ROWS, write_workbook
from tests.web.serving import serving

COUNT = "{ ledgerEntries(first: 1) { totalCount } }"


@pytest.fixture
def engine(sample_url: str) -> Iterator[Engine]:
    engine = make_engine(sample_url)
    yield engine
    engine.dispose()


@pytest.fixture
def workbook(sample_engine: Engine, tmp_path: Path) -> Path:
    path = tmp_path / "ledger.xlsx"
    write_workbook(sample_engine, path)
    return path


def test_each_part_that_is_written_is_seen_by_nobody_before_the_whole_is(
    engine: Engine, sample_url: str, workbook: Path
) -> None:
    others = make_engine(sample_url)

    def rows() -> int | None:
        with reading(others, seconds=10) as session:
            return session.scalar(select(func.count()).select_from(LedgerEntry))

    seen = []
    sent = Workbook("ledger.xlsx", workbook.read_bytes())
    apply_import(engine, local_viewer(), sent, datetime.now(UTC), lambda *_: seen.append(rows()))

    assert seen == [IN_SAMPLE, IN_SAMPLE]
    assert rows() == IN_SAMPLE + ROWS
    others.dispose()


def test_a_server_answers_while_a_workbook_waits_for_another_writer(
    engine: Engine, sample_url: str, workbook: Path
) -> None:
    """The writer lets the workbook through when everything was asked."""
    content = workbook.read_bytes()
    with (
        serving(sample_url, role="finance") as address,
        httpx.Client(base_url=address, timeout=300) as client,
        ThreadPoolExecutor(1) as office,
        writing(engine) as session,
    ):
        advance_revision(session)
        sent = office.submit(client.post, "/imports", content=content)
        answers = [client.post("/graphql", json={"query": COUNT}).json() for _ in range(20)]
        assert not sent.done()

    assert sent.result().status_code == 200
    assert [answer["data"]["ledgerEntries"]["totalCount"] for answer in answers] == [IN_SAMPLE] * 20
