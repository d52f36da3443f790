"""Every table, one file per subject. Importing this package registers all of them on the metadata."""

from db.models import audit, events, funding, imports, ledger, programmes, reports, results, revision
from db.models.base import Base

__all__ = [
    "Base",
    "audit",
    "events",
    "funding",
    "imports",
    "ledger",
    "programmes",
    "reports",
    "results",
    "revision",
]
