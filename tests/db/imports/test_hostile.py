import socket
from time import process_time

import pytest

from db.imports.package import check_package
from db.imports.reader import read_sheet
from db.imports.refusal import WorkbookRefused
from tests.db.imports.hostile import Hostile, corpus
from tests.db.imports.memory import growth_in_mib
from tests.db.imports.workbooks import MAIN, OFFICE, SHEET, packed, parts

SECONDS, MIB = 1.0, 100.0


@pytest.mark.parametrize("file", list(corpus()), ids=lambda file: file.name)
def test_a_hostile_file_is_refused_quickly_and_in_little_memory(file: Hostile) -> None:
    content = file.make()
    refusals: list[WorkbookRefused] = []

    def refuse() -> None:
        with pytest.raises(WorkbookRefused) as refused:
            _open(content, is_read=file.when_read)
        refusals.append(refused.value)

    began = process_time()
    growth = growth_in_mib(refuse)
    took = process_time() - began

    assert refusals[0].reason is file.reason, str(refusals[0])
    assert took < SECONDS
    assert growth < MIB


def test_nothing_is_fetched_from_where_a_file_points() -> None:
    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.setblocking(False)
        address = f"http://127.0.0.1:{canary.getsockname()[1]}/a"
        own = str(parts()[SHEET])
        include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{address}"/>'
        schema = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation'
        pointing = (
            own.replace("<worksheet", f'<!DOCTYPE w SYSTEM "{address}"><worksheet', 1),
            own.replace("<worksheet", f'<!DOCTYPE w [<!ENTITY a SYSTEM "{address}">]><worksheet', 1),
            own.replace("<worksheet", f'<?xml-stylesheet href="{address}"?><worksheet', 1),
            own.replace("<worksheet ", f'<worksheet {schema}="{MAIN} {address}" ', 1),
            own.replace("<sheetData>", f"{include}<sheetData>", 1),
        )
        link = f'<Relationship Id="r1" Type="{OFFICE}/hyperlink" Target="{address}" TargetMode="External"/>'

        for content in (*({**parts(), SHEET: sheet} for sheet in pointing), parts(sheet_relations=link)):
            try:
                _open(packed(content), is_read=True)
            except WorkbookRefused:
                continue

        with pytest.raises(BlockingIOError):
            canary.accept()


def test_a_refusal_says_what_was_found_the_limit_and_what_to_do() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="20000"><c r="D20000"><v>1</v></c></row>'

    with pytest.raises(WorkbookRefused) as refused:
        _open(packed(parts(far)), is_read=True)

    assert str(refused.value) == (
        "the workbook is refused: D20000 of its sheet “Facts” stands below 19,998 empty rows "
        "(columns to IV, at most 10,000 empty rows); delete it, or move it to the table"
    )


def _open(content: bytes, *, is_read: bool) -> None:
    with check_package(content) as package:
        if is_read:
            for _ in read_sheet(package, "Facts"):
                pass
