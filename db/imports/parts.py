"""Which parts and relations a workbook of facts may have, by what they are declared to be."""

from __future__ import annotations

import re
from typing import Final

from db.imports.refusal import Reason, WorkbookRefused

_OPEN: Final = "application/vnd.openxmlformats-officedocument."
_PACKAGE: Final = "application/vnd.openxmlformats-package."

MAIN: Final = f"{_OPEN}spreadsheetml.sheet.main+xml"
WORKSHEET: Final = f"{_OPEN}spreadsheetml.worksheet+xml"
STRINGS: Final = f"{_OPEN}spreadsheetml.sharedStrings+xml"
STYLES: Final = f"{_OPEN}spreadsheetml.styles+xml"
RELATIONS: Final = f"{_PACKAGE}relationships+xml"
NOTES: Final = (f"{_OPEN}spreadsheetml.comments+xml", "application/vnd.ms-excel.threadedcomments+xml")
"""What is written beside cells: notes, and comments that are answered."""

_KNOWN: Final = frozenset(
    {
        MAIN,
        WORKSHEET,
        STRINGS,
        STYLES,
        RELATIONS,
        "application/xml",
        f"{_PACKAGE}core-properties+xml",
        f"{_OPEN}extended-properties+xml",
        f"{_OPEN}custom-properties+xml",
        f"{_OPEN}customXmlProperties+xml",
        f"{_OPEN}theme+xml",
        f"{_OPEN}themeOverride+xml",
        f"{_OPEN}vmlDrawing",
        f"{_OPEN}drawing+xml",
        f"{_OPEN}drawingml.chart+xml",
        f"{_OPEN}drawingml.chartshapes+xml",
        f"{_OPEN}spreadsheetml.calcChain+xml",
        f"{_OPEN}spreadsheetml.sheetMetadata+xml",
        *NOTES,
        f"{_OPEN}spreadsheetml.table+xml",
        f"{_OPEN}spreadsheetml.printerSettings",
        "application/vnd.ms-excel.person+xml",
        "application/vnd.ms-office.chartstyle+xml",
        "application/vnd.ms-office.chartcolorstyle+xml",
        "application/vnd.ms-office.classificationlabels+xml",
        *map("image/{}".format, ("png", "jpeg", "jpg", "gif", "bmp", "tiff", "x-emf", "x-wmf", "emf", "wmf")),
    }
)

_NEW_WORKBOOK: Final = "copy the filled rows into a new workbook, or into the template, and send that"
# The words are looked for in content types, names of parts and types of relations, all in small letters.
_REFUSED: Final = (
    (
        re.compile("sheet.binary"),
        Reason.OTHER_FORMAT,
        "it is a binary workbook (.xlsb)",
        "save it as “Excel Workbook (.xlsx)”",
    ),
    (re.compile("vba|macro"), Reason.MACROS, "it contains macros", "save it as “Excel Workbook (.xlsx)”"),
    (
        re.compile("externallink"),
        Reason.EXTERNAL_LINK,
        "it takes values from other files",
        "use “Data, Edit Links, Break Link” and save it anew",
    ),
    (
        re.compile(
            "oleobject|embeddings?/|/package$|activex|ctrlprop|controlproperties|/control$|customui|webextension|extensibility"
        ),
        Reason.EMBEDDED_OBJECT,
        "another document, a control or an add-in is embedded in it",
        _NEW_WORKBOOK,
    ),
    (
        re.compile("connections|querytable|xmlmaps|powerpivot|/model/|datamashup"),
        Reason.DATA_CONNECTION,
        "it is connected to a database or to a query",
        _NEW_WORKBOOK,
    ),
    (
        re.compile("pivot|slicer|timeline"),
        Reason.PIVOT_TABLE,
        "it has a pivot table, which keeps a hidden copy of its source",
        _NEW_WORKBOOK,
    ),
    (
        re.compile("opendocument"),
        Reason.OTHER_FORMAT,
        "it is an OpenDocument file (.ods)",
        "save it as “Excel Workbook (.xlsx)”",
    ),
)

_LINKS: Final = re.compile(r"(https?://|mailto:)\S", re.IGNORECASE)
_HYPERLINK: Final = "hyperlink"
_MARKS: Final = (
    (b"PK\3\4", Reason.NESTED_ARCHIVE, "an archive"),
    (b"Rar!", Reason.NESTED_ARCHIVE, "an archive"),
    (b"7z\xbc\xaf", Reason.NESTED_ARCHIVE, "an archive"),
    (b"\x1f\x8b", Reason.NESTED_ARCHIVE, "an archive"),
    (b"BZh", Reason.NESTED_ARCHIVE, "an archive"),
    (b"\xfd7zXZ", Reason.NESTED_ARCHIVE, "an archive"),
    (b"\xd0\xcf\x11\xe0", Reason.EMBEDDED_OBJECT, "another document"),
    (b"%PDF", Reason.EMBEDDED_OBJECT, "another document"),
    (b"MZ", Reason.EMBEDDED_OBJECT, "a program"),
    (b"\x7fELF", Reason.EMBEDDED_OBJECT, "a program"),
)


def is_xml(content_type: str) -> bool:
    """Whether a part of this type is XML, and is looked at as such."""
    return content_type.endswith(("+xml", "/xml", ".vmlDrawing"))


def is_picture(content_type: str) -> bool:
    """Whether a part of this type is, or holds, something drawn: a picture, a shape with words, a chart."""
    return content_type.startswith((f"{_OPEN}drawing", "image/"))


def check_kind(name: str, content_type: str | None) -> None:
    """Refuse a part of a kind that no workbook of facts needs."""
    _refuse_words(f"{content_type or ''} {name}".lower())
    if content_type not in _KNOWN:
        raise WorkbookRefused(
            Reason.UNKNOWN_PART, f"it has a part “{name}” of a kind that is not read here", _NEW_WORKBOOK
        )


def check_beginning(name: str, beginning: bytes) -> None:
    """Refuse a part that is something else than it is declared to be."""
    for mark, reason, what in _MARKS:
        if beginning.startswith(mark):
            raise WorkbookRefused(reason, f"its part “{name}” is {what}", _NEW_WORKBOOK)


def check_relation(kind: str, target: str, *, is_external: bool) -> None:
    """Refuse a relation to something outside of the workbook, but for links that a person follows."""
    _refuse_words(kind.lower())
    last = kind.rpartition("/")[2]
    if last == _HYPERLINK and (target.startswith("#") or _LINKS.match(target)):
        return
    if is_external or "\\" in target or ":" in target or target.startswith("//"):
        shown = target if len(target) <= 60 else target[:60] + "…"
        raise WorkbookRefused(
            Reason.EXTERNAL_LINK,
            f"it leads to “{shown}”, which is outside of it",
            "remove the link, picture or template from elsewhere and save it anew",
        )


def _refuse_words(text: str) -> None:
    for words, reason, found, advice in _REFUSED:
        if words.search(text):
            raise WorkbookRefused(reason, found, advice)
