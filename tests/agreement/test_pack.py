"""What is in the pack is what is served alone, and its control totals are the cells of the API."""

import io
import json
import zipfile

from tests.agreement.conftest import Published

TOTALS = {
    "approved_budget": ("expenditure", "total", "budget"),
    "expenditure_before_period": ("expenditure", "total", "before"),
    "expenditure_in_period": ("expenditure", "total", "period"),
    "expenditure_to_date": ("expenditure", "total", "to_date"),
    "received_to_date": ("project_information", "received_to_date", "value"),
    "closing_balance": ("funds", "closing", "reporting"),
    "closing_balance_functional": ("funds", "closing", "functional"),
}


def parts_of(pack: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(pack)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_pack_has_the_bytes_of_every_file(published: Published) -> None:
    first = f"RCTP_{published.period}"
    alone = {f"{first}_{kind}_v1.xlsx": content for kind, content in published.workbooks.items()}
    alone[f"{first}_narrative_v1.docx"] = published.document
    alone[f"{first}_iati_v1.xml"] = published.publication

    packed = parts_of(published.pack)

    assert packed.keys() == {"manifest.json", *alone}
    assert {name: packed[name] for name in alone} == alone


def test_the_control_totals_are_the_cells_of_the_api(published: Published) -> None:
    totals = json.loads(parts_of(published.pack)["manifest.json"])["control_totals"]

    assert totals.keys() == TOTALS.keys()
    for name, (key, row, column) in TOTALS.items():
        table = published.tables[key]
        keys = [each["key"] for each in table["columns"]]
        [cells] = [each["cells"] for each in table["rows"] if each["key"] == row]
        money = cells[keys.index(column)]["money"]
        minor = totals[name]["amount"].replace(".", "").lstrip("0") or "0"
        assert (minor, totals[name]["currency"]) == (money["minor"], money["currency"])


def test_the_manifest_counts_the_rows_of_the_api(published: Published) -> None:
    files = json.loads(parts_of(published.pack)["manifest.json"])["files"]
    rows = {key: count for file in files for key, count in file["rows"].items()}

    assert rows == {key: len(table["rows"]) for key, table in published.tables.items()}
