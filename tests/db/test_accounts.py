"""Accounts and tokens: who may ask, until when, and what the trail says of it."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest
from sqlalchemy import Engine, select, update

from db.accounts import (
    AccountIncomplete,
    NameTaken,
    NewAccount,
    NewToken,
    Reach,
    change_password,
    create_account,
    create_token,
    digest_of,
    disable_account,
    enable_account,
    revoke_token,
)
from db.audit import Actor
from db.engine import Session, make_engine, reading, writing
from db.errors import Malformed, NotFound
from db.models.accounts import Account, RoleName, Token
from db.models.audit import AuditEvent
from db.queries.accounts import (
    Caller,
    CallerKind,
    account_by_login,
    caller_of_account,
    caller_of_sign_in,
    caller_of_token,
)
from db.sign_ins import AccountChanged, sign_in

NOW = datetime(2020, 1, 6, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=90)
LOCAL = Actor("local", "local", "command line")
FINANCE = Reach(RoleName.FINANCE)


@pytest.fixture
def engine(sample_url: str) -> Iterator[Engine]:
    engine = make_engine(sample_url)
    yield engine
    engine.dispose()


def token(engine: Engine, reach: Reach = FINANCE, label: str | None = "ledger", **more: str) -> str:
    with writing(engine) as session:
        return create_token(session, NewToken(reach, LATER, label, **more), LOCAL, NOW)


def account(engine: Engine, reach: Reach = FINANCE, login: str = "ana", until: date | None = None) -> None:
    with writing(engine) as session:
        create_account(session, NewAccount(login, reach, "$argon2id$", expires_on=until), LOCAL, NOW)


def caller(engine: Engine, secret: str) -> Caller | None:
    with reading(engine) as session:
        return caller_of_token(session, digest_of(secret))


def test_a_token_is_known_by_its_text_and_only_its_digest_is_kept(engine: Engine) -> None:
    secret = token(engine, Reach(RoleName.STAFF, countries=frozenset({"MD", "GE"})))

    found = caller(engine, secret)

    assert found == Caller(
        CallerKind.PROGRAM, 1, "ledger", RoleName.STAFF, frozenset({"GE", "MD"}), None, LATER
    )
    with reading(engine) as session:
        kept = session.scalars(select(Token)).one()
        assert kept.digest == sha256(secret.encode()).hexdigest()
        told = session.execute(select(AuditEvent.subject, AuditEvent.after)).one()
    assert told.subject == "token ledger"
    assert json.loads(told.after) == {
        "account": None,
        "countries": ["GE", "MD"],
        "expiresAt": "2020-04-05T09:30:00+00:00",
        "id": 1,
        "role": "staff",
        "sources": None,
    }


def test_tokens_begin_alike_and_have_256_random_bits(engine: Engine) -> None:
    first, second = token(engine, label=None), token(engine, label=None)

    assert first.startswith("rctp_")
    assert len(first) == len("rctp_") + 43
    assert first != second


@pytest.mark.parametrize("named", ["ledger", "1"])
def test_a_revoked_token_is_nobodys_and_its_label_is_free_again(engine: Engine, named: str) -> None:
    secret = token(engine)

    with writing(engine) as session:
        revoke_token(session, named, LOCAL, NOW)

    assert caller(engine, secret) is None
    assert caller(engine, token(engine)) is not None
    with reading(engine) as session:
        deeds = session.scalars(select(AuditEvent.what).order_by(AuditEvent.no)).all()
    assert deeds == ["tokenCreate", "tokenRevoke", "tokenCreate"]


@pytest.mark.parametrize("named", ["ledger", "2", "9" * 40, "-1", ""])
def test_a_token_that_is_not_there_cannot_be_revoked(engine: Engine, named: str) -> None:
    with writing(engine) as session, pytest.raises(NotFound):
        revoke_token(session, named, LOCAL, NOW)


def test_a_token_ends_with_its_account(engine: Engine) -> None:
    account(engine, until=date(2020, 2, 1))
    secret = token(engine, login="ana")
    before = caller(engine, secret)

    with writing(engine) as session:
        disable_account(session, "ana", LOCAL, NOW)

    assert before is not None
    assert before.until == datetime(2020, 2, 2, tzinfo=UTC)
    assert caller(engine, secret) is None


def test_a_caller_may_ask_until_the_end_and_not_at_it() -> None:
    asking = Caller(CallerKind.PROGRAM, 1, "ledger", RoleName.FINANCE, None, None, LATER)

    assert asking.may_ask(LATER - timedelta(microseconds=1))
    assert not asking.may_ask(LATER)


def test_an_account_that_is_disabled_counts_as_changed_once(engine: Engine) -> None:
    account(engine)

    for _ in range(2):
        with writing(engine) as session:
            disable_account(session, "ana", LOCAL, NOW)

    with reading(engine) as session:
        assert session.execute(select(Account.is_active, Account.revision)).all() == [(False, 2)]


def browser(engine: Engine, at: datetime = NOW) -> str:
    """What a browser shows that ana has signed in with."""
    with writing(engine) as session:
        found = account_by_login(session, "ana")
        assert found is not None
        caller = caller_of_account(found)
        assert caller is not None
        return sign_in(session, caller, LOCAL, at, at + timedelta(hours=12))


def signed_in(engine: Engine, secret: str) -> bool:
    with reading(engine) as session:
        return caller_of_sign_in(session, digest_of(secret)) is not None


def told(engine: Engine, what: str) -> list[tuple[str, str | None, str | None]]:
    """What the trail says of deeds of a kind."""
    with reading(engine) as session:
        found = session.execute(
            select(AuditEvent.subject, AuditEvent.before, AuditEvent.after).where(AuditEvent.what == what)
        )
        return [(subject, before, after) for subject, before, after in found]


def test_another_password_signs_every_browser_out_and_leaves_tokens(engine: Engine) -> None:
    account(engine)
    first, second, secret = browser(engine), browser(engine), token(engine, login="ana")

    with writing(engine) as session:
        change_password(session, "ana", "$argon2id$new", LOCAL, NOW)

    assert [signed_in(engine, each) for each in (first, second)] == [False, False]
    assert caller(engine, secret) is not None
    assert signed_in(engine, browser(engine))
    with reading(engine) as session:
        assert session.execute(select(Account.password_hash, Account.revision)).all() == [
            ("$argon2id$new", 2)
        ]
    assert told(engine, "accountPassword") == [("account ana", None, '{"signInsEnded":2}')]


def test_an_account_that_is_enabled_again_signs_in_and_gets_nothing_back(engine: Engine) -> None:
    account(engine)
    before, secret = browser(engine), token(engine, login="ana")

    with writing(engine) as session:
        disable_account(session, "ana", LOCAL, NOW)
    for _ in range(2):
        with writing(engine) as session:
            enable_account(session, "ana", LOCAL, NOW)

    assert not signed_in(engine, before)
    assert caller(engine, secret) is None
    assert signed_in(engine, browser(engine))
    assert told(engine, "accountDisable") == [
        ("account ana", '{"isActive":true}', '{"isActive":false,"signInsEnded":1,"tokensEnded":1}')
    ]
    assert told(engine, "accountEnable") == [
        ("account ana", '{"isActive":false}', '{"isActive":true,"signInsEnded":0,"tokensEnded":0}')
    ]


def test_what_an_older_program_left_of_a_disabled_account_does_not_live_again(engine: Engine) -> None:
    account(engine)
    before, secret = browser(engine), token(engine, login="ana")
    with writing(engine) as session:
        session.execute(update(Account).values(is_active=False))

    with writing(engine) as session:
        enable_account(session, "ana", LOCAL, NOW)

    assert not signed_in(engine, before)
    assert caller(engine, secret) is None


def test_nobody_signs_in_with_what_was_true_before_a_change(engine: Engine) -> None:
    """The password was right when it was looked at, and another one when the sign-in is written."""
    account(engine)
    with reading(engine) as session:
        looked_at = session.scalars(select(Account)).one()
        asking = caller_of_account(looked_at)
    assert asking is not None
    with writing(engine) as session:
        change_password(session, "ana", "$argon2id$new", LOCAL, NOW)

    with writing(engine) as session, pytest.raises(AccountChanged) as refused:
        sign_in(session, asking, LOCAL, NOW, LATER)

    assert str(refused.value) == "the account “ana” was changed at this moment; sign in again"


@pytest.mark.parametrize("change", [enable_account, disable_account])
def test_an_account_that_is_not_there_is_not_changed(
    engine: Engine, change: Callable[[Session, str, Actor, datetime], None]
) -> None:
    assert refused(engine, lambda s: change(s, "ivo", LOCAL, NOW), NotFound) == "there is no account “ivo”"


def refused(engine: Engine, make: Callable[[Session], object], error: type[Exception]) -> str:
    with writing(engine) as session, pytest.raises(error) as raised:
        make(session)
    return str(raised.value)


@pytest.mark.parametrize(
    ("reach", "said"),
    [
        (Reach(RoleName.STAFF), "the role “staff” needs its countries; name it"),
        (Reach(RoleName.DONOR), "the role “donor” needs its funding sources; name it"),
        (
            Reach(RoleName.AUDITOR),
            "the role “auditor” needs the last day on which it may be used; name it",
        ),
    ],
)
def test_a_role_with_a_reach_or_an_end_has_it_named(engine: Engine, reach: Reach, said: str) -> None:
    new = NewAccount("ana", reach)

    assert refused(engine, lambda s: create_account(s, new, LOCAL, NOW), AccountIncomplete) == said


def test_a_reach_names_what_is_there(engine: Engine) -> None:
    country = NewToken(Reach(RoleName.STAFF, countries=frozenset({"XX"})), LATER)
    source = NewToken(Reach(RoleName.DONOR, sources=frozenset({"NOBODY"})), LATER)

    said = refused(engine, lambda s: create_token(s, country, LOCAL, NOW), NotFound)

    assert said.startswith("there is no country “XX”; known are: BY, GE, ")
    said = refused(engine, lambda s: create_token(s, source, LOCAL, NOW), NotFound)
    assert said == "there is no funding source “NOBODY”; known are: NMFA-RCTP"


def test_a_name_is_given_once(engine: Engine) -> None:
    account(engine)
    token(engine)
    again, other = NewAccount("ana", FINANCE), NewToken(FINANCE, LATER, "ledger")

    assert refused(engine, lambda s: create_account(s, again, LOCAL, NOW), NameTaken) == (
        "there is already an account “ana”; choose another name, or end that one first"
    )
    assert refused(engine, lambda s: create_token(s, other, LOCAL, NOW), NameTaken).startswith(
        "there is already a token “ledger”"
    )


@pytest.mark.parametrize("name", ["", " ", "a b", "-a", "a\n", "\x1b[2J", "é", "a" * 81])
def test_a_name_commands_no_terminal_and_is_one_word(engine: Engine, name: str) -> None:
    new = NewAccount(name, FINANCE)

    refused(engine, lambda s: create_account(s, new, LOCAL, NOW), Malformed)
