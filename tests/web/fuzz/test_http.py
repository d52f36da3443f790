"""Requests that are hardly HTTP, byte for byte, against a server."""

import json
import re
import socket
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_from_bytes, urlsplit

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.fuzz.conftest import EXAMPLES
from tests.web.fuzz.documents import mostly
from tests.web.fuzz.told import told_by

JSON = "application/json"

METHODS = mostly(
    st.sampled_from(["GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "QUERY"]),
    st.from_regex("[A-Z!#$%&'*+.^_`|~-]{1,20}", fullmatch=True),
)
QUOTED = st.binary(max_size=12).map(lambda raw: quote_from_bytes(raw, safe=""))
PARTS = mostly(st.sampled_from(["NMFA-RCTP", "2019-Q4", "narrative.docx", "x.pdf", "..", "2019-Q9"]), QUOTED)
PATHS = st.one_of(
    st.sampled_from(["/graphql", "/schema.graphql", "/graphql/", "/reports", "/reports/", "/health/ready"]),
    st.lists(PARTS, max_size=4).map(lambda parts: "/reports/" + "/".join(parts)),
)
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
PERSISTED = st.fixed_dictionaries({"persistedQuery": JSON_VALUES})
QUESTIONS = st.fixed_dictionaries(
    {},
    optional={
        "query": st.sampled_from(["{ __typename }", "{ dataNotice }", "mutation { a }"]) | JSON_VALUES,
        "variables": JSON_VALUES,
        "operationName": JSON_VALUES,
        "extensions": PERSISTED | JSON_VALUES,
    },
)
BODIES = st.one_of(
    QUESTIONS.map(json.dumps).map(str.encode), JSON_VALUES.map(json.dumps).map(str.encode), st.binary()
)
ADDRESSED = st.one_of(
    st.just(""),
    st.dictionaries(
        st.sampled_from(["query", "variables", "operationName", "extensions"]) | QUOTED,
        st.sampled_from(["{__typename}", "%7B%7D", "{", "null"]) | QUOTED,
        max_size=4,
    ).map(lambda given: "?" + "&".join(f"{name}={value}" for name, value in given.items())),
    QUOTED.map("?{}".format),
)
MEDIA_TYPES = mostly(
    st.sampled_from(
        [JSON, "application/graphql-response+json", "text/html", "*/*;q=0.1", "text/plain;charset=utf-16"]
    ),
    st.from_regex("[ -~]{0,30}", fullmatch=True).map(str.strip),
)
HEADERS = st.dictionaries(
    st.sampled_from(
        [
            *("Accept", "Content-Type", "Accept-Encoding", "Content-Encoding", "If-None-Match", "Range"),
            *("Origin", "Access-Control-Request-Method", "Cookie", "X-Forwarded-For", "Authorization"),
        ]
    ),
    MEDIA_TYPES | st.binary(max_size=12).map(lambda raw: re.sub(r"[\r\n\0]", "", raw.decode("latin-1"))),
    max_size=4,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A status and a body."""

    status_code: int
    headers: str
    content: bytes


def exchange(address: str, request: bytes) -> Told:
    """Send these bytes, and read what comes until the server closes."""
    place = urlsplit(address)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=60) as connection:
        connection.sendall(request)
        with connection.makefile("rb") as answered:
            head, _, content = answered.read().partition(b"\r\n\r\n")
    status = re.match(rb"HTTP/1\.1 (\d{3}) ", head)
    assert status, head
    return Told(int(status[1]), head.decode("latin-1").lower(), content)


def written(method: str, target: str, headers: dict[str, str], body: bytes) -> bytes:
    lines = [f"{method} {target} HTTP/1.1", "Host: localhost", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    lines += [f"Content-Length: {len(body)}"]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


@settings(max_examples=4 * EXAMPLES)
@given(method=METHODS, path=PATHS, query=ADDRESSED, headers=HEADERS, body=BODIES)
def test_no_request_makes_the_server_fail(
    fuzzed_address: str, method: str, path: str, query: str, headers: dict[str, str], body: bytes
) -> None:
    told = exchange(fuzzed_address, written(method, path + query, headers, body))

    assert told.status_code < 500
    if "content-type: application/json" in told.headers and "content-encoding" not in told.headers:
        assert method == "HEAD" or orjson.loads(told.content)


@settings(max_examples=2 * EXAMPLES)
@given(question=QUESTIONS)
def test_a_question_of_any_form_is_told_what_is_wrong_with_it(fuzzed_address: str, question: Any) -> None:
    body = json.dumps(question).encode()

    told_by(exchange(fuzzed_address, written("POST", "/graphql", {"Content-Type": JSON}, body)))
