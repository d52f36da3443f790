"""The pack: what lies in it, and what its manifest says of the worked quarter of domain.md b.2 and b.3."""

import io
import json
import tomllib
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from reports import pack, software
from reports.catalogue import OUTPUTS
from reports.compose import compose
from reports.dataset import Dataset
from reports.manifest import manifest
from reports.table import Missing
from tests.reports.figures.facts import stated
from tests.reports.figures.worked import WORKED

NAMES = [
    "PRG_2019-Q4_narrative_v1.docx",
    "PRG_2019-Q4_financial_v1.xlsx",
    "PRG_2019-Q4_results_v1.xlsx",
    "PRG_2019-Q4_events_v1.xlsx",
    "PRG_2019-Q4_iati_v1.xml",
]


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return compose(stated(WORKED).at("2019-Q4"))


@pytest.fixture(scope="module")
def packed(dataset: Dataset) -> bytes:
    return pack.build(dataset)


@pytest.fixture(scope="module")
def parts(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def said(parts: dict[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(parts["manifest.json"])
    return found


def test_a_pack_has_the_manifest_and_every_file_of_the_report(parts: dict[str, bytes]) -> None:
    assert list(parts) == ["manifest.json", *NAMES]


def test_a_file_is_the_same_in_the_pack_and_alone(dataset: Dataset, parts: dict[str, bytes]) -> None:
    assert [parts[name] for name in NAMES] == [output.build(dataset) for output in OUTPUTS]


def test_equal_data_make_an_equal_pack(packed: bytes) -> None:
    again = pack.build(compose(stated(WORKED).at("2019-Q4")))

    assert again == packed


def test_no_entry_of_a_pack_has_a_clock_or_a_system(packed: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        entries = archive.infolist()

    assert {(entry.date_time, entry.create_system) for entry in entries} == {((1980, 1, 1, 0, 0, 0), 0)}


def test_the_manifest_has_the_digest_and_the_size_of_every_file(
    parts: dict[str, bytes], said: dict[str, Any]
) -> None:
    assert [(file["name"], file["size"], file["sha256"]) for file in said["files"]] == [
        (name, len(parts[name]), sha256(parts[name]).hexdigest()) for name in NAMES
    ]


def test_the_manifest_has_the_rows_of_every_table_in_a_file(said: dict[str, Any]) -> None:
    rows = {file["kind"]: file["rows"] for file in said["files"]}

    assert (
        rows["financial"]["expenditure"] == 12
    )  # five lines, two categories with heading and subtotal, three totals
    assert rows["narrative"]["financial_summary"] == 5
    assert rows["iati"] == {
        "iati_activity": 19,
        "iati_organisations": 4,
        "iati_classifications": 8,
        "iati_budgets": 1,
        "iati_transactions": 3,
        "iati_results": 0,
    }
    assert all(rows.values())


def test_the_manifest_has_the_control_totals_exact_to_the_minor_unit(said: dict[str, Any]) -> None:
    def kroner(amount: str) -> dict[str, str]:
        return {"amount": amount, "currency": "NOK"}

    assert said["control_totals"] == {
        "approved_budget": kroner("281410.00"),
        "expenditure_before_period": kroner("0.00"),
        "expenditure_in_period": kroner("289098.26"),
        "expenditure_to_date": kroner("289098.26"),
        "received_to_date": kroner("1500000.00"),
        "closing_balance": kroner("1210901.74"),
        "closing_balance_functional": {"amount": "144068.86", "currency": "USD"},
    }


def test_the_manifest_says_what_was_asked_for_and_how_its_rules_stand(said: dict[str, Any]) -> None:
    assert (said["filters"]["funding_source"], said["filters"]["period"]) == ("SRC", "2019-Q4")
    assert (said["report"]["start"], said["report"]["end"]) == ("2019-10-01", "2019-12-31")
    assert said["report"]["warnings"] == ["DRAFT"]
    assert (said["checks"]["R13"], said["checks"]["R20"]) == ("OK", "OPEN")


def test_the_manifest_names_the_data_and_the_program_and_no_clock(
    dataset: Dataset, said: dict[str, Any]
) -> None:
    root = Path(__file__).resolve().parents[2]
    version = tomllib.loads((root / "pyproject.toml").read_text())["project"]["version"]

    assert said["data"] == {"as_of": "2019-12-31T12:00:00Z", "snapshot": dataset.header.snapshot_id}
    assert said["software"] == {"name": "RCTP reporting", "version": version}
    assert {file["template_version"] for file in said["files"]} == {version}
    assert version == software.VERSION


def test_a_total_that_is_not_known_is_a_sign_and_no_number(dataset: Dataset) -> None:
    funds = dataset.tables["funds"]
    row = funds.rows[funds.row_index("closing")]
    at = funds.column_index("functional")
    unknown = replace(row, cells=(*row.cells[:at], Missing.UNKNOWN, *row.cells[at + 1 :]))
    rows = tuple(unknown if of is row else of for of in funds.rows)
    tables = {**dataset.tables, "funds": replace(funds, rows=rows)}

    found = json.loads(manifest(replace(dataset, tables=tables), {}))

    assert found["control_totals"]["closing_balance_functional"] == ".."
    assert found["files"] == []
