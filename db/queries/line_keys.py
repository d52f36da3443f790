"""What posted cost and commitments have in common: the source, the budget line, and the result it is for."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import aliased

from db.models.funding import BudgetLine, FundingSource
from db.models.results import ResultNode
from db.queries.rows import numbers_first
from db.queries.totals import Join, Key

# aliases, so that no condition of the list is taken for one on these
_LINE, _SOURCE, _RESULT = aliased(BudgetLine), aliased(FundingSource), aliased(ResultNode)


def line_keys(source_id: Any, line_id: Any) -> dict[str, tuple[Key, ...]]:
    """The keys of rows with these columns. A line is its code in all versions of its source's budget."""

    def with_source(listed: Any) -> Any:
        return listed.join(_SOURCE, _SOURCE.id == source_id)

    def with_line(listed: Any) -> Any:
        return listed.join(_LINE, _LINE.id == line_id)

    def with_result(listed: Any) -> Any:
        return listed.outerjoin(_RESULT, _RESULT.id == _LINE.result_node_id)

    to_result: tuple[Join, ...] = (with_line, with_result)
    source = Key("source", _SOURCE.code, joins=(with_source,))
    line = Key("line", _LINE.code, sort=numbers_first, joins=(with_line,))
    code = Key("output_code", _RESULT.code, sort=numbers_first, joins=to_result)
    return {
        "SOURCE": (source,),
        "BUDGET_LINE": (source, line),
        "OUTPUT": (code, Key("output_id", _RESULT.id, joins=to_result)),
    }
