"""How long a server takes to answer while it brings a workbook in, against a quiet moment of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from http.client import HTTPConnection
from itertools import count
from statistics import median
from time import perf_counter
from typing import Any, Final
from urllib.parse import urlsplit

import orjson

from db.accounts import NewToken, Reach, create_token
from db.engine import Engine, writing
from db.models.accounts import RoleName
from resolvers.imports import Workbook
from resolvers.viewer import local_viewer
from scripts.commands.bench.measures import Measure, ratio, seconds

_AT_MOST: Final = 2.5
"""Two who compute at the same time take twice as long, and lose a little by taking turns."""
_QUIET: Final = 100
"""Questions of each kind before the workbook is sent."""
_NO_LIMIT: Final = str(10**9)
_FIRST_DAY: Final = date(1900, 1, 1)
_LIGHT: Final = "{ __typename }"
_LIST: Final = """{ ledgerEntries(first: 50, where: {since: "%s"}) { nodes {
    rowNo documentNo postingDate office { iso2 } budgetLine { code } amountReporting { amount } } } }"""


def measure_meanwhile(engine: Engine, sent: Workbook) -> Iterator[Measure]:
    """The server that `rctp serve` starts; the workbook is sent to its door, and then applied."""
    days = (_FIRST_DAY + timedelta(days=number) for number in count())
    with _server(engine) as server:
        quiet = _times(server, days, _until_asked(_QUIET))
        with ThreadPoolExecutor(1) as office:
            brought = office.submit(server.bring_in, sent)
            busy = _times(server, days, brought.done)
            brought.result()
    for name, times in busy.items():
        usual = median(quiet[name])
        yield seconds(f"{name}, quiet", usual)
        yield seconds(f"{name}, during an import", median(times))
        yield ratio(f"{name}, during an import / quiet", median(times), usual, _AT_MOST)
        yield ratio(f"{name}, the worst / quiet", max(times), usual)


class _Server:
    """A server on this machine, and somebody of finance who asks it."""

    def __init__(self, host: str, port: int, token: str) -> None:
        self._host, self._port = host, port
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    @contextmanager
    def asking(self) -> Iterator[Callable[[str], object]]:
        """A function that asks a question, over one connection."""
        with closing(self._connected()) as connection:

            def ask(document: str) -> None:
                answer = self._answer(connection, "/graphql", orjson.dumps({"query": document}))
                assert "errors" not in answer, answer

            yield ask

    def bring_in(self, sent: Workbook) -> None:
        """Send a workbook, and apply what its preview shows."""
        with closing(self._connected()) as connection:
            told = self._answer(connection, f"/imports?name={sent.name}", sent.content)
            body = orjson.dumps({"changesDigest": told["changesDigest"]})
            self._answer(connection, f"/imports/{told['digest']}/apply", body)

    def _connected(self) -> HTTPConnection:
        return HTTPConnection(self._host, self._port)

    def _answer(self, connection: HTTPConnection, path: str, body: bytes) -> Mapping[str, Any]:
        connection.request("POST", path, body, self._headers)
        answer = connection.getresponse()
        told: Mapping[str, Any] = orjson.loads(answer.read())
        assert answer.status == 200, told
        return told


@contextmanager
def _server(engine: Engine) -> Iterator[_Server]:
    now = datetime.now(UTC)
    new = NewToken(Reach(RoleName.FINANCE), now + timedelta(days=1), "bench")
    with writing(engine) as session:
        token = create_token(session, new, local_viewer().actor, now)
    url = engine.url.render_as_string(hide_password=False)
    with subprocess.Popen(
        [sys.executable, "-m", "scripts.commands", "serve", "--port", "0", "--database", url],
        env=os.environ | {"RCTP_LEDGER_REQUEST_LIMIT": _NO_LIMIT},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            said = (line.split() for line in process.stdout)
            address = urlsplit(next(words[1] for words in said if words[0] == "GraphQL"))
            assert address.hostname is not None
            assert address.port is not None
            yield _Server(address.hostname, address.port, token)
        finally:
            process.terminate()


def _times(
    server: _Server, days: Iterator[date], has_ended: Callable[[], bool]
) -> Mapping[str, Sequence[float]]:
    """What each question took, asked in turn; at least once."""
    times: dict[str, list[float]] = {_LIGHT: [], "50 ledger rows": []}
    with server.asking() as ask:
        for document in (_LIGHT, _LIST % next(days)):  # a first answer is of no kind
            ask(document)
        while True:
            # another day each time, for an answer that was given before is kept
            for name, document in zip(times, (_LIGHT, _LIST % next(days)), strict=True):
                begun = perf_counter()
                ask(document)
                times[name].append(perf_counter() - begun)
            if has_ended():
                return times


def _until_asked(times: int) -> Callable[[], bool]:
    left = iter(range(times - 1))
    return lambda: next(left, None) is None
