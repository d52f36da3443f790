"""The benches: what they print, and that a missed target is a finding to read, never a failure."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.commands.__main__ import main
from scripts.commands.bench.measures import Measure, Unit, ratio, seconds
from scripts.commands.bench.printing import print_measures
from scripts.commands.bench.timing import medians_in_turn

ROOT = Path(__file__).resolve().parent.parent.parent

RATIO = re.compile(r"  (?P<what>\S.*?)  +\d[\d,.]*  +at most (?P<target>\S+)( ms)?  (within|over)")


def run_benches(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "scripts.commands", "bench", *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1"},
        capture_output=True,
        text=True,
    )


def test_each_bench_prints_its_ratios_with_their_targets() -> None:
    benches = ("files", "ledger", "table", "refusals", "export", "help")

    ran = run_benches(*benches, "--runs", "1", "--rows", "1000")

    assert (ran.returncode, ran.stderr) == (0, "")
    lines = ran.stdout.splitlines()
    assert [line.partition(":")[0] for line in lines if line and not line.startswith(" ")] == list(benches)
    held = {found["what"]: found["target"] for line in lines if (found := RATIO.fullmatch(line))}
    assert held == {
        "narrative.docx 2019-Q4 / empty": "1.50",
        "narrative.docx 2020-Q4 / empty": "1.50",
        "financial.xlsx 2019-Q4 / empty": "20.00",
        "financial.xlsx 2020-Q4 / empty": "20.00",
        "results.xlsx 2019-Q4 / empty": "20.00",
        "results.xlsx 2020-Q4 / empty": "20.00",
        "events.xlsx 2019-Q4 / empty": "20.00",
        "events.xlsx 2020-Q4 / empty": "20.00",
        "pack.zip 2019-Q4 / empty docx and xlsx": "6.00",
        "pack.zip 2020-Q4 / empty docx and xlsx": "6.00",
        "1,000 rows less its SQL / sample": "1.50",
        "peak memory, 1,000 rows / sample": "1.50",
        "1000 rows / 500 rows": "2.30",
        "2000 rows / 1000 rows": "2.30",
        "500 rows / cell by cell": "0.25",
        "csv, 4,000 / 1,000 rows": "4.60",
        "peak memory, csv, 4,000 / 1,000 rows": "1.20",
        "xlsx, 4,000 / 1,000 rows": "4.60",
        "peak memory, xlsx, 4,000 / 1,000 rows": "1.20",
    }
    assert re.search(r"^  rctp --help  +\d+ ms  at most 500 ms  (within|over)$", ran.stdout, re.MULTILINE)


def test_the_api_is_compared_with_the_stock_library_answer_by_answer() -> None:
    ran = run_benches("graphql", "--runs", "1", "--rows", "1000")

    assert (ran.returncode, ran.stderr) == (0, "")
    held = [found["what"] for line in ran.stdout.splitlines() if (found := RATIO.fullmatch(line))]
    assert held == [
        "an event by id / stock",
        "a ledger row by id / stock",
        "500 events / stock",
        "1,000 ledger rows / stock",
        "a tree of results / stock",
        "a dashboard / stock",
        "an event by id, again / /health/live",
        "a ledger row by id, again / /health/live",
        "500 events, again / /health/live",
        "1,000 ledger rows, again / /health/live",
        "a tree of results, again / /health/live",
    ]


def test_a_workbook_is_brought_in_by_processes_that_are_measured_as_a_whole() -> None:
    ran = run_benches("import", "--rows", "1000")

    assert (ran.returncode, ran.stderr) == (0, "")
    held = {found["what"] for line in ran.stdout.splitlines() if (found := RATIO.fullmatch(line))}
    assert held == {
        "bringing in / reading",
        "peak memory, 1,000 / 250 rows",
        "peak memory of the process, 1,000 / 250 rows",
        "{ __typename }, during an import / quiet",
        "50 ledger rows, during an import / quiet",
    }


def test_a_long_list_asks_as_much_of_the_database_as_a_short_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["bench", "statements"])

    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert re.findall(
        r"^  (\w+), (\d+) rows / 2 rows +1\.00  at most 1\.00  within$", said, re.MULTILINE
    ) == [
        ("organisations", "15"),
        ("resultNodes", "16"),
        ("indicators", "11"),
        ("events", "13"),
        ("ledgerEntries", "50"),
    ]


def test_list_names_every_bench_and_runs_none(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["bench", "--list"])

    assert ended.value.code == 0
    names = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert names == [
        "files",
        "ledger",
        "table",
        "statements",
        "graphql",
        "refusals",
        "frames",
        "export",
        "import",
        "help",
    ]


def test_a_bench_that_is_none_is_wrong_use_and_nothing_is_run(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["bench", "statements", "speed"])

    said = capsys.readouterr()
    assert (ended.value.code, said.out) == (2, "")
    assert said.err == (
        "rctp: “speed” is not a bench; "
        "the form is one of files, ledger, table, statements, graphql, refusals, frames, export, "
        "import, help\n"
    )


def test_what_is_at_its_target_is_within_it_and_what_is_more_is_over(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_measures(
        "rows: many against few",
        [
            seconds("few", 0.0123),
            seconds("many", 1.5),
            ratio("many / few", 3, 2, 1.5),
            ratio("more / few", 3.1, 2, 1.5),
            Measure("peak memory", 3 * 2**20, Unit.BYTES),
        ],
    )

    assert capsys.readouterr().out == (
        "rows: many against few\n"
        "  few           12.3 ms\n"
        "  many         1,500 ms\n"
        "  many / few       1.50  at most 1.50  within\n"
        "  more / few       1.55  at most 1.50  over\n"
        "  peak memory  3.00 MiB\n"
        "\n"
    )


def test_a_terminal_gets_a_table(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")

    print_measures("rows: many against few", [ratio("many / few", 3, 2, 1)])

    said = capsys.readouterr().out
    assert re.search(r"many / few +1\.50 +at most 1\.00 +\x1b\[1;31mover", said)


def test_cases_are_timed_in_turn_after_a_round_that_does_not_count() -> None:
    called: list[str] = []

    times = medians_in_turn({"a": lambda: called.append("a"), "b": lambda: called.append("b")}, runs=2)

    assert called == ["a", "b", "a", "b", "a", "b"]
    assert list(times) == ["a", "b"]
