"""What lies in a pack, and what it is of: digests, sizes, rows, control totals, filters, versions.

The manifest knows no clock: like the files, it depends on the data and on the program alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from db.money import Money
from reports import software
from reports.catalogue import Output
from reports.dataset import CheckState, Dataset, TableHere
from reports.table import Cell, Missing

NAME: Final = "manifest.json"
FORM: Final = 1
"""Raised when a reader of the last form would misread this one."""

_CONTROL_TOTALS: Final = (
    ("approved_budget", "expenditure", "total", "budget"),
    ("expenditure_before_period", "expenditure", "total", "before"),
    ("expenditure_in_period", "expenditure", "total", "period"),
    ("expenditure_to_date", "expenditure", "total", "to_date"),
    ("received_to_date", "project_information", "received_to_date", "value"),
    ("closing_balance", "funds", "closing", "reporting"),
    ("closing_balance_functional", "funds", "closing", "functional"),
)
"""Each with the table, row and column that print it."""
_WORST: Final = (CheckState.OK, CheckState.OPEN, CheckState.FAIL)


def manifest(dataset: Dataset, files: Mapping[Output, bytes]) -> bytes:
    """The manifest of these files of a report, as JSON in UTF-8."""
    header = dataset.header
    said = {
        "manifest": FORM,
        "report": {
            "id": header.report_id,
            "state": header.state,
            "warnings": list(header.warnings),
            "programme": header.programme_code,
            "title": header.programme_title,
            "donor": header.donor,
            "organisation": header.organisation,
            "agreement_no": header.agreement_no,
            "start": header.period.start.isoformat(),
            "end": header.period.end.isoformat(),
        },
        "filters": {
            "funding_source": header.source,
            "period": str(header.period),
            "version": header.version,
            "language": header.language,
            "basis": "LIVE",
            "budget_version": header.budget_version,
            "rates": header.rate_source,
        },
        "data": {
            "as_of": None if header.data_as_of is None else f"{header.data_as_of:%Y-%m-%dT%H:%M:%SZ}",
            "snapshot": header.snapshot_id,
        },
        "software": {"name": software.NAME, "version": software.VERSION},
        "control_totals": {
            name: _total(dataset.tables[table].cell(row, column))
            for name, table, row, column in _CONTROL_TOTALS
        },
        "checks": _checks(dataset),
        "files": [_file(dataset, output, content) for output, content in files.items()],
    }
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()


def _total(cell: Cell) -> dict[str, str] | str:
    """An amount, exact; a sign where there is none."""
    match cell:
        case Money():
            return {"amount": f"{cell.amount:.2f}", "currency": cell.currency}
        case Missing():
            return cell.value
        case _:
            raise ValueError(f"a control total is an amount, not {cell!r}")


def _checks(dataset: Dataset) -> dict[str, str]:
    """The worst state of each rule."""
    found: dict[str, CheckState] = {}
    for check in dataset.checks:
        found[check.rule] = max(found.get(check.rule, CheckState.OK), check.state, key=_WORST.index)
    return {rule: found[rule].value for rule in sorted(found)}


def _file(dataset: Dataset, output: Output, content: bytes) -> dict[str, Any]:
    return {
        "name": output.saved_as(dataset.header),
        "kind": output.kind,
        "title": output.title,
        "media_type": output.media_type,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "template_version": software.VERSION,
        "rows": {key: len(dataset.tables[key].rows) for key in _tables(dataset, output)},
    }


def _tables(dataset: Dataset, output: Output) -> tuple[str, ...]:
    """The keys of what a file prints, in its order; those of the narrative stand in its outline."""
    if output.tables:
        return output.tables
    blocks = (block for section in dataset.outline for block in section.blocks)
    return tuple(block.table for block in blocks if isinstance(block, TableHere))
