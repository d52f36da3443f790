"""The names of countries by their codes."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.programmes import Country


def country_names(session: Session) -> dict[str, str]:
    """Every country's name in English."""
    return {
        country.iso2: country.name_en for country in session.execute(select(Country.iso2, Country.name_en))
    }
