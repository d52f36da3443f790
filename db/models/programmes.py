"""Countries, organisations, programmes and who takes part in them. Source: domain.md a.1, a.2."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import COUNTRY, CURRENCY, Base, Exact, Keyed, Sampled, closed_list
from db.models.search import Searched


class OrganisationType(IntEnum):
    """IATI organisation types that the programme meets."""

    GOVERNMENT = 10
    LOCAL_GOVERNMENT = 11
    OTHER_PUBLIC_SECTOR = 15
    INTERNATIONAL_NGO = 21
    NATIONAL_NGO = 22
    REGIONAL_NGO = 23
    PARTNER_COUNTRY_NGO = 24
    PUBLIC_PRIVATE_PARTNERSHIP = 30
    MULTILATERAL = 40
    FOUNDATION = 60
    PRIVATE_SECTOR = 70
    ACADEMIC = 80
    OTHER = 90


class IdentifierScheme(StrEnum):
    """Who gave an organisation's identifier."""

    IATI = "IATI"
    DAC_CHANNEL = "DAC_CHANNEL"
    NO_BRC = "NO_BRC"
    INTERNAL = "INTERNAL"


class ProgrammeStatus(StrEnum):
    """IATI activity status, by name."""

    PIPELINE = "PIPELINE"
    IMPLEMENTATION = "IMPLEMENTATION"
    FINALISATION = "FINALISATION"
    CLOSED = "CLOSED"
    CANCELLED = "CANCELLED"
    SUSPENDED = "SUSPENDED"


class PartnerRole(StrEnum):
    """What a partner does in a programme."""

    IMPLEMENTING = "IMPLEMENTING"
    GOVERNMENT_COUNTERPART = "GOVERNMENT_COUNTERPART"
    CIVIL_SOCIETY = "CIVIL_SOCIETY"
    COORDINATION = "COORDINATION"
    OBSERVER = "OBSERVER"


class Country(Base):
    """A country, by its ISO 3166-1 codes."""

    __tablename__ = "country"

    iso2: Mapped[str] = mapped_column(COUNTRY, primary_key=True)
    iso3: Mapped[str] = mapped_column(String(3), unique=True)
    iso_numeric: Mapped[int] = mapped_column(unique=True)
    name_en: Mapped[str]
    currency: Mapped[str] = mapped_column(CURRENCY)
    in_programme: Mapped[bool]


class Organisation(Keyed, Sampled, Searched, Base):
    """A government body, an international organisation, a civil society organisation."""

    __tablename__ = "organisation"
    searched_by = ("code", "name", "acronym")

    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str]
    acronym: Mapped[str | None]
    iati_org_type: Mapped[int]
    country: Mapped[str | None] = mapped_column(ForeignKey("country.iso2"))
    is_public_body: Mapped[bool]


class OrganisationIdentifier(Keyed, Base):
    """What others call an organisation."""

    __tablename__ = "organisation_identifier"
    __table_args__ = (UniqueConstraint("scheme", "value"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    scheme: Mapped[IdentifierScheme] = mapped_column(closed_list(IdentifierScheme))
    value: Mapped[str]


class Programme(Keyed, Sampled, Searched, Base):
    """The work that a funding source pays for."""

    __tablename__ = "programme"
    searched_by = ("code", "project_code", "title", "objective", "approach", "beneficiaries")
    __table_args__ = (CheckConstraint("start_date < end_date", name="starts_before_it_ends"),)

    code: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str]
    objective: Mapped[str]
    approach: Mapped[str | None]
    phase_no: Mapped[int | None]
    previous_phase_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"))
    project_code: Mapped[str] = mapped_column(String(7), unique=True)
    """Two letters, a point, four digits: `CT.0000`."""
    start_date: Mapped[date]
    end_date: Mapped[date]
    status: Mapped[ProgrammeStatus] = mapped_column(closed_list(ProgrammeStatus))
    executing_organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    management_site: Mapped[str]
    beneficiaries: Mapped[str]


class ProgrammeCountry(Keyed, Base):
    """A country's share of a programme, in per cent; the shares of a programme add up to 100."""

    __tablename__ = "programme_country"
    __table_args__ = (
        UniqueConstraint("programme_id", "country"),
        CheckConstraint("share_percent >= 0 AND share_percent <= 10000", name="share_is_a_percentage"),
    )

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    country: Mapped[str] = mapped_column(ForeignKey("country.iso2"))
    share_percent: Mapped[Decimal] = mapped_column(Exact(2))


class ProgrammePartner(Keyed, Sampled, Base):
    """An organisation's part in a programme, while it lasts."""

    __tablename__ = "programme_partner"
    __table_args__ = (UniqueConstraint("programme_id", "organisation_id", "role", "since"),)

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[PartnerRole] = mapped_column(closed_list(PartnerRole))
    country: Mapped[str | None] = mapped_column(ForeignKey("country.iso2"))
    since: Mapped[date]
    until: Mapped[date | None]
    contribution: Mapped[str]
