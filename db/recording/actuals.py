"""Values of indicators. Source: domain.md a.6."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, false, or_, select
from sqlalchemy.orm import Session

from db.errors import NotFound
from db.models.programmes import Country
from db.models.results import Actual, ActualStatus, Indicator, Measure, Sensitivity
from db.queries.page import storable
from db.queries.visibility import of_visible_indicator
from db.recording.done import By, Done
from db.recording.facts import Change, FactRefused, as_kind, key_of, name_of
from db.recording.one import Edit, write_one
from db.recording.reach import require_country
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
    ).one()
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ActualCorrectFact(ActualFact):
    """A value as it is to stand instead; what is left out stands there no more."""

    expected_revision: int
    reason: str


def record(session: Session, by: By, fact: ActualFact) -> Done:
    """Write a value that is not there yet. Raises NotFound, FactRefused, NewerEdit."""
    _hold(session, by.scope, fact.indicator)
    return write_one(session, by, ACTUALS, fact, Edit())


def correct(session: Session, by: By, fact: ActualCorrectFact) -> Done:
    """Write another value in the place of one. Raises NotFound, FactRefused, NewerEdit."""
    _hold(session, by.scope, fact.indicator)
    stated = ACTUALS.well_formed(as_kind(ACTUALS, fact))
    if not ACTUALS.stored(session, [stated]).get(key_of(ACTUALS, stated)):
        raise NotFound("value of an indicator", name_of(ACTUALS, stated))
    return write_one(session, by, ACTUALS, stated, Edit(fact.expected_revision, fact.reason))


def _hold(session: Session, scope: Scope, indicator: str) -> None:
    """The indicator, once nobody else writes a value of it. Raises NotFound, as for one out of reach."""
    if not is_seen(session, scope, indicator):
        raise NotFound("indicator", indicator)
    session.execute(select(Indicator.id).where(Indicator.code == indicator).with_for_update(key_share=True))


def is_seen(session: Session, scope: Scope, indicator: str) -> bool:
    """Whether there is an indicator of this code, for this scope."""
    if not storable(indicator):
        return False
    seen = of_visible_indicator(scope, Indicator.id)
    return session.scalar(select(Indicator.id).where(Indicator.code == indicator, *seen)) is not None


def _is_of_the_scope(session: Session, scope: Scope, change: Change[ActualFact]) -> None:
    """Of a programme that the account reaches; of one country, its own or a guest."""
    fact = change.after
    name = name_of(ACTUALS, fact)
    if not is_seen(session, scope, fact.indicator):
        raise FactRefused(name, "indicator", f"there is no indicator “{fact.indicator}”")
    country = fact.category if fact.dimension == _BY_COUNTRY else None
    if country is not None and country in session.scalars(_countries_of_others(scope)).all():
        require_country(scope, country, name, "category")


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
    texts={"category": 40, "comment": 2_000},
    absent={"dimension": "", "category": ""},
)
