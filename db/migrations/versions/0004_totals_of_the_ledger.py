"""Totals of the ledger by source, budget line, office and month.

Revision: 0004, after 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ledger_month_total",
        sa.Column("funding_source_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("fiscal_period", sa.Integer(), nullable=False),
        sa.Column("budget_line_id", sa.Integer(), nullable=False),
        sa.Column("office", sa.String(length=2), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("amount_usd_minor", sa.BigInteger(), nullable=False),
        sa.Column("amount_reporting_minor", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("entries > 0", name=op.f("ck_ledger_month_total_there_are_entries")),
        sa.CheckConstraint(
            "fiscal_period BETWEEN 1 AND 12", name=op.f("ck_ledger_month_total_fiscal_period_is_a_month")
        ),
        sa.ForeignKeyConstraint(
            ["budget_line_id"], ["budget_line.id"], name=op.f("fk_ledger_month_total_budget_line_id")
        ),
        sa.ForeignKeyConstraint(
            ["funding_source_id"], ["funding_source.id"], name=op.f("fk_ledger_month_total_funding_source_id")
        ),
        sa.ForeignKeyConstraint(["office"], ["country.iso2"], name=op.f("fk_ledger_month_total_office")),
        sa.PrimaryKeyConstraint(
            "funding_source_id",
            "fiscal_year",
            "fiscal_period",
            "budget_line_id",
            "office",
            name=op.f("pk_ledger_month_total"),
        ),
    )
    op.execute(_FILL)


def downgrade() -> None:
    op.drop_table("ledger_month_total")


_FILL = """
INSERT INTO ledger_month_total (
    funding_source_id, fiscal_year, fiscal_period, budget_line_id, office,
    entries, amount_usd_minor, amount_reporting_minor
)
SELECT
    funding_source_id, fiscal_year, fiscal_period, budget_line_id, office,
    count(*), sum(amount_usd_minor), sum(amount_reporting_minor)
FROM ledger_entry
GROUP BY funding_source_id, fiscal_year, fiscal_period, budget_line_id, office
"""
