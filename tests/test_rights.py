"""The table of rights holds every question, address and command; and each role gets what it says."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import httpx
import pytest
import typer
from sqlalchemy import Engine
from starlette.routing import Mount, Route

from db.models.accounts import RoleName
from db.scope import Scope
from resolvers.permissions import BY_NAME
from resolvers.rights import ADDRESSES, COMMANDS, DEEDS, PARTS, QUESTIONS, roles_with
from resolvers.viewer import Viewer
from schema import schema
from schema.node import global_id
from scripts.commands.app import app
from tests.databases import Databases
from tests.schema.asking import answer
from tests.web.serving import bearing, serving, token
from web.app import create_app
from web.settings import Settings

ROLES: Final = ("client", "donor", "staff", "finance", "approver", "auditor", "protection", "admin")

# domain.md a.8, a column for each role in the order above; an x where it is answered.
# Counts of people have no question yet; reports of a donor are those that it was sent.
ASKED: Final = """
programmes         xxxxxxx.
programme          xxxxxxx.
organisations      xxxxxxx.
organisation       xxxxxxx.
country            xxxxxxx.
countries          xxxxxxx.
dataNotice         xxxxxxxx
resultNodes        xxxxxxx.
indicators         xxxxxxx.
indicator          xxxxxxx.
events             xxxxxxx.
event              xxxxxxx.
eventTotals        xxxxxxx.
fundingSources     xxxxxxx.
fundingSource      xxxxxxx.
ledgerEntries      ..xxxx..
ledgerTotals       ..xxxx..
commitments        ..xxxx..
commitmentTotals   ..xxxx..
report             .xxxxxx.
narrative          .xxxxxx.
deviationNotes     .xxxxxx.
auditEvents        .....x.x
trailHead          .....x.x
node               xxxxxxxx
nodes              xxxxxxxx
"""
PARTS_ASKED: Final = """
FundingSource.ledgerEntries        ..xxxx..
FundingSource.commitments          ..xxxx..
FundingSource.budgetLines          xxxxxxx.
FundingSource.expenditure          xxxxxxx.
FundingSource.funds                xxxxxxx.
FundingSource.deviations           xxxxxxx.
FundingSource.indicators           xxxxxxx.
FundingSource.budgetAgainstActual  xxxxxxx.
"""
DOORS: Final = """
GET /                                          xxxxxxxx
GET /schema.graphql                            xxxxxxxx
GET /graphql?query={__typename}                xxxxxxxx
POST /export.csv                               xxxxxxx.
POST /export.xlsx                              xxxxxxx.
GET /reports/NMFA-RCTP/2019-Q4/financial.xlsx  ..xxxxx.
GET /reports/NMFA-RCTP/2019-Q4/narrative.docx  ..xxxxx.
GET /trail.jsonl                               .....x.x
GET /imports                                   xxxxxxxx
GET /templates/events.xlsx                     ..x.....
GET /templates/actuals.xlsx                    ..x.....
GET /templates/ledger.xlsx                     ...x....
GET /templates/budget.xlsx                     ...x....
GET /templates/rates.xlsx                      ...x....
GET /templates/instalments.xlsx                ...x....
"""

DOCUMENTS: Final = {
    "programme": '{ programme(code: "RCTP") { id } }',
    "organisation": '{ organisation(code: "NMFA") { id } }',
    "country": '{ country(code: "GE") { id } }',
    "countries": "{ countries { id } }",
    "dataNotice": "{ dataNotice }",
    "indicator": '{ indicator(code: "I1") { id } }',
    "event": '{ event(code: "EVT") { id } }',
    "eventTotals": "{ eventTotals(groupBy: [COUNTRY]) { country { iso2 } } }",
    "fundingSource": '{ fundingSource(code: "NMFA-RCTP") { id } }',
    "ledgerTotals": "{ ledgerTotals(groupBy: [OFFICE]) { office { iso2 } } }",
    "commitmentTotals": "{ commitmentTotals(groupBy: [SOURCE]) { fundingSource { code } } }",
    "report": '{ report(source: "NMFA-RCTP", period: "2019-Q4") { __typename } }',
    "narrative": '{ narrative(source: "NMFA-RCTP", period: "2019-Q4") { section } }',
    "deviationNotes": '{ deviationNotes(source: "NMFA-RCTP", period: "2019-Q4") { line } }',
    "trailHead": "{ trailHead { no } }",
    "node": f'{{ node(id: "{global_id("Event", 1)}") {{ id }} }}',
    "nodes": f'{{ nodes(ids: ["{global_id("Event", 1)}"]) {{ id }} }}',
}
"""Of the questions that are no plain list."""


def cells(table: str) -> Iterator[Any]:
    """A row by role: its name, the role, and whether it is answered."""
    for line in table.strip().splitlines():
        name, given = line.rsplit(maxsplit=1)
        for role, mark in zip(ROLES, given, strict=True):
            yield pytest.param(name.strip(), role, mark == "x", id=f"{name.strip()}-{role}")


def names(table: str) -> set[str]:
    return {line.rsplit(maxsplit=1)[0].strip() for line in table.strip().splitlines()}


def test_every_question_and_every_deed_has_a_row_and_no_row_is_left_over() -> None:
    types: Mapping[str, Any] = schema._schema.type_map
    deeds = types["Mutation"].fields if "Mutation" in types else {}

    assert set(types["Query"].fields) == set(QUESTIONS) == names(ASKED)
    assert set(deeds) == set(DEEDS)
    assert set(PARTS) == names(PARTS_ASKED)
    for part in PARTS:
        kind, _, field = part.partition(".")
        assert field in types[kind].fields


def test_every_address_has_a_row_and_no_row_is_left_over() -> None:
    found = set()
    for route in create_app(Settings(database_url="sqlite://")).routes:
        assert isinstance(route, Route | Mount)
        methods = sorted(getattr(route, "methods", None) or {"ANY"})
        found.add(f"{methods[0]} {route.path}")

    assert found == set(ADDRESSES)


def test_every_command_has_a_row_and_no_row_is_left_over() -> None:
    found = set()
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        parts = getattr(command, "commands", None)
        found |= {f"{name} {part}" for part in parts} if parts else {name}

    assert found == set(COMMANDS)


@pytest.mark.parametrize(("name", "role", "is_answered"), [*cells(ASKED), *cells(PARTS_ASKED)])
def test_the_table_says_what_the_domain_says(name: str, role: str, *, is_answered: bool) -> None:
    assert (role in roles_with({**QUESTIONS, **PARTS}[name])) is is_answered


def document_of(name: str) -> str:
    kind, _, part = name.rpartition(".")
    if not kind:
        return DOCUMENTS.get(name, f"{{ {name} {{ totalCount }} }}")
    if part in ("ledgerEntries", "commitments"):
        asked = f"{part} {{ totalCount }}"
    elif part == "budgetAgainstActual":
        asked = f'{part}(from: "2019-Q4", to: "2019-Q4") {{ __typename }}'
    else:
        asked = f'{part}(period: "2019-Q4") {{ __typename }}'
    return f'{{ fundingSource(code: "NMFA-RCTP") {{ {asked} }} }}'


@pytest.mark.anyio
@pytest.mark.parametrize(("name", "role", "is_answered"), [*cells(ASKED), *cells(PARTS_ASKED)])
async def test_each_role_is_answered_what_the_table_gives_it(
    sample_engine: Engine, name: str, role: str, *, is_answered: bool
) -> None:
    viewer = Viewer(BY_NAME[RoleName(role)], Scope.everything())

    _, errors = await answer(sample_engine, document_of(name), viewer)

    codes = {error.extensions["code"] for error in errors if error.extensions}
    assert codes == (set() if is_answered else {"permission-refused"})


@pytest.fixture(scope="module")
def doors(databases: Databases, sample_template: str) -> Iterator[tuple[httpx.Client, dict[str, str]]]:
    """A server, and a token of each role."""
    url = databases.copy(sample_template)
    reach = {
        "staff": {"countries": frozenset({"GE"})},
        "donor": {"sources": frozenset({"NMFA-RCTP"})},
    }
    secrets = {role: token(url, role, **reach.get(role, {})) for role in ROLES}
    with serving(url, role=None) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client, secrets
    databases.drop(url)


@pytest.mark.parametrize(("door", "role", "is_open"), list(cells(DOORS)))
def test_each_door_opens_to_these_roles(
    doors: tuple[httpx.Client, dict[str, str]], door: str, role: str, *, is_open: bool
) -> None:
    """A donor is told of a report that was not sent as of one that is not there."""
    client, secrets = doors
    method, path = door.split(" ")
    asked = {"query": "{ events { nodes { code } } }"} if method == "POST" else None

    answer = client.request(method, path, json=asked, headers=bearing(secrets[role]))

    is_draft = role == "donor" and path.startswith("/reports/")
    refused = 404 if is_draft else 403
    assert answer.status_code == (200 if is_open else refused)
    if not is_open and method == "GET":
        assert answer.json()["code"] == ("not-found" if is_draft else "permission-refused")
