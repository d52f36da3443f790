"""The programme as the source page describes it, with invented dates and codes, and its partners.

Source: domain.md a.2 and c (title, aim, approach, countries).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from db.models.programmes import (
    Organisation,
    OrganisationType,
    PartnerRole,
    Programme,
    ProgrammeCountry,
    ProgrammePartner,
    ProgrammeStatus,
)

CODE = "RCTP"
_START, _END = date(2019, 7, 1), date(2020, 12, 31)

_SHARES = (("GE", "28.00"), ("MD", "23.50"), ("UA", "31.25"), ("BY", "17.25"))

_SAMPLE_ORGANISATIONS = (
    ("SAMPLE-NGO-GE", "არასამთავრობო ორგანიზაცია „ნიმუში“ (Sample NGO, Georgia)", "GE"),
    ("SAMPLE-NGO-MD", "Asociația obștească „Exemplu” (Sample NGO, Moldova)", "MD"),
    ("SAMPLE-NGO-UA", "Громадська організація «Зразок» (Sample NGO, Ukraine)", "UA"),
    ("SAMPLE-NGO-BY", "Грамадскае аб’яднанне «Узор» (Sample NGO, Belarus)", "BY"),
)

_PARTNERS: tuple[tuple[str, PartnerRole, str | None, date, date | None, str], ...] = (
    ("GE-MOJ", PartnerRole.GOVERNMENT_COUNTERPART, "GE", _START, None, "Sample: hosts regional conferences"),
    ("MD-NC", PartnerRole.GOVERNMENT_COUNTERPART, "MD", _START, None, "Sample: national coordination"),
    ("UA-MSP", PartnerRole.GOVERNMENT_COUNTERPART, "UA", _START, None, "Sample: national coordination"),
    ("BY-MIA", PartnerRole.GOVERNMENT_COUNTERPART, "BY", _START, None, "Sample: national coordination"),
    ("SAMPLE-NGO-MD", PartnerRole.IMPLEMENTING, "MD", _START, None, "Sample: services under a grant"),
    (
        "SAMPLE-NGO-UA",
        PartnerRole.IMPLEMENTING,
        "UA",
        date(2020, 1, 1),
        None,
        "Sample: services under a grant, from the revised budget on",
    ),
    (
        "SAMPLE-NGO-GE",
        PartnerRole.CIVIL_SOCIETY,
        "GE",
        _START,
        date(2020, 6, 30),
        "Sample: took part in trainings until its own project ended",
    ),
    ("SAMPLE-NGO-BY", PartnerRole.CIVIL_SOCIETY, "BY", date(2020, 4, 1), None, "Sample: trainings"),
    ("OSCE", PartnerRole.COORDINATION, None, _START, None, "Sample: exchange of plans and calendars"),
    ("COE", PartnerRole.COORDINATION, None, _START, None, "Sample: exchange of plans and calendars"),
)


def add_programme(session: Session, organisations: Mapping[str, int]) -> int:
    """The programme and its countries' shares; its id."""
    programme = Programme(
        code=CODE,
        title="Regional Counter-Trafficking Programme",
        objective=(
            "Closer cooperation and dialogue among the governments of Georgia, Moldova, Ukraine and Belarus, "
            "and more effective counter-trafficking work in each of the four countries."
        ),
        approach=(
            "The regional level adds to what each country does nationally, "
            "for a better response and for the protection of survivors."
        ),
        phase_no=None,
        previous_phase_id=None,
        project_code="CT.0000",
        start_date=_START,
        end_date=_END,
        status=ProgrammeStatus.IMPLEMENTATION,
        executing_organisation_id=organisations["IOM"],
        management_site="Sample: IOM office in Tbilisi, Georgia",
        beneficiaries=(
            "Sample: government bodies, labour inspectorates, law enforcement and civil society "
            "of the four countries; people who are at risk, and survivors"
        ),
        is_sample=True,
    )
    session.add(programme)
    session.flush()
    session.add_all(
        ProgrammeCountry(programme_id=programme.id, country=country, share_percent=Decimal(share))
        for country, share in _SHARES
    )
    session.flush()
    return programme.id


def add_sample_organisations(session: Session) -> Mapping[str, int]:
    """Invented civil society organisations, named in the scripts of the region; ids by code."""
    rows = [
        Organisation(
            code=code,
            name=name,
            acronym=None,
            iati_org_type=OrganisationType.PARTNER_COUNTRY_NGO,
            country=country,
            is_public_body=False,
            is_sample=True,
        )
        for code, name, country in _SAMPLE_ORGANISATIONS
    ]
    session.add_all(rows)
    session.flush()
    return {row.code: row.id for row in rows}


def add_partners(session: Session, programme_id: int, organisations: Mapping[str, int]) -> None:
    """Who takes part in the programme; what each contributes is invented."""
    session.add_all(
        ProgrammePartner(
            programme_id=programme_id,
            organisation_id=organisations[code],
            role=role,
            country=country,
            since=since,
            until=until,
            contribution=contribution,
            is_sample=True,
        )
        for code, role, country, since, until, contribution in _PARTNERS
    )
    session.flush()
