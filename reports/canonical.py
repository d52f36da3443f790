"""The canonical form of tables: what a snapshot is the digest of, and what sealing stores."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from db.money import Money
from reports.table import Cell, Missing, Table


def canonical(table: Table) -> dict[str, Any]:
    """A table as plain JSON values, every cell exact."""
    return {
        "key": table.key,
        "title": table.title,
        "unit": table.unit,
        "columns": [[column.key, column.label, column.kind.value] for column in table.columns],
        "rows": [[row.key, row.role.value, [_cell(cell) for cell in row.cells]] for row in table.rows],
        "notes": list(table.notes),
    }


def digest(tables: Iterable[Table]) -> str:
    """SHA-256, in hexadecimal digits, over the canonical JSON of tables in the order of their keys."""
    ordered = [canonical(table) for table in sorted(tables, key=lambda table: table.key)]
    text = json.dumps(ordered, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _cell(cell: Cell) -> Any:
    match cell:
        case None | str() | int():
            return cell
        case Missing():
            return {"missing": cell.name}
        case Money():
            return {"minor": str(cell.minor), "currency": cell.currency}
        case Fraction():
            return {"share": f"{cell.numerator}/{cell.denominator}"}
        case Decimal():
            return {"number": f"{cell.normalize():f}"}
        case date():
            return {"date": cell.isoformat()}
