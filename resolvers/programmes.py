"""Programmes, organisations and countries, for a viewer."""

from __future__ import annotations

from db.queries import programmes as queries
from db.queries.page import PageArguments
from db.queries.programmes import (
    CountryRow,
    OrganisationQuery,
    OrganisationRow,
    ProgrammeQuery,
    ProgrammeRow,
)
from db.queries.sample import holds_sample
from resolvers.context import Context
from resolvers.pages import Connection, connect
from resolvers.permissions import Permission

NOTICE = (
    "SAMPLE DATA: this database holds invented rows, marked `isSample`. "
    "Sums over them are no facts about people or money."
)


async def data_notice(context: Context) -> str | None:
    """What must be said about all answers; None when nothing in the database was invented."""
    return NOTICE if await context.reads.run(holds_sample) else None


async def programmes(
    context: Context, asked: ProgrammeQuery, wanted: PageArguments
) -> Connection[ProgrammeRow]:
    """Programmes, by code."""
    context.require(Permission.RESULTS_READ)
    return await connect(context, asked, wanted)


async def programme(context: Context, code: str) -> ProgrammeRow | None:
    """A programme by its code."""
    context.require(Permission.RESULTS_READ)
    return await context.relations.one(queries.programmes_by_code, code)


async def organisations(
    context: Context, asked: OrganisationQuery, wanted: PageArguments
) -> Connection[OrganisationRow]:
    """Organisations, by code."""
    context.require(Permission.RESULTS_READ)
    return await connect(context, asked, wanted)


async def organisation(context: Context, code: str) -> OrganisationRow | None:
    """An organisation by its code."""
    context.require(Permission.RESULTS_READ)
    return await context.relations.one(queries.organisations_by_code, code)


async def countries(context: Context) -> list[CountryRow]:
    """Every country that anything refers to, by code."""
    context.require(Permission.RESULTS_READ)
    return await context.reads.run(queries.all_countries, context.scope)


async def country(context: Context, code: str) -> CountryRow | None:
    """A country by its ISO 3166-1 alpha-2 code."""
    context.require(Permission.RESULTS_READ)
    return await context.relations.one(queries.countries_by_iso2, code)
