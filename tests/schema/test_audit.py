"""The trail as those see it who may read it.

no | at               | who            | role    | what        | subject
 1 | 2020-01-06 09:00 | finance-office | finance | rateRecord  | rate UAH 2020-01-01
 2 | 2020-01-07 09:00 | finance-office | finance | monthClose  | month 2019-12
 3 | 2020-01-08 09:00 | tbilisi        | staff   | eventCorrect| event EVT-001
 4 | 2020-01-09 09:00 | audit-firm     | auditor | export      | list ledgerEntries
"""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from db.audit import Actor, Deed, record
from db.engine import make_engine, writing
from db.scope import Scope
from resolvers.permissions import ADMIN, APPROVER, AUDITOR, CLIENT, DONOR, FINANCE, PROTECTION, STAFF, Role
from resolvers.viewer import Viewer
from tests.databases import Databases
from tests.schema.asking import ask, refusal, statements

pytestmark = pytest.mark.anyio

FINANCE_OFFICE = Actor("finance-office", "finance", "10.0.0.7")
DEEDS = (
    (FINANCE_OFFICE, Deed("rateRecord", "rate UAH 2020-01-01", after={"unitsPerUsd": "23.68"})),
    (FINANCE_OFFICE, Deed("monthClose", "month 2019-12", reason="quarter\nclosed \u202e")),
    (
        Actor("tbilisi", "staff", "10.0.0.9"),
        Deed("eventCorrect", "event EVT-001", {"city": "A"}, {"city": "B"}),
    ),
    (Actor("audit-firm", "auditor", "10.0.0.5"), Deed("export", "list ledgerEntries")),
)


@pytest.fixture(scope="module")
def engine(databases: Databases, migrated_template: str) -> Iterator[Engine]:
    url = databases.copy(migrated_template)
    engine = make_engine(url)
    with writing(engine) as session:
        for day, (actor, deed) in enumerate(DEEDS, start=6):
            record(session, actor, datetime(2020, 1, day, 9, tzinfo=UTC), deed)
    yield engine
    engine.dispose()
    databases.drop(url)


def viewer(role: Role) -> Viewer:
    return Viewer(role, Scope.everything())


async def test_a_row_says_who_did_what_when_from_where_why_and_what_stood_there(engine: Engine) -> None:
    query = """{ auditEvents(orderBy: OLDEST_FIRST, first: 3) { totalCount nodes {
        no at who role place what subject before after reason prevHash hash } } }"""

    found = (await ask(engine, query))["auditEvents"]

    first, second, third = found["nodes"]
    assert found["totalCount"] == 4
    assert {name: first[name] for name in ("no", "at", "who", "role", "place", "what", "subject")} == {
        "no": 1,
        "at": "2020-01-06T09:00:00Z",
        "who": "finance-office",
        "role": "finance",
        "place": "10.0.0.7",
        "what": "rateRecord",
        "subject": "rate UAH 2020-01-01",
    }
    assert (first["before"], first["after"], first["reason"]) == (None, '{"unitsPerUsd":"23.68"}', None)
    assert (third["before"], third["after"]) == ('{"city":"A"}', '{"city":"B"}')
    assert second["reason"] == "quarter\nclosed \u202e"
    assert (first["prevHash"], second["prevHash"]) == ("0" * 64, first["hash"])


async def test_the_trail_is_walked_newest_first_and_its_head_is_the_newest(engine: Engine) -> None:
    query = """query ($after: String) { trailHead { no hash } auditEvents(first: 3, after: $after) {
        nodes { no hash } pageInfo { hasNextPage endCursor } } }"""

    page = await ask(engine, query)
    rest = await ask(engine, query, after=page["auditEvents"]["pageInfo"]["endCursor"])

    assert [row["no"] for row in page["auditEvents"]["nodes"]] == [4, 3, 2]
    assert page["auditEvents"]["nodes"][0] == page["trailHead"]
    assert [row["no"] for row in rest["auditEvents"]["nodes"]] == [1]
    assert rest["auditEvents"]["pageInfo"]["hasNextPage"] is False


@pytest.mark.parametrize(
    ("where", "numbers"),
    [
        ('who: ["finance-office"]', [2, 1]),
        ('who: ["finance-office", "tbilisi"], role: ["staff"]', [3]),
        ('what: ["export", "monthClose"]', [4, 2]),
        ('subject: ["month 2019-12"]', [2]),
        ('since: "2020-01-07T09:00:00Z", until: "2020-01-08T09:00:00Z"', [3, 2]),
        ('since: "2020-01-07T10:00:00+01:00", until: "2020-01-07T09:00:00.5Z"', [2]),
        ('who: ["FINANCE-OFFICE"]', []),
        ("who: []", []),
    ],
)
async def test_the_rows_can_be_chosen(engine: Engine, where: str, numbers: list[int]) -> None:
    found = await ask(engine, f"{{ auditEvents(where: {{{where}}}) {{ totalCount nodes {{ no }} }} }}")

    assert found["auditEvents"]["totalCount"] == len(numbers)
    assert [row["no"] for row in found["auditEvents"]["nodes"]] == numbers


@pytest.mark.parametrize("role", [CLIENT, DONOR, STAFF, FINANCE, APPROVER, PROTECTION])
@pytest.mark.parametrize("field", ["auditEvents { totalCount }", "trailHead { no }"])
async def test_whoever_has_not_the_right_sees_nothing_of_it(engine: Engine, role: Role, field: str) -> None:
    code, message = await refusal(engine, f"{{ {field} }}", viewer(role))

    assert code == "permission-refused"
    assert "“trail.read”" in message


@pytest.mark.parametrize("role", [AUDITOR, ADMIN])
async def test_auditors_and_administrators_read_it(engine: Engine, role: Role) -> None:
    found = await ask(engine, "{ auditEvents { totalCount } trailHead { no } }", viewer(role))

    assert found == {"auditEvents": {"totalCount": 4}, "trailHead": {"no": 4}}


async def test_a_page_costs_one_statement(engine: Engine) -> None:
    with statements(engine) as seen:
        await ask(engine, "{ auditEvents(first: 2) { nodes { no what } } }")

    (statement,) = seen
    assert "audit_event.subject" not in statement


async def test_a_trail_that_has_not_begun_ends_at_0(migrated_url: str) -> None:
    empty = make_engine(migrated_url)

    found = await ask(empty, "{ trailHead { no hash } auditEvents { totalCount } }")

    assert found == {"trailHead": {"no": 0, "hash": "0" * 64}, "auditEvents": {"totalCount": 0}}
    empty.dispose()
