"""A grant agreement with its programme, as a report's cover and first table need it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from db.errors import NotFound
from db.models.funding import DeviationBasis, FundingSource, FxMethod
from db.models.programmes import (
    Country,
    Organisation,
    PartnerRole,
    Programme,
    ProgrammeCountry,
    ProgrammePartner,
)
from db.money import Money
from db.queries.visibility import visible_source
from db.scope import Scope


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation's part in the programme."""

    name: str
    role: PartnerRole


@dataclass(frozen=True, slots=True)
class Agreement:
    """The terms of one funding source, and the programme it pays for."""

    id: int
    code: str
    agreement_no: str | None
    agreement_title: str
    grant_scheme: str
    responsible_unit: str
    committed: Money
    support_start: date
    support_end: date
    currency: str
    functional_currency: str
    fx_method: FxMethod
    deviation_share: Decimal
    deviation_basis: DeviationBasis
    overhead_rate: Decimal
    overhead_on_partner_costs: bool
    quarterly_due_days: int
    is_sample: bool
    donor: str
    programme_id: int
    programme_code: str
    programme_title: str
    project_code: str
    programme_start: date
    programme_end: date
    executing_organisation: str
    management_site: str
    beneficiaries: str
    countries: tuple[str, ...]
    """Names, in the order of their codes."""
    partners: tuple[Partner, ...]
    """In the order they were recorded."""


def source_ids(session: Session, scope: Scope) -> dict[str, int]:
    """The funding sources that the scope can see, by code."""
    found = session.execute(
        select(FundingSource.code, FundingSource.id)
        .where(*visible_source(scope))
        .order_by(FundingSource.code)
    )
    return {row.code: row.id for row in found}


def agreement_by_code(session: Session, code: str, scope: Scope) -> Agreement:
    """Raises NotFound, which names the codes that the scope can see."""
    known = source_ids(session, scope)
    if code not in known:
        raise NotFound("funding source", code, list(known))
    donor, executing = aliased(Organisation), aliased(Organisation)
    source, programme, donor_name, executing_name = session.execute(
        select(FundingSource, Programme, donor.name, executing.name)
        .join(Programme, Programme.id == FundingSource.programme_id)
        .join(donor, donor.id == FundingSource.donor_organisation_id)
        .join(executing, executing.id == Programme.executing_organisation_id)
        .where(FundingSource.code == code)
    ).one()
    return Agreement(
        id=source.id,
        code=source.code,
        agreement_no=source.agreement_no,
        agreement_title=source.agreement_title,
        grant_scheme=source.grant_scheme,
        responsible_unit=source.responsible_unit,
        committed=Money(source.committed_minor, source.agreement_currency),
        support_start=source.support_start,
        support_end=source.support_end,
        currency=source.reporting_currency,
        functional_currency=source.functional_currency,
        fx_method=source.fx_method,
        deviation_share=source.deviation_share,
        deviation_basis=source.deviation_basis,
        overhead_rate=source.overhead_rate,
        overhead_on_partner_costs=source.overhead_on_partner_costs,
        quarterly_due_days=source.quarterly_due_days,
        is_sample=source.is_sample or programme.is_sample,
        donor=donor_name,
        programme_id=programme.id,
        programme_code=programme.code,
        programme_title=programme.title,
        project_code=programme.project_code,
        programme_start=programme.start_date,
        programme_end=programme.end_date,
        executing_organisation=executing_name,
        management_site=programme.management_site,
        beneficiaries=programme.beneficiaries,
        countries=_countries(session, programme.id),
        partners=_partners(session, programme.id),
    )


def _countries(session: Session, programme_id: int) -> tuple[str, ...]:
    return tuple(
        session.scalars(
            select(Country.name_en)
            .join(ProgrammeCountry, ProgrammeCountry.country == Country.iso2)
            .where(ProgrammeCountry.programme_id == programme_id)
            .order_by(Country.iso2)
        )
    )


def _partners(session: Session, programme_id: int) -> tuple[Partner, ...]:
    found = session.execute(
        select(Organisation.name, ProgrammePartner.role)
        .join(ProgrammePartner, ProgrammePartner.organisation_id == Organisation.id)
        .where(ProgrammePartner.programme_id == programme_id)
        .order_by(ProgrammePartner.id)
    )
    return tuple(Partner(name, role) for name, role in found)
