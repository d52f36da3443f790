"""The API through its whole application, against the same schema as the stock library serves it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, redirect_stderr
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import orjson
from sqlalchemy import select

from db.engine import Engine, reading, writing
from db.models.events import Event
from db.models.funding import FundingSource
from db.models.ledger import LedgerEntry
from db.periods import Quarter
from db.queries.spending import spent_by_month_from_rows
from resolvers import budget_against_actual
from schema.node import global_id
from scripts.commands.bench.asking import App, Asking, asking, stock_app
from scripts.commands.bench.catalogue import Settings
from scripts.commands.bench.large import enlarge
from scripts.commands.bench.measures import Measure, ratio, seconds
from scripts.commands.bench.sample import SOURCE, sample_database
from scripts.commands.bench.timing import medians_in_turn
from web import settings as web_settings
from web.app import create_app
from web.logs import configure_logs

_LIVE: Final = "/health/live"
_MANY_TIMES: Final = 20
"""A small answer is asked for so often in one run."""
_UNLIMITED: Final = 10**9
_DASHBOARD: Final = """{ fundingSource(code: "%s") { budgetAgainstActual(from: "%s", to: "%s") {
    ... on BudgetAgainstActual { lines {
        code budget { amount } actual { amount } offices { office { iso2 } actual { amount } } } } } } }"""


@dataclass(frozen=True, slots=True)
class _Case:
    """One question, and what its answer may cost of the stock library's."""

    name: str
    document: str
    at_most: float
    times: int = 1


def measure(settings: Settings) -> Iterator[Measure]:
    """In one process, without sockets; every answer is compared with the stock library's."""
    with sample_database(settings.rows) as engine, _silent_logs(), asking(engine) as ask:
        with writing(engine) as session:
            enlarge(session)
        fresh, keeping, stock = _app(engine, kept_bytes=0), _app(engine), stock_app(engine)
        cases = _cases(engine)
        timed: dict[str, Callable[[], object]] = {}
        for case in cases:
            _check_equal(case.name, ask.graphql(fresh, case.document), ask.graphql(stock, case.document))
            timed[case.name] = partial(ask.graphql, fresh, case.document, case.times)
            timed[f"{case.name}, stock"] = partial(ask.graphql, stock, case.document, case.times)
        yield from _measured(cases, medians_in_turn(timed, settings.runs))
        yield from _dashboard(engine, ask, settings)
        yield from _repeated(keeping, cases, ask, settings)


def _cases(engine: Engine) -> list[_Case]:
    with reading(engine) as session:
        event = session.scalars(select(Event.id).order_by(Event.id.desc())).first()
        entry = session.scalars(select(LedgerEntry.id).order_by(LedgerEntry.id.desc())).first()
    by_id = '{ node(id: "%s") { id ... on Event { code title } ... on LedgerEntry { documentNo wbs } } }'
    return [
        _Case("an event by id", by_id % global_id("Event", event or 0), 0.3, _MANY_TIMES),
        _Case("a ledger row by id", by_id % global_id("LedgerEntry", entry or 0), 0.3, _MANY_TIMES),
        _Case(
            "500 events",
            """{ events(first: 500) { nodes { code title startDate endDate city
                organisers { role organisation { code name } }
                participation { total women men counts { dimension category n } } } } }""",
            1.1,
        ),
        _Case(
            "1,000 ledger rows",
            """{ ledgerEntries(first: 1000) { nodes { rowNo documentNo documentType postingDate wbs
                costCategory glAccount vendorCode description amountReporting { amount }
                office { iso2 } budgetLine { code } } } }""",
            1.1,
        ),
        _Case(
            "a tree of results",
            """{ resultNodes(first: 50) { nodes { code level indicators { code unit
                baseline { value } targets { periodEnd value } actuals { quarter value } } } } }""",
            1.1,
        ),
    ]


def _measured(cases: list[_Case], times: dict[str, float]) -> Iterator[Measure]:
    for case in cases:
        ours, stock = times[case.name] / case.times, times[f"{case.name}, stock"] / case.times
        yield seconds(case.name, ours)
        yield ratio(f"{case.name} / stock", ours, stock, case.at_most)


def _dashboard(engine: Engine, ask: Asking, settings: Settings) -> Iterator[Measure]:
    """Against the stock library, which adds up the rows for each request.

    First with nothing kept but the totals that posting maintains; then as every later request over the same
    data is answered, its figure kept and its answer made anew.
    """
    with reading(engine) as session:
        first, last = session.execute(
            select(FundingSource.support_start, FundingSource.support_end).where(FundingSource.code == SOURCE)
        ).one()
    document = _DASHBOARD % (SOURCE, Quarter.of(first), Quarter.of(last))
    light = "{ programmes(first: 1) { nodes { code } } }"
    # each is asked once, and has its connection by then
    apps = [_app(engine) for _ in range(settings.runs + 1)]
    for app in apps:
        ask.graphql(app, light)
    later, stock = _app(engine, kept_bytes=0), stock_app(engine)

    def by_stock() -> bytes:
        with patch.object(budget_against_actual, "spent_by_month", spent_by_month_from_rows):
            return ask.graphql(stock, document)

    _check_equal("a dashboard", ask.graphql(later, document), by_stock())
    times = medians_in_turn(
        {
            "first": lambda: ask.graphql(apps.pop(), document),
            "later": lambda: ask.graphql(later, document),
            "stock": by_stock,
        },
        settings.runs,
    )
    yield seconds("a dashboard, stock, its rows added up", times["stock"])
    yield ratio("a dashboard, first over new data / stock", times["first"], times["stock"])
    yield ratio("a dashboard / stock", times["later"], times["stock"], 0.1)


def _repeated(app: App, cases: list[_Case], ask: Asking, settings: Settings) -> Iterator[Measure]:
    """An answer that was given before, against an answer without any work."""
    timed: dict[str, Callable[[], object]] = {_LIVE: partial(ask.get, app, _LIVE, _MANY_TIMES)}
    timed |= {case.name: partial(ask.graphql, app, case.document, _MANY_TIMES) for case in cases}
    times = medians_in_turn(timed, settings.runs)
    floor = times[_LIVE] / _MANY_TIMES
    yield seconds(_LIVE, floor)
    for case in cases:
        yield ratio(f"{case.name}, again / {_LIVE}", times[case.name] / _MANY_TIMES, floor, 1.5)


def _app(engine: Engine, **chosen: Any) -> App:
    kept = chosen.pop("kept_bytes", web_settings.Settings.model_fields["answer_cache"].default)
    return create_app(
        web_settings.Settings(
            database_url=engine.url.render_as_string(hide_password=False),
            answer_cache=kept,
            ledger_request_limit=_UNLIMITED,
        )
    )


def _check_equal(name: str, ours: bytes, stock: bytes) -> None:
    answers = [orjson.loads(each) for each in (ours, stock)]
    assert "errors" not in answers[0], answers[0]["errors"]
    assert answers[0]["data"] == answers[1]["data"], name


@contextmanager
def _silent_logs() -> Iterator[None]:
    """Requests are logged as they are in service, but to nowhere."""
    with closing(Path(os.devnull).open("w", encoding="utf-8")) as nowhere, redirect_stderr(nowhere):
        configure_logs(on_terminal=False)
        yield
