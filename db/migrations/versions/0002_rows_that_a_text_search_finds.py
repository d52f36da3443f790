"""Rows that a text search finds.

Revision: 0002, after 0001

The stored words are those of the rule that this program searches by: a program with another rule brings
a migration of its own, which fills them anew.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.folding import fold_all

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_SEARCHED = {
    "commitment": ("po_no", "vendor_code"),
    "event": ("code", "title", "short_title", "city", "venue", "summary"),
    "funding_source": ("code", "agreement_no", "agreement_title", "grant_scheme", "responsible_unit"),
    "indicator": ("code", "title", "definition", "unit"),
    "ledger_entry": (
        "document_no",
        "description",
        "gl_description",
        "vendor_code",
        "vendor_name",
        "procurement_ref",
    ),
    "organisation": ("code", "name", "acronym"),
    "programme": ("code", "project_code", "title", "objective", "approach", "beneficiaries"),
    "result_node": ("code", "statement", "assumptions", "risks"),
}
_AT_ONCE = 1000


def upgrade() -> None:
    for table, columns in _SEARCHED.items():
        op.add_column(table, sa.Column("search_text", sa.Text(), server_default="", nullable=False))
        _fill(table, columns)


def downgrade() -> None:
    for table in _SEARCHED:
        op.drop_column(table, "search_text")


def _fill(name: str, columns: tuple[str, ...]) -> None:
    """Fold the words of the rows that are there already, some at a time."""
    names = ("id", "search_text", *columns, *(("vendor_protected",) if name == "ledger_entry" else ()))
    table = sa.table(name, *(sa.column(each) for each in names))
    fill = (
        sa.update(table).where(table.c.id == sa.bindparam("row")).values(search_text=sa.bindparam("folded"))
    )
    connection, last = op.get_bind(), 0
    while True:
        some = sa.select(table).where(table.c.id > last).order_by(table.c.id).limit(_AT_ONCE)
        rows = connection.execute(some).mappings().all()
        if not rows:
            return
        connection.execute(fill, [{"row": row["id"], "folded": _folded(row, columns)} for row in rows])
        last = rows[-1]["id"]


def _folded(row: sa.RowMapping, columns: tuple[str, ...]) -> str:
    protected = row.get("vendor_protected", False)
    return fold_all(row[each] for each in columns if not (protected and each == "vendor_name"))
