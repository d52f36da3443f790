"""A workbook of many postings, and whether a database has all of it or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import func, select, text

from db.engine import Engine, make_engine, reading
from db.models.imports import ImportRun
from db.models.ledger import LedgerEntry
from db.queries.differing_totals import differing_totals
from db.queries.trail import dump_lines, first_bad_ledger_row
from db.trail import verify
from resolvers.imports import Brought, Workbook, apply_import
from resolvers.viewer import local_viewer
from tests.db.imports.filling import filled_in
from tests.db.recording.test_ledger_rows import INVOICE

ROWS: Final = 1_000
IN_SAMPLE: Final = 332


def write_workbook(engine: Engine, path: Path) -> None:
    """So many invoices, each with a document of its own."""
    rows = [replace(INVOICE, document_no=f"BULK-{number:05}") for number in range(ROWS)]
    path.write_bytes(filled_in(engine, "ledger", {"Ledger": rows}))


def applied(engine: Engine, workbook: Path) -> Brought:
    """Apply it in this process."""
    sent = Workbook("ledger.xlsx", workbook.read_bytes())
    return apply_import(engine, local_viewer(), sent, datetime.now(UTC))


def require_whole_at(url: str, *, may_be_applied: bool) -> bool:
    """The same as `require_whole`, of a database that nobody has open here."""
    engine = make_engine(url)
    try:
        return require_whole(engine, may_be_applied=may_be_applied)
    finally:
        engine.dispose()


def require_whole(engine: Engine, *, may_be_applied: bool) -> bool:
    """Everything of the workbook is there, or nothing of it; whether it is there."""
    with reading(engine) as session:
        rows = session.scalar(select(func.count()).select_from(LedgerEntry))
        is_applied = may_be_applied and rows != IN_SAMPLE
        runs = session.scalar(select(func.count()).select_from(ImportRun))
        assert (rows, runs) == (IN_SAMPLE + ROWS * is_applied, int(is_applied))
        assert first_bad_ledger_row(session, "NMFA-RCTP") is None
        assert differing_totals(session, 1) == []
        verdict = verify(dump_lines(session))
        assert (verdict.finding, verdict.rows) == (None, int(is_applied))
        if engine.dialect.name == "sqlite":
            assert session.scalar(text("PRAGMA integrity_check")) == "ok"
            assert session.execute(text("PRAGMA foreign_key_check")).all() == []
    return is_applied
