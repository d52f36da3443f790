"""The ledger's hash chain: every row carries the hash of the row before it in its funding source.

Source: domain.md a.4. Verifying needs only this file's rule and the rows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Final

FIRST_HASH: Final = "0" * 64
"""What stands before the first row of a chain."""

FIELDS: Final = (
    "row_no",
    "document_no",
    "line_no",
    "document_type",
    "document_date",
    "posting_date",
    "fiscal_year",
    "fiscal_period",
    "office",
    "project_code",
    "wbs",
    "budget_line",
    "cost_category",
    "gl_account",
    "gl_description",
    "vendor_code",
    "vendor_name",
    "description",
    "transaction_currency",
    "transaction_minor",
    "rate_source",
    "rate_date",
    "rate_tc_per_usd",
    "amount_usd_minor",
    "rate_rc_per_usd",
    "amount_reporting_minor",
    "event",
    "supporting_doc_ref",
    "procurement_ref",
    "reverses",
    "posted_by",
    "posted_at",
)
"""In the order of the audit ledger's columns A to AF.

Amounts are minor units, instants are UTC, rates have eight decimals.
"""


def row_hash(prev_hash: str, fields: Mapping[str, str | int | None]) -> str:
    """SHA-256, in hexadecimal digits, over the hash before and the row's canonical JSON."""
    ordered = {name: fields[name] for name in FIELDS}
    canonical = json.dumps(ordered, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256((prev_hash + canonical).encode()).hexdigest()
