"""Every table, one file per subject. Importing this package registers all of them on the metadata."""

from db.models import (
    accounts,
    answered,
    audit,
    events,
    funding,
    imports,
    ledger,
    months,
    programmes,
    reports,
    results,
    revision,
)
from db.models.base import Base

__all__ = [
    "Base",
    "accounts",
    "answered",
    "audit",
    "events",
    "funding",
    "imports",
    "ledger",
    "months",
    "programmes",
    "reports",
    "results",
    "revision",
]
