"""The import line, on small trees."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from scripts import check_layers
from scripts.check_layers import LINE, findings


def found_in(
    root: Path, files: Mapping[str, str], owners: Mapping[str, list[str]] | None = None
) -> list[str]:
    """Write the files, with an __init__.py in each top folder, and return what is found, as printed."""
    for folder in LINE:
        (root / folder).mkdir()
        (root / folder / "__init__.py").touch()
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return [str(finding) for finding in findings(root, owners or {})]


def test_a_tree_that_only_looks_left_is_clean(tmp_path: Path) -> None:
    found = found_in(
        tmp_path,
        {
            "db/money.py": "from __future__ import annotations\nimport decimal\nimport sqlalchemy.orm\n",
            "reports/table.py": "from db.money import Money\nimport reports.cells\n",
            "resolvers/relations.py": "from strawberry import dataloader\nimport strawberry.dataloader\n",
            "web/app.py": "from starlette.applications import Starlette\nfrom schema.query import Query\n",
            "tests/test_app.py": "import pytest, web.app\nfrom scripts.check_layers import main\n",
        },
    )

    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "import reports.table",
        "from reports import table",
        "def late():\n    from reports.table import Table",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import reports",
        "try:\n    import reports\nexcept ImportError:\n    pass",
    ],
)
def test_an_import_from_the_right_is_found_wherever_it_hides(tmp_path: Path, source: str) -> None:
    found = found_in(tmp_path, {"db/money.py": source})

    assert len(found) == 1
    assert "which stands above it; move what is shared down to db" in found[0]


def test_a_finding_names_its_file_and_line(tmp_path: Path) -> None:
    found = found_in(
        tmp_path, {"db/models/funding.py": "import math\n\nimport web.app\n", "db/models/__init__.py": ""}
    )

    assert found[0].startswith("db/models/funding.py:3: db imports web.app, ")


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("db/rates.py", "import requests"),
        ("reports/facts.py", "import sqlalchemy"),
        ("resolvers/viewer.py", "import strawberry"),
        ("resolvers/viewer.py", "from strawberry import type"),
        ("schema/query.py", "import starlette"),
        ("scripts/commands.py", "import click"),
    ],
)
def test_a_library_in_a_folder_that_may_not_use_it_is_found(tmp_path: Path, path: str, source: str) -> None:
    found = found_in(tmp_path, {path: source})

    assert len(found) == 1
    assert " may not import " in found[0]


def test_a_library_may_be_given_to_some_files_of_a_folder_only(tmp_path: Path) -> None:
    found = found_in(
        tmp_path,
        {
            "reports/excel/__init__.py": "",
            "reports/excel/sheets.py": "from openpyxl import Workbook\n",
            "reports/cells.py": "import babel.numbers\n",
            "reports/table.py": "import openpyxl\n",
        },
    )

    assert found == [
        "reports/table.py:1: reports imports openpyxl in excel/* and ledger/* only; move this there"
    ]


def test_a_library_is_not_mistaken_for_one_whose_name_begins_alike(tmp_path: Path) -> None:
    found = found_in(tmp_path, {"db/engine.py": "import sqlalchemy_utils\n"})

    assert "db may not import sqlalchemy_utils" in found[0]


def test_a_relative_import_is_found(tmp_path: Path) -> None:
    found = found_in(tmp_path, {"db/rates.py": "from . import money\nfrom .money import Money\n"})

    assert found == [
        "db/rates.py:1: relative import; write the whole name from the top folder",
        "db/rates.py:2: relative import; write the whole name from the top folder",
    ]


def test_a_source_folder_without_its_marker_is_found(tmp_path: Path) -> None:
    found = found_in(tmp_path, {"db/queries/deep/page.py": ""})

    assert [finding.partition(":")[0] for finding in found] == [
        "db/queries/__init__.py",
        "db/queries/deep/__init__.py",
    ]


def test_an_installed_package_with_the_name_of_a_folder_is_found(tmp_path: Path) -> None:
    found = found_in(tmp_path, {}, owners={"web": ["web.py"], "rich": ["rich"]})

    assert len(found) == 1
    assert "the installed distribution web.py owns the name 'web' too" in found[0]


def test_a_file_that_is_not_python_is_found(tmp_path: Path) -> None:
    found = found_in(tmp_path, {"db/rates.py": "import math\ndef\n"})

    assert found == ["db/rates.py:2: is not Python (invalid syntax); correct it"]


def test_the_command_prints_each_finding_and_exits_with_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found_in(tmp_path, {"db/rates.py": "import web\n"})
    monkeypatch.setattr(check_layers, "ROOT", tmp_path)

    status = check_layers.main()

    assert status == 1
    assert capsys.readouterr().out.startswith("db/rates.py:1: db imports web, ")


def test_the_command_says_nothing_of_a_clean_tree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found_in(tmp_path, {"db/rates.py": "import decimal\n"})
    monkeypatch.setattr(check_layers, "ROOT", tmp_path)

    status = check_layers.main()

    assert status == 0
    assert capsys.readouterr().out == ""
