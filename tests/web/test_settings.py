from pathlib import Path

import pytest

from db.errors import Malformed
from web.settings import read_settings


def test_without_a_choice_the_program_serves_its_own_machine_from_its_own_database() -> None:
    settings = read_settings()

    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.database_url.endswith("/var/rctp.db")
    assert settings.is_default_database


def test_the_environment_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RCTP_PORT", "8080")
    monkeypatch.setenv("RCTP_DATABASE_URL", "sqlite:///elsewhere.db")

    settings = read_settings()

    assert settings.port == 8080
    assert settings.database_url == "sqlite:///elsewhere.db"
    assert not settings.is_default_database


def test_how_much_may_be_asked_and_from_where_is_chosen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    usual = read_settings()
    monkeypatch.setenv("RCTP_COST_LIMIT", "700")
    monkeypatch.setenv("RCTP_LEDGER_PAGE_LIMIT", "200")
    monkeypatch.setenv("RCTP_ALLOWED_ORIGINS", "https://a.example  https://b.example")
    monkeypatch.setenv("RCTP_LISTED_QUERIES", "queries.json")
    monkeypatch.setenv("RCTP_INTROSPECTION", "no")

    chosen = read_settings()

    assert (usual.allowances.usual.cost, usual.allowances.ledger.cost) == (5_000, 50_000)
    assert (usual.allowances.usual.page, usual.allowances.ledger.page) == (100, 1_000)
    assert (usual.origins, usual.listed_queries, usual.introspection) == ((), None, True)
    assert (chosen.allowances.usual.cost, chosen.allowances.ledger.cost) == (700, 50_000)
    assert (chosen.allowances.usual.page, chosen.allowances.ledger.page) == (100, 200)
    assert chosen.origins == ("https://a.example", "https://b.example")
    assert (chosen.listed_queries, chosen.introspection) == (Path("queries.json"), False)


def test_a_variable_without_a_value_chooses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RCTP_HOST", "")

    assert read_settings().host == "127.0.0.1"


def test_what_the_command_line_gives_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RCTP_PORT", "8080")

    assert read_settings(port=9000, host=None).port == 9000


def test_a_value_that_cannot_be_used_is_named_with_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RCTP_PORT", "eight")

    with pytest.raises(Malformed, match=r"^“eight” is not a value of RCTP_PORT; the form is 8000$"):
        read_settings()


@pytest.mark.parametrize(
    "name", ["DEADLINE", "REQUEST_LIMIT", "LEDGER_PAGE_LIMIT", "COST_LIMIT", "BODY_LIMIT"]
)
@pytest.mark.parametrize("value", ["0", "-1"])
def test_a_limit_under_which_nothing_is_answered_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"RCTP_{name}", value)

    with pytest.raises(Malformed, match=rf"^“{value}” is not a value of RCTP_{name}; the form is "):
        read_settings()


def test_no_room_for_kept_answers_is_a_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RCTP_ANSWER_CACHE", "0")

    assert read_settings().answer_cache == 0
