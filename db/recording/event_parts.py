"""What belongs to an event: who organised it, where from people came, how many, and what was said.

Of participants there are only counts. Source: domain.md a.5.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import ColumnElement, inspect, not_, select
from sqlalchemy.orm import Session

from db.models.base import Base
from db.models.event_lists import (
    Affiliation,
    CountryRole,
    Dimension,
    EventDocumentKind,
    FigureRole,
    OrganiserRole,
    RecommendationStatus,
    TextKind,
    Theme,
)
from db.models.events import (
    Event,
    EventCountry,
    EventDocument,
    EventFigure,
    EventFunding,
    EventGroup,
    EventOrganiser,
    EventText,
    EventTheme,
    ParticipantCount,
    Recommendation,
)
from db.models.programmes import Country
from db.queries.visibility import of_own_event
from db.recording.events import edit_event
from db.recording.facts import Change, FactRefused, name_of
from db.recording.reach import require_country
from db.recording.references import EVENT, LINE, ORGANISATION, RESULT_OF_EVENT, SOURCE
from db.recording.rows import Reference, RowFacts, Rule
from db.scope import Scope

_SEXES: Final = ("F", "M", "X", "U")
_AGE_GROUPS: Final = ("CHILD", "ADULT", "UNKNOWN")


@dataclass(frozen=True, slots=True)
class OrganiserFact:
    """An organisation's part in an event."""

    event: str
    organisation: str
    role: OrganiserRole
    as_written: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class EventCountryFact:
    """A country's part in an event."""

    event: str
    country: str
    role: CountryRole
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ThemeFact:
    """A theme of an event."""

    event: str
    theme: Theme


@dataclass(frozen=True, slots=True)
class GroupFact:
    """A group that attended, without a number."""

    event: str
    affiliation: Affiliation


@dataclass(frozen=True, slots=True)
class EventFundingFact:
    """A funding source of an event; line and share may be unknown."""

    event: str
    source: str
    version_no: int | None = None
    line: str | None = None
    share_percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CountFact:
    """Participations in one category of one breakdown; None is unknown, and not zero."""

    event: str
    dimension: Dimension
    category: str
    n: int | None = None


@dataclass(frozen=True, slots=True)
class RecommendationFact:
    """What an event recommended, and what became of it."""

    event: str
    no: int
    text: str
    theme: Theme
    status: RecommendationStatus
    addressee: str | None = None
    result: str | None = None


@dataclass(frozen=True, slots=True)
class FigureFact:
    """A public office-holder whom a public text names in that capacity."""

    event: str
    name: str
    title_at_event: str
    organisation: str
    role: FigureRole
    source_ref: str
    country: str | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class TextFact:
    """A purpose, an outcome, an institutional fact or a note."""

    event: str
    kind: TextKind
    no: int
    text: str


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """Where a document stands in the office archive."""

    event: str
    kind: EventDocumentKind
    archive_ref: str
    restricted: bool = True


def _of_the_scope(session: Session, scope: Scope, change: Change[Any]) -> None:
    code = change.after.event
    host = session.scalar(select(Event.country).where(Event.code == code))
    if host is not None:
        require_country(scope, host, f"event {code}", "event")


def _category_is_of_the_dimension(session: Session, _scope: Scope, change: Change[CountFact]) -> None:
    fact = change.after
    known: tuple[str, ...]
    match fact.dimension:
        case Dimension.TOTAL:
            known = ("TOTAL",)
        case Dimension.SEX:
            known = _SEXES
        case Dimension.AFFILIATION:
            known = tuple(Affiliation)
        case Dimension.AGE_GROUP:
            known = _AGE_GROUPS
        case Dimension.COUNTRY:
            known = tuple(session.scalars(select(Country.iso2).order_by(Country.iso2)))
    name = name_of(COUNTS, fact)
    if fact.category not in known:
        raise FactRefused(name, "category", f"“{fact.category}” is none of {', '.join(known)}")
    if fact.n is not None and fact.n < 0:
        raise FactRefused(name, "n", "a count is 0 or more")


def _is_by_age(fact: CountFact) -> bool:
    """Such counts may tell of minors, and so are shown by nothing but a release. Source: domain.md d.2."""
    return fact.dimension is Dimension.AGE_GROUP


def _country_is_there(session: Session, _scope: Scope, change: Change[Any]) -> None:
    country = change.after.country
    if country is not None and session.get(Country, country) is None:
        raise FactRefused(f"event {change.after.event}", "country", f"there is no country “{country}”")


def _share_is_a_percentage(_session: Session, _scope: Scope, change: Change[EventFundingFact]) -> None:
    share = change.after.share_percent
    if share is not None and not 0 <= share <= 100:
        raise FactRefused(name_of(EVENT_FUNDING, change.after), "share_percent", "a share is from 0 to 100")


def _edit_event(session: Session, fact: Any) -> None:
    edit_event(session, fact.event)


def _part(
    noun: str,
    fact: type[Any],
    model: type[Base],
    *key: str,
    references: tuple[Reference, ...] = (),
    rules: tuple[Rule, ...] = (),
    unless: tuple[ColumnElement[bool], ...] = (),
    texts: Mapping[str, int] | None = None,
    **more: Any,
) -> RowFacts[Any]:
    """unless: the rows that are given to nobody."""
    event_id: Any = inspect(model).columns["event_id"]
    return RowFacts(
        noun,
        fact,
        ("event", *key),
        model,
        given=lambda scope: (*of_own_event(scope, event_id), *map(not_, unless)),
        references=(EVENT, *references),
        rules=(_of_the_scope, *rules),
        texts=texts or {},
        then=_edit_event,
        **more,
    )


ORGANISERS: Final = _part(
    "organiser",
    OrganiserFact,
    EventOrganiser,
    "organisation",
    "role",
    references=(ORGANISATION,),
    texts={"note": 1_000},
)
EVENT_COUNTRIES: Final = _part(
    "country",
    EventCountryFact,
    EventCountry,
    "country",
    "role",
    rules=(_country_is_there,),
    texts={"note": 1_000},
)
THEMES: Final = _part("theme", ThemeFact, EventTheme, "theme")
GROUPS: Final = _part("group", GroupFact, EventGroup, "affiliation")
EVENT_FUNDING: Final = _part(
    "funding",
    EventFundingFact,
    EventFunding,
    "source",
    "version_no",
    "line",
    references=(SOURCE, LINE),
    rules=(_share_is_a_percentage,),
)
COUNTS: Final = _part(
    "participations",
    CountFact,
    ParticipantCount,
    "dimension",
    "category",
    rules=(_category_is_of_the_dimension,),
    is_withheld=_is_by_age,
)
RECOMMENDATIONS: Final = _part(
    "recommendation",
    RecommendationFact,
    Recommendation,
    "no",
    references=(RESULT_OF_EVENT,),
    texts={"text": 2_000},
)
FIGURES: Final = _part(
    "office-holder",
    FigureFact,
    EventFigure,
    "name",
    references=(ORGANISATION,),
    rules=(_country_is_there,),
    texts={"name": 120, "topic": 300, "source_ref": 500},
)
TEXTS: Final = _part("text", TextFact, EventText, "kind", "no", texts={"text": 5_000})
DOCUMENTS: Final = _part(
    "document",
    DocumentFact,
    EventDocument,
    "kind",
    "archive_ref",
    unless=(EventDocument.restricted.is_(True),),
)
