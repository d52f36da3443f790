"""Accounts and tokens from the command line."""

import io
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from db.engine import make_engine, reading
from tests.scripts.conftest import Run


def rows(url: str, statement: str) -> list[tuple[object, ...]]:
    engine = make_engine(url)
    with reading(engine) as session:
        found = [tuple(row) for row in session.execute(text(statement))]
    engine.dispose()
    return found


def test_a_token_alone_is_printed(rctp: Run, sample_url: str) -> None:
    made = rctp("token", "create", "--role", "finance", "--label", "ledger", "--database", sample_url)

    assert made[0] == 0
    assert made[1].startswith("rctp_")
    assert len(made[1]) == len("rctp_") + 43 + len("\n")
    assert made[2] == ""


def test_tokens_are_listed_without_their_text_and_revoked(rctp: Run, sample_url: str) -> None:
    database = ("--database", sample_url)
    secret = rctp(
        "token", "create", "--role", "staff", "--country", "MD", "--country", "GE", "--label", "a", *database
    )[1]
    rctp("token", "create", "--role", "donor", "--source", "NMFA-RCTP", "--label", "b", *database)

    revoked = rctp("token", "revoke", "a", *database)
    status, said, _ = rctp("token", "list", *database)

    assert revoked == (0, "", "")
    assert status == 0
    assert said.splitlines()[0] == "1  a  staff (GE, MD)  revoked"
    assert said.splitlines()[1].startswith("2  b  donor (NMFA-RCTP)  until 20")
    assert secret.strip() not in said


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (("--role", "staff"), 1, "rctp: the role “staff” needs its countries; name it\n"),
        (("--role", "donor"), 1, "rctp: the role “donor” needs its funding sources; name it\n"),
        (
            ("--role", "king"),
            2,
            "rctp: “king” is not a role; the form is "
            "client, donor, staff, finance, approver, auditor, protection, admin\n",
        ),
    ],
)
def test_a_token_that_cannot_be_is_refused(
    rctp: Run, sample_url: str, options: tuple[str, ...], status: int, said: str
) -> None:
    assert rctp("token", "create", *options, "--database", sample_url) == (status, "", said)


def test_an_account_has_its_password_from_standard_input(
    rctp: Run, sample_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("swordfish and chips\n"))

    made = rctp("user", "create", "ana", "--role", "admin", "--database", sample_url)

    assert made == (0, "", "")
    assert rctp("user", "list", "--database", sample_url)[1] == "ana  admin  without an end\n"
    assert rctp("user", "disable", "ana", "--database", sample_url) == (0, "", "")
    assert rctp("user", "list", "--database", sample_url)[1] == "ana  admin  disabled\n"
    assert rows(sample_url, "SELECT who, role, place, what, subject FROM audit_event ORDER BY no") == [
        ("local", "local", "command line", "accountCreate", "account ana"),
        ("local", "local", "command line", "accountDisable", "account ana"),
    ]


def test_an_account_gets_another_password_and_is_enabled_again(
    rctp: Run, sample_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("swordfish and chips\n" * 2 + "too short\n"))
    database = ("--database", sample_url)
    rctp("user", "create", "ana", "--role", "admin", *database)
    [(first,)] = rows(sample_url, "SELECT password_hash FROM account")

    changed = rctp("user", "password", "ana", *database)
    short = rctp("user", "password", "ana", *database)
    nobody = rctp("user", "password", "ivo", *database)
    rctp("user", "disable", "ana", *database)
    enabled = rctp("user", "enable", "ana", *database)

    assert (changed, enabled) == ((0, "", ""), (0, "", ""))
    assert short == (1, "", "rctp: a password has 12 to 1,000 characters; choose another\n")
    assert nobody == (1, "", "rctp: there is no account “ivo”\n")
    [(second,)] = rows(sample_url, "SELECT password_hash FROM account")
    assert first != second
    assert rctp("user", "list", *database)[1] == "ana  admin  without an end\n"
    assert rows(sample_url, "SELECT what, subject FROM audit_event ORDER BY no") == [
        ("accountCreate", "account ana"),
        ("accountPassword", "account ana"),
        ("accountDisable", "account ana"),
        ("accountEnable", "account ana"),
    ]


def test_a_password_is_no_argument(rctp: Run, sample_url: str) -> None:
    status, _, _ = rctp("user", "password", "ana", "swordfish and chips", "--database", sample_url)

    assert status == 2


def test_an_account_without_a_password_is_not_made(
    rctp: Run, sample_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))

    status, _, complaint = rctp("user", "create", "ana", "--role", "admin", "--database", sample_url)

    assert (status, complaint) == (1, "rctp: a password has 12 to 1,000 characters; choose another\n")
    assert rows(sample_url, "SELECT login FROM account") == []


def test_a_person_whom_a_provider_knows_needs_no_password(rctp: Run, sample_url: str) -> None:
    provider = ("--issuer", "https://id.example", "--subject", "248289761001")

    made = rctp(
        "user",
        "create",
        "ivo",
        "--role",
        "auditor",
        "--until",
        "2027-03-31",
        *provider,
        "--database",
        sample_url,
    )

    assert made == (0, "", "")
    assert rctp("user", "list", "--database", sample_url)[1] == "ivo  auditor  until 2027-03-31\n"


def test_no_secret_lies_in_the_files_of_the_database(
    rctp: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    monkeypatch.setattr("sys.stdin", io.StringIO("swordfish and chips\n"))
    rctp("migrate", "--database", url)

    secret = rctp("token", "create", "--role", "finance", "--database", url)[1].strip()
    rctp("user", "create", "ana", "--role", "admin", "--database", url)

    with sqlite3.connect(tmp_path / "kept.db") as open_until_read:
        open_until_read.execute("SELECT 1")
        kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"finance-" in kept
    assert secret.encode() not in kept
    assert b"swordfish" not in kept
