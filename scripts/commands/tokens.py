"""Make, list and end tokens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import typer

from db.accounts import NewToken
from db.accounts import create_token as create
from db.accounts import revoke_token as revoke
from db.engine import reading, writing
from db.queries.accounts import all_tokens
from resolvers.viewer import local_viewer
from scripts.commands.database import current_database
from scripts.commands.reach import reach_of, told_of
from web.settings import Settings


def create_token(
    settings: Settings,
    role: str,
    countries: Sequence[str] | None,
    sources: Sequence[str] | None,
    label: str | None,
    days: int,
    login: str | None,
) -> None:
    """Print the text alone, so that it can be captured; it is kept nowhere."""
    now = datetime.now(UTC)
    new = NewToken(reach_of(role, countries, sources), now + timedelta(days=days), label, login)
    with current_database(settings) as engine, writing(engine) as session:
        secret = create(session, new, local_viewer().actor, now)
    typer.echo(secret)


def list_tokens(settings: Settings) -> None:
    """One line a token, oldest first."""
    with current_database(settings) as engine, reading(engine) as session:
        for token in all_tokens(session):
            ended = "revoked" if token.revoked_at else f"until {token.expires_at:%Y-%m-%d %H:%M} UTC"
            typer.echo(f"{token.id}  {token.label}  {told_of(token)}  {ended}")


def revoke_token(settings: Settings, named: str) -> None:
    """The next request with it is refused."""
    with current_database(settings) as engine, writing(engine) as session:
        revoke(session, named, local_viewer().actor, datetime.now(UTC))
