"""Programmes, the organisations and countries in them: what can be listed, and what belongs to each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.models.programmes import (
    Country,
    IdentifierScheme,
    Organisation,
    OrganisationIdentifier,
    PartnerRole,
    Programme,
    ProgrammeCountry,
    ProgrammePartner,
    ProgrammeStatus,
)
from db.models.results import RiskCategory, RiskItem, RiskStatus
from db.queries.conditions import finds, on_days, one_of
from db.queries.page import ListQuery, Order
from db.queries.rows import Lookup, Parts, code_order, columns_of
from db.queries.visibility import of_visible_programme, programme_in, programme_paid_by
from db.scope import Scope


class OrganisationOrder(StrEnum):
    """In what order organisations are listed."""

    CODE = "CODE"
    CODE_DESCENDING = "CODE_DESCENDING"
    NAME = "NAME"
    NAME_DESCENDING = "NAME_DESCENDING"


class ProgrammeOrder(StrEnum):
    """In what order programmes are listed."""

    CODE = "CODE"
    CODE_DESCENDING = "CODE_DESCENDING"
    TITLE = "TITLE"
    TITLE_DESCENDING = "TITLE_DESCENDING"
    NEWEST_FIRST = "NEWEST_FIRST"
    OLDEST_FIRST = "OLDEST_FIRST"


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A country."""

    iso2: str
    iso3: str
    iso_numeric: int
    name_en: str
    currency: str
    in_programme: bool


@dataclass(frozen=True, slots=True)
class CountryQuery(ListQuery[CountryRow]):
    """Countries, which everyone may see."""

    row = CountryRow

    def select(self) -> Select[Any]:
        return select(*columns_of(CountryRow, Country))

    @property
    def ordering(self) -> Order:
        return Order.of("countries", Country.iso2)


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation."""

    id: int
    code: str
    name: str
    acronym: str | None
    iati_org_type: int
    country: str | None
    is_public_body: bool
    is_sample: bool


@dataclass(frozen=True, slots=True)
class OrganisationQuery(ListQuery[OrganisationRow]):
    """Organisations, which everyone may see; of one of the countries, of one of the types."""

    row = OrganisationRow

    country: tuple[str, ...] | None = None
    iati_org_type: tuple[int, ...] | None = None
    is_public_body: bool | None = None
    code: tuple[str, ...] | None = None
    text: str | None = None
    order: OrganisationOrder = OrganisationOrder.CODE

    def select(self) -> Select[Any]:
        return select(*columns_of(OrganisationRow, Organisation)).where(
            *one_of(Organisation.country, self.country),
            *one_of(Organisation.iati_org_type, self.iati_org_type),
            *([] if self.is_public_body is None else [Organisation.is_public_body.is_(self.is_public_body)]),
            *one_of(Organisation.code, self.code),
            *finds(Organisation, self.text),
        )

    @property
    def ordering(self) -> Order:
        return _ORGANISATION_ORDERS[self.order]


_ORGANISATION_ORDERS = {
    OrganisationOrder.CODE: Order.of("organisations", Organisation.code),
    OrganisationOrder.CODE_DESCENDING: Order.of(
        "organisations/code-descending", Organisation.code, descending=True
    ),
    OrganisationOrder.NAME: Order.of("organisations/name", Organisation.name, Organisation.id),
    OrganisationOrder.NAME_DESCENDING: Order.of(
        "organisations/name-descending", Organisation.name, Organisation.id, descending=True
    ),
}


@dataclass(frozen=True, slots=True)
class IdentifierRow:
    """What others call an organisation."""

    organisation_id: int
    scheme: IdentifierScheme
    value: str


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme."""

    id: int
    code: str
    title: str
    objective: str
    approach: str | None
    phase_no: int | None
    previous_phase_id: int | None
    project_code: str
    start_date: date
    end_date: date
    status: ProgrammeStatus
    executing_organisation_id: int
    management_site: str
    beneficiaries: str
    is_sample: bool


@dataclass(frozen=True, slots=True)
class ProgrammeQuery(ListQuery[ProgrammeRow]):
    """Programmes of one of the statuses, in one of the countries."""

    row = ProgrammeRow

    status: tuple[ProgrammeStatus, ...] | None = None
    country: tuple[str, ...] | None = None
    source: tuple[str, ...] | None = None
    since: date | None = None
    until: date | None = None
    """Included."""
    code: tuple[str, ...] | None = None
    text: str | None = None
    order: ProgrammeOrder = ProgrammeOrder.CODE

    def select(self) -> Select[Any]:
        return select(*columns_of(ProgrammeRow, Programme)).where(
            *of_visible_programme(self.scope, Programme.id),
            *one_of(Programme.status, self.status),
            *([] if self.country is None else [programme_in(self.country, Programme.id)]),
            *([] if self.source is None else [programme_paid_by(self.scope, self.source, Programme.id)]),
            *on_days(Programme.end_date, self.since, None),
            *on_days(Programme.start_date, None, self.until),
            *one_of(Programme.code, self.code),
            *finds(Programme, self.text),
        )

    @property
    def ordering(self) -> Order:
        return _PROGRAMME_ORDERS[self.order]


_PROGRAMME_ORDERS = {
    ProgrammeOrder.CODE: Order.of("programmes", Programme.code),
    ProgrammeOrder.CODE_DESCENDING: Order.of("programmes/code-descending", Programme.code, descending=True),
    ProgrammeOrder.TITLE: Order.of("programmes/title", Programme.title, Programme.id),
    ProgrammeOrder.TITLE_DESCENDING: Order.of(
        "programmes/title-descending", Programme.title, Programme.id, descending=True
    ),
    ProgrammeOrder.NEWEST_FIRST: Order.of(
        "programmes/newest", Programme.start_date, Programme.id, descending=True
    ),
    ProgrammeOrder.OLDEST_FIRST: Order.of("programmes/oldest", Programme.start_date, Programme.id),
}


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A country's share of a programme."""

    programme_id: int
    country: str
    share_percent: Decimal


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """An organisation's part in a programme."""

    programme_id: int
    organisation_id: int
    role: PartnerRole
    country: str | None
    since: date
    until: date | None
    contribution: str
    is_sample: bool


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A risk to a programme."""

    programme_id: int
    code: str
    category: RiskCategory
    description: str
    likelihood: int
    impact: int
    mitigation: str
    owner_role: str
    status: RiskStatus
    changed_in: str | None
    is_sample: bool

    @property
    def score(self) -> int:
        return self.likelihood * self.impact


def all_countries(session: Session, scope: Scope) -> list[CountryRow]:
    """Every country, by code."""
    return [
        CountryRow(*values) for values in session.execute(CountryQuery(scope).select().order_by(Country.iso2))
    ]


countries_by_iso2 = Lookup(CountryQuery, Country.iso2)
organisations_by_id = Lookup(OrganisationQuery, Organisation.id)
organisations_by_code = Lookup(OrganisationQuery, Organisation.code)
programmes_by_id = Lookup(ProgrammeQuery, Programme.id)
programmes_by_code = Lookup(ProgrammeQuery, Programme.code)

identifiers_by_organisation = Parts.of(
    IdentifierRow, OrganisationIdentifier, OrganisationIdentifier.scheme, OrganisationIdentifier.value
)
shares_by_programme = Parts.of(ShareRow, ProgrammeCountry)
partners_by_programme = Parts.of(PartnerRow, ProgrammePartner, ProgrammePartner.since)
risks_by_programme = Parts.of(RiskRow, RiskItem, sort=code_order)
