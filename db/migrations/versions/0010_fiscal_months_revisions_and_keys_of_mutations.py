"""States of fiscal months, revisions of texts, and the keys of mutations that were answered.

Revision: 0010, after 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fiscal_month",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("funding_source_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("fiscal_period", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "OPEN",
                "SOFT_CLOSED",
                "CLOSED",
                name="monthstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("last_row_no", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(length=80), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "fiscal_period BETWEEN 1 AND 12", name=op.f("ck_fiscal_month_fiscal_period_is_a_month")
        ),
        sa.ForeignKeyConstraint(
            ["funding_source_id"],
            ["funding_source.id"],
            name=op.f("fk_fiscal_month_funding_source_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fiscal_month")),
        sa.UniqueConstraint(
            "funding_source_id",
            "fiscal_year",
            "fiscal_period",
            name=op.f("uq_fiscal_month_funding_source_id_fiscal_year_fiscal_period"),
        ),
    )
    op.create_table(
        "answered_mutation",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("identity", sa.String(length=80), nullable=False),
        sa.Column("mutation", sa.String(length=40), nullable=False),
        sa.Column("client_mutation_id", sa.String(length=100), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=True),
        sa.Column("row", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answered_mutation")),
        sa.UniqueConstraint(
            "identity",
            "mutation",
            "client_mutation_id",
            name=op.f("uq_answered_mutation_identity_mutation_client_mutation_id"),
        ),
    )
    op.create_index("ix_answered_mutation_answered_at", "answered_mutation", ["answered_at"])
    for table in ("narrative_section", "deviation_note"):
        op.add_column(table, sa.Column("revision", sa.Integer(), server_default="1", nullable=False))
    op.add_column("deviation_note", sa.Column("author", sa.Text(), nullable=True))
    op.add_column("deviation_note", sa.Column("written_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    for column in ("written_at", "author", "revision"):
        op.drop_column("deviation_note", column)
    op.drop_column("narrative_section", "revision")
    op.drop_table("answered_mutation")
    op.drop_table("fiscal_month")
