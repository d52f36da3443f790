"""Cost of direct assistance is known by quarter and budget line; finer, to finance and auditors only.

line | office | document | posted     | NOK
3.2  | GE     | DOC-001  | 2019-10-05 |   100.00
3.2  | GE     | DOC-001  | 2019-11-05 |   200.00
3.2  | GE     | DOC-001  | 2019-12-05 |   300.00
3.2  | GE     | COR-1    | 2020-01-10 |    -5.00, corrects AID-1
3.6  | GE     | AID-1    | 2019-10-28 | 1,000.00
3.6  | MD     | AID-2    | 2019-11-28 |   400.00
3.6  | MD     | AID-3    | 2020-01-28 |    70.00

Line 3.6 is for direct assistance; PO-AID is ordered under it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session

from db.engine import make_engine, writing
from db.models.funding import BudgetLine
from db.models.ledger import Commitment, CommitmentChange, DocumentType, LedgerEntry
from db.queries.commitment_totals import CommitmentKey
from db.queries.ledger_totals import LedgerKey
from db.scope import Scope
from resolvers.permissions import APPROVER, AUDITOR, FINANCE, LOCAL, STAFF, Role
from resolvers.viewer import Viewer
from schema import schema
from schema.node import global_id
from tests.databases import Databases, refuse_changes
from tests.many import write_many
from tests.schema.asking import ask

pytestmark = pytest.mark.anyio

KEPT_FROM = [STAFF, APPROVER]
SHOWN_TO = [FINANCE, AUDITOR, LOCAL]

# document, office, day, amount in NOK, in USD, currency, kind
FACTS = (
    ("AID-1", "GE", date(2019, 10, 28), 1_000_00, 100_00, "GEL", DocumentType.INVOICE),
    ("AID-2", "MD", date(2019, 11, 28), 400_00, 50_00, "MDL", DocumentType.INVOICE),
    ("AID-3", "MD", date(2020, 1, 28), 70_00, 7_00, "MDL", DocumentType.INVOICE),
)
# the same in each quarter, and nothing else the same
OTHER_FACTS = (
    ("AID-7", "UA", date(2019, 12, 1), 10_00, 1_00, "UAH", DocumentType.ACCRUAL),
    ("AID-8", "BY", date(2019, 12, 31), 1_390_00, 130_00, "BYN", DocumentType.TRAVEL),
    ("AID-9", "GE", date(2020, 3, 1), 70_00, 8_00, "USD", DocumentType.PAYROLL),
)


def of(role: Role, *countries: str) -> Viewer:
    return Viewer(role, Scope(None, frozenset(countries) if countries else None))


@pytest.fixture(scope="module")
def engine(databases: Databases, migrated_template: str) -> Iterator[Engine]:
    with filled(databases, migrated_template, FACTS) as engine:
        yield engine


@pytest.fixture(scope="module")
def other_engine(databases: Databases, migrated_template: str) -> Iterator[Engine]:
    with filled(databases, migrated_template, OTHER_FACTS) as engine:
        yield engine


@contextmanager
def filled(databases: Databases, template: str, facts: tuple[Any, ...]) -> Iterator[Engine]:
    url = databases.copy(template)
    filling = make_engine(url)
    with writing(filling) as session:
        write_many(session, 1)
        write_assistance(session, facts)
    filling.dispose()
    engine = make_engine(url)
    refuse_changes(engine)
    yield engine
    engine.dispose()
    databases.drop(url)


def write_assistance(session: Session, facts: tuple[Any, ...]) -> None:
    """Rows 4 to 6 of the ledger, and a seventh that corrects the fourth."""
    line = copy(session, BudgetLine, code="3.6", is_direct_assistance=True)
    for row_no, (document, office, on, minor, usd, currency, kind) in enumerate(facts, start=4):
        copy(
            session,
            LedgerEntry,
            id=row_no,
            row_no=row_no,
            budget_line_id=line,
            document_no=document,
            office=office,
            posting_date=on,
            fiscal_year=on.year,
            fiscal_period=on.month,
            amount_reporting_minor=minor,
            amount_usd_minor=usd,
            transaction_currency=currency,
            document_type=kind,
            description=f"Assistance, batch {document}",
            search_text=f"assistance, batch {document.lower()}",
            row_hash=document.rjust(64, "0"),
        )
    copy(
        session,
        LedgerEntry,
        id=7,
        row_no=7,
        document_no="COR-1",
        document_type=DocumentType.CORRECTION,
        reverses_id=4,
        posting_date=date(2020, 1, 10),
        fiscal_year=2020,
        fiscal_period=1,
        amount_reporting_minor=-5_00,
        amount_usd_minor=-50,
        prev_hash=facts[-1][0].rjust(64, "0"),
    )
    ordered = copy(
        session, Commitment, po_no="PO-AID", budget_line_id=line, currency=facts[0][5], search_text="po-aid"
    )
    session.add(CommitmentChange(commitment_id=ordered, changed_on=facts[0][2], amount_minor=facts[0][3]))


def copy(session: Session, model: type[Any], **changes: Any) -> int:
    """A row like the first one but for the changes; its id."""
    first = session.execute(select(model.__table__).order_by(model.id).limit(1)).mappings().one()
    values = {**{name: value for name, value in first.items() if name != "id"}, **changes}
    made: int = session.execute(insert(model).values(values).returning(model.id)).scalar_one()
    return made


ROWS = "{ list: ledgerEntries(orderBy: DOCUMENT) { totalCount withheld nodes { documentNo } } }"
OF_SOURCE = '{ fundingSource(code: "SRC-001") ' + ROWS + " }"
PLAIN, AID = ["COR-1", "DOC-001", "DOC-001", "DOC-001"], ["AID-1", "AID-2", "AID-3"]


@pytest.mark.parametrize("question", [ROWS, OF_SOURCE])
@pytest.mark.parametrize("role", KEPT_FROM + SHOWN_TO)
async def test_its_rows_are_listed_for_few_and_the_others_are_told(
    engine: Engine, role: Role, question: str
) -> None:
    found = await ask(engine, question, of(role))

    page = found.get("fundingSource", found)["list"]
    kept = role in KEPT_FROM
    assert [row["documentNo"] for row in page["nodes"]] == (PLAIN if kept else AID + PLAIN)
    assert page["totalCount"] == (4 if kept else 7)
    assert page["withheld"] == ("DIRECT_ASSISTANCE" if kept else None)


@pytest.mark.parametrize("role", KEPT_FROM + SHOWN_TO)
async def test_a_row_is_not_there_by_its_id_nor_behind_its_correction(engine: Engine, role: Role) -> None:
    question = """
    query ($entry: ID!, $order: ID!) {
      entry: node(id: $entry) { ... on LedgerEntry { documentNo } }
      order: node(id: $order) { ... on Commitment { poNo } }
      ledgerEntries(where: {document: ["COR-1"]}) { nodes { reverses { documentNo } } }
    }
    """

    found = await ask(
        engine, question, of(role), entry=global_id("LedgerEntry", 4), order=global_id("Commitment", 4)
    )

    kept = role in KEPT_FROM
    assert found["entry"] == (None if kept else {"documentNo": "AID-1"})
    assert found["order"] == (None if kept else {"poNo": "PO-AID"})
    (correction,) = found["ledgerEntries"]["nodes"]
    assert correction["reverses"] == (None if kept else {"documentNo": "AID-1"})


@pytest.mark.parametrize("role", KEPT_FROM + SHOWN_TO)
async def test_no_hash_of_the_chain_is_told_that_a_row_could_be_tried_against(
    engine: Engine, role: Role
) -> None:
    question = '{ ledgerEntries(where: {document: ["COR-1"]}) { nodes { prevHash rowHash } } }'

    (row,) = (await ask(engine, question, of(role)))["ledgerEntries"]["nodes"]

    if role in KEPT_FROM:
        assert row == {"prevHash": None, "rowHash": None}
    else:
        assert row == {"prevHash": "AID-3".rjust(64, "0"), "rowHash": "1" * 64}


TOTALS = """
query ($where: LedgerFilter, $by: [LedgerKey!]!) {
  ledgerTotals(where: $where, groupBy: $by) {
    period line count withheld reporting { amount } usd { amount } entries { totalCount withheld }
  }
}
"""


async def totals(engine: Engine, viewer: Viewer, *by: str, **where: Any) -> list[Any]:
    groups: list[Any] = (await ask(engine, TOTALS, viewer, by=list(by), where=where))["ledgerTotals"]
    return groups


@pytest.mark.parametrize("role", KEPT_FROM + SHOWN_TO)
async def test_sums_by_quarter_and_line_are_the_same_for_all(engine: Engine, role: Role) -> None:
    groups = await totals(engine, of(role), "PERIOD", "BUDGET_LINE")

    assert [
        (each["period"], each["line"], each["count"], each["reporting"]["amount"]) for each in groups
    ] == [
        ("2019-Q4", "3.2", 3, "600.00"),
        ("2019-Q4", "3.6", 2, "1400.00"),
        ("2020-Q1", "3.2", 1, "-5.00"),
        ("2020-Q1", "3.6", 1, "70.00"),
    ]
    assert [each["withheld"] for each in groups] == [None] * 4
    kept = role in KEPT_FROM
    assert [each["entries"]["totalCount"] for each in groups] == ([3, 0, 1, 0] if kept else [3, 2, 1, 1])


@pytest.mark.parametrize("role", KEPT_FROM + SHOWN_TO)
async def test_a_second_currency_does_not_tell_the_months_of_a_quarter_apart(
    engine: Engine, role: Role
) -> None:
    """100 + 50 US dollars make 1,000 + 400 kroner, and the rate of each month is public."""
    groups = await totals(engine, of(role), "BUDGET_LINE", quarter="2019-Q4")

    dollars = [each["usd"] and each["usd"]["amount"] for each in groups]
    assert dollars == ["63.18", None if role in KEPT_FROM else "150.00"]


@pytest.mark.parametrize("key", ["MONTH", "OFFICE", "CURRENCY", "KIND"])
async def test_sums_by_anything_finer_leave_it_out_and_say_so(engine: Engine, key: str) -> None:
    for by in ([key], ["PERIOD", "BUDGET_LINE", key]):
        kept = await totals(engine, of(STAFF), *by)
        shown = await totals(engine, of(AUDITOR), *by)

        assert sum(int(each["reporting"]["amount"].replace(".", "")) for each in kept) == 595_00
        assert sum(int(each["reporting"]["amount"].replace(".", "")) for each in shown) == 2065_00
        assert {each["withheld"] for each in kept} == {"DIRECT_ASSISTANCE"}
        assert {each["withheld"] for each in shown} == {None}


WIDE = {
    "source": ["SRC-001"],
    "programme": ["P-001"],
    "quarter": "2019-Q4",
    "line": ["3.2", "3.6"],
    "category": ["OPERATIONAL"],
    "output": ["OP1.1"],
}
FINER = {
    "since": "2019-10-01",
    "until": "2019-12-31",
    "office": ["GE", "MD"],
    "kind": ["INVOICE"],
    "currency": ["GEL", "MDL", "NOK"],
    "minAmount": "0",
    "maxAmount": "5000",
    "event": ["EVT-001"],
    "document": ["AID-1", "AID-2", "DOC-001"],
    "vendor": ["V-1", "V-2", "V-3"],
    "text": "aid-1",
}


def test_no_filter_is_forgotten_here() -> None:
    known: Any = schema._schema.type_map["LedgerFilter"]

    assert known.fields.keys() == WIDE.keys() | FINER.keys()


@pytest.mark.parametrize("name", WIDE)
async def test_a_filter_that_chooses_whole_lines_and_quarters_keeps_it_in_the_sums(
    engine: Engine, name: str
) -> None:
    where = {"quarter": "2019-Q4", name: WIDE[name]}

    (group,) = await totals(engine, of(STAFF), "PERIOD", **where)

    assert (group["reporting"]["amount"], group["withheld"]) == ("2000.00", None)


@pytest.mark.parametrize("name", FINER)
async def test_a_filter_that_chooses_rows_leaves_it_out(engine: Engine, name: str) -> None:
    where = {"quarter": "2019-Q4", name: FINER[name]}

    kept = await totals(engine, of(STAFF), "BUDGET_LINE", **where)
    shown = await totals(engine, of(FINANCE), "BUDGET_LINE", **where)

    assert {(each["line"], each["withheld"]) for each in kept} <= {("3.2", "DIRECT_ASSISTANCE")}
    assert "3.6" in {each["line"] for each in shown}


async def test_for_those_of_one_office_a_quarter_and_a_line_would_be_too_fine(engine: Engine) -> None:
    kept = await totals(engine, of(STAFF, "GE"), "PERIOD", "BUDGET_LINE")
    shown = await totals(engine, of(FINANCE, "GE"), "PERIOD", "BUDGET_LINE")

    assert [(each["line"], each["withheld"]) for each in kept] == [("3.2", "DIRECT_ASSISTANCE")] * 2
    assert [(each["line"], each["reporting"]["amount"]) for each in shown] == [
        ("3.2", "600.00"),
        ("3.6", "1000.00"),
        ("3.2", "-5.00"),
    ]


@pytest.mark.parametrize("role", KEPT_FROM + SHOWN_TO)
async def test_what_is_ordered_for_it_is_kept_back_too(engine: Engine, role: Role) -> None:
    """Commitments are never added across currencies, so that their sums are always finer."""
    question = """{
      commitments(orderBy: PO_NO) { withheld nodes { poNo } }
      commitmentTotals(groupBy: [BUDGET_LINE]) { line withheld }
      fundingSource(code: "SRC-001") { commitments { totalCount } }
    }"""

    found = await ask(engine, question, of(role))

    kept = role in KEPT_FROM
    known = ["PO-001-1", "PO-001-2", "PO-001-3"]
    withheld = "DIRECT_ASSISTANCE" if kept else None
    assert [each["poNo"] for each in found["commitments"]["nodes"]] == known + ([] if kept else ["PO-AID"])
    assert found["commitments"]["withheld"] == withheld
    assert found["fundingSource"]["commitments"]["totalCount"] == (3 if kept else 4)
    lines = ["3.2"] if kept else ["3.2", "3.6"]
    assert found["commitmentTotals"] == [{"line": line, "withheld": withheld} for line in lines]


@pytest.mark.parametrize("text", ["aid", "batch", "assistance"])
async def test_no_search_finds_it(engine: Engine, text: str) -> None:
    question = """
    query ($text: String) {
      ledgerEntries(where: {text: $text}) { totalCount }
      commitments(where: {text: $text}) { totalCount }
      ledgerTotals(where: {text: $text}, groupBy: [PERIOD]) { count }
    }
    """

    found = await ask(engine, question, of(STAFF), text=text)

    assert found == {
        "ledgerEntries": {"totalCount": 0},
        "commitments": {"totalCount": 0},
        "ledgerTotals": [],
    }


@pytest.mark.parametrize("role", KEPT_FROM)
async def test_what_may_not_be_known_changes_no_answer(
    engine: Engine, other_engine: Engine, role: Role
) -> None:
    """In two ledgers with the same quarters and lines, nothing that can be asked tells which one it is.

    So no difference between two answers tells of a row either.
    """
    asked = every_question()

    first = await ask(engine, asked, of(role))

    assert len(first) > 150
    assert await ask(other_engine, asked, of(role)) == first
    assert await ask(other_engine, asked, of(AUDITOR)) != await ask(engine, asked, of(AUDITOR))


def every_question() -> str:
    """Totals by all keys that go together, and lists, each without a filter and with each one."""
    wheres = ["", *(f"where: {{{name}: {literal(name, value)}}}, " for name, value in (WIDE | FINER).items())]
    total = "{ period month line category currency kind count reporting { minor } usd { minor } withheld %s }"
    row = "rowNo documentNo amountReporting { minor } reverses { rowNo } prevHash rowHash"
    entries = f"{{ totalCount nodes {{ {row} }} }}"
    by_keys = [keys for number in (1, 2) for keys in combinations(LedgerKey, number)]
    asked = [
        *(f"ledgerTotals(groupBy: [{', '.join(keys)}]) {total % ''}" for keys in by_keys),
        *(
            f"ledgerTotals({where}groupBy: [{', '.join(keys)}]) {total % f'entries {entries}'}"
            for where in wheres
            for keys in [("PERIOD",), ("BUDGET_LINE", "SOURCE"), ("MONTH",)]
        ),
        *(f"ledgerEntries({where}orderBy: AMOUNT) {entries}" for where in wheres),
        *(
            f"commitmentTotals(groupBy: [{', '.join(keys)}]) {{ count currency open {{ minor }} }}"
            for number in (1, 2)
            for keys in combinations(CommitmentKey, number)
        ),
        "commitments { totalCount nodes { poNo changes { amount { minor } } } }",
        *(f'node(id: "{global_id("LedgerEntry", number)}") {{ id }}' for number in range(1, 9)),
        *(f'node(id: "{global_id("Commitment", number)}") {{ id }}' for number in range(1, 6)),
    ]
    return "{ " + "\n".join(f"q{number}: {question}" for number, question in enumerate(asked)) + " }"


def literal(name: str, value: Any) -> str:
    """A filter's value as a document has it."""
    if isinstance(value, list):
        return f"[{', '.join(literal(name, each) for each in value)}]"
    return str(value) if name in ("kind", "category") else f'"{value}"'
