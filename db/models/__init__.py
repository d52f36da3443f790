"""Every table, one file per subject. Importing this package registers all of them on the metadata."""

from db.models import (
    accounts,
    audit,
    events,
    funding,
    imports,
    ledger,
    programmes,
    reports,
    results,
    revision,
)
from db.models.base import Base

__all__ = [
    "Base",
    "accounts",
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
