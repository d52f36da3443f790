"""Every table, one file per subject. Importing this package registers all of them on the metadata."""

from db.models import (
    answered,
    audit,
    events,
    funding,
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
    "answered",
    "audit",
    "events",
    "funding",
    "ledger",
    "months",
    "programmes",
    "reports",
    "results",
    "revision",
]
