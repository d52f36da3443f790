"""Values of indicators. Source: domain.md a.6."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, false, or_, select
from sqlalchemy.orm import Session

from db.models.programmes import Country
from db.models.results import Actual, ActualStatus, Indicator, Measure, Sensitivity
from db.queries.visibility import of_visible_indicator
from db.recording.facts import Change, FactRefused, name_of
from db.recording.references import INDICATOR
from db.recording.rows import RowFacts
from db.scope import Scope

_BY_COUNTRY: Final = "COUNTRY"


@dataclass(frozen=True, slots=True)
class ActualFact:
    """An indicator's value for a quarter, whole or of one category of one dimension."""

    indicator: str
    quarter: str
    dimension: str | None = None
    """None: not disaggregated."""
    category: str | None = None
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    evidence_ref: str = ""
    status: ActualStatus = ActualStatus.DRAFT
    provisional: bool = False
    comment: str | None = None


def _people_come_from_releases(session: Session, _scope: Scope, change: Change[ActualFact]) -> None:
    fact = change.after
    name = name_of(ACTUALS, fact)
    found = session.execute(
        select(Indicator.sensitivity, Indicator.measure, Indicator.disaggregations).where(
            Indicator.code == fact.indicator
        )
    ).first()
    if found is None:
        raise FactRefused(name, "indicator", f"there is no indicator “{fact.indicator}”")
    if found.sensitivity is not Sensitivity.C:
        raise FactRefused(
            name,
            "indicator",
            "it counts people who were assisted or are at risk; its figure comes from a release",
        )
    if (found.measure == Measure.QUALITATIVE) != (fact.value is None):
        reason = "a qualitative indicator has no value" if fact.value is not None else "it needs a value"
        raise FactRefused(name, "value", reason)
    if (fact.dimension is None) != (fact.category is None):
        raise FactRefused(name, "category", "a dimension and a category stand together or not at all")
    if fact.dimension is not None and fact.dimension not in found.disaggregations.split():
        known = found.disaggregations or "none"
        raise FactRefused(name, "dimension", f"the indicator is not broken down by it, but by: {known}")
    if fact.denominator is not None and fact.denominator <= 0:
        raise FactRefused(name, "denominator", "the whole of a share is more than 0")


def _is_of_the_scope(session: Session, scope: Scope, change: Change[ActualFact]) -> None:
    fact = change.after
    name = name_of(ACTUALS, fact)
    seen = select(Indicator.id).where(
        Indicator.code == fact.indicator, *of_visible_indicator(scope, Indicator.id)
    )
    if session.scalar(seen) is None:
        raise FactRefused(name, "indicator", f"there is no indicator “{fact.indicator}”")
    if fact.dimension == _BY_COUNTRY and fact.category in session.scalars(_countries_of_others(scope)).all():
        known = ", ".join(sorted(scope.countries or ()))
        raise FactRefused(name, "category", f"your account writes values of {known} only")


def _countries_of_others(scope: Scope) -> Select[str]:
    """The countries of the programme that a scope does not write of; guests belong to nobody."""
    own = sorted(scope.countries or ())
    others = select(Country.iso2).where(Country.in_programme, Country.iso2.not_in(own))
    return others if scope.countries is not None else others.where(false())


def _of_the_scope(scope: Scope) -> list[ColumnElement[bool]]:
    is_own = or_(Actual.dimension != _BY_COUNTRY, Actual.category.not_in(_countries_of_others(scope)))
    return [*of_visible_indicator(scope, Actual.indicator_id), is_own]


def _sample_of_indicator(session: Session, fact: ActualFact) -> dict[str, Any]:
    found = session.scalar(select(Indicator.is_sample).where(Indicator.code == fact.indicator))
    return {"is_sample": bool(found)}


ACTUALS: Final = RowFacts(
    noun="actual",
    fact=ActualFact,
    key=("indicator", "quarter", "dimension", "category"),
    model=Actual,
    given=_of_the_scope,
    references=(INDICATOR,),
    more=_sample_of_indicator,
    rules=(_is_of_the_scope, _people_come_from_releases),
    absent={"dimension": "", "category": ""},
)
