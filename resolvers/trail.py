"""The trail for those who may read it: whether it is whole, a dump of it, and its checkpoint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from db.append_only import unguarded
from db.chain import verify_chain
from db.engine import Engine, reading
from db.queries.agreements import source_ids
from db.queries.chains import ledger_rows, trail_head, trail_rows
from db.scope import Scope
from db.trail import Checkpoint, Verdict, line_of, verify_rows
from resolvers.permissions import Permission, require
from resolvers.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Verified:
    """What verifying a database has found: of its trail, of each ledger by its source, and of the guards."""

    trail: Verdict
    ledgers: Mapping[str, Verdict]
    unguarded: Sequence[str]
    """Tables that should only grow, and are not kept from anything else."""

    @property
    def is_whole(self) -> bool:
        return not self.unguarded and all(
            verdict.finding is None for verdict in (self.trail, *self.ledgers.values())
        )


def verify(engine: Engine, viewer: Viewer, checkpoints: Sequence[Checkpoint] = ()) -> Verified:
    """The trail and every ledger of a database, row by row, in one transaction."""
    require(viewer, Permission.TRAIL_READ)
    with reading(engine) as session:
        return Verified(
            verify_rows(trail_rows(session), [*checkpoints, trail_head(session)]),
            {
                code: verify_chain(ledger_rows(session, source_id))
                for code, source_id in source_ids(session, Scope.everything()).items()
            },
            unguarded(session.connection()),
        )


def checkpoint(engine: Engine, viewer: Viewer) -> Checkpoint:
    """The end of the trail now."""
    require(viewer, Permission.TRAIL_READ)
    with reading(engine) as session:
        return trail_head(session)


@contextmanager
def dumping(engine: Engine, viewer: Viewer) -> Iterator[tuple[Checkpoint, Iterator[bytes]]]:
    """The end of the trail, and its lines up to there, in one transaction."""
    require(viewer, Permission.TRAIL_READ)
    with reading(engine) as session:
        yield trail_head(session), map(line_of, trail_rows(session))
