"""What is told to the public of an agreement and its programme, beyond what reports say of both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.funding import FundingSource
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

_PREFIX: Final = {
    IdentifierScheme.IATI: "",
    IdentifierScheme.DAC_CHANNEL: "XM-DAC-",
    IdentifierScheme.NO_BRC: "NO-BRC-",
}
"""What stands before a scheme's value in an IATI reference; the first scheme that an organisation has wins.

Identifiers of the office's own are nobody else's business.
"""


@dataclass(frozen=True, slots=True)
class PublicOrganisation:
    """An organisation as others know it."""

    name: str
    reference: str | None
    """`XM-DAC-47066`; None without an identifier that is public."""
    kind: int
    """IATI organisation type."""


@dataclass(frozen=True, slots=True)
class CountryShare:
    """A country's share of the programme."""

    iso2: str
    name: str
    percent: Decimal


@dataclass(frozen=True, slots=True)
class Publication:
    """The terms and the parties of one agreement, in the codes of the IATI Standard where it has some."""

    objective: str
    status: ProgrammeStatus
    signed_on: date | None
    aid_type: str
    flow: str
    finance: str
    tied: str
    donor: PublicOrganisation
    executing: PublicOrganisation
    implementing: tuple[PublicOrganisation, ...]
    """Partners who implement or have implemented a part, in the order they were recorded."""
    shares: tuple[CountryShare, ...]
    """By code."""


def publication_of(session: Session, source_id: int, until: date) -> Publication:
    """What is public of a funding source; partners are those who had joined by a day."""
    source, programme = session.execute(
        select(FundingSource, Programme)
        .join(Programme, Programme.id == FundingSource.programme_id)
        .where(FundingSource.id == source_id)
    ).one()
    partner_ids = list(
        session.scalars(
            select(ProgrammePartner.organisation_id)
            .where(
                ProgrammePartner.programme_id == programme.id,
                ProgrammePartner.role == PartnerRole.IMPLEMENTING,
                ProgrammePartner.since <= until,
            )
            .order_by(ProgrammePartner.id)
        )
    )
    donor_id, executing_id = source.donor_organisation_id, programme.executing_organisation_id
    organisations = _organisations(session, {donor_id, executing_id, *partner_ids})
    others = dict.fromkeys(partner for partner in partner_ids if partner != executing_id)
    return Publication(
        objective=programme.objective,
        status=programme.status,
        signed_on=source.signed_on,
        aid_type=source.iati_aid_type,
        flow=source.iati_flow,
        finance=source.iati_finance,
        tied=source.iati_tied,
        donor=organisations[donor_id],
        executing=organisations[executing_id],
        implementing=tuple(organisations[partner] for partner in others),
        shares=_shares(session, programme.id),
    )


def _organisations(session: Session, ids: Collection[int]) -> Mapping[int, PublicOrganisation]:
    references: dict[int, dict[IdentifierScheme, str]] = defaultdict(dict)
    names: dict[int, tuple[str, int]] = {}
    for organisation_id, name, kind, scheme, value in session.execute(
        select(
            Organisation.id,
            Organisation.name,
            Organisation.iati_org_type,
            OrganisationIdentifier.scheme,
            OrganisationIdentifier.value,
        )
        .outerjoin(OrganisationIdentifier, OrganisationIdentifier.organisation_id == Organisation.id)
        .where(Organisation.id.in_(ids))
        .order_by(OrganisationIdentifier.value)
    ):
        names[organisation_id] = name, kind
        if scheme is not None:
            references[organisation_id].setdefault(scheme, value)
    return {
        id_: PublicOrganisation(name, _reference(references[id_]), kind)
        for id_, (name, kind) in names.items()
    }


def _reference(values: Mapping[IdentifierScheme, str]) -> str | None:
    return next((f"{prefix}{values[of]}" for of, prefix in _PREFIX.items() if of in values), None)


def _shares(session: Session, programme_id: int) -> tuple[CountryShare, ...]:
    found = session.execute(
        select(Country.iso2, Country.name_en, ProgrammeCountry.share_percent)
        .join(ProgrammeCountry, ProgrammeCountry.country == Country.iso2)
        .where(ProgrammeCountry.programme_id == programme_id)
        .order_by(Country.iso2)
    )
    return tuple(CountryShare(*row) for row in found)
