"""Viewers who write, and what the trail and the tables say afterwards."""

from typing import Any

from sqlalchemy import Engine, text

from db.engine import reading
from db.queries.revision import data_revision
from db.scope import Scope
from resolvers.permissions import CLIENT, FINANCE, STAFF
from resolvers.viewer import Viewer

EVERYWHERE = Scope.everything()
GEORGIA = Scope(sources=None, countries=frozenset({"GE"}))
NORWAY = Scope(sources=None, countries=frozenset({"NO"}))
"""Where no programme of the sample works."""

FINANCE_OFFICE = Viewer(FINANCE, EVERYWHERE, "finance")
FINANCE_IN_GEORGIA = Viewer(FINANCE, GEORGIA, "finance")
FINANCE_ELSEWHERE = Viewer(FINANCE, NORWAY, "finance")
STAFF_IN_GEORGIA = Viewer(STAFF, GEORGIA, "staff")
STAFF_ELSEWHERE = Viewer(STAFF, NORWAY, "staff")
READER = Viewer(CLIENT, EVERYWHERE, "client")


def trail(engine: Engine) -> list[tuple[Any, ...]]:
    """Who did what to which thing, and why, in order."""
    with reading(engine) as session:
        rows = session.execute(text("SELECT who, what, subject, reason FROM audit_event ORDER BY no"))
        return [tuple(row) for row in rows]


def revision(engine: Engine) -> int:
    """How often the data was written."""
    with reading(engine) as session:
        return data_revision(session)
