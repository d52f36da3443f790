"""Servers that the tests of transport share."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from db.engine import make_engine, writing
from db.migrate import upgrade
from db.sample.load import load_sample
from tests import office
from tests.databases import Databases
from tests.web.serving import serving
from tests.web.watching import Watch


@pytest.fixture(scope="session")
def address(databases: Databases, sample_template: str) -> Iterator[str]:
    """A server over the sample programme; tests only read through it."""
    url = databases.copy(sample_template)
    with serving(url) as found:
        yield found
    databases.drop(url)


@pytest.fixture(scope="session")
def sqlite_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample programme on SQLite, to be read only."""
    url = f"sqlite:///{tmp_path_factory.mktemp('served') / 'sample.db'}"
    upgrade(url)
    engine = make_engine(url)
    with writing(engine) as session:
        load_sample(session)
    engine.dispose()
    return url


@pytest.fixture(scope="session")
def sqlite_address(sqlite_url: str) -> Iterator[str]:
    """A server over it, for what does not depend on the kind of database."""
    with serving(sqlite_url) as found:
        yield found


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    """A program that asks the server over the sample programme."""
    with httpx.Client(base_url=address, timeout=60) as made:
        yield made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, which makes no request of its own.

    It ends with this file: as long as it runs, its event loop keeps every other from running.
    """
    chromium = office.require("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(office.CHROMIUM_ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new page in a context of its own."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def watch(page: Page) -> Watch:
    return Watch(page)
