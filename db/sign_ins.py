"""Who is signed in with a browser, and who could not be: each with its row in the trail."""

from __future__ import annotations

from datetime import datetime
from secrets import token_urlsafe
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.accounts import digest_of
from db.audit import Actor, Deed, record
from db.errors import ReportingError
from db.models.accounts import Account, SignIn
from db.queries.accounts import Caller, CallerKind, account_by_login

_RANDOM_BYTES: Final = 32


class AccountChanged(ReportingError):
    """An account was changed between the look at its password and the sign-in."""

    code = "account-changed"
    facts = ("login",)

    def __init__(self, login: str) -> None:
        super().__init__(f"the account “{login}” was changed at this moment; sign in again")
        self.login = login


def sign_in(session: Session, caller: Caller, actor: Actor, at: datetime, until: datetime) -> str:
    """The secret that a browser shows from now on, which is kept nowhere else.

    Raises AccountChanged: whoever changes an account ends its sign-ins, and none may slip in after that.
    """
    if caller.kind is CallerKind.PERSON:
        # held, so that a change waits for this sign-in, and then ends it
        held = select(Account.revision).where(Account.id == caller.id).with_for_update()
        if session.scalar(held) != caller.revision:
            raise AccountChanged(caller.name)
    secret = token_urlsafe(_RANDOM_BYTES)
    session.add(
        SignIn(
            digest=digest_of(secret),
            account_id=caller.id if caller.kind is CallerKind.PERSON else None,
            token_id=caller.id if caller.kind is CallerKind.PROGRAM else None,
            signed_in_at=at,
            expires_at=until,
            signed_out_at=None,
        )
    )
    record(session, actor, at, Deed("signIn", f"{caller.kind} {caller.name}"))
    return secret


def sign_out(session: Session, secret: str, actor: Actor, at: datetime) -> None:
    """End it for whoever holds a copy of the secret as well."""
    found = session.scalars(
        select(SignIn).where(SignIn.digest == digest_of(secret), SignIn.signed_out_at.is_(None))
    ).first()
    if found is not None:
        found.signed_out_at = at
        record(session, actor, at, Deed("signOut", f"sign-in {found.id}"))


def refuse_sign_in(session: Session, login: str | None, place: str, at: datetime, reason: str) -> None:
    """Tell of somebody who could not sign in.

    The login is told only where it is an account's: anything else may be a password in the wrong field.
    """
    is_known = login is not None and account_by_login(session, login) is not None
    subject = f"account {login}" if is_known else "no account"
    record(session, Actor("unknown", "none", place), at, Deed("signInRefused", subject, reason=reason))
