"""Budget versions with their lines and phases. Source: domain.md a.3, b.2 (12), b.8 (R09)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from db.models.funding import (
    BudgetKind,
    BudgetLine,
    BudgetPhase,
    BudgetStatus,
    BudgetVersion,
    CostCategory,
    FundingSource,
)
from db.models.ledger import LedgerEntry
from db.models.programmes import Country
from db.money import PLACES, round_half_up
from db.queries.visibility import of_visible_source
from db.recording.facts import Change, FactRefused, name_of
from db.recording.instalments import of_the_whole_grant, sample_of_source
from db.recording.references import LINE, RESULT_OF_SOURCE, SOURCE, VERSION
from db.recording.rows import RowFacts
from db.scope import Scope

_LINE_CODE: Final = re.compile(r"\d+(\.\d+)*", re.ASCII)
_IN_FORCE: Final = (BudgetStatus.APPROVED, BudgetStatus.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class VersionFact:
    """A budget version."""

    source: str
    version_no: int
    kind: BudgetKind
    status: BudgetStatus
    effective_from: date
    approved_on: date | None = None
    approval_ref: str | None = None


@dataclass(frozen=True, slots=True)
class LineFact:
    """A line of a budget version; amounts in major units of the reporting currency."""

    source: str
    version_no: int
    code: str
    category: CostCategory
    description: str
    amount: Decimal
    unit: str | None = None
    quantity: Decimal | None = None
    unit_cost: Decimal | None = None
    country: str | None = None
    result: str | None = None
    is_partner_cost: bool = False
    is_direct_assistance: bool = False


@dataclass(frozen=True, slots=True)
class PhaseFact:
    """What of a budget line is planned for a quarter."""

    source: str
    version_no: int
    line: str
    quarter: str
    amount: Decimal


def _an_approval_is_named(session: Session, _scope: Scope, change: Change[VersionFact]) -> None:
    fact = change.after
    name = name_of(VERSIONS, fact)
    if fact.status in _IN_FORCE:
        if fact.approved_on is None:
            raise FactRefused(name, "approved_on", "an approved version names the day of approval")
        if fact.approval_ref is None:
            raise FactRefused(name, "approval_ref", "an approved version names the donor's approval")
    before = change.before
    if before is not None and before.status in _IN_FORCE and fact.status not in _IN_FORCE:
        raise FactRefused(name, "status", "it was in force; make a new version instead")
    if before is not None and before.effective_from != fact.effective_from and _is_posted_to(session, fact):
        raise FactRefused(name, "effective_from", "cost is posted to it; make a new version instead")


def _version_can_change(session: Session, _scope: Scope, change: Change[Any]) -> None:
    """Lines and phases of a version that cost is posted to stay what was approved."""
    if _is_posted_to(session, change.after):
        fact = change.after
        raise FactRefused(
            f"budget version {fact.source} {fact.version_no}",
            "version_no",
            "cost is posted to it, so its lines stay as they were approved; make a new version instead",
        )


def _is_posted_to(session: Session, fact: VersionFact | LineFact | PhaseFact) -> bool:
    lines = (
        select(BudgetLine.id)
        .join(BudgetVersion, BudgetVersion.id == BudgetLine.budget_version_id)
        .join(FundingSource, FundingSource.id == BudgetVersion.funding_source_id)
        .where(FundingSource.code == fact.source, BudgetVersion.version_no == fact.version_no)
    )
    return (
        session.scalar(select(LedgerEntry.id).where(LedgerEntry.budget_line_id.in_(lines)).limit(1))
        is not None
    )


def _line_is_whole(session: Session, _scope: Scope, change: Change[LineFact]) -> None:
    fact = change.after
    name = name_of(LINES, fact)
    if not _LINE_CODE.fullmatch(fact.code):
        raise FactRefused(name, "code", "a line's code is numbers with points, such as 3.1")
    if fact.amount < 0:
        raise FactRefused(name, "amount", "a budget is 0 or more")
    if (fact.quantity is None) != (fact.unit_cost is None):
        raise FactRefused(name, "unit_cost", "quantity and unit cost stand together or not at all")
    if fact.quantity is not None and fact.unit_cost is not None:
        product = Decimal(round_half_up((fact.quantity * fact.unit_cost).scaleb(PLACES))).scaleb(-PLACES)
        if product != fact.amount:
            raise FactRefused(name, "amount", f"quantity times unit cost is {product}, and not {fact.amount}")
    if fact.is_direct_assistance and fact.category is CostCategory.OVERHEAD:
        raise FactRefused(name, "is_direct_assistance", "overhead assists nobody directly")
    if fact.country is not None and session.get(Country, fact.country) is None:
        raise FactRefused(name, "country", f"there is no country “{fact.country}”")


def require_whole_version(session: Session, source: str, version_no: int) -> None:
    """Phases of each line add up to it, and the version stays within the grant.

    Raises FactRefused, which names the line. To be asked when all lines and phases are written.
    """
    phased = (
        select(BudgetPhase.budget_line_id, func.sum(BudgetPhase.amount_minor).label("minor"))
        .group_by(BudgetPhase.budget_line_id)
        .subquery()
    )
    rows = session.execute(
        select(BudgetLine.code, BudgetLine.amount_minor, func.coalesce(phased.c.minor, 0))
        .join(BudgetVersion, BudgetVersion.id == BudgetLine.budget_version_id)
        .join(FundingSource, FundingSource.id == BudgetVersion.funding_source_id)
        .outerjoin(phased, phased.c.budget_line_id == BudgetLine.id)
        .where(FundingSource.code == source, BudgetVersion.version_no == version_no)
        .order_by(BudgetLine.code)
    ).all()
    for code, amount, phases in rows:
        if amount != phases:
            raise FactRefused(
                f"budget line {source} {version_no} {code}",
                "amount",
                f"its phases add up to {_major(phases)}, and the line is {_major(amount)}",
            )
    committed = session.scalars(
        select(FundingSource.committed_minor).where(FundingSource.code == source)
    ).one()
    total = sum(amount for _code, amount, _phases in rows)
    if total > committed:
        raise FactRefused(
            f"budget version {source} {version_no}",
            "version_no",
            f"its lines add up to {_major(total)}, more than the grant of {_major(committed)}",
        )


def _major(minor: int) -> str:
    return f"{Decimal(minor).scaleb(-PLACES):,.2f}"


def _source_of_line(session: Session, fact: LineFact) -> dict[str, Any]:
    found = session.scalar(select(FundingSource.id).where(FundingSource.code == fact.source))
    return {"funding_source_id": found}


def _phases_of_visible_sources(scope: Scope) -> list[ColumnElement[bool]]:
    conditions = of_visible_source(scope, BudgetLine.funding_source_id)
    lines = select(BudgetLine.id).where(*conditions)
    return [BudgetPhase.budget_line_id.in_(lines)] if conditions else []


VERSIONS: Final = RowFacts(
    noun="budget version",
    fact=VersionFact,
    key=("source", "version_no"),
    model=BudgetVersion,
    given=lambda scope: of_visible_source(scope, BudgetVersion.funding_source_id),
    references=(SOURCE,),
    more=sample_of_source,
    rules=(of_the_whole_grant, _an_approval_is_named),
    texts={"approval_ref": 80},
)
LINES: Final = RowFacts(
    noun="budget line",
    fact=LineFact,
    key=("source", "version_no", "code"),
    model=BudgetLine,
    given=lambda scope: of_visible_source(scope, BudgetLine.funding_source_id),
    references=(VERSION, RESULT_OF_SOURCE),
    minor={"amount": "amount_minor", "unit_cost": "unit_cost_minor"},
    more=_source_of_line,
    rules=(of_the_whole_grant, _line_is_whole, _version_can_change),
    texts={"unit": 40},
)
PHASES: Final = RowFacts(
    noun="budget phase",
    fact=PhaseFact,
    key=("source", "version_no", "line", "quarter"),
    model=BudgetPhase,
    given=_phases_of_visible_sources,
    references=(LINE,),
    minor={"amount": "amount_minor"},
    rules=(of_the_whole_grant, _version_can_change),
    texts={"line": 20},
)
