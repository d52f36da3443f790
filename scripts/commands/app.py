"""The words of the command line; what each command does is imported when it is called.

So `--help` costs no more than reading this file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scripts.commands.people import tokens, users

app = typer.Typer(
    help="Donor reports of a regional programme: serve them, write them, check them.",
    epilog="Exit status: 0 done, 1 a finding or a refusal, 2 wrong use.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich would double the time that --help takes
)

app.add_typer(tokens, name="token")
app.add_typer(users, name="user")
trail = typer.Typer(help="The trail: who did what, in one chain.", no_args_is_help=True)
app.add_typer(trail, name="trail")

Database = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="The database, such as sqlite:///reports.db or postgresql://user@host/name. "
        "Without it: RCTP_DATABASE_URL, else var/rctp.db of this checkout.",
    ),
]
Source = Annotated[str, typer.Argument(metavar="SOURCE", help="The funding source, such as NMFA-RCTP.")]
Period = Annotated[str, typer.Argument(metavar="PERIOD", help="The quarter, such as 2019-Q4.")]


@app.command()
def serve(
    host: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="The address to listen on. [default: 127.0.0.1]")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(metavar="PORT", min=0, max=65535, help="The port, or 0 for any. [default: 8000]"),
    ] = None,
    database: Database = None,
) -> None:
    """Serve the pages, the reports and the API.

    The default database is made, and filled with the sample programme, when it is not there yet.
    Any other begins empty.
    """
    from scripts.commands.serve import serve
    from web.settings import read_settings

    serve(read_settings(host=host, port=port, database_url=database))


@app.command()
def migrate(database: Database = None) -> None:
    """Bring a database to the form that this program needs."""
    from scripts.commands.migrate import migrate
    from web.settings import read_settings

    migrate(read_settings(database_url=database))


@app.command()
def load_sample(
    rows: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, help="How many ledger rows, for measuring. [default: a few hundred]"
        ),
    ] = None,
    database: Database = None,
) -> None:
    """Load the sample programme.

    Refused where a programme is already there.
    """
    from scripts.commands.load_sample import load_sample
    from web.settings import read_settings

    load_sample(read_settings(database_url=database), rows)


@app.command()
def report(
    source: Source,
    period: Period,
    to: Annotated[Path, typer.Option(metavar="FOLDER", help="Where to write; made when missing.")],
    *,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="The PDF files too, which LibreOffice prints in some seconds each.")
    ] = False,
    database: Database = None,
) -> None:
    """Write every file of a report.

    The bytes are those of the download. Prints the path of each file.
    """
    from scripts.commands.report import write_report
    from web.settings import read_settings

    write_report(read_settings(database_url=database), source, period, to, pdf=pdf)


@app.command()
def template(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="What it takes in, such as rates.")],
    to: Annotated[
        Path, typer.Option(metavar="FILE", help="Where to write; its folder is made when missing.")
    ],
    *,
    filled: Annotated[
        bool, typer.Option("--filled", help="With what is recorded, to be corrected and not typed again.")
    ] = False,
    database: Database = None,
) -> None:
    """Write a workbook to be filled in and imported.

    Its lists are the codes of the database. Prints the path.
    """
    from scripts.commands.template import write_template
    from web.settings import read_settings

    write_template(read_settings(database_url=database), kind, to, filled=filled)


@app.command()
def check(source: Source, period: Period, database: Database = None) -> None:
    """Print the checks of a report.

    Exits with 1 when one fails.
    """
    from scripts.commands.check import check
    from web.settings import read_settings

    check(read_settings(database_url=database), source, period)


@app.command()
def check_totals(
    source: Annotated[
        str | None, typer.Argument(metavar="SOURCE", help="The funding source; all without one.")
    ] = None,
    database: Database = None,
) -> None:
    """Compare the maintained totals of the ledger with its rows.

    Prints each difference. Exits with 1 when there is one.
    """
    from scripts.commands.check_totals import check_totals
    from web.settings import read_settings

    check_totals(read_settings(database_url=database), source)


@app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="The filled-in template.")
    ],
    *,
    apply: Annotated[bool, typer.Option("--apply", help="Write it, all or nothing.")] = False,
    error_book: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to write the workbook with its problems marked."),
    ] = None,
    database: Database = None,
) -> None:
    """Preview what a workbook would change, or apply it.

    Without --apply nothing is written. Exits with 1 when there are problems.
    """
    from scripts.commands.imports import import_workbook
    from web.settings import read_settings

    import_workbook(read_settings(database_url=database), file, error_book, apply=apply)


@app.command()
def schema(
    to: Annotated[Path | None, typer.Option(metavar="FILE", help="Write there instead of printing.")] = None,
) -> None:
    """Print the schema of the API."""
    from scripts.commands.schema import export_schema

    export_schema(to)


@app.command()
def bench(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help="The benches to run; all without one.")
    ] = None,
    *,
    names_only: Annotated[
        bool, typer.Option("--list", help="Print the benches and what they compare.")
    ] = False,
    runs: Annotated[int, typer.Option(metavar="N", min=1, help="How often each case is timed.")] = 7,
    rows: Annotated[int, typer.Option(metavar="N", min=1000, help="Rows of the large ledger.")] = 100_000,
) -> None:
    """Measure the program against itself and its libraries.

    Prints each ratio with its target, and whether it is within it; exits with 0 in either case.
    """
    from scripts.commands.bench.catalogue import Settings
    from scripts.commands.bench.command import list_benches, run_benches

    if names_only:
        list_benches()
    else:
        run_benches(names or (), Settings(runs, rows))


@trail.command("verify")
def trail_verify(
    dump: Annotated[
        Path | None,
        typer.Option(metavar="FILE", exists=True, dir_okay=False, help="A dump instead of the database."),
    ] = None,
    checkpoint: Annotated[
        list[str] | None,
        typer.Option(metavar="NUMBER:HASH", help="A checkpoint that was printed before; may be repeated."),
    ] = None,
    database: Database = None,
) -> None:
    """Verify the trail and every ledger's chain, or a dump of the trail.

    Names the first bad row. Exits with 1 when there is one.
    """
    from scripts.commands.trail import verify_trail
    from web.settings import read_settings

    verify_trail(read_settings(database_url=database), dump, checkpoint or ())


@trail.command("dump")
def trail_dump(
    to: Annotated[Path, typer.Option(metavar="FILE", help="Where to write.")], database: Database = None
) -> None:
    """Write the whole trail as JSON, a row a line, and print the path.

    `python3 db/trail.py FILE` verifies it, without this program.
    """
    from scripts.commands.trail import dump_trail
    from web.settings import read_settings

    dump_trail(read_settings(database_url=database), to)


@trail.command("checkpoint")
def trail_checkpoint(database: Database = None) -> None:
    """Print the number and the hash of the trail's last row."""
    from scripts.commands.trail import print_checkpoint
    from web.settings import read_settings

    print_checkpoint(read_settings(database_url=database))
