"""Make and list accounts, change their passwords, disable and enable them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime

import typer

from db.accounts import NewAccount
from db.accounts import change_password as change
from db.accounts import create_account as create
from db.accounts import disable_account as disable
from db.accounts import enable_account as enable
from db.engine import reading, writing
from db.errors import NotFound
from db.queries.accounts import account_by_login, all_accounts
from resolvers.viewer import local_viewer
from scripts.commands.database import current_database
from scripts.commands.reach import reach_of, told_of
from web.passwords import hash_password
from web.settings import Settings


def create_user(
    settings: Settings,
    login: str,
    role: str,
    countries: Sequence[str] | None,
    sources: Sequence[str] | None,
    until: date | None,
    issuer: str | None,
    subject: str | None,
) -> None:
    """Raises PasswordRefused, and what making an account raises."""
    reach = reach_of(role, countries, sources)
    with current_database(settings) as engine:
        password_hash = None if issuer and subject else hash_password(_password())
        new = NewAccount(login, reach, password_hash, issuer, subject, until)
        with writing(engine) as session:
            create(session, new, local_viewer().actor, datetime.now(UTC))


def list_users(settings: Settings) -> None:
    """One line an account, by login."""
    with current_database(settings) as engine, reading(engine) as session:
        for account in all_accounts(session):
            until = f"until {account.expires_on}" if account.expires_on else "without an end"
            typer.echo(f"{account.login}  {told_of(account)}  {until if account.is_active else 'disabled'}")


def disable_user(settings: Settings, login: str) -> None:
    """The next request of the account, its tokens and its browsers is refused."""
    with current_database(settings) as engine, writing(engine) as session:
        disable(session, login, local_viewer().actor, datetime.now(UTC))


def enable_user(settings: Settings, login: str) -> None:
    """It can sign in again; tokens and browsers of before stay ended."""
    with current_database(settings) as engine, writing(engine) as session:
        enable(session, login, local_viewer().actor, datetime.now(UTC))


def change_password(settings: Settings, login: str) -> None:
    """The next request of a browser that is signed in as the account is refused. Raises PasswordRefused."""
    with current_database(settings) as engine:
        with reading(engine) as session:
            if account_by_login(session, login) is None:
                raise NotFound("account", login)  # before one types a password for nobody
        password_hash = hash_password(_password("New password"))
        with writing(engine) as session:
            change(session, login, password_hash, local_viewer().actor, datetime.now(UTC))


def _password(what: str = "Password") -> str:
    """From a terminal without showing it, or the first line of standard input; never an argument."""
    if sys.stdin.isatty():
        told: str = typer.prompt(what, hide_input=True, confirmation_prompt=True, err=True)
        return told
    return sys.stdin.readline().rstrip("\r\n")
