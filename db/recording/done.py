"""What every function that records something is given, and what it tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from db.audit import Actor, Told
from db.scope import Scope


@dataclass(frozen=True, slots=True)
class By:
    """Who writes, what they reach, and when."""

    actor: Actor
    scope: Scope
    at: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """What was written: the id of its row, and what the trail shall say of it."""

    id: int
    subject: str
    """The thing as a person calls it: `fiscal month NMFA-RCTP 2019-10`."""
    before: Told | None = None
    after: Told | None = None
    reason: str | None = None
