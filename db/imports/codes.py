"""The lists of codes that workbooks offer, as the database has them."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select

from db.imports.columns import Code, CodeOf
from db.models.events import Event
from db.models.funding import BudgetLine, FundingSource
from db.models.programmes import Country, Organisation, Programme
from db.models.results import Indicator, ResultNode, Sensitivity
from db.queries.visibility import (
    of_visible_indicator,
    of_visible_programme,
    of_visible_source,
    visible_event,
    visible_source,
)

COUNTRY: Final = CodeOf("country", select(Country.iso2).order_by(Country.iso2))
OFFICE: Final = CodeOf(
    "country of the programme", select(Country.iso2).where(Country.in_programme).order_by(Country.iso2)
)
ORGANISATION: Final = CodeOf("organisation", select(Organisation.code).order_by(Organisation.code))
PROGRAMME: Final = CodeOf(
    "programme",
    select(Programme.code).order_by(Programme.code),
    lambda scope: of_visible_programme(scope, Programme.id),
)
RESULT: Final = CodeOf(
    "result",
    select(ResultNode.code).order_by(ResultNode.code),
    lambda scope: of_visible_programme(scope, ResultNode.programme_id),
)
EVENT: Final = CodeOf("event", select(Event.code).order_by(Event.end_date, Event.code), visible_event)
SOURCE: Final = CodeOf(
    "funding source", select(FundingSource.code).order_by(FundingSource.code), visible_source
)
LINE: Final = CodeOf(
    "budget line",
    select(BudgetLine.code).distinct().order_by(BudgetLine.code),
    lambda scope: of_visible_source(scope, BudgetLine.funding_source_id),
)
INDICATOR: Final = CodeOf(
    "indicator that is not about assisted people",
    select(Indicator.code).where(Indicator.sensitivity == Sensitivity.C).order_by(Indicator.code),
    lambda scope: of_visible_indicator(scope, Indicator.id),
)
CURRENCY: Final = Code(("BYN", "CHF", "EUR", "GEL", "MDL", "NOK", "UAH", "USD"))
