"""The results framework as the results matrix prints it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.results import ResultLevel, ResultNode
from db.queries.progress import framework_order


@dataclass(frozen=True, slots=True)
class Result:
    """A result of the framework."""

    code: str
    level: ResultLevel
    statement: str
    assumptions: str | None


def results_of(session: Session, programme_id: int) -> list[Result]:
    """Every result of a programme, in the order of the framework's codes."""
    found = session.execute(
        select(ResultNode.code, ResultNode.level, ResultNode.statement, ResultNode.assumptions).where(
            ResultNode.programme_id == programme_id
        )
    )
    return sorted((Result(*row) for row in found), key=lambda result: framework_order(result.code))
