"""Fixtures that all tests share: databases of both kinds, a browser, and how long a proof may run."""

import os
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, TypeVar

import hypothesis
import pytest
from sqlalchemy import Engine

from tests import databases as places
from tests.databases import Databases, PostgresDatabases, SqliteDatabases

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)

RUN_FOLDER = pytest.StashKey[Path]()

NO_SKIP = bool(os.environ.get("RCTP_TEST_NO_SKIP"))
LONG = bool(os.environ.get("RCTP_TEST_LONG"))

# The same cases in every run, so that a failure is of the change; a long run looks further.
hypothesis.settings.register_profile("usual", deadline=None, derandomize=True)
hypothesis.settings.register_profile("long", deadline=None, max_examples=2000)
hypothesis.settings.load_profile("long" if LONG else "usual")


def pytest_configure(config: pytest.Config) -> None:
    """Give the run one folder, which the workers share."""
    if shared := getattr(config, "workerinput", None):
        config.stash[RUN_FOLDER] = Path(shared["run_folder"])
    else:
        config.stash[RUN_FOLDER] = Path(tempfile.mkdtemp(prefix="rctp-tests-"))
        places.prepare_server(config.stash[RUN_FOLDER])


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker where the run's folder is."""
    node.workerinput["run_folder"] = str(node.config.stash[RUN_FOLDER])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what the run started, once all workers have ended."""
    if not hasattr(config, "workerinput"):
        places.stop_server(config.stash[RUN_FOLDER])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Make a skipped test a failure where skipping is forbidden."""
    return _forbid_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Make a skipped file a failure where skipping is forbidden."""
    return _forbid_skip((yield))


def _forbid_skip(report: Report) -> Report:
    if NO_SKIP and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{report.longrepr}\nSkipping is forbidden in this run (--no-skip)."
    return report


@pytest.fixture(scope="session")
def long_run() -> bool:
    """Whether the demanding proofs take their full figures (scripts/test --long)."""
    return LONG


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Both promised databases, one after the other."""
    kind: str = request.param
    return kind


@pytest.fixture(scope="session")
def databases(
    database_kind: str, pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[Databases]:
    """Where databases of this kind are made."""
    if database_kind == "sqlite":
        yield SqliteDatabases(tmp_path_factory.mktemp("sqlite"))
    else:
        server = PostgresDatabases(pytestconfig.stash[RUN_FOLDER], prefix=worker_id)
        yield server
        server.close()


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """An empty database of the test's own."""
    url = databases.create()
    yield url
    databases.drop(url)


@pytest.fixture
def migrated_url(databases: Databases, migrated_template: str) -> Iterator[str]:
    """A database of the test's own with all tables and no rows."""
    url = databases.copy(migrated_template)
    yield url
    databases.drop(url)


@pytest.fixture
def sample_url(databases: Databases, sample_template: str) -> Iterator[str]:
    """A database of the test's own with the sample programme."""
    url = databases.copy(sample_template)
    yield url
    databases.drop(url)


@pytest.fixture(scope="session")
def sample_engine(databases: Databases, sample_template: str) -> Iterator[Engine]:
    """The sample programme, shared by many tests: writing to it raises."""
    from db.engine import make_engine

    url = databases.copy(sample_template)
    engine = make_engine(url)
    places.refuse_changes(engine)
    yield engine
    engine.dispose()
    databases.drop(url)


@pytest.fixture(scope="session")
def migrated_template(databases: Databases) -> str:
    """A database to copy: migrated, once for each worker."""
    from db.migrate import upgrade

    url = databases.create()
    upgrade(url)
    return url


@pytest.fixture(scope="session")
def sample_template(databases: Databases, migrated_template: str) -> str:
    """A database to copy: the sample programme, loaded once for each worker."""
    from db.engine import make_engine, writing
    from db.sample.load import load_sample

    url = databases.copy(migrated_template)
    engine = make_engine(url)
    with writing(engine) as session:
        load_sample(session)
    engine.dispose()
    return url


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Run the tests that are coroutines on asyncio, as the server does."""
    return "asyncio"
