"""Accounts of people, tokens of programs, and who is signed in. Source: domain.md a.8."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Dialect, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from db.models.base import Base, Instant, Keyed, closed_list


class RoleName(StrEnum):
    """What somebody is to the programme. Source: domain.md a.8."""

    CLIENT = "client"
    DONOR = "donor"
    STAFF = "staff"
    FINANCE = "finance"
    APPROVER = "approver"
    AUDITOR = "auditor"
    PROTECTION = "protection"
    ADMIN = "admin"


class Codes(TypeDecorator[frozenset[str]]):
    """Codes without blanks in them, stored in order with blanks between; null means every one."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: frozenset[str] | None, dialect: Dialect) -> str | None:
        return None if value is None else " ".join(sorted(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[str] | None:
        return None if value is None else frozenset(value.split())


class Scoped:
    """A role, and whose facts it reaches. A donor's sources and a country office's countries are named."""

    role: Mapped[RoleName] = mapped_column(closed_list(RoleName))
    countries: Mapped[frozenset[str] | None] = mapped_column(Codes)
    """Of events, budgets and cost; null means every one."""
    sources: Mapped[frozenset[str] | None] = mapped_column(Codes)
    """Funding sources; null means every one."""


def _scope_is_named() -> tuple[CheckConstraint, CheckConstraint]:
    return (
        CheckConstraint("role <> 'donor' OR sources IS NOT NULL", name="a_donor_has_sources"),
        CheckConstraint("role <> 'staff' OR countries IS NOT NULL", name="an_office_has_countries"),
    )


class Account(Keyed, Scoped, Base):
    """A person of the office, of a donor or of an auditor. It is disabled, and never deleted."""

    __tablename__ = "account"
    __table_args__ = (
        *_scope_is_named(),
        UniqueConstraint("issuer", "subject"),
        CheckConstraint("role <> 'auditor' OR expires_on IS NOT NULL", name="an_auditor_has_an_end"),
        CheckConstraint("(issuer IS NULL) = (subject IS NULL)", name="a_subject_has_an_issuer"),
    )

    login: Mapped[str] = mapped_column(String(80), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    """Argon2id with its parameters and salt; null where a provider signs the person in."""
    issuer: Mapped[str | None] = mapped_column(String(300))
    """The OpenID provider that knows the person."""
    subject: Mapped[str | None] = mapped_column(String(255))
    """The person's name at that provider."""
    expires_on: Mapped[date | None]
    """The last day on which the account may be used."""
    is_active: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[str] = mapped_column(String(80))
    revision: Mapped[int]
    """Counts the changes of this account from 1."""


class Token(Keyed, Scoped, Base):
    """What a program shows to be answered. Of its text only a digest is kept."""

    __tablename__ = "token"
    __table_args__ = (
        *_scope_is_named(),
        Index(
            "uq_token_label_in_use",
            "label",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )

    label: Mapped[str] = mapped_column(String(80))
    """Unique among the tokens that are not revoked."""
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of the text, which has 256 random bits, in hexadecimal digits."""
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    """The person that it ends with; null where it belongs to a program alone."""
    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[str] = mapped_column(String(80))
    expires_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)


class SignIn(Keyed, Base):
    """A browser that somebody has signed in with, by an account or by showing it a token."""

    __tablename__ = "sign_in"
    __table_args__ = (
        CheckConstraint("(account_id IS NULL) <> (token_id IS NULL)", name="is_of_one_account_or_token"),
    )

    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of the cookie's secret, in hexadecimal digits."""
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    token_id: Mapped[int | None] = mapped_column(ForeignKey("token.id"), index=True)
    signed_in_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    signed_out_at: Mapped[datetime | None] = mapped_column(Instant)
