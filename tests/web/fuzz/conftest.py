"""The API over the sample programme, in this process and as a server, for as many requests as are sent."""

from collections.abc import Iterator
from typing import Any, Final

import httpx
import pytest
from hypothesis import settings
from starlette.testclient import TestClient

from db.engine import make_engine, writing
from db.migrate import upgrade
from db.sample.load import load_sample
from tests.databases import Databases
from tests.web.serving import bearing, serving, token
from web.app import create_app
from web.settings import Settings

UNHURRIED: dict[str, Any] = {name: 10**9 for name in Settings.model_fields if name.endswith("request_limit")}
"""However often a viewer may ask elsewhere."""

EXAMPLES: Final = settings.default.max_examples if settings.default else 100
"""Of the usual profile, or of the long one."""


@pytest.fixture(scope="session")
def api(databases: Databases, sample_template: str) -> Iterator[TestClient]:
    """The application in this process, over both kinds of database; tests only read through it."""
    url = databases.copy(sample_template)
    app = create_app(Settings(database_url=url, **UNHURRIED))
    with TestClient(app, base_url="http://localhost", client=("127.0.0.1", 50000)) as client:
        client.headers.update(bearing(token(url, "auditor")))
        yield client
    databases.drop(url)


@pytest.fixture(scope="session")
def fuzzed_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over the sample programme, over SQLite alone."""
    url = f"sqlite:///{tmp_path_factory.mktemp('fuzzed') / 'sample.db'}"
    upgrade(url)
    engine = make_engine(url)
    with writing(engine) as session:
        load_sample(session)
    engine.dispose()
    with serving(url, **UNHURRIED) as found:
        yield found


@pytest.fixture(scope="session")
def fuzzed(fuzzed_address: str) -> Iterator[httpx.Client]:
    """A program that asks this server."""
    with httpx.Client(base_url=fuzzed_address, timeout=60) as made:
        yield made
