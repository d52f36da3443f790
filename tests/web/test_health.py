import httpx

from tests.web.serving import execute, serving


def test_a_server_over_a_current_database_is_ready(client: httpx.Client) -> None:
    answer = client.get("/health/ready")

    assert (answer.status_code, answer.json()) == (200, {"status": "ready"})


def test_a_server_over_an_empty_database_lives_and_is_not_ready(database_url: str) -> None:
    with serving(database_url, role=None) as address:
        live = httpx.get(f"{address}/health/live")
        ready = httpx.get(f"{address}/health/ready")

    assert (live.status_code, live.json()) == (200, {"status": "live"})
    assert ready.status_code == 503
    assert ready.json()["status"] == "not ready"
    assert "./scripts/rctp migrate" in ready.json()["message"]


def test_a_server_over_a_database_of_a_newer_program_is_not_ready(migrated_url: str) -> None:
    execute(migrated_url, "UPDATE alembic_version SET version_num = '9999'")

    with serving(migrated_url, role=None) as address:
        ready = httpx.get(f"{address}/health/ready")

    assert ready.status_code == 503
    assert "the database is at migration 9999" in ready.json()["message"]


def test_a_server_that_cannot_reach_its_database_is_not_ready_and_says_no_more() -> None:
    with serving("postgresql://postgres:swordfish@127.0.0.1:1/none", role=None) as address:
        ready = httpx.get(f"{address}/health/ready", timeout=30)

    assert ready.status_code == 503
    assert ready.json()["message"] == "the database does not answer; the log says why"
