"""Budget lines for direct assistance of people.

Revision: 0005, after 0004

Lines that are there already are marked in doubt: those that paid assisted people, those for a result whose
indicator counts them, and those of the same number in another version of the budget.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_LINE = sa.table(
    "budget_line",
    sa.column("id"),
    sa.column("funding_source_id"),
    sa.column("code"),
    sa.column("category"),
    sa.column("result_node_id"),
    sa.column("is_direct_assistance", sa.Boolean()),
)
_ENTRY = sa.table("ledger_entry", sa.column("budget_line_id"), sa.column("vendor_code"))
_INDICATOR = sa.table("indicator", sa.column("node_id"), sa.column("sensitivity"))


def upgrade() -> None:
    op.add_column(
        "budget_line",
        sa.Column("is_direct_assistance", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    paid = sa.select(_ENTRY.c.budget_line_id).where(_ENTRY.c.vendor_code == "PROTECTED-ASSISTANCE")
    counted = sa.select(_INDICATOR.c.node_id).where(_INDICATOR.c.sensitivity == "A")
    direct = _LINE.c.category != "OVERHEAD"
    _mark(direct, sa.or_(_LINE.c.id.in_(paid), _LINE.c.result_node_id.in_(counted)))
    other = _LINE.alias()
    continued = (
        sa.select(other.c.id)
        .where(
            other.c.is_direct_assistance,
            other.c.funding_source_id == _LINE.c.funding_source_id,
            other.c.code == _LINE.c.code,
        )
        .exists()
    )
    _mark(direct, continued)


def downgrade() -> None:
    op.drop_column("budget_line", "is_direct_assistance")


def _mark(*conditions: sa.ColumnElement[bool]) -> None:
    op.execute(sa.update(_LINE).where(*conditions).values(is_direct_assistance=True))
