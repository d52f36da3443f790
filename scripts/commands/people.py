"""The words of the commands for accounts and tokens; what each does is imported when it is called."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

Database = Annotated[
    str | None,
    typer.Option(metavar="URL", help="The database. Without it: RCTP_DATABASE_URL, else var/rctp.db."),
]
Role = Annotated[
    str,
    typer.Option(
        metavar="ROLE", help="client, donor, staff, finance, approver, auditor, protection or admin."
    ),
]
Countries = Annotated[
    list[str] | None,
    typer.Option("--country", metavar="CC", help="A country it is for, such as GE; all without one."),
]
Sources = Annotated[
    list[str] | None,
    typer.Option(
        "--source", metavar="SOURCE", help="A funding source it is for, such as NMFA-RCTP; all without one."
    ),
]

tokens = typer.Typer(help="Tokens, with which programs ask.", no_args_is_help=True)
users = typer.Typer(help="Accounts, with which people sign in.", no_args_is_help=True)


@tokens.command("create")
def create_token(
    role: Role,
    country: Countries = None,
    source: Sources = None,
    label: Annotated[
        str | None, typer.Option(metavar="LABEL", help="Its name in lists and in the trail.")
    ] = None,
    days: Annotated[int, typer.Option(metavar="N", min=1, max=3650, help="How long it may be used.")] = 90,
    user: Annotated[str | None, typer.Option(metavar="LOGIN", help="The account that it ends with.")] = None,
    database: Database = None,
) -> None:
    """Make a token and print it.

    It is shown this once. Staff need a country, and donors a source.
    """
    from scripts.commands.tokens import create_token
    from web.settings import read_settings

    create_token(read_settings(database_url=database), role, country, source, label, days, user)


@tokens.command("list")
def list_tokens(database: Database = None) -> None:
    """Print every token: its number, label, role, reach, and until when."""
    from scripts.commands.tokens import list_tokens
    from web.settings import read_settings

    list_tokens(read_settings(database_url=database))


@tokens.command("revoke")
def revoke_token(
    token: Annotated[str, typer.Argument(metavar="TOKEN", help="Its label or its number.")],
    database: Database = None,
) -> None:
    """End a token at once."""
    from scripts.commands.tokens import revoke_token
    from web.settings import read_settings

    revoke_token(read_settings(database_url=database), token)


@users.command("create")
def create_user(
    login: Annotated[str, typer.Argument(metavar="LOGIN", help="The name to sign in with.")],
    role: Role,
    country: Countries = None,
    source: Sources = None,
    until: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="DATE", help="The last day of the account; an auditor needs one."
        ),
    ] = None,
    issuer: Annotated[
        str | None, typer.Option(metavar="URL", help="The OpenID provider that signs the person in.")
    ] = None,
    subject: Annotated[
        str | None, typer.Option(metavar="SUB", help="The person's `sub` at that provider.")
    ] = None,
    database: Database = None,
) -> None:
    """Make an account.

    The password is asked for on a terminal, and else read from standard input;
    with --issuer and --subject there is none.
    """
    from scripts.commands.users import create_user
    from web.settings import read_settings

    last = None if until is None else until.date()
    create_user(read_settings(database_url=database), login, role, country, source, last, issuer, subject)


@users.command("list")
def list_users(database: Database = None) -> None:
    """Print every account: its login, role, reach, and until when."""
    from scripts.commands.users import list_users
    from web.settings import read_settings

    list_users(read_settings(database_url=database))


@users.command("disable")
def disable_user(
    login: Annotated[str, typer.Argument(metavar="LOGIN", help="The account.")], database: Database = None
) -> None:
    """End an account at once, with its tokens and wherever it is signed in."""
    from scripts.commands.users import disable_user
    from web.settings import read_settings

    disable_user(read_settings(database_url=database), login)


@users.command("enable")
def enable_user(
    login: Annotated[str, typer.Argument(metavar="LOGIN", help="The account.")], database: Database = None
) -> None:
    """Let a disabled account sign in again; its tokens and sign-ins stay ended."""
    from scripts.commands.users import enable_user
    from web.settings import read_settings

    enable_user(read_settings(database_url=database), login)


@users.command("password")
def change_password(
    login: Annotated[str, typer.Argument(metavar="LOGIN", help="The account.")], database: Database = None
) -> None:
    """Give an account a new password, and sign it out of every browser.

    The password is asked for on a terminal, and else read from standard input.
    """
    from scripts.commands.users import change_password
    from web.settings import read_settings

    change_password(read_settings(database_url=database), login)
