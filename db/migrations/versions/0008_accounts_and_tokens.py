"""Accounts, tokens and sign-ins.

Revision: 0008, after 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ROLES = ("client", "donor", "staff", "finance", "approver", "auditor", "protection", "admin")


def upgrade() -> None:
    _accounts()
    _tokens()
    _sign_ins()


def downgrade() -> None:
    op.drop_table("sign_in")
    op.drop_table("token")
    op.drop_table("account")


def _accounts() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("login", sa.String(length=80), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("issuer", sa.String(length=300), nullable=True),
        sa.Column("subject", sa.String(length=255), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        *_scope("account"),
        sa.CheckConstraint(
            "role <> 'auditor' OR expires_on IS NOT NULL", name=op.f("ck_account_an_auditor_has_an_end")
        ),
        sa.CheckConstraint(
            "(issuer IS NULL) = (subject IS NULL)", name=op.f("ck_account_a_subject_has_an_issuer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_account_issuer_subject")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )


def _tokens() -> None:
    op.create_table(
        "token",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        *_scope("token"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_token_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
        sa.UniqueConstraint("digest", name=op.f("uq_token_digest")),
    )
    op.create_index("ix_token_account_id", "token", ["account_id"])
    op.create_index(
        "uq_token_label_in_use",
        "token",
        ["label"],
        unique=True,
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
    )


def _sign_ins() -> None:
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("token_id", sa.Integer(), nullable=True),
        sa.Column("signed_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(account_id IS NULL) <> (token_id IS NULL)",
            name=op.f("ck_sign_in_is_of_one_account_or_token"),
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_sign_in_account_id")),
        sa.ForeignKeyConstraint(["token_id"], ["token.id"], name=op.f("fk_sign_in_token_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("digest", name=op.f("uq_sign_in_digest")),
    )
    op.create_index("ix_sign_in_account_id", "sign_in", ["account_id"])
    op.create_index("ix_sign_in_token_id", "sign_in", ["token_id"])


def _scope(table: str) -> tuple[sa.Column[str] | sa.CheckConstraint, ...]:
    """A role and its reach; donors' sources and offices' countries are named."""
    return (
        sa.Column(
            "role",
            sa.Enum(*ROLES, name="rolename", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("countries", sa.Text(), nullable=True),
        sa.Column("sources", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "role <> 'donor' OR sources IS NOT NULL", name=op.f(f"ck_{table}_a_donor_has_sources")
        ),
        sa.CheckConstraint(
            "role <> 'staff' OR countries IS NOT NULL", name=op.f(f"ck_{table}_an_office_has_countries")
        ),
    )
