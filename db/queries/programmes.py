"""Programmes, the organisations and countries in them: what can be listed, and what belongs to each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
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
from db.queries.page import By, ListQuery, Order
from db.queries.rows import Lookup, Parts, code_order, columns_of
from db.queries.visibility import of_visible_programme
from db.scope import Scope


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
        return Order("countries", (By(Country.iso2),))


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

    def select(self) -> Select[Any]:
        found = select(*columns_of(OrganisationRow, Organisation))
        if self.country is not None:
            found = found.where(Organisation.country.in_(self.country))
        if self.iati_org_type is not None:
            found = found.where(Organisation.iati_org_type.in_(self.iati_org_type))
        return found

    @property
    def ordering(self) -> Order:
        return Order("organisations", (By(Organisation.code),))


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

    def select(self) -> Select[Any]:
        found = select(*columns_of(ProgrammeRow, Programme)).where(
            *of_visible_programme(self.scope, Programme.id)
        )
        if self.status is not None:
            found = found.where(Programme.status.in_(self.status))
        if self.country is not None:
            there = select(ProgrammeCountry.programme_id).where(ProgrammeCountry.country.in_(self.country))
            found = found.where(Programme.id.in_(there))
        return found

    @property
    def ordering(self) -> Order:
        return Order("programmes", (By(Programme.code),))


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
