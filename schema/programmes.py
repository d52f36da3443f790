"""Programmes, organisations and countries."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from db.models.programmes import IdentifierScheme, OrganisationType, PartnerRole, ProgrammeStatus
from db.models.results import RiskCategory, RiskStatus
from db.periods import Quarter
from db.queries import funding as funding_queries
from db.queries import programmes as queries
from db.queries import results as result_queries
from db.queries.events import EventQuery
from resolvers import events as event_answers
from resolvers import programmes as answers
from schema.common import SAMPLE, answered, by_code, field, output_type, relation
from schema.connections import Connection, connection
from schema.filters import EventFilter, OrganisationFilter, ProgrammeFilter
from schema.node import Node, node

if TYPE_CHECKING:
    from schema.events import Event
    from schema.funding import FundingSource
    from schema.results import ResultNode

TheEvent: TypeAlias = Annotated["Event", strawberry.lazy("schema.events")]
TheFundingSource: TypeAlias = Annotated["FundingSource", strawberry.lazy("schema.funding")]
TheResultNode: TypeAlias = Annotated["ResultNode", strawberry.lazy("schema.results")]


@node(queries.CountryRow, queries.countries_by_iso2, key="iso2")
class Country(Node):
    """A country, by its ISO 3166-1 codes."""

    iso2: str = field("ISO 3166-1 alpha-2 code: `GE`.")
    iso3: str = field("ISO 3166-1 alpha-3 code: `GEO`.")
    iso_numeric: int = field("ISO 3166-1 numeric code, without leading zeros.")
    name_en: str = field("Its name in English.")
    currency: str = field("ISO 4217 code of its currency.")
    in_programme: bool = field("Whether the programme works there.")


@output_type
class OrganisationIdentifier:
    """What others call an organisation."""

    scheme: IdentifierScheme = field("Who gave the identifier.")
    value: str = field("The identifier: `XM-DAC-47066`.")


@node(queries.OrganisationRow, queries.organisations_by_id)
class Organisation(Node):
    """A government body, an international organisation, a civil society organisation."""

    code: str = field("Stable, human-readable key.")
    name: str = field("Its name.")
    acronym: str | None = field("Its acronym, where it has one.")
    iati_org_type: OrganisationType = field("What sort of organisation it is.")
    is_public_body: bool = field("Whether it is a public body.")
    country: Country | None = relation(
        queries.countries_by_iso2,
        key="country",
        description="The country it belongs to, where it belongs to one.",
    )
    identifiers: list[OrganisationIdentifier] = relation(
        queries.identifiers_by_organisation, key="id", many=True, description="What others call it."
    )
    is_sample: bool = field(SAMPLE)


@output_type
class ProgrammeCountry:
    """A country's share of a programme."""

    country: Country = relation(queries.countries_by_iso2, key="country", description="The country.")
    share_percent: Decimal = field("Its share in per cent; the shares of a programme add up to 100.")


@output_type
class ProgrammePartner:
    """An organisation's part in a programme, while it lasts."""

    organisation: Organisation = relation(
        queries.organisations_by_id, key="organisation_id", description="The organisation."
    )
    role: PartnerRole = field("What it does in the programme.")
    country: Country | None = relation(
        queries.countries_by_iso2, key="country", description="Where it does so; null: in no one country."
    )
    since: date = field("The first day of its part.")
    until: date | None = field("The last day of its part; null while it lasts.")
    contribution: str = field("What it contributes, in words.")
    is_sample: bool = field(SAMPLE)


@output_type
class Risk:
    """A risk to a programme."""

    code: str = field("Its key in the programme.")
    category: RiskCategory = field("Where it comes from.")
    description: str = field("What may happen.")
    likelihood: int = field("From 1, rare, to 5, almost certain.")
    impact: int = field("From 1, slight, to 5, severe.")
    score: int = field("Likelihood times impact.")
    mitigation: str = field("What is done about it.")
    owner_role: str = field("The role that watches it.")
    status: RiskStatus = field("Whether it still stands.")
    changed_in: Quarter | None = field("The quarter in which it last changed, where it did.")
    is_sample: bool = field(SAMPLE)


@node(queries.ProgrammeRow, queries.programmes_by_id)
class Programme(Node):
    """The work that funding sources pay for."""

    code: str = field("Stable, human-readable key.")
    title: str = field("Its title.")
    objective: str = field("What it is for.")
    approach: str | None = field("How it goes about it, where that is written down.")
    phase_no: int | None = field("The number of the phase, where it has phases.")
    previous_phase: TheProgramme | None = relation(
        queries.programmes_by_id, key="previous_phase_id", description="The phase before this one."
    )
    project_code: str = field("Two letters, a point, four digits: `CT.0000`.")
    start_date: date = field("Its first day.")
    end_date: date = field("Its last day.")
    status: ProgrammeStatus = field("How far it has come.")
    executing_organisation: Organisation = relation(
        queries.organisations_by_id,
        key="executing_organisation_id",
        description="The organisation that carries it out.",
    )
    management_site: str = field("Where it is managed.")
    beneficiaries: str = field("Whom it is for, in words.")
    countries: list[ProgrammeCountry] = relation(
        queries.shares_by_programme,
        key="id",
        many=True,
        description="Where it works, with each country's share.",
    )
    partners: list[ProgrammePartner] = relation(
        queries.partners_by_programme, key="id", many=True, description="Who takes part in it."
    )
    risks: list[Risk] = relation(
        queries.risks_by_programme, key="id", many=True, description="Its risks, by code."
    )
    result_nodes: list[TheResultNode] = relation(
        result_queries.nodes_by_programme,
        key="id",
        many=True,
        description="Its results framework, from the objective down to activities.",
    )
    funding_sources: list[TheFundingSource] = relation(
        funding_queries.sources_by_programme,
        key="id",
        many=True,
        description="The grants that pay for it, of those that the viewer may see.",
    )
    events: Connection[TheEvent] = connection(
        event_answers.events_of_programme, EventQuery, where=EventFilter, key="id", description="Its events."
    )
    is_sample: bool = field(SAMPLE)


TheProgramme: TypeAlias = Annotated["Programme", strawberry.lazy("schema.programmes")]


@output_type
class ProgrammeQueries:
    """Questions about programmes, organisations and countries."""

    programmes: Connection[Programme] = connection(
        answers.programmes,
        queries.ProgrammeQuery,
        where=ProgrammeFilter,
        description="Programmes, in the order asked.",
    )
    programme: Programme | None = by_code(
        answers.programme, code="The programme's code.", description="A programme; null when there is none."
    )
    organisations: Connection[Organisation] = connection(
        answers.organisations,
        queries.OrganisationQuery,
        where=OrganisationFilter,
        description="Organisations, in the order asked.",
    )
    organisation: Organisation | None = by_code(
        answers.organisation,
        code="The organisation's code.",
        description="An organisation; null when there is none.",
    )
    country: Country | None = by_code(
        answers.country,
        code="ISO 3166-1 alpha-2 code: `GE`.",
        description="A country; null when nothing here refers to it.",
    )

    countries: list[Country] = answered(
        answers.countries, description="Every country that something here refers to, by code."
    )
    data_notice: str | None = answered(
        answers.data_notice,
        description="What must be said about all answers; null when nothing here was invented.",
    )
