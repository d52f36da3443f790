"""The zip file that a workbook is, read strictly: only what has one meaning for every program.

A size is believed only where it leads to a refusal. What is unpacked is counted, and is never more
than was declared.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from struct import Struct
from typing import BinaryIO, Final

from db.imports import limits
from db.imports.limits import in_words
from db.imports.refusal import Reason, WorkbookRefused, damaged, misleading

_LOCAL: Final = Struct("<4s5H3L2H")
_CENTRAL: Final = Struct("<4s6H3L5H2L")
_END: Final = Struct("<4s4H2LH")
_DESCRIPTORS: Final = (Struct("<4s3L"), Struct("<3L"), Struct("<4sL2Q"), Struct("<L2Q"))
_LOCAL_MARK, _CENTRAL_MARK, _END_MARK, _DESCRIPTOR_MARK = b"PK\3\4", b"PK\1\2", b"PK\5\6", b"PK\7\x08"
_OLE_MARK: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")

_IS_ENCRYPTED, _HAS_DESCRIPTOR, _IS_PATCH, _IS_STRONG, _IS_MASKED = 1, 1 << 3, 1 << 5, 1 << 6, 1 << 13
_STORED, _DEFLATED = 0, 8
_MAX_COMMENT: Final = 0xFFFF
_STEP: Final = 1 << 16
"""Bytes that are unpacked at once."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file within the archive; `start` is where its packed bytes begin."""

    name: str
    start: int
    packed: int
    unpacked: int
    crc: int
    is_deflated: bool


@dataclass(frozen=True, slots=True)
class _Record:
    """What the directory says of an entry."""

    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    unpacked: int
    offset: int


def read_entries(file: BinaryIO, size: int) -> list[Entry]:
    """Every entry in the order of the file, which they fill without a gap. Raises WorkbookRefused."""
    if size > limits.FILE_AT_MOST:
        raise WorkbookRefused(
            Reason.TOO_LARGE,
            f"it has {in_words(size)}",
            "split it into several workbooks",
            limit=f"at most {in_words(limits.FILE_AT_MOST)}",
        )
    end_at, directory_at, count = _find_end(file, size)
    records = _read_directory(_read(file, directory_at, end_at - directory_at), count)
    _refuse_sizes(records)
    entries = []
    expected = 0
    for record in sorted(records, key=lambda each: each.offset):
        if record.offset != expected:
            raise _gap(record.offset, expected)
        entry, expected = _read_local(file, record, directory_at)
        entries.append(entry)
    if expected != directory_at:
        raise _gap(directory_at, expected)
    return entries


def unpack(file: BinaryIO, entry: Entry) -> Iterator[bytes]:
    """The bytes of an entry in pieces. Raises WorkbookRefused where they are not what was declared."""
    counted = crc = 0
    for piece in _inflate(file, entry) if entry.is_deflated else _packed(file, entry):
        counted += len(piece)
        if counted > entry.unpacked:
            raise misleading(f"its part “{entry.name}” unpacks to more than it declares")
        crc = zlib.crc32(piece, crc)
        yield piece
    if counted != entry.unpacked or crc != entry.crc:
        raise damaged(f"its part “{entry.name}” is not what it was when it was packed")


def _inflate(file: BinaryIO, entry: Entry) -> Iterator[bytes]:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for packed in _packed(file, entry):
            if inflate.eof:
                raise misleading(f"its part “{entry.name}” is followed by hidden bytes")
            left = packed
            while piece := inflate.decompress(left, _STEP):
                left = inflate.unconsumed_tail
                yield piece
    except zlib.error:
        raise damaged(f"its part “{entry.name}” cannot be unpacked") from None
    if not inflate.eof:
        raise damaged(f"its part “{entry.name}” ends early")
    if inflate.unused_data:
        raise misleading(f"its part “{entry.name}” is followed by hidden bytes")


def _packed(file: BinaryIO, entry: Entry) -> Iterator[bytes]:
    stop = entry.start + entry.packed
    for at in range(entry.start, stop, _STEP):
        yield _read(file, at, min(_STEP, stop - at))


def _find_end(file: BinaryIO, size: int) -> tuple[int, int, int]:
    """Where the directory ends and begins, and how many entries it has."""
    head = _read(file, 0, min(8, size))
    if head == _OLE_MARK:
        raise _old_or_locked(file, size)
    tail_at = max(0, size - _END.size - _MAX_COMMENT)
    tail = _read(file, tail_at, size - tail_at)
    found = tail.rfind(_END_MARK)
    if found < 0 or found + _END.size > len(tail):
        if head.startswith(b"PK\3\4"):
            raise damaged("the file ends before its end")
        raise WorkbookRefused(
            Reason.NOT_A_WORKBOOK,
            "it is not an Excel workbook" if size else "the file is empty",
            "open it in Excel and save it as “Excel Workbook (.xlsx)”",
        )
    _, disk, first_disk, here, count, length, directory_at, _ = _END.unpack_from(tail, found)
    end_at = tail_at + found
    if end_at + _END.size != size:
        raise WorkbookRefused(
            Reason.EXTRA_DATA,
            f"{size - end_at - _END.size:,} bytes stand behind its end",
            "open it in Excel and save it anew",
            limit="none may",
        )
    if disk or first_disk or here != count or 0xFFFF in (here, count) or 0xFFFFFFFF in (length, directory_at):
        raise misleading("its directory is split or larger than a workbook needs")
    if count > limits.ENTRIES_AT_MOST:
        raise WorkbookRefused(
            Reason.TOO_MANY_PARTS,
            f"it has {count:,} parts",
            "copy the filled sheets into a new workbook",
            limit=f"at most {limits.ENTRIES_AT_MOST:,}",
        )
    if directory_at + length != end_at:
        raise _gap(end_at, directory_at + length)
    return end_at, directory_at, count


def _old_or_locked(file: BinaryIO, size: int) -> WorkbookRefused:
    if _ENCRYPTED in _read(file, 0, size):
        return WorkbookRefused(
            Reason.PASSWORD, "it is protected with a password", "save it without one and send it anew"
        )
    return WorkbookRefused(
        Reason.OLD_FORMAT,
        "it has the format of Excel before 2007 (.xls)",
        "open it in Excel and save it as “Excel Workbook (.xlsx)”",
    )


def _read_directory(directory: bytes, count: int) -> list[_Record]:
    records = []
    at = 0
    for _ in range(count):
        if at + _CENTRAL.size > len(directory):
            raise damaged("its directory ends early")
        mark, _, _, flags, method, _, _, crc, packed, unpacked, name, extra, comment, disk, _, _, offset = (
            _CENTRAL.unpack_from(directory, at)
        )
        if mark != _CENTRAL_MARK:
            raise damaged("its directory cannot be read")
        if disk or comment:
            raise misleading("an entry of its directory has a comment or lies elsewhere")
        at += _CENTRAL.size
        records.append(_Record(directory[at : at + name], flags, method, crc, packed, unpacked, offset))
        at += name + extra
    if at != len(directory):
        raise damaged("its directory has another length than it declares")
    return records


def _refuse_sizes(records: Sequence[_Record]) -> None:
    """Refuse by what the directory admits; nothing is unpacked yet."""
    total = sum(record.unpacked for record in records)
    if total > limits.UNPACKED_AT_MOST:
        raise WorkbookRefused(
            Reason.TOO_LARGE,
            f"it unpacks to {in_words(total)}",
            "split it into several workbooks",
            limit=f"at most {in_words(limits.UNPACKED_AT_MOST)}",
        )
    for record in records:
        if record.unpacked > max(limits.TIMES_FROM, limits.TIMES_AT_MOST * record.packed):
            raise WorkbookRefused(
                Reason.TOO_LARGE,
                f"a part of it unpacks to {record.unpacked // max(1, record.packed):,} times its size",
                "copy the filled rows into a new workbook",
                limit=f"at most {limits.TIMES_AT_MOST} times",
            )


def _read_local(file: BinaryIO, record: _Record, directory_at: int) -> tuple[Entry, int]:
    """The entry, once its own header agrees with the directory, and where the next one begins."""
    name = _check_name(record.raw_name)
    if record.flags & (_IS_ENCRYPTED | _IS_STRONG | _IS_MASKED):
        raise WorkbookRefused(
            Reason.PASSWORD, "it is protected with a password", "save it without one and send it anew"
        )
    if record.flags & _IS_PATCH or record.method not in (_STORED, _DEFLATED):
        raise misleading(f"its part “{name}” is packed in an unusual way")
    header = _read(file, record.offset, _LOCAL.size)
    mark, _, flags, method, _, _, crc, packed, unpacked, name_length, extra = _LOCAL.unpack(header)
    if mark != _LOCAL_MARK:
        raise damaged(f"its part “{name}” does not begin where it should")
    own_name = _read(file, record.offset + _LOCAL.size, name_length)
    if (own_name, flags, method) != (record.raw_name, record.flags, record.method):
        raise misleading(f"its part “{name}” and its directory disagree")
    declared = (record.crc, record.packed, record.unpacked)
    start = record.offset + _LOCAL.size + name_length + extra
    after = start + record.packed
    if after > directory_at:
        raise damaged(f"its part “{name}” is longer than the file")
    if not flags & _HAS_DESCRIPTOR:
        if (crc, packed, unpacked) != declared:
            raise misleading(f"its part “{name}” and its directory disagree in size")
    else:
        if (crc, packed, unpacked) not in (declared, (0, 0, 0), (0, 0xFFFFFFFF, 0xFFFFFFFF)):
            raise misleading(f"its part “{name}” and its directory disagree in size")
        after += _descriptor_length(_read(file, after, min(24, directory_at - after)), declared, name)
    if method == _STORED and record.packed != record.unpacked:
        raise misleading(f"its part “{name}” declares two sizes")
    return Entry(name, start, record.packed, record.unpacked, record.crc, method == _DEFLATED), after


def _descriptor_length(found: bytes, declared: tuple[int, int, int], name: str) -> int:
    for form in _DESCRIPTORS:
        if len(found) >= form.size:
            values = form.unpack_from(found)
            if values == declared or values == (_DESCRIPTOR_MARK, *declared):
                return form.size
    raise misleading(f"its part “{name}” and its directory disagree in size")


def _check_name(raw: bytes) -> str:
    """The name of an entry, when it is a plain path within the archive."""
    if len(raw) > limits.NAME_AT_MOST or not raw:
        raise misleading("a part of it has no name, or one too long")
    name = raw.decode("ascii", "backslashreplace")
    segments = name.removesuffix("/").split("/")
    if (
        not raw.isascii()
        or not name.isprintable()
        or any(letter in name for letter in '\\:*?"<>|')
        or any(segment in ("", ".", "..") for segment in segments)
    ):
        raise misleading(f"a part of it is named “{name}”, which leads out of the workbook")
    return name


def _gap(found: int, expected: int) -> WorkbookRefused:
    if found < expected:
        return misleading("parts of it overlap")
    return WorkbookRefused(
        Reason.EXTRA_DATA,
        f"{found - expected:,} bytes stand before or between its parts",
        "open it in Excel and save it anew",
        limit="none may",
    )


def _read(file: BinaryIO, at: int, size: int) -> bytes:
    file.seek(at)
    content = file.read(size)
    if len(content) != size:
        raise damaged("the file ends before its end")
    return content
