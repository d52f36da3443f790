"""The trail as those see it who may: its head, its rows, whether it is whole."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import datetime

from db.append_only import unguarded
from db.audit import Deed, record
from db.engine import Engine, noting, reading
from db.queries.agreements import source_ids
from db.queries.trail import Head, dump_lines, first_bad_ledger_row
from db.queries.trail import trail_head as head_of
from db.scope import Scope
from db.trail import Verdict, verify
from resolvers.permissions import Permission, require
from resolvers.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Wholeness:
    """Whether the trail and the ledgers are whole."""

    trail: Verdict
    ledgers: tuple[str, ...]
    """What is wrong with a ledger, by its first bad row; empty where every chain holds."""
    unguarded: tuple[str, ...] = ()
    """Tables that the database does not keep from being changed, because somebody took their guards away."""

    @property
    def is_whole(self) -> bool:
        return self.trail.finding is None and not self.ledgers and not self.unguarded


def note(engine: Engine, viewer: Viewer, at: datetime, deed: Deed) -> None:
    """A row about what a viewer was given or refused; whoever cannot be noted is given nothing."""
    with noting(engine) as session:
        record(session, viewer.actor, at, deed)


def trail_head(engine: Engine, viewer: Viewer) -> Head:
    """The present checkpoint."""
    require(viewer, Permission.TRAIL_READ)
    with reading(engine) as session:
        return head_of(session)


def trail_lines(engine: Engine, viewer: Viewer) -> Generator[bytes]:
    """The whole trail, a row a line, of one state of the data."""
    require(viewer, Permission.TRAIL_READ)
    with reading(engine) as session:
        yield from dump_lines(session)


def verify_trail(engine: Engine, viewer: Viewer, checkpoints: Sequence[tuple[int, str]]) -> Wholeness:
    """Every row of the trail and of every ledger, recomputed."""
    require(viewer, Permission.TRAIL_READ)
    with reading(engine) as session:
        head = head_of(session)
        verdict = verify(dump_lines(session), [*checkpoints, *([(head.no, head.hash)] if head.no else [])])
        if verdict.finding is None and verdict.rows > head.no:
            finding = f"row {head.no + 1}: the head of the trail does not know it"
            verdict = Verdict(head.no, head.hash, finding)
        sources = source_ids(session, Scope.everything())
        bad = [first_bad_ledger_row(session, source) for source in sources]
        return Wholeness(verdict, tuple(each for each in bad if each), tuple(unguarded(session.connection())))
