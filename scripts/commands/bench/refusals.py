"""What it costs to refuse a request that was made to cost much: time that honest callers wait."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from typing import Final

from db.engine import Engine, make_engine
from resolvers.context import Context
from resolvers.viewer import local_viewer
from schema.answering import Question
from schema.documents import Documents, RequestRefused
from scripts.commands.bench.catalogue import Settings
from scripts.commands.bench.hostile import Hostile, hostile_requests
from scripts.commands.bench.measures import Measure, ratio, seconds
from scripts.commands.bench.timing import least_in_turn

_LIGHT: Final = "{ __typename }"
_AT_MOST: Final = 0.010


def measure(settings: Settings) -> Iterator[Measure]:
    """Without HTTP; nothing is kept between requests. Of each kind the dearest is told."""
    engine = make_engine("sqlite:///:memory:")  # which no refusal touches
    hostile = {each.name: each for each in hostile_requests()}
    cases: dict[str, Callable[[], object]] = {
        name: partial(_refused, engine, each) for name, each in hostile.items()
    }
    times = least_in_turn({_LIGHT: partial(_answered, engine, _LIGHT), **cases}, settings.runs)
    engine.dispose()
    light = times[_LIGHT]
    yield seconds(_LIGHT, light)
    for _kind, names in groupby(hostile, key=lambda name: name.partition(":")[0]):
        dearest = max(names, key=times.__getitem__)
        yield seconds(dearest, times[dearest], _AT_MOST)
        yield ratio(f"{dearest} / {_LIGHT}", times[dearest], light)


def _refused(engine: Engine, hostile: Hostile) -> None:
    try:
        _answered(engine, hostile.document, **hostile.variables)
    except RequestRefused:
        return
    raise AssertionError(hostile.name)


def _answered(engine: Engine, document: str, **variables: object) -> None:
    """Drive a request that waits for nothing: no event loop is in the time."""
    answer = Question(Documents(), document, None).answer(variables, Context.open(engine, local_viewer()))
    try:
        answer.send(None)
    except StopIteration:
        return
    finally:
        answer.close()
    raise AssertionError(document)
