"""Lists as files over HTTP: what is in them, and what is said where there is none."""

import asyncio
import csv
import io
import re
import shlex
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import urlsplit

import httpx
import orjson
import pytest
import structlog
from graphql import GraphQLObjectType, get_named_type, get_nullable_type, is_leaf_type, is_list_type
from python_calamine import CalamineWorkbook
from sqlalchemy import Engine, Pool, event, text
from starlette.requests import Request
from starlette.types import Message, Scope

from db.engine import make_engine, reading, writing
from db.sample.load import load_sample
from schema import schema
from schema.export_refusals import TooManyRows
from tests.databases import Databases
from tests.web.serving import bearing, execute, serving, token
from web.export_files import CSV, XLSX, Sendable
from web.exports import Room, Sending
from web.graphql_request import Refused

LEDGER = """
query Ledger($quarter: Quarter) {
  fundingSource(code: "NMFA-RCTP") {
    ledgerEntries(where: {quarter: $quarter}) {
      nodes {
        rowNo documentNo postingDate office { iso2 } vendorName
        reporting: amountReporting { amount minor } rateRcPerUsd postedAt vendorProtected event { code }
      }
    }
  }
}
"""
STATEMENT = """
SELECT row_no, document_no, posting_date, office, vendor_name, amount_reporting_minor, vendor_protected, code
FROM ledger_entry LEFT JOIN event ON event.id = event_id
ORDER BY posting_date, document_no, line_no
"""
ROWS = "{ ledgerEntries { nodes { id documentNo description amountReporting { amount } postedAt rowHash } } }"


def table(answer: httpx.Response) -> list[list[str]]:
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def sheet(answer: httpx.Response, index: int = 0) -> list[list[Any]]:
    assert answer.status_code == 200, answer.text
    return CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(index).to_python()


def test_the_ledger_is_exported_as_it_stands_in_the_database(sample_url: str) -> None:
    engine = make_engine(sample_url)
    with reading(engine) as session:
        stored = session.execute(text(STATEMENT)).all()
    engine.dispose()

    with serving(sample_url) as address, httpx.Client(base_url=address, timeout=60) as client:
        lines = table(client.post("/export.csv", json={"query": LEDGER}))
        cells = sheet(client.post("/export.xlsx", json={"query": LEDGER}))

    assert lines[0] == cells[0]
    assert lines[0] == [
        "rowNo",
        "documentNo",
        "postingDate",
        "office.iso2",
        "vendorName",
        "reporting.amount",
        "reporting.minor",
        "rateRcPerUsd",
        "postedAt",
        "vendorProtected",
        "event.code",
    ]
    assert len(stored) == len(lines) - 1 == len(cells) - 1 == 332
    for row, line, cell in zip(stored, lines[1:], cells[1:], strict=True):
        number, document, posted, office, vendor, minor, protected, code = row
        vendor, code = None if protected else vendor, code or ""
        assert line[:5] == [str(number), document, str(posted), office, vendor or ""]
        assert line[5].replace(".", "") == line[6] == str(minor)
        assert line[9:] == ["TRUE" if protected else "FALSE", code]
        assert [*cell[:2], str(cell[2]), *cell[3:5]] == [number, document, str(posted), office, vendor or ""]
        assert (round(cell[5] * 100), cell[6], cell[9], cell[10]) == (minor, minor, bool(protected), code)


def test_the_command_in_the_documentation_gives_a_file(client: httpx.Client) -> None:
    pages = (Path(__file__).parent.parent.parent / "docs" / "operations.md").read_text()
    [command] = re.findall(r"```sh\n(curl .*?)```", pages, flags=re.DOTALL)
    words = shlex.split(command)
    given = [words[place + 1].partition(": ") for place, word in enumerate(words) if word == "--header"]
    url = next(word for word in words if word.startswith("http://127.0.0.1:8000/"))

    answer = client.post(
        url.removeprefix("http://127.0.0.1:8000"),
        content=words[words.index("--data") + 1],
        headers={name: value for name, _, value in given if name != "Authorization"},
    )

    assert ("Authorization", ": ", "Bearer $TOKEN") in given
    assert answer.headers["export-rows"] == "8"
    assert sheet(answer)[0] == [
        "documentNo",
        "postingDate",
        "office.iso2",
        "amountReporting.amount",
        "amountReporting.currency",
        "description",
    ]


def test_types_and_the_context_of_a_workbook(client: httpx.Client) -> None:
    asked = {"query": LEDGER, "variables": {"quarter": "2019-Q4"}}

    answer = client.post("/export.xlsx", json=asked)

    first, about = sheet(answer)[1], sheet(answer, 1)
    assert [type(value).__name__ for value in first] == [
        "float",
        "str",
        "date",
        "str",
        "str",
        "float",
        "float",
        "float",
        "datetime",
        "bool",
        "str",
    ]
    said = {row[0]: row[1] for row in about}
    assert (said["Rows"], said["Exported by the role"]) == (8.0, "auditor")
    assert said["Query"] == LEDGER
    assert said["Variables"] == '{\n  "quarter": "2019-Q4"\n}'
    assert about[1][0].startswith("SAMPLE DATA: ")
    assert [row[:2] for row in about[10:13]] == [
        ["Column", "Values"],
        ["rowNo", "whole number"],
        ["documentNo", "text"],
    ]


def test_a_file_has_a_telling_name_and_nobody_keeps_it(client: httpx.Client) -> None:
    named = client.post("/export.csv", json={"query": LEDGER}).headers
    nameless = client.post("/export.xlsx", json={"query": "{ programmes { nodes { code } } }"}).headers

    day = named["export-time"][:10]
    assert named["content-type"] == "text/csv; charset=utf-8; header=present"
    assert named["content-disposition"] == f'attachment; filename="Ledger_{day}_SAMPLE-DATA.csv"'
    assert nameless["content-disposition"] == f'attachment; filename="programmes_{day}_SAMPLE-DATA.xlsx"'
    assert (named["export-rows"], named["export-role"], named["export-notice"]) == (
        "332",
        "auditor",
        "SAMPLE DATA",
    )
    assert {named["cache-control"], nameless["cache-control"]} == {"no-store"}
    assert named["x-content-type-options"] == "nosniff"


def test_where_nothing_is_invented_nothing_says_so(migrated_url: str) -> None:
    asked = {"query": "{ programmes { nodes { code isSample } } }"}

    with serving(migrated_url) as address:
        lines = httpx.post(f"{address}/export.csv", json=asked)
        book = httpx.post(f"{address}/export.xlsx", json=asked)

    assert table(lines) == sheet(book) == [["code", "isSample"]]
    assert "export-notice" not in lines.headers
    assert "SAMPLE" not in lines.headers["content-disposition"]
    assert CalamineWorkbook.from_filelike(io.BytesIO(book.content)).sheet_names == ["programmes", "Context"]


def test_texts_that_look_like_formulas_stay_texts(sample_url: str) -> None:
    execute(sample_url, "UPDATE organisation SET name = '=1+1' WHERE code = 'IOM'")
    asked = {"query": '{ organisations(where: {code: ["IOM"]}) { nodes { name } } }'}

    with serving(sample_url) as address:
        lines = table(httpx.post(f"{address}/export.csv", json=asked))
        cells = sheet(httpx.post(f"{address}/export.xlsx", json=asked))

    assert lines == [["name"], ["'=1+1"]]
    assert cells == [["name"], ["=1+1"]]


def columns_of(kind: Any, before: tuple[str, ...] = (), depth: int = 2) -> Iterator[tuple[str, ...]]:
    """Every single value of a type that needs no argument, in it and in its objects, so deep."""
    for name, definition in kind.fields.items():
        inside = get_nullable_type(definition.type)
        if definition.args or is_list_type(inside):
            continue
        if is_leaf_type(inside):
            yield (*before, name)
        elif depth > 1 and isinstance(inside, GraphQLObjectType):
            yield from columns_of(inside, (*before, name), depth - 1)


def selected(paths: Sequence[tuple[str, ...]]) -> str:
    groups: dict[str, list[tuple[str, ...]]] = {}
    for first, *rest in paths:
        groups.setdefault(first, []).append(tuple(rest))
    return " ".join(
        name if inner == [()] else f"{name} {{ {selected(inner)} }}" for name, inner in groups.items()
    )


def lists() -> Iterator[tuple[str, str, list[tuple[str, ...]]]]:
    """Every list of the root that is a connection or totals: its name, a query, its columns."""
    root = schema._schema.query_type
    assert root
    for name, definition in root.fields.items():
        kind: Any = get_nullable_type(definition.type)
        if "first" in definition.args:
            paths = list(columns_of(get_named_type(kind.fields["nodes"].type)))
            yield name, f"{{ {name} {{ nodes {{ {selected(paths)} }} }} }}", paths
        elif "groupBy" in definition.args:
            paths = list(columns_of(get_named_type(kind)))
            yield name, f"{{ {name}(groupBy: [MONTH]) {{ {selected(paths)} }} }}", paths


LISTS = [each for each in lists() if each[0] != "auditEvents"]
"""The trail has one row more after each export of it: it is looked at by itself."""


def test_every_list_of_the_schema_is_tried() -> None:
    assert {name for name, _, _ in LISTS} >= {
        "programmes",
        "organisations",
        "resultNodes",
        "indicators",
        "events",
        "fundingSources",
        "ledgerEntries",
        "commitments",
        "ledgerTotals",
        "commitmentTotals",
        "eventTotals",
    }


@pytest.mark.parametrize(("name", "query", "paths"), LISTS, ids=[name for name, _, _ in LISTS])
def test_every_list_is_exported_with_all_its_values(
    client: httpx.Client, name: str, query: str, paths: list[tuple[str, ...]]
) -> None:
    by_page = query.replace(name, f"{name}(first: 5)", 1) if "nodes" in query else query
    asked = client.post("/graphql", json={"query": by_page}).json()["data"][name]
    rows = asked["nodes"] if "nodes" in query else asked[:5]

    lines = table(client.post("/export.csv", json={"query": query}))
    cells = sheet(client.post("/export.xlsx", json={"query": query}))

    assert lines[0] == cells[0] == [".".join(path) for path in paths]
    assert len(lines) == len(cells) > 1
    for row, line in zip(rows, lines[1:6], strict=True):
        assert line == [csv_text(value_at(row, path)) for path in paths]
    for line, cell in zip(lines[1:], cells[1:], strict=True):
        assert [text == "" for text in line] == [value == "" for value in cell]


def test_the_trail_is_exported_as_a_list_and_has_the_export_as_its_next_row(client: httpx.Client) -> None:
    query = {"query": "{ auditEvents { nodes { no what subject } } }"}

    first = table(client.post("/export.csv", json=query))
    second = table(client.post("/export.csv", json=query))

    newest = int(first[1][0])
    assert [int(row[0]) for row in first[1:]] == list(range(newest, 0, -1))
    assert second[1] == [str(newest + 1), "export", "list auditEvents"]
    assert second[2:] == first[1:]


def value_at(row: Any, path: Sequence[str]) -> Any:
    for key in path:
        row = None if row is None else row[key]
    return row


def csv_text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    return "" if value is None else str(value)


def test_a_hash_of_a_query_is_enough_where_the_api_knows_it(client: httpx.Client) -> None:
    query = "{ thisList: programmes { nodes { code } } }"
    named = {"persistedQuery": {"version": 1, "sha256Hash": sha256(query.encode()).hexdigest()}}

    unknown = client.post("/export.csv", json={"extensions": named})
    client.post("/graphql", json={"query": query, "extensions": named})
    known = client.post("/export.csv", json={"extensions": named})

    assert unknown.status_code == 400
    assert unknown.json()["errors"][0]["message"] == "PersistedQueryNotFound"
    assert table(known) == [["code"], ["RCTP"]]


def test_with_a_list_no_other_query_is_exported(migrated_url: str, tmp_path: Path) -> None:
    query = "{ programmes { nodes { code } } }"
    listed = tmp_path / "queries.json"
    listed.write_text(f'{{"{sha256(query.encode()).hexdigest()}": "{query}"}}')

    with serving(migrated_url, listed_queries=listed) as address:
        known = httpx.post(f"{address}/export.csv", json={"query": query})
        other = httpx.post(f"{address}/export.csv", json={"query": "{ events { nodes { code } } }"})

    assert table(known) == [["code"]]
    assert (other.status_code, other.json()["errors"][0]["extensions"]["code"]) == (400, "query-not-listed")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("{ events { nodes { nothing } } }", 400, "bad-request"),
        ("{ events { nodes {", 400, "bad-request"),
        ("{ events { nodes { themes } } }", 400, "nested-list"),
        ("{ dataNotice }", 400, "export-refused"),
        ("{ ledgerTotals(groupBy: []) { count } }", 400, "grouping-refused"),
        ('{ fundingSource(code: "NOBODY") { ledgerEntries { nodes { rowNo } } } }', 404, "not-found"),
        (
            '{ report(source: "NOBODY", period: "2019-Q4") { ... on Report { checks { rule } } } }',
            404,
            "not-found",
        ),
    ],
)
def test_a_refusal_is_an_error_of_the_api_and_no_file(
    client: httpx.Client, form: str, query: str, status: int, code: str
) -> None:
    answer = client.post(f"/export.{form}", json={"query": query})

    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/json; charset=utf-8")
    assert answer.json().keys() == {"errors"}
    assert answer.json()["errors"][0]["extensions"]["code"] == code
    assert "content-disposition" not in answer.headers


def test_a_request_that_is_none_is_refused_as_by_the_api(client: httpx.Client) -> None:
    by_get = client.get("/export.csv", params={"query": ROWS})
    as_form = client.post("/export.csv", data={"query": ROWS})
    no_json = client.post("/export.xlsx", content=b"{", headers={"content-type": "application/json"})
    empty = client.post("/export.xlsx", json={})

    assert (by_get.status_code, by_get.headers["allow"]) == (405, "POST")
    assert (as_form.status_code, no_json.status_code, empty.status_code) == (415, 400, 400)
    for answer in (by_get, as_form, no_json, empty):
        assert answer.json()["errors"][0]["extensions"] == {"code": "bad-request"}


def test_without_the_right_to_the_rows_there_is_no_file(sqlite_address: str, sqlite_url: str) -> None:
    header = bearing(token(sqlite_url, "protection"))

    answer = httpx.post(f"{sqlite_address}/export.xlsx", json={"query": ROWS}, headers=header)

    assert answer.status_code == 403
    assert answer.json()["errors"][0]["extensions"]["code"] == "permission-refused"


def test_who_may_not_see_every_row_is_told_so_beside_the_rows(sqlite_address: str, sqlite_url: str) -> None:
    header = bearing(token(sqlite_url, "approver"))

    answer = httpx.post(f"{sqlite_address}/export.xlsx", json={"query": ROWS}, headers=header)

    assert answer.headers["export-withheld"] == "DIRECT_ASSISTANCE"
    assert ["Withheld from this role", "DIRECT_ASSISTANCE"] in [row[:2] for row in sheet(answer, 1)]


def test_only_a_sheet_has_an_end() -> None:
    CSV.check(2_000_000)
    XLSX.check(1_048_575)

    with pytest.raises(TooManyRows) as refused:
        XLSX.check(1_048_576)

    assert str(refused.value) == (
        "this list has 1,048,576 rows, and a sheet of a workbook holds 1,048,575; "
        "ask for fewer with `where`, or for the same list from /export.csv, which has no limit"
    )


def test_an_export_for_which_there_is_no_room_is_told_when_to_come_back() -> None:
    room = Room(1)

    with room.place(), pytest.raises(Refused) as refused, room.place():
        pass

    assert (refused.value.status, refused.value.headers) == (503, {"retry-after": "5"})
    with room.place():
        pass


@pytest.mark.anyio
async def test_a_client_that_takes_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.exports.PATIENCE", 0.01)
    never = asyncio.Event()

    async def pieces() -> AsyncIterator[bytes]:
        yield b"rowNo\r\n"

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body":
            await never.wait()

    async def receive() -> Message:
        await never.wait()
        return {"type": "http.disconnect"}

    scope: Scope = {"type": "http", "method": "POST", "headers": []}
    sending = Sending(Request(scope, receive), {}, Sendable(pieces(), {}))

    with pytest.raises(TimeoutError):
        await sending(scope, receive, send)


def test_pages_of_an_allowed_origin_may_export_and_read_the_name(migrated_url: str) -> None:
    asking = {"Origin": "https://a.example", "Access-Control-Request-Method": "POST"}

    with serving(migrated_url, allowed_origins="https://a.example") as address:
        preflight = httpx.options(f"{address}/export.csv", headers=asking)
        answer = httpx.post(f"{address}/export.csv", json={"query": ROWS}, headers=asking)

    assert preflight.headers["access-control-allow-origin"] == "https://a.example"
    assert "content-disposition" in answer.headers["access-control-expose-headers"]


@pytest.fixture(scope="module")
def large_url(databases: Databases, migrated_template: str) -> Iterator[str]:
    """A ledger of 3,000 rows, which is thirty pages."""
    url = databases.copy(migrated_template)
    engine = make_engine(url)
    with writing(engine) as session:
        load_sample(session, 3_000)
    engine.dispose()
    yield url
    databases.drop(url)


class Watch:
    """What a server does with the database meanwhile; pages of the ledger are counted."""

    def __init__(self) -> None:
        self.pages = 0
        self.fails_at = 0
        self.has_read = Event()
        self.is_done = Event()

    def ask(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if "FROM ledger_entry" in statement and "LIMIT" in statement:
            self.pages += 1
            self.has_read.set()
            if self.pages == self.fails_at:
                raise ConnectionError("the database is gone")

    def end(self, *_args: Any) -> None:
        if self.pages:
            self.is_done.set()


@pytest.fixture
def watch() -> Iterator[Watch]:
    made = Watch()
    event.listen(Engine, "before_cursor_execute", made.ask)
    event.listen(Pool, "checkin", made.end)
    yield made
    event.remove(Engine, "before_cursor_execute", made.ask)
    event.remove(Pool, "checkin", made.end)


def test_a_list_of_many_pages_is_whole(large_url: str, watch: Watch) -> None:
    with (
        serving(large_url, ledger_page_limit=100) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        lines = table(client.post("/export.csv", json={"query": ROWS}))

    assert watch.pages == 30
    assert len({line[0] for line in lines[1:]}) == len(lines) - 1 == 3_000


def test_a_failure_amid_the_rows_breaks_the_connection_off(large_url: str, watch: Watch) -> None:
    watch.fails_at = 3

    with serving(large_url) as address, structlog.testing.capture_logs() as log:
        with (
            pytest.raises(httpx.RemoteProtocolError),
            httpx.stream("POST", f"{address}/export.csv", json={"query": ROWS}, timeout=60) as answer,
        ):
            answer.read()
        assert watch.is_done.wait(60)

    assert answer.status_code == 200
    (logged,) = [line for line in log if line["event"] == "internal error"]
    assert "the database is gone" in str(logged["exc_info"])


def test_a_failure_amid_a_workbook_is_an_error_and_no_file(large_url: str, watch: Watch) -> None:
    watch.fails_at = 3

    with serving(large_url) as address:
        answer = httpx.post(f"{address}/export.xlsx", json={"query": ROWS}, timeout=60)

    assert answer.status_code == 500
    assert answer.json()["errors"][0]["extensions"] == {"code": "internal-error"}
    assert "database" not in answer.text


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_nothing_is_left_of_an_export_whose_client_went_away(
    large_url: str, watch: Watch, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    with serving(large_url) as address:
        with leaving(address, f"/export.{form}"):
            assert watch.has_read.wait(60)
        assert watch.is_done.wait(60)

    assert watch.pages < 30
    assert list(tmp_path.iterdir()) == []


@contextmanager
def leaving(address: str, path: str) -> Iterator[None]:
    """Ask for an export, and hang up at the end."""
    place, body = urlsplit(address), orjson.dumps({"query": ROWS})
    head = f"POST {path} HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Type: application/json\r\n"
    with socket.create_connection((str(place.hostname), int(place.port or 0))) as connection:
        connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        yield
