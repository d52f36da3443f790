"""Files made to harm, mislead or exhaust whoever opens them, and ones that are merely no workbook."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from db.imports.refusal import Reason
from tests.db.imports.workbooks import (
    MAIN,
    OFFICE,
    RELATIONS,
    SHEET,
    STRINGS,
    TYPES,
    WORKBOOK,
    packed,
    parts,
)
from tests.db.imports.zips import (
    DESCRIPTOR,
    ENCRYPTED,
    STORED,
    Part,
    blanks,
    changed,
    lying,
    with_parts,
    written,
)

_MIB = 1 << 20
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OPEN = "application/vnd.openxmlformats-officedocument"
_BLANKS = str.maketrans("0123456789", "   \t\t\n\n\n  ")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


@dataclass(frozen=True)
class Hostile:
    """One file and why it is refused; some only show when their rows are read."""

    name: str
    reason: Reason
    make: Callable[[], bytes]
    when_read: bool = False


def corpus() -> Iterator[Hostile]:
    """Every file, made only when it is asked for."""
    yield from _no_workbooks()
    yield from _bent_archives()
    yield from _bombs()
    yield from _foreign_parts()
    yield from _foreign_markup()
    yield from _exhausting_rows()


def _no_workbooks() -> Iterator[Hostile]:
    encrypted = _OLE + bytes(4088) + "EncryptedPackage".encode("utf-16-le") + bytes(4096)
    document = {
        **parts(),
        WORKBOOK: "<w/>",
        TYPES: str(parts()[TYPES]).replace("spreadsheetml.sheet", "word"),
    }
    spreadsheet = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}
    strict = str(parts()[WORKBOOK]).replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    binary = _retyped("sheet.main+xml", "sheet.binary.macroEnabled.main")
    yield Hostile("an empty file", Reason.NOT_A_WORKBOOK, bytes)
    yield Hostile("a text", Reason.NOT_A_WORKBOOK, lambda: b"Document;Amount\nLED-1;12,50\n")
    yield Hostile("a legacy .xls", Reason.OLD_FORMAT, lambda: _OLE + bytes(8192))
    yield Hostile("an encrypted workbook", Reason.PASSWORD, lambda: encrypted)
    yield Hostile("a zip of something else", Reason.NOT_A_WORKBOOK, lambda: packed({"a.txt": "a"}))
    yield Hostile("a text document", Reason.UNKNOWN_PART, lambda: packed(document))
    yield Hostile("an OpenDocument file", Reason.OTHER_FORMAT, lambda: packed(spreadsheet))
    yield Hostile("a strict workbook", Reason.OTHER_FORMAT, lambda: packed({**parts(), WORKBOOK: strict}))
    yield Hostile("a binary workbook", Reason.OTHER_FORMAT, lambda: packed(binary))
    yield Hostile("a cut off file", Reason.DAMAGED, lambda: packed(parts())[:-200])


def _bent_archives() -> Iterator[Hostile]:
    honest = packed(parts())
    entries = with_parts(parts())
    twin = Part.of(SHEET, "<worksheet/>")
    upper = Part.of(SHEET.upper(), "<worksheet/>")
    yield Hostile("bytes before it", Reason.EXTRA_DATA, lambda: written(entries, before=b"MZ" + bytes(98)))
    yield Hostile("bytes behind it", Reason.EXTRA_DATA, lambda: honest + b"more")
    yield Hostile("a second archive behind it", Reason.EXTRA_DATA, lambda: honest[:-22] + honest)
    yield Hostile("bytes between entries", Reason.EXTRA_DATA, lambda: written(_spaced(entries)))
    yield Hostile("two entries of one name", Reason.MISLEADING, lambda: written([*entries, twin]))
    yield Hostile("two names but for case", Reason.MISLEADING, lambda: written([*entries, upper]))
    for name in (
        "../evil.xml",
        "/etc/evil.xml",
        "xl\\evil.xml",
        "xl/./evil.xml",
        "C:evil.xml",
        "xl/еvil.xml",
    ):
        one = Part.of(name, "<a/>")
        yield Hostile(f"an entry named {name}", Reason.MISLEADING, partial(written, [*entries, one]))
    other_name = changed(entries, SHEET, lambda part: replace(part, local_name=SHEET.replace("1", "2")))
    other_size = changed(entries, SHEET, lambda part: replace(part, local_unpacked=part.unpacked + 1))
    locked = changed(entries, SHEET, lambda part: replace(part, flags=ENCRYPTED))
    unusual = changed(entries, SHEET, lambda part: replace(part, method=12))
    described = changed(entries, SHEET, lambda part: replace(part, flags=DESCRIPTOR, descriptor=bytes(16)))
    overlapping = changed(entries, STRINGS, lambda part: replace(part, at=0))
    hidden = changed(entries, SHEET, lambda part: replace(part, packed=part.packed + b"hidden"))
    wrong_crc = changed(entries, SHEET, lambda part: replace(part, crc=part.crc ^ 1))
    yield Hostile("headers with two names", Reason.MISLEADING, lambda: written(other_name))
    yield Hostile("headers with two sizes", Reason.MISLEADING, lambda: written(other_size))
    yield Hostile("an encrypted entry", Reason.PASSWORD, lambda: written(locked))
    yield Hostile("an entry packed with bzip2", Reason.MISLEADING, lambda: written(unusual))
    yield Hostile("a false data descriptor", Reason.MISLEADING, lambda: written(described))
    yield Hostile("overlapping entries", Reason.MISLEADING, lambda: written(overlapping))
    yield Hostile("bytes behind a deflated end", Reason.MISLEADING, lambda: written(hidden))
    yield Hostile("a wrong checksum", Reason.DAMAGED, lambda: written(wrong_crc))


def _bombs() -> Iterator[Hostile]:
    many = {f"xl/media/{number}.png": b"" for number in range(1001)}
    yield Hostile("1,001 entries more", Reason.TOO_MANY_PARTS, lambda: packed({**parts(), **many}))
    yield Hostile(
        "65,536 entries", Reason.MISLEADING, lambda: written([Part.of(f"{n}", b"") for n in range(65536)])
    )
    yield Hostile("a file of 65 MB", Reason.TOO_LARGE, lambda: packed(parts()) + bytes(65 * _MIB))
    yield Hostile("a gigabyte, admitted", Reason.TOO_LARGE, lambda: _bomb(1024 * _MIB, None))
    yield Hostile("200 MB, admitted", Reason.TOO_LARGE, lambda: _bomb(200 * _MIB, None))
    yield Hostile("a gigabyte, declared as 1 MB", Reason.MISLEADING, lambda: _bomb(1024 * _MIB, _MIB))
    yield Hostile(
        "a gigabyte, declared as 40 MB",
        Reason.MISLEADING,
        lambda: _bomb(1024 * _MIB, 40 * _MIB),
    )
    yield Hostile(
        "a bomb in an unread part", Reason.TOO_LARGE, lambda: _bomb(200 * _MIB, None, "xl/media/a.png")
    )
    yield Hostile("500 parts of 4 MB", Reason.TOO_LARGE, lambda: written(_many_bombs()))


def _foreign_parts() -> Iterator[Hostile]:
    vba = {"xl/vbaProject.bin": _OLE}
    vba_type = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    macro_book = _retyped(
        f"{_OPEN}.spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    picture = '<Default Extension="png" ContentType="image/png"/>'
    yield Hostile("macros", Reason.MACROS, lambda: packed({**parts(types=vba_type), **vba}))
    yield Hostile(
        "macros called a picture",
        Reason.EMBEDDED_OBJECT,
        lambda: packed({**parts(types=picture), "xl/media/a.png": _OLE}),
    )
    yield Hostile("the type of an .xlsm", Reason.MACROS, lambda: packed(macro_book))
    yield Hostile(
        "an archive called a picture",
        Reason.NESTED_ARCHIVE,
        lambda: packed({**parts(types=picture), "xl/media/a.png": packed(parts())}),
    )
    yield Hostile("a part of no type", Reason.UNKNOWN_PART, lambda: packed({**parts(), "xl/a.dat": b"a"}))
    for name, kind, reason in (
        ("externalLinks/externalLink1", "spreadsheetml.externalLink", Reason.EXTERNAL_LINK),
        ("connections", "spreadsheetml.connections", Reason.DATA_CONNECTION),
        ("queryTables/queryTable1", "spreadsheetml.queryTable", Reason.DATA_CONNECTION),
        ("pivotCache/pivotCacheDefinition1", "spreadsheetml.pivotCacheDefinition", Reason.PIVOT_TABLE),
        ("activeX/activeX1", "activeX", Reason.EMBEDDED_OBJECT),
    ):
        types = f'<Override PartName="/xl/{name}.xml" ContentType="{_OPEN}.{kind}+xml"/>'
        content = {**parts(types=types), f"xl/{name}.xml": f"{_HEAD}<a/>"}
        yield Hostile(f"a part {name}", reason, partial(packed, content))
    ole = '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/>'
    yield Hostile(
        "an embedded object",
        Reason.EMBEDDED_OBJECT,
        lambda: packed({**parts(types=ole), "xl/embeddings/oleObject1.bin": _OLE}),
    )


def _foreign_markup() -> Iterator[Hostile]:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    for what, inner in (
        ("a document type", "<!DOCTYPE worksheet>"),
        ("entities in entities", f'<!DOCTYPE w [<!ENTITY a0 "ha">{laughs}]>'),
        ("an entity from a file", '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        ("a document type from elsewhere", '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/a.dtd">'),
    ):
        sheet = str(parts()[SHEET]).replace("<worksheet", f"{inner}<worksheet", 1)
        yield Hostile(what, Reason.DOCUMENT_TYPE, partial(packed, {**parts(), SHEET: sheet}))
    late = f"{_HEAD}<!--{'x' * 70_000}--><!DOCTYPE a><a/>"
    in_types = str(parts()[TYPES]).replace("<Types", "<!DOCTYPE a><Types", 1)
    in_custom = {**parts(), "customXml/item1.xml": late}
    utf_16 = str(parts()[SHEET]).replace("UTF-8", "UTF-16").encode("utf-16")
    declared = str(parts()[SHEET]).replace("UTF-8", "cp037")
    yield Hostile("a document type late in an unread part", Reason.DOCUMENT_TYPE, lambda: packed(in_custom))
    yield Hostile(
        "a document type in the types", Reason.DOCUMENT_TYPE, lambda: packed({**parts(), TYPES: in_types})
    )
    yield Hostile("a sheet in UTF-16", Reason.OTHER_FORMAT, lambda: packed({**parts(), SHEET: utf_16}))
    yield Hostile("a sheet in EBCDIC", Reason.OTHER_FORMAT, lambda: packed({**parts(), SHEET: declared}))
    for what, kind, target in (
        ("a template from elsewhere", "attachedTemplate", "http://127.0.0.1:9/a.xltx"),
        ("a picture from elsewhere", "image", "http://127.0.0.1:9/a.png"),
        ("a share of another machine", "hyperlink", "\\\\host\\share\\a.xlsx"),
        ("a file of this machine", "hyperlink", "file:///etc/passwd"),
        ("a link to other files", "externalLinkPath", "a.xlsx"),
    ):
        one = f'<Relationship Id="rId9" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
        content = parts(sheet_relations=one)
        yield Hostile(what, Reason.EXTERNAL_LINK, partial(packed, content))
    out = str(parts()[RELATIONS]).replace("worksheets/sheet1.xml", "../../../sheet1.xml")
    many = "".join(f'<Relationship Id="r{n}" Type="a" Target="a"/>' for n in range(20_000))
    deep = f"{_HEAD}{'<a>' * 200_000}"
    yield Hostile("a relation that leads out", Reason.MISLEADING, lambda: packed({**parts(), RELATIONS: out}))
    yield Hostile("20,000 relations", Reason.TOO_LARGE, lambda: packed(parts(relations=many)))
    yield Hostile("deep relations", Reason.TOO_LARGE, lambda: packed({**parts(), RELATIONS: deep}))
    yield Hostile("no XML", Reason.DAMAGED, lambda: packed({**parts(), WORKBOOK: "<workbook"}))
    lost = str(parts()[RELATIONS]).replace("sheet1.xml", "sheet7.xml")
    yield Hostile("a lost sheet", Reason.DAMAGED, lambda: packed({**parts(), RELATIONS: lost}))


def _exhausting_rows() -> Iterator[Hostile]:
    """Files that are whole as archives; what is wrong shows when their rows are read."""
    value = "<v>1</v>"
    read = partial(Hostile, when_read=True)
    first = f'<row r="1"><c r="A1">{value}</c></row>'
    yield read("a far column", Reason.FAR_CELL, _rows(f'{first}<row r="2"><c r="XFD2">{value}</c></row>'))
    yield read(
        "a far row", Reason.FAR_CELL, _rows(f'{first}<row r="1048576"><c r="A1048576">{value}</c></row>')
    )
    yield read("a row beyond the last", Reason.MISLEADING, _rows('<row r="1048577"/>'))
    yield read(
        "a column beyond the last", Reason.MISLEADING, _rows(f'<row r="1"><c r="XFE1">{value}</c></row>')
    )
    yield read(
        "a cell twice",
        Reason.MISLEADING,
        _rows(f'<row r="1"><c r="A1">{value}</c><c r="A1">{value}</c></row>'),
    )
    yield read("a row twice", Reason.MISLEADING, _rows(first + first))
    yield read("cells of another row", Reason.MISLEADING, _rows(f'<row r="1"><c r="A2">{value}</c></row>'))
    yield read(
        "a text that is not there", Reason.DAMAGED, _rows('<row r="1"><c r="A1" t="s"><v>5</v></c></row>')
    )
    yield read("broken XML", Reason.DAMAGED, _rows('<row r="1"><c r="A1"></row>'))
    yield read("unbound entities", Reason.DAMAGED, _rows('<row r="1"><c r="A1"><v>&lol;</v></c></row>'))
    yield read(
        "a row of 4 MB",
        Reason.TOO_LARGE,
        _made(lambda: f'<row r="1"><c r="A1"><is><t>{_noise(4 * _MIB)}</t></is></c></row>'),
    )
    yield read("4 MB of nested elements", Reason.DAMAGED, _made(lambda: _varied('<row s="{0}">', 4 * _MIB)))
    yield read(
        "4 MB of empty cells in a row",
        Reason.TOO_LARGE,
        _made(lambda: "<row>" + _varied('<c s="{0}"/>', 4 * _MIB) + "</row>"),
    )
    yield read("a million names", Reason.DAMAGED, _made(lambda: _many_names(1_048_576)))
    yield read("a comment of 4 MB", Reason.TOO_LARGE, _made(lambda: f"<!--{_noise(4 * _MIB)}-->"))
    yield read("blanks of 4 MB", Reason.TOO_LARGE, _made(lambda: _noise(4 * _MIB).translate(_BLANKS)))
    yield Hostile("texts of 52 MB", Reason.TOO_LARGE, lambda: _strings(52 * _MIB))
    two = f"<sheetData>{first}</sheetData>"
    yield Hostile("two tables in a sheet", Reason.MISLEADING, lambda: packed(parts(first, after_rows=two)))
    merged = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 2_003))
    yield Hostile(
        "2,002 merged areas",
        Reason.TOO_LARGE,
        lambda: packed(parts(first, after_rows=f"<mergeCells>{merged}</mergeCells>")),
    )


def _retyped(old: str, new: str) -> Mapping[str, str | bytes]:
    return {**parts(), TYPES: str(parts()[TYPES]).replace(old, new)}


def _rows(rows: str) -> Callable[[], bytes]:
    return lambda: packed(parts(rows))


def _made(rows: Callable[[], str]) -> Callable[[], bytes]:
    return lambda: packed(parts(rows()))


def _spaced(entries: list[Part]) -> list[Part]:
    return [replace(entry, descriptor=b"hidden") if entry.name == SHEET else entry for entry in entries]


def _bomb(size: int, declared: int | None, name: str = SHEET) -> bytes:
    """A part of so many blanks, with its true size in both headers or another.

    Its checksum is never reached.
    """
    bomb = Part(name, blanks(size), 0, size)
    picture = '<Default Extension="png" ContentType="image/png"/>'
    entries = [entry for entry in with_parts(parts(types=picture)) if entry.name != name]
    return written([*entries, bomb if declared is None else lying(bomb, declared)])


def _many_bombs() -> list[Part]:
    one = blanks(4 * _MIB)
    picture = '<Default Extension="png" ContentType="image/png"/>'
    bombs = (Part(f"xl/media/{number}.png", one, 0, 4 * _MIB) for number in range(500))
    return with_parts(parts(types=picture), *bombs)


def _noise(size: int) -> str:
    """Digits that deflate to about half."""
    return "".join(str(number * 2654435761 % 4294967296) for number in range(size // 10 + 1))[:size]


def _varied(form: str, size: int) -> str:
    """A form again and again with a number in it, so varied that it does not count as a bomb."""
    found = [form.format(number * 2654435761 % 4294967296) for number in range(size // (len(form) + 8))]
    return "".join(found)


def _many_names(count: int) -> str:
    return "".join(f'<row r="{n}" a{n * 2654435761 % 4294967296}=""/>' for n in range(1, count + 1))


def _strings(size: int) -> bytes:
    text = b"<si><t>" + b"a" * size
    stored = Part(STRINGS, text, 0, len(text), method=STORED)
    return written([entry for entry in with_parts(parts()) if entry.name != STRINGS] + [stored])
