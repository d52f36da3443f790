"""A line of a dump has one form, whatever stands in it; any other is no row."""

import json
import tracemalloc
from collections.abc import Iterator

import pytest

from db.trail import FIRST_HASH, dumped, event_hash, parse_checkpoint, verify


def lines(number: int, **other: object) -> Iterator[bytes]:
    """So many rows of a trail, each with other texts than usual where they are given."""
    head = FIRST_HASH
    for no in range(1, number + 1):
        row: dict[str, object] = {
            "no": no,
            "at": "2020-01-06T09:30:00+00:00",
            "who": "finance-office",
            "role": "finance",
            "place": "127.0.0.1",
            "what": "rateRecord",
            "subject": "rate UAH 2020-01-01",
            "before": None,
            "after": '{"unitsPerUsd":"23.68"}',
            "reason": None,
            **other,
        }
        digest = event_hash(head, row)
        yield dumped(row, head, digest).encode() + b"\n"
        head = digest


(LINE,) = lines(1)
NO_ROW = "row 1: it is not a row as a dump writes it"


def test_a_text_is_one_line_of_plain_letters_whatever_stands_in_it() -> None:
    text = 'a\nb\r\nc\u2028d\u2029e\x85f\x0bg\u202eh\u2066i\x00j"k\\lქ'
    (line,) = lines(1, subject=text, reason=text, after=text)

    assert line.isascii()
    assert line.decode().splitlines() == [line.decode()[:-1]]
    assert json.loads(line)["subject"] == text
    assert verify([line]).finding is None


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"null\n",
        b"[]\n",
        b"{}\n",
        b'"row"\n',
        b"[" * 100_000 + b"\n",
        b"9" * 5000 + b"\n",
        b"\xff\xfe\n",
        LINE[:-1],
        LINE[:-1] + b"\r\n",
        b" " + LINE,
        b"\xef\xbb\xbf" + LINE,
        LINE.replace(b'"no":1,', b'"no":0,"no":1,'),
        LINE.replace(b'"who"', b'"whom"'),
        LINE.replace(b"finance-office", b"\\u0066inance-office"),
        LINE.replace(b"}\n", b',"more":1}\n'),
    ],
)
def test_a_line_in_any_other_form_is_no_row(line: bytes) -> None:
    assert verify([line]).finding == NO_ROW


@pytest.mark.parametrize(
    ("field", "value"),
    [("no", True), ("no", 1.0), ("no", "1"), ("before", {}), ("who", None), ("who", 7), ("reason", False)],
)
def test_a_value_of_another_kind_makes_no_row_even_if_it_was_hashed_so(field: str, value: object) -> None:
    (line,) = lines(1, **{field: value})

    assert verify([line]).finding == NO_ROW


def test_of_two_checkpoints_of_one_row_both_must_hold() -> None:
    trail = list(lines(3))
    true, false = (3, json.loads(trail[2])["hash"]), (3, FIRST_HASH)

    assert verify(trail, [true, true, (0, FIRST_HASH)]).finding is None
    assert verify(trail, [true, false]).finding == "row 3: its hash is not that of the checkpoint 3"
    assert verify(trail, [false, true]).finding == "row 3: its hash is not that of the checkpoint 3"


@pytest.mark.parametrize(
    "text",
    ["", "5", "5:", f"-1:{'0' * 64}", f"5:{'A' * 64}", f"5:{'0' * 63}", f"٥:{'0' * 64}", f"0:{'f' * 64}"],
)
def test_a_text_that_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="NUMBER:HASH"):
        parse_checkpoint(text)


def test_the_memory_does_not_grow_with_the_rows() -> None:
    def peak(rows: int) -> int:
        tracemalloc.start()
        assert verify(lines(rows)).finding is None
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(3000) < 1.5 * peak(300)
