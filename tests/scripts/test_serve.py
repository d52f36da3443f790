"""Serving, in a process of its own: what it prints, what it refuses, how it ends."""

import gc
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import httpx
import pytest

import web.settings
from db.engine import make_engine, reading
from db.errors import DatabaseNotReady
from db.migrate import upgrade
from db.models.accounts import RoleName
from db.sample.load import is_loaded
from scripts.commands.demo import demo_tokens
from scripts.commands.serve import prepare_database, settle
from tests.web.serving import bearing, execute, serving, token
from web.settings import Settings

ROOT = Path(__file__).resolve().parent.parent.parent


@contextmanager
def started(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """The command in a process of its own, ended at the end whatever happened."""
    with subprocess.Popen(
        [sys.executable, "-m", "scripts.commands", "serve", *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def refusal(*arguments: str) -> tuple[int, str]:
    """The exit status of a server that does not start, and what it says."""
    with started(*arguments) as process:
        _, complaint = process.communicate(timeout=60)
    return process.returncode, complaint


@pytest.fixture
def thresholds() -> Iterator[tuple[int, int, int]]:
    """Of the collector as they were; put back afterwards, with everything else that serving settles."""
    usual, interval = gc.get_threshold(), sys.getswitchinterval()
    yield usual
    gc.unfreeze()
    gc.set_threshold(*usual)
    sys.setswitchinterval(interval)


def test_before_serving_the_collector_is_spared_what_stays_for_good(thresholds: tuple[int, int, int]) -> None:
    settle()

    assert gc.get_freeze_count() > 10_000
    assert gc.get_threshold() == (10_000, *thresholds[1:])
    assert gc.isenabled()


@pytest.mark.usefixtures("thresholds")
def test_before_serving_threads_that_compute_are_made_to_take_short_turns() -> None:
    settle()

    assert sys.getswitchinterval() == pytest.approx(0.0005)


def test_serve_prints_addresses_that_answer_and_ends_quietly_with_ctrl_c(sample_url: str) -> None:
    with started("--port", "0", "--database", sample_url) as process:
        assert process.stdout
        first = process.stdout.readline()
        printed = [process.stdout.readline().split() for _ in range(5)]
        addresses = dict[str, str](printed[:4])
        header = bearing(token(sample_url, "finance"))
        answers = {
            name: httpx.get(address, timeout=60, headers=header).status_code
            for name, address in addresses.items()
        }
        process.send_signal(signal.SIGINT)
        rest, complaint = process.communicate(timeout=60)

    assert first.startswith("Nobody can sign in yet.")
    assert printed[4] == ["Stop", "with", "Ctrl-C."]
    assert answers == {"Reports": 200, "GraphQL": 400, "Schema": 200, "Health": 200}
    assert (process.returncode, rest) == (0, "")
    assert "Traceback" not in complaint
    assert '"path":"/schema.graphql","status":200' in complaint


def test_serve_says_how_to_begin_with_a_database_that_holds_nothing(tmp_path: Path) -> None:
    with started("--port", "0", "--database", f"sqlite:///{tmp_path / 'new.db'}") as process:
        assert process.stdout
        first, second = (process.stdout.readline() for _ in range(2))

    assert first.startswith("This database holds no programme yet.")
    assert "./scripts/rctp load-sample" in first
    assert "./scripts/rctp user create NAME --role admin" in second


def test_a_port_in_use_is_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        status, complaint = refusal("--port", str(port), "--database", f"sqlite:///{tmp_path / 'unused.db'}")

    assert status == 1
    assert complaint == (
        f"rctp: cannot listen on 127.0.0.1 port {port}: address already in use; "
        "choose another with --port or --host\n"
    )


def test_a_database_of_a_newer_program_is_refused_in_one_line(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'newer.db'}"
    upgrade(url)
    execute(url, "UPDATE alembic_version SET version_num = '9999'")

    status, complaint = refusal("--port", "0", "--database", url)

    assert status == 1
    assert complaint.startswith("rctp: the database is at migration 9999, ")
    assert complaint.count("\n") == 1


def loaded(url: str) -> bool:
    engine = make_engine(url)
    try:
        with reading(engine) as session:
            return is_loaded(session)
    finally:
        engine.dispose()


def test_an_empty_database_that_someone_chose_gets_tables_and_no_sample(database_url: str) -> None:
    prepare_database(Settings(database_url=database_url))

    assert not loaded(database_url)


def test_the_default_database_gets_the_sample_once(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web.settings, "DEFAULT_DATABASE", database_url)

    prepare_database(Settings(database_url=database_url))
    prepare_database(Settings(database_url=database_url))

    assert loaded(database_url)


def test_a_database_that_is_not_empty_is_never_migrated_unasked(database_url: str) -> None:
    engine = make_engine(database_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE somebody_elses (id INTEGER)")
    engine.dispose()

    with pytest.raises(DatabaseNotReady, match=r"run `.*migrate` with this database"):
        prepare_database(Settings(database_url=database_url))


def demo(
    url: str, monkeypatch: pytest.MonkeyPatch, host: str = "127.0.0.1"
) -> AbstractContextManager[Mapping[RoleName, str]]:
    monkeypatch.setattr(web.settings, "DEFAULT_DATABASE", url)
    return demo_tokens(Settings(database_url=url, host=host))


def test_the_sample_in_its_own_database_is_shown_with_a_token_of_each_role_while_it_is_served(
    sample_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with demo(sample_url, monkeypatch) as tokens, serving(sample_url, role=None) as address:
        during = {
            role: httpx.get(f"{address}/schema.graphql", headers=bearing(secret)).status_code
            for role, secret in tokens.items()
        }
    with serving(sample_url, role=None) as address:
        later = httpx.get(f"{address}/schema.graphql", headers=bearing(tokens[RoleName.ADMIN]))

    assert during == dict.fromkeys(RoleName, 200)
    assert later.status_code == 401


def test_tokens_that_a_killed_server_left_are_ended_by_the_next(
    sample_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = token(sample_url, "finance", label="demo-finance")

    with demo(sample_url, monkeypatch) as tokens, serving(sample_url, role=None) as address:
        old = httpx.get(f"{address}/schema.graphql", headers=bearing(left))
        new = httpx.get(f"{address}/schema.graphql", headers=bearing(tokens[RoleName.FINANCE]))

    assert (old.status_code, new.status_code) == (401, 200)


@pytest.mark.parametrize("host", ["::", "192.168.1.20", "reports.example"])
def test_what_other_machines_can_reach_gives_no_tokens_away(
    sample_url: str, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    with demo(sample_url, monkeypatch, host=host) as tokens:
        assert tokens == {}


def test_a_database_that_somebody_chose_or_filled_gives_no_tokens_away(
    sample_url: str, migrated_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with demo_tokens(Settings(database_url=sample_url)) as chosen:
        assert chosen == {}
    with demo(migrated_url, monkeypatch) as own:
        assert own == {}
