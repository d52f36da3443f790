"""Workbooks written by hand, part by part, as Excel writes them or as it never would."""

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
SHEET_RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"
TYPES = "[Content_Types].xml"

PLAIN, DAY = 0, 1
"""The styles of parts(); its formats follow from 2."""


def parts(
    rows: str = '<row r="1"><c r="A1"><v>1</v></c></row>',
    *,
    after_rows: str = "",
    strings: str = "",
    formats: Sequence[str] = (),
    workbook: str = "",
    types: str = "",
    relations: str = "",
    sheet_relations: str = "",
) -> dict[str, str | bytes]:
    """The parts of a workbook with one sheet, Facts; every argument is XML to put in its place."""
    own = ("dd.mm.yyyy", *formats)
    found: dict[str, str | bytes] = {
        TYPES: f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/>'
        f"{types}</Types>",
        "_rels/.rels": _relations(
            f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        ),
        WORKBOOK: f'{_HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{workbook}'
        '<sheets><sheet name="Facts" sheetId="1" r:id="rId1"/></sheets></workbook>',
        RELATIONS: _relations(
            f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId3" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
            f"{relations}"
        ),
        SHEET: f'{_HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f"<sheetData>{rows}</sheetData>{after_rows}</worksheet>",
        STYLES: f'{_HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="{len(own)}">'
        + "".join(
            f'<numFmt numFmtId="{number}" formatCode={quoteattr(code)}/>'
            for number, code in enumerate(own, 164)
        )
        + '</numFmts><cellXfs><xf numFmtId="0"/>'
        + "".join(f'<xf numFmtId="{number}"/>' for number, _ in enumerate(own, 164))
        + "</cellXfs></styleSheet>",
        STRINGS: f'{_HEAD}<sst xmlns="{MAIN}">{strings}</sst>',
    }
    if sheet_relations:
        found[SHEET_RELATIONS] = _relations(sheet_relations)
    return found


def packed(content: Mapping[str, str | bytes]) -> bytes:
    """The parts as a workbook's file."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), part, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _relations(inner: str) -> str:
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'
