"""The ledger of all funding sources in the order of posting.

Revision: 0006, after 0005
"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_ledger_entry_posting", "ledger_entry", ["posting_date", "id"])


def downgrade() -> None:
    op.drop_index("ix_ledger_entry_posting", table_name="ledger_entry")
