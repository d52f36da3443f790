"""Countries and organisations that the programme and the documented event name. They are real.

Source: domain.md a.1 and c.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from db.models.programmes import (
    Country,
    IdentifierScheme,
    Organisation,
    OrganisationIdentifier,
    OrganisationType,
)

_COUNTRIES = (
    ("GE", "GEO", 268, "Georgia", "GEL", True),
    ("MD", "MDA", 498, "Moldova", "MDL", True),
    ("UA", "UKR", 804, "Ukraine", "UAH", True),
    ("BY", "BLR", 112, "Belarus", "BYN", True),
    ("NO", "NOR", 578, "Norway", "NOK", False),
)

_GOVERNMENT, _MULTILATERAL = OrganisationType.GOVERNMENT, OrganisationType.MULTILATERAL

_ORGANISATIONS: tuple[tuple[str, str, str | None, OrganisationType, str | None], ...] = (
    ("IOM", "International Organization for Migration", "IOM", _MULTILATERAL, None),
    ("NO-MFA", "Ministry of Foreign Affairs of Norway", None, _GOVERNMENT, "NO"),
    ("NORAD", "Norwegian Agency for Development Cooperation", "Norad", _GOVERNMENT, "NO"),
    ("NORWAY", "Norway", None, _GOVERNMENT, "NO"),
    ("UN", "United Nations", "UN", _MULTILATERAL, None),
    ("OSCE", "Organization for Security and Co-operation in Europe", "OSCE", _MULTILATERAL, None),
    ("COE", "Council of Europe", "CoE", _MULTILATERAL, None),
    ("GE-MOJ", "Ministry of Justice of Georgia", None, _GOVERNMENT, "GE"),
    ("MD-NC", "National Committee of Moldova, Permanent Secretariat", None, _GOVERNMENT, "MD"),
    ("UA-MSP", "Ministry of Social Policy of Ukraine", None, _GOVERNMENT, "UA"),
    ("BY-MIA", "Ministry of Internal Affairs of Belarus", None, _GOVERNMENT, "BY"),
)

_IDENTIFIERS = (
    ("IOM", IdentifierScheme.IATI, "XM-DAC-47066"),
    ("IOM", IdentifierScheme.DAC_CHANNEL, "47066"),
    ("NO-MFA", IdentifierScheme.IATI, "NO-BRC-972417920"),
    ("NO-MFA", IdentifierScheme.NO_BRC, "972417920"),
    ("NORAD", IdentifierScheme.IATI, "NO-BRC-971277882"),
    ("NORAD", IdentifierScheme.NO_BRC, "971277882"),
    ("OSCE", IdentifierScheme.DAC_CHANNEL, "47131"),
    ("COE", IdentifierScheme.DAC_CHANNEL, "47138"),
)


def add_countries(session: Session) -> None:
    """The four countries of the programme, and the donor's."""
    session.add_all(
        Country(
            iso2=iso2,
            iso3=iso3,
            iso_numeric=number,
            name_en=name,
            currency=currency,
            in_programme=in_programme,
        )
        for iso2, iso3, number, name, currency, in_programme in _COUNTRIES
    )
    session.flush()


def add_organisations(session: Session) -> Mapping[str, int]:
    """The real organisations with their identifiers; ids by code."""
    rows = [
        Organisation(
            code=code,
            name=name,
            acronym=acronym,
            iati_org_type=kind,
            country=country,
            is_public_body=True,
            is_sample=False,
        )
        for code, name, acronym, kind, country in _ORGANISATIONS
    ]
    session.add_all(rows)
    session.flush()
    by_code = {row.code: row.id for row in rows}
    session.add_all(
        OrganisationIdentifier(organisation_id=by_code[code], scheme=scheme, value=value)
        for code, scheme, value in _IDENTIFIERS
    )
    session.flush()
    return by_code
