"""Tokens with which anybody at this machine can look around in the sample, for as long as it is served."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Final

from db.accounts import NewToken, Reach, create_token, revoke_token
from db.engine import Engine, Session, make_engine, reading, writing
from db.models.accounts import RoleName
from db.queries.accounts import all_tokens
from db.queries.sample import holds_sample
from resolvers.viewer import local_viewer
from web.hosts import is_loopback
from web.settings import Settings

_LABEL: Final = "demo-"
_LASTING: Final = timedelta(days=1)
"""Where the server is killed before it can end them."""

_REACH: Final[Mapping[RoleName, Reach]] = {
    RoleName.STAFF: Reach(RoleName.STAFF, countries=frozenset({"GE"})),
    RoleName.DONOR: Reach(RoleName.DONOR, sources=frozenset({"NMFA-RCTP"})),
}
"""Of the roles that need one named."""


@contextmanager
def demo_tokens(settings: Settings) -> Iterator[Mapping[RoleName, str]]:
    """A token of each role, revoked at the end.

    There are none unless the sample is served to this machine alone, from the database that is made for it.
    """
    if not (settings.is_default_database and (settings.host == "localhost" or is_loopback(settings.host))):
        yield {}
        return
    engine = make_engine(settings.database_url)
    try:
        yield _made(engine)
    finally:
        with writing(engine) as session:
            _end(session)
        engine.dispose()


def _made(engine: Engine) -> Mapping[RoleName, str]:
    with reading(engine) as session:
        if not holds_sample(session):
            return {}
    with writing(engine) as session:
        _end(session)
        return {role: _token(session, role) for role in RoleName}


def _token(session: Session, role: RoleName) -> str:
    now = datetime.now(UTC)
    new = NewToken(_REACH.get(role, Reach(role)), now + _LASTING, f"{_LABEL}{role}")
    return create_token(session, new, local_viewer().actor, now)


def _end(session: Session) -> None:
    """Also those that a server left behind."""
    for token in all_tokens(session):
        if token.label.startswith(_LABEL) and token.revoked_at is None:
            revoke_token(session, token.label, local_viewer().actor, datetime.now(UTC))
