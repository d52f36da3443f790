"""What a reporting person narrows a list by, and in which orders it comes."""

from typing import Any

import pytest
from sqlalchemy import Engine

from db.scope import Scope
from resolvers.permissions import LOCAL
from resolvers.viewer import Viewer
from tests.schema.asking import ask, refusal

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ('programmes(where: {code: ["P-001", "P-060", "P-061"]})', 2),
        ('programmes(where: {source: ["SRC-003"]})', 1),
        ('programmes(where: {text: "programme 6"})', 7),  # 6, 16 to 56, and 60
        ('programmes(where: {since: "2021-01-01"})', 0),
        ('programmes(where: {until: "2019-01-01"})', 60),
        ('organisations(where: {country: ["GE"], text: "ORGANISATION 1"})', 5),  # 1, 13, 17, 21 and 41
        ("organisations(where: {isPublicBody: true})", 0),
        ('organisations(where: {code: ["ORG-007"]})', 1),
        ('resultNodes(where: {programme: ["P-001", "P-002"], text: "conferences"})', 2),
        ('indicators(where: {result: ["OP1.1"], aggregation: [SUM], programme: ["P-004"]})', 1),
        ('indicators(where: {code: ["IND-001"], text: "regional events"})', 1),
        ('events(where: {code: ["EVT-001", "EVT-002"]})', 2),
        ('events(where: {programme: ["P-001", "P-002", "P-003"]})', 3),
        ('events(where: {source: ["SRC-009"]})', 1),
        ('events(where: {result: ["OP1.1"], theme: [PREVENTION]})', 60),
        ("events(where: {theme: [PROTECTION]})", 0),
        ("events(where: {eventScope: [NATIONAL]})", 60),
        ("events(where: {eventScope: [REGIONAL, BILATERAL]})", 0),
        ('events(where: {text: "evt-01"})', 10),
        ('fundingSources(where: {currency: ["NOK"], country: ["UA"]})', 15),
        ('fundingSources(where: {currency: ["EUR"]})', 0),
        ('fundingSources(where: {donor: ["ORG-001"]})', 1),
        ('fundingSources(where: {since: "2021-01-01"})', 0),
        ('fundingSources(where: {minAmount: "5000000000.00", maxAmount: "5000000000.00"})', 60),
        ('fundingSources(where: {minAmount: "5000000000.001"})', 0),
        ('ledgerEntries(where: {minAmount: "199.999", maxAmount: "200.009"})', 60),
        ('ledgerEntries(where: {minAmount: "300.01"})', 0),
        ('ledgerEntries(where: {since: "2019-11-05", until: "2019-11-05"})', 60),
        ('ledgerEntries(where: {line: ["3.2", "3.10"], office: ["BY", "MD"]})', 90),
        ('ledgerEntries(where: {programme: ["P-001"], output: ["OP1.1"]})', 3),
        ('ledgerEntries(where: {output: ["OP9"]})', 0),
        ('ledgerEntries(where: {currency: ["NOK"], kind: [INVOICE], category: [OPERATIONAL]})', 180),
        ("ledgerEntries(where: {kind: [TRAVEL, REVERSAL]})", 0),
        ('ledgerEntries(where: {event: ["EVT-001", "EVT-002"]})', 6),
        ('ledgerEntries(where: {document: ["DOC-010"], vendor: ["V-2"]})', 1),
        ('ledgerEntries(where: {text: "doc-010 VENUE"})', 3),
        ("commitments", 180),
        ('commitments(where: {source: ["SRC-001"], until: "2019-10-02"})', 2),
        ('commitments(where: {quarter: "2019-Q4", line: ["3.2"], programme: ["P-002"]})', 3),
        ('commitments(where: {poNo: ["PO-001-1"], vendor: ["V-1"], currency: ["GEL"]})', 1),
        ('commitments(where: {text: "po-001"})', 3),
        ("commitments(where: {category: [STAFF]})", 0),
    ],
)
async def test_a_filter_leaves_what_it_says(many_engine: Engine, asked: str, number: int) -> None:
    found = await ask(many_engine, f"{{ list: {asked} {{ totalCount nodes {{ id }} }} }}")

    assert found["list"]["totalCount"] == number
    assert len(found["list"]["nodes"]) == min(number, 50)


async def test_a_filter_by_a_source_does_not_tell_of_one_that_its_viewer_may_not_see(
    many_engine: Engine,
) -> None:
    viewer = Viewer(LOCAL, Scope(frozenset({"SRC-001"}), None))

    found = await ask(
        many_engine,
        '{ seen: events(where: {source: ["SRC-001"]}) { totalCount } '
        'hidden: events(where: {source: ["SRC-002"]}) { totalCount } '
        'programmes(where: {source: ["SRC-002"]}) { totalCount } }',
        viewer,
    )

    assert found == {
        "seen": {"totalCount": 1},
        "hidden": {"totalCount": 0},
        "programmes": {"totalCount": 0},
    }


@pytest.mark.parametrize("amount", ["1e400", "-1000000000000000.01", "1e-999999999"])
async def test_an_amount_that_nothing_can_have_is_refused_and_a_tiny_one_is_rounded(
    many_engine: Engine, amount: str
) -> None:
    question = "query ($least: Decimal) { ledgerEntries(where: {minAmount: $least}) { totalCount } }"

    if amount.startswith("1e-"):
        assert await ask(many_engine, question, least=amount) == {"ledgerEntries": {"totalCount": 180}}
    else:
        assert (await refusal(many_engine, question, least=amount))[0] == "malformed"


def first_and_last(rows: Any, field: str) -> tuple[str, str]:
    return rows["nodes"][0][field], rows["nodes"][-1][field]


@pytest.mark.parametrize(
    ("asked", "field", "ends"),
    [
        ("programmes(first: 3, orderBy: CODE_DESCENDING)", "code", ("P-060", "P-058")),
        ("programmes(first: 3, orderBy: TITLE)", "title", ("Programme 1", "Programme 11")),
        ("programmes(first: 1, orderBy: TITLE_DESCENDING)", "title", ("Programme 9", "Programme 9")),
        ("programmes(first: 2, orderBy: NEWEST_FIRST)", "code", ("P-060", "P-059")),
        ("programmes(first: 2, orderBy: OLDEST_FIRST)", "code", ("P-001", "P-002")),
        ("organisations(first: 2, orderBy: NAME)", "name", ("Organisation 1", "Organisation 10")),
        ("organisations(first: 1, orderBy: NAME_DESCENDING)", "name", ("Organisation 9", "Organisation 9")),
        ("organisations(first: 2, orderBy: CODE_DESCENDING)", "code", ("ORG-060", "ORG-059")),
        ("indicators(first: 2, orderBy: CODE_DESCENDING)", "code", ("IND-060", "IND-059")),
        ("indicators(first: 2, orderBy: TITLE)", "code", ("IND-001", "IND-002")),
        ("indicators(first: 2, orderBy: TITLE_DESCENDING)", "code", ("IND-060", "IND-059")),
        ("events(first: 2, orderBy: CODE_DESCENDING)", "code", ("EVT-060", "EVT-059")),
        ("events(first: 3, orderBy: TITLE)", "title", ("Event 1", "Event 11")),
        ("events(first: 2, orderBy: TITLE_DESCENDING)", "title", ("Event 9", "Event 8")),
        ("fundingSources(first: 2, orderBy: CODE_DESCENDING)", "code", ("SRC-060", "SRC-059")),
        ("fundingSources(first: 2, orderBy: NEWEST_FIRST)", "code", ("SRC-060", "SRC-059")),
        ("fundingSources(first: 2, orderBy: OLDEST_FIRST)", "code", ("SRC-001", "SRC-002")),
        ("ledgerEntries(first: 61, orderBy: AMOUNT)", "vendorCode", ("V-1", "V-2")),
        ("ledgerEntries(first: 61, orderBy: AMOUNT_DESCENDING)", "vendorCode", ("V-3", "V-2")),
        ("ledgerEntries(first: 4, orderBy: DOCUMENT)", "documentNo", ("DOC-001", "DOC-002")),
        ("ledgerEntries(first: 4, orderBy: DOCUMENT_DESCENDING)", "documentNo", ("DOC-060", "DOC-059")),
        ("commitments(first: 61, orderBy: OLDEST_FIRST)", "poNo", ("PO-001-1", "PO-001-2")),
        ("commitments(first: 61, orderBy: NEWEST_FIRST)", "poNo", ("PO-060-3", "PO-060-2")),
        ("commitments(first: 4, orderBy: PO_NO)", "poNo", ("PO-001-1", "PO-002-1")),
        ("commitments(first: 4, orderBy: PO_NO_DESCENDING)", "poNo", ("PO-060-3", "PO-059-3")),
    ],
)
async def test_an_order_comes_as_it_says(
    many_engine: Engine, asked: str, field: str, ends: tuple[str, str]
) -> None:
    found = await ask(many_engine, f"{{ list: {asked} {{ nodes {{ {field} }} }} }}")

    assert first_and_last(found["list"], field) == ends


@pytest.mark.parametrize("order", ["AMOUNT", "AMOUNT_DESCENDING", "DOCUMENT", "DOCUMENT_DESCENDING"])
async def test_rows_of_equal_amounts_come_once_each_when_walked(many_engine: Engine, order: str) -> None:
    question = """
    query ($after: String, $order: LedgerOrder!) {
      ledgerEntries(first: 50, after: $after, orderBy: $order) {
        nodes { id } pageInfo { hasNextPage endCursor }
      }
    }
    """
    walked: list[str] = []
    info: Any = {"hasNextPage": True, "endCursor": None}

    while info["hasNextPage"]:
        page = (await ask(many_engine, question, after=info["endCursor"], order=order))["ledgerEntries"]
        walked, info = walked + [node["id"] for node in page["nodes"]], page["pageInfo"]

    assert (len(walked), len(set(walked))) == (180, 180)


async def test_a_cursor_of_another_direction_is_refused(many_engine: Engine) -> None:
    question = (
        "query ($after: String, $order: EventOrder!) "
        "{ events(first: 1, after: $after, orderBy: $order) { pageInfo { endCursor } } }"
    )
    page = await ask(many_engine, question, order="TITLE")
    cursor = page["events"]["pageInfo"]["endCursor"]

    assert (await refusal(many_engine, question, after=cursor, order="TITLE_DESCENDING"))[0] == (
        "cursor-refused"
    )
