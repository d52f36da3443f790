"""Accounts and tokens are made, changed and ended here, each with its row in the trail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from secrets import token_hex, token_urlsafe
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from db.audit import Actor, Deed, record
from db.errors import Malformed, NotFound, ReportingError
from db.models.accounts import Account, RoleName, SignIn, Token
from db.models.funding import FundingSource
from db.models.programmes import Country
from db.queries.accounts import account_by_login

PREFIX: Final = "rctp_"
"""So that a token is known as one wherever it turns up."""

_RANDOM_BYTES: Final = 32
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,79}")
_NAME_FORM: Final = "1 to 80 letters, digits and . _ @ + -, the first a letter or digit"


class NameTaken(ReportingError):
    """An account or a token of this name is there already."""

    code = "name-taken"
    facts = ("kind", "name")

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(f"there is already {kind} “{name}”; choose another name, or end that one first")
        self.kind, self.name = kind, name


class AccountIncomplete(ReportingError):
    """A role needs something that was not named."""

    code = "account-incomplete"
    facts = ("role", "missing")

    def __init__(self, role: RoleName, missing: str) -> None:
        super().__init__(f"the role “{role}” needs {missing}; name it")
        self.role, self.missing = role, missing


@dataclass(frozen=True, slots=True)
class Reach:
    """A role, and the countries and funding sources that it is for; None means every one."""

    role: RoleName
    countries: frozenset[str] | None = None
    sources: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class NewAccount:
    """A person who is to sign in: with a password, or as a provider's subject, or either."""

    login: str
    reach: Reach
    password_hash: str | None = None
    issuer: str | None = None
    subject: str | None = None
    expires_on: date | None = None


def create_account(session: Session, new: NewAccount, actor: Actor, at: datetime) -> Account:
    """Raises Malformed, NameTaken, AccountIncomplete, and NotFound for a country or source."""
    _check_name("a login", new.login)
    _check_reach(session, new.reach)
    if new.reach.role is RoleName.AUDITOR and new.expires_on is None:
        raise AccountIncomplete(new.reach.role, "the last day on which it may be used")
    if account_by_login(session, new.login) is not None:
        raise NameTaken("an account", new.login)
    account = Account(
        login=new.login,
        password_hash=new.password_hash,
        issuer=new.issuer,
        subject=new.subject,
        role=new.reach.role,
        countries=new.reach.countries,
        sources=new.reach.sources,
        expires_on=new.expires_on,
        is_active=True,
        created_at=at,
        created_by=actor.who,
        revision=1,
    )
    session.add(account)
    session.flush()
    after = _told(account) | {"expiresOn": new.expires_on, "issuer": new.issuer, "subject": new.subject}
    record(session, actor, at, Deed("accountCreate", f"account {new.login}", after=after))
    return account


def disable_account(session: Session, login: str, actor: Actor, at: datetime) -> None:
    """End an account, and with it what belongs to it. Raises NotFound."""
    _set_active(session, login, actor, at, is_active=False)


def enable_account(session: Session, login: str, actor: Actor, at: datetime) -> None:
    """Let an account sign in again; what belonged to it stays ended. Raises NotFound."""
    _set_active(session, login, actor, at, is_active=True)


def change_password(session: Session, login: str, password_hash: str, actor: Actor, at: datetime) -> None:
    """Give an account another password; every browser that is signed in with it is signed out.

    Its tokens stay, for whoever knew the password could not read them. Raises NotFound.
    """
    account = _held_account(session, login)
    account.password_hash = password_hash
    account.revision += 1
    after = {"signInsEnded": _end_sign_ins(session, account, at)}
    record(session, actor, at, Deed("accountPassword", f"account {login}", after=after))


@dataclass(frozen=True, slots=True)
class NewToken:
    """A program that is to be answered until an instant. Without a label it gets one."""

    reach: Reach
    expires_at: datetime
    label: str | None = None
    login: str | None = None
    """The account that it ends with."""


def create_token(session: Session, new: NewToken, actor: Actor, at: datetime) -> str:
    """The text of a new token, which is kept nowhere.

    Raises Malformed, NameTaken, AccountIncomplete, and NotFound for a country, a source or an account.
    """
    label = new.label or f"{new.reach.role}-{token_hex(4)}"
    _check_name("a label", label)
    _check_reach(session, new.reach)
    if _tokens_named(session, label):
        raise NameTaken("a token", label)
    owner = None if new.login is None else account_by_login(session, new.login)
    if new.login is not None and owner is None:
        raise NotFound("account", new.login)
    secret = PREFIX + token_urlsafe(_RANDOM_BYTES)
    token = Token(
        label=label,
        digest=digest_of(secret),
        role=new.reach.role,
        countries=new.reach.countries,
        sources=new.reach.sources,
        account_id=None if owner is None else owner.id,
        created_at=at,
        created_by=actor.who,
        expires_at=new.expires_at,
        revoked_at=None,
    )
    session.add(token)
    session.flush()
    after = _told(token) | {"id": token.id, "expiresAt": new.expires_at.isoformat(), "account": new.login}
    record(session, actor, at, Deed("tokenCreate", f"token {label}", after=after))
    return secret


def revoke_token(session: Session, named: str, actor: Actor, at: datetime) -> None:
    """End a token by its label, or by its number. Raises NotFound."""
    found = _tokens_named(session, named)
    if not found and named.isdecimal() and len(named) < 10:
        found = session.scalars(select(Token).where(Token.id == int(named), Token.revoked_at.is_(None))).all()
    if not found:
        raise NotFound("token in use", named)
    [token] = found
    token.revoked_at = at
    deed = Deed("tokenRevoke", f"token {token.label}", before={"id": token.id, "revokedAt": None})
    record(session, actor, at, deed)


def digest_of(secret: str) -> str:
    """What is kept of a secret with that many random bits: slow hashing would add nothing to them."""
    return sha256(secret.encode(errors="surrogatepass")).hexdigest()


def _set_active(session: Session, login: str, actor: Actor, at: datetime, *, is_active: bool) -> None:
    account = _held_account(session, login)
    if account.is_active is is_active:
        return
    account.is_active = is_active
    account.revision += 1
    # also when it is enabled, for what an older program left when it was disabled would live again
    after: dict[str, object] = {
        "isActive": is_active,
        "signInsEnded": _end_sign_ins(session, account, at),
        "tokensEnded": _end_tokens(session, account, at),
    }
    what = "accountEnable" if is_active else "accountDisable"
    deed = Deed(what, f"account {login}", before={"isActive": not is_active}, after=after)
    record(session, actor, at, deed)


def _held_account(session: Session, login: str) -> Account:
    """The account, held until the transaction ends. Raises NotFound."""
    found = session.scalar(select(Account).where(Account.login == login).with_for_update())
    if found is None:
        raise NotFound("account", login)
    return found


def _end_sign_ins(session: Session, account: Account, at: datetime) -> int:
    """End what browsers hold of an account; how many did."""
    held = (SignIn.account_id == account.id, SignIn.signed_out_at.is_(None), SignIn.expires_at > at)
    ended = update(SignIn).where(*held).values(signed_out_at=at).returning(SignIn.id)
    return len(session.scalars(ended).all())


def _end_tokens(session: Session, account: Account, at: datetime) -> int:
    held = (Token.account_id == account.id, Token.revoked_at.is_(None))
    ended = update(Token).where(*held).values(revoked_at=at).returning(Token.id)
    return len(session.scalars(ended).all())


def _tokens_named(session: Session, label: str) -> Sequence[Token]:
    return session.scalars(select(Token).where(Token.label == label, Token.revoked_at.is_(None))).all()


def _check_name(what: str, name: str) -> None:
    if not _NAME.fullmatch(name):
        raise Malformed(what, name, _NAME_FORM)


def _check_reach(session: Session, reach: Reach) -> None:
    if reach.role is RoleName.STAFF and not reach.countries:
        raise AccountIncomplete(reach.role, "its countries")
    if reach.role is RoleName.DONOR and not reach.sources:
        raise AccountIncomplete(reach.role, "its funding sources")
    countries = set(session.scalars(select(Country.iso2))) if reach.countries else set()
    for country in sorted((reach.countries or frozenset()) - countries):
        raise NotFound("country", country, sorted(countries))
    sources = set(session.scalars(select(FundingSource.code))) if reach.sources else set()
    for source in sorted((reach.sources or frozenset()) - sources):
        raise NotFound("funding source", source, sorted(sources))


def _told(of: Account | Token) -> dict[str, object]:
    """What the trail tells of a reach."""
    return {
        "role": of.role.value,
        "countries": None if of.countries is None else sorted(of.countries),
        "sources": None if of.sources is None else sorted(of.sources),
    }
