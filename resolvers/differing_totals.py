"""Whether the maintained totals of the ledger are the sums of its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from db.engine import Engine, reading
from db.errors import NotFound
from db.queries import differing_totals as queries
from db.queries.agreements import source_ids
from db.queries.differing_totals import DifferingTotal
from resolvers.permissions import Permission, require
from resolvers.viewer import Viewer


def differing_totals(
    engine: Engine, viewer: Viewer, source: str | None
) -> Mapping[str, Sequence[DifferingTotal]]:
    """Those of one funding source, or of all that the viewer can see; by source, empty where all agree.

    Raises NotFound, which names the sources that the viewer can see.
    """
    require(viewer, Permission.LEDGER_READ)
    require(viewer, Permission.ASSISTANCE_LEDGER)  # by office and month
    with reading(engine) as session:
        known = source_ids(session, viewer.scope)
        if source is not None and source not in known:
            raise NotFound("funding source", source, list(known))
        return {
            code: queries.differing_totals(session, source_id)
            for code, source_id in known.items()
            if source in (None, code)
        }
