"""Who a token or a sign-in belongs to, as long as it may be used; and the lists of both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from hmac import compare_digest

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, aliased

from db.models.accounts import Account, RoleName, SignIn, Token


class CallerKind(StrEnum):
    """What somebody is known by."""

    PERSON = "account"
    PROGRAM = "token"


@dataclass(frozen=True, slots=True)
class Caller:
    """An account or a token that may be used until an instant."""

    kind: CallerKind
    id: int
    name: str
    """An account's login, or a token's label."""
    role: RoleName
    countries: frozenset[str] | None
    sources: frozenset[str] | None
    until: datetime | None
    """None: as long as nobody ends it."""
    revision: int | None = None
    """Of an account, as it was looked up; None of a token."""

    @property
    def key(self) -> str:
        """One of all accounts and tokens."""
        return f"{self.kind} {self.id}"

    def may_ask(self, now: datetime) -> bool:
        """Whether it has not expired."""
        return self.until is None or now < self.until


def caller_of_token(session: Session, digest: str) -> Caller | None:
    """Whose token has this digest; None when there is none, it was revoked, or its account is disabled."""
    found = session.execute(_tokens().where(Token.digest == digest)).first()
    if found is None or not compare_digest(found[0].digest, digest):
        return None
    return _of_token(*found)


def caller_of_sign_in(session: Session, digest: str) -> Caller | None:
    """Who signed in with this digest; None when nobody did, or signed out, or may not ask any more."""
    found = session.scalars(
        select(SignIn).where(SignIn.digest == digest, SignIn.signed_out_at.is_(None))
    ).first()
    if found is None or not compare_digest(found.digest, digest):
        return None
    caller = _who(session, found)
    return None if caller is None else _ending(caller, found.expires_at)


def caller_of_account(account: Account) -> Caller | None:
    """The account as it asks by itself; None when it is disabled."""
    if not account.is_active:
        return None
    return Caller(
        kind=CallerKind.PERSON,
        id=account.id,
        name=account.login,
        role=account.role,
        countries=account.countries,
        sources=account.sources,
        until=_end_of(account.expires_on),
        revision=account.revision,
    )


def account_by_login(session: Session, login: str) -> Account | None:
    """The account of a name, in the letters that it was made with; disabled ones too."""
    return session.scalars(select(Account).where(Account.login == login)).first()


def account_by_subject(session: Session, issuer: str, subject: str) -> Account | None:
    """The account that a provider's person was given."""
    of_person = (Account.issuer == issuer, Account.subject == subject)
    return session.scalars(select(Account).where(*of_person)).first()


def all_accounts(session: Session) -> list[Account]:
    """By login."""
    return list(session.scalars(select(Account).order_by(Account.login)))


def all_tokens(session: Session) -> list[Token]:
    """In the order in which they were made."""
    return list(session.scalars(select(Token).order_by(Token.id)))


def is_known_to_anybody(session: Session) -> bool:
    """Whether there is an account, or a token that was not revoked."""
    accounts, tokens = select(Account.id), select(Token.id).where(Token.revoked_at.is_(None))
    return bool(session.scalar(select(or_(accounts.exists(), tokens.exists()))))


def _tokens() -> Select[Token, Account]:
    owner = aliased(Account)
    return (
        select(Token, owner).outerjoin(owner, owner.id == Token.account_id).where(Token.revoked_at.is_(None))
    )


def _of_token(token: Token, owner: Account | None) -> Caller | None:
    caller = Caller(
        kind=CallerKind.PROGRAM,
        id=token.id,
        name=token.label,
        role=token.role,
        countries=token.countries,
        sources=token.sources,
        until=token.expires_at,
    )
    if owner is None:
        return caller
    return _ending(caller, _end_of(owner.expires_on)) if owner.is_active else None


def _who(session: Session, signed_in: SignIn) -> Caller | None:
    if signed_in.account_id is not None:
        return caller_of_account(session.get_one(Account, signed_in.account_id))
    found = session.execute(_tokens().where(Token.id == signed_in.token_id)).first()
    return None if found is None else _of_token(*found)


def _ending(caller: Caller, at: datetime | None) -> Caller:
    ends = [each for each in (caller.until, at) if each is not None]
    return replace(caller, until=min(ends, default=None))


def _end_of(day: date | None) -> datetime | None:
    """The first instant after a day, in UTC."""
    return None if day is None else datetime.combine(day, time(), UTC) + timedelta(days=1)
