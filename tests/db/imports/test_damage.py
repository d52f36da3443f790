"""Honest workbooks damaged at random: each is refused as such, or read; nothing else happens."""

from collections.abc import Iterable
from functools import cache

from hypothesis import example, given
from hypothesis import strategies as st

from db.imports.package import check_package
from db.imports.reader import read_sheet
from db.imports.refusal import WorkbookRefused
from tests.db.imports.workbooks import SHEET, STRINGS, STYLES, TYPES, WORKBOOK, packed, parts
from tests.db.imports.zips import Part, written

_PARTS = (SHEET, STRINGS, STYLES, TYPES, WORKBOOK, "xl/_rels/workbook.xml.rels", "_rels/.rels")
_RARE = (
    "",
    " ",
    "-1",
    "NaN",
    "0",
    "9" * 20,
    "A0",
    "XFE1",
    "&amp;",
    "_x0000_",
    "\u202e",
    "<v/>",
    "</row>",
    "<f>1</f>",
    "<!---->",
)


@given(st.data())
def test_a_file_with_other_bytes_is_refused_or_read(data: st.DataObject) -> None:
    content = bytearray(packed(honest()))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    refuse_or_read(bytes(content))


@given(st.integers(0, 3000), st.integers(0, 3000))
@example(0, 0)
def test_a_file_with_a_piece_missing_is_refused_or_read(first: int, length: int) -> None:
    content = packed(honest())

    refuse_or_read(content[:first] + content[first + length :])


@given(st.sampled_from(_PARTS), st.data())
def test_a_part_with_a_piece_of_another_is_refused_or_read(name: str, data: st.DataObject) -> None:
    """The archive itself is whole, so that what is wrong is met by those who read the parts."""
    text = str(honest()[name])
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, min(len(text), first + 40)))
    other = str(honest()[data.draw(st.sampled_from(_PARTS))])
    at = data.draw(st.integers(0, len(other)))
    put = data.draw(st.sampled_from(_RARE) | st.just(other[at : at + 60]) | st.text(max_size=8))

    refuse_or_read(packed({**honest(), name: text[:first] + put + text[last:]}))


@given(
    st.lists(st.sampled_from(_PARTS), max_size=9),
    st.lists(st.sampled_from(["a/b.xml", "xl/", "x.bin"]), max_size=2),
)
def test_other_parts_in_any_order_are_refused_or_read(names: list[str], more: list[str]) -> None:
    refuse_or_read(written([Part.of(name, honest().get(name, "")) for name in (*names, *more)]))


@given(st.text("<>/&;=\"' arcvstfi1A0:xmln!-[]?", max_size=60))
def test_any_markup_between_rows_is_refused_or_read(markup: str) -> None:
    refuse_or_read(packed(parts(f'<row r="1"><c r="A1"><v>1</v></c></row>{markup}')))


@cache
def honest() -> dict[str, str | bytes]:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>{n % 2}</v></c><c r="B{n}" s="1"><v>{43700 + n}</v></c>'
        f'<c r="C{n}"><v>{n}.07</v></c><c r="D{n}" t="inlineStr"><is><t>text {n}</t></is></c></row>'
        for n in range(1, 9)
    )
    merged = '<mergeCells count="1"><mergeCell ref="A9:B9"/></mergeCells>'
    return parts(rows, after_rows=merged, strings="<si><t>one</t></si><si><r><t>two</t></r></si>")


def refuse_or_read(content: bytes) -> None:
    try:
        with check_package(content) as package:
            for sheet in package.sheets:
                _exhaust(read_sheet(package, sheet.name))
    except WorkbookRefused:
        return


def _exhaust(rows: Iterable[object]) -> None:
    for _ in rows:
        pass
