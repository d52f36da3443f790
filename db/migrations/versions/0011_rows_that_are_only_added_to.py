"""The trail and the ledger are only ever added to.

Revision: 0011, after 0010
"""

from __future__ import annotations

from alembic import op

from db.append_only import guards, unguards

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for statement in guards(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    for statement in unguards(op.get_bind().dialect.name):
        op.execute(statement)
