from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation

from db.imports.package import check_package
from db.imports.refusal import WorkbookRefused
from tests.db.imports.workbooks import OFFICE, SHEET, TYPES, packed, parts
from tests.db.imports.zips import DESCRIPTOR, Part, changed, with_parts, written


def test_a_workbook_by_openpyxl_with_lists_notes_and_links_is_taken() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Events"
    sheet["A1"] = "Code"
    sheet["A1"].comment = Comment("Stable, human-readable key.", "Office")
    sheet["A2"] = "https://example.org/event"
    sheet["A2"].hyperlink = "https://example.org/event"
    sheet.merge_cells("B1:C1")
    sheet.freeze_panes = "A2"
    choices = DataValidation("list", formula1='"GE,MD"')
    choices.add("D2:D99")
    sheet.add_data_validation(choices)
    hidden = book.create_sheet("Lists")
    hidden.sheet_state = "veryHidden"
    file = BytesIO()
    book.save(file)

    with check_package(file.getvalue()) as package:
        sheets = package.sheets

    assert [(each.name, each.is_hidden, each.merged) for each in sheets] == [
        ("Events", False, ("B1:C1",)),
        ("Lists", True, ()),
    ]


def test_a_file_is_read_from_its_path_and_closed(tmp_path: Path) -> None:
    path = tmp_path / "facts.xlsx"
    path.write_bytes(packed(parts()))

    with check_package(path) as package:
        names = [sheet.name for sheet in package.sheets]

    assert names == ["Facts"]
    with pytest.raises(ValueError, match="closed file"):
        list(package.unpack(SHEET))


def test_what_office_programs_add_is_taken() -> None:
    types = (
        '<Default Extension="bin" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/>'
        '<Default Extension="png" ContentType="image/png"/>'
    )
    more: dict[str, str | bytes] = {
        "xl/printerSettings/printerSettings1.bin": b"P\0r\0i\0n\0t\0",
        "xl/media/image1.png": b"\x89PNG\r\n\x1a\n",
        "customXml/item1.xml": "<a/>",
    }

    with check_package(packed({**parts(types=types), **more})) as package:
        assert len(package.sheets) == 1


@pytest.mark.parametrize("with_mark", [True, False])
def test_an_entry_whose_sizes_follow_it_is_taken(with_mark: bool) -> None:
    def followed(part: Part) -> Part:
        numbers = (part.crc, len(part.packed), part.unpacked)
        after = b"PK\7\x08" * with_mark + b"".join(number.to_bytes(4, "little") for number in numbers)
        return Part(part.name, part.packed, part.crc, part.unpacked, flags=DESCRIPTOR, descriptor=after)

    entries = changed(with_parts(parts()), SHEET, followed)

    with check_package(written(entries)) as package:
        assert len(package.sheets) == 1


@pytest.mark.parametrize("target", ["https://example.org/a", "mailto:office@example.org", "#Facts!A1"])
def test_a_link_that_only_a_person_follows_is_taken(target: str) -> None:
    link = f'<Relationship Id="r1" Type="{OFFICE}/hyperlink" Target="{target}" TargetMode="External"/>'

    with check_package(packed(parts(sheet_relations=link))) as package:
        assert len(package.sheets) == 1


def test_a_part_is_unpacked_piece_by_piece() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n * 7919}</v></c></row>' for n in range(1, 20_001))
    content = parts(rows)

    with check_package(packed(content)) as package:
        pieces = list(package.unpack(SHEET))

    assert b"".join(pieces).decode() == content[SHEET]
    assert max(map(len, pieces)) <= 65_536


def test_the_same_kind_of_refusal_has_one_code_and_its_facts() -> None:
    macros = {**parts(), TYPES: str(parts()[TYPES]).replace("sheet.main", "sheet.macroEnabled.main")}

    with pytest.raises(WorkbookRefused) as refused:
        check_package(packed(macros))

    assert refused.value.code == "workbook-refused"
    assert (refused.value.reason, refused.value.found) == ("macros", "it contains macros")
    assert str(refused.value) == (
        "the workbook is refused: it contains macros; save it as “Excel Workbook (.xlsx)”"
    )
