"""Zip files written byte by byte, so that they can say things that are not so."""

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from struct import pack

STORED, DEFLATED = 0, 8
ENCRYPTED, DESCRIPTOR = 1, 8


@dataclass(frozen=True)
class Part:
    """One entry, and what its two headers say of it."""

    name: str
    packed: bytes
    crc: int
    unpacked: int
    method: int = DEFLATED
    flags: int = 0
    local_name: str | None = None
    local_unpacked: int | None = None
    declared_packed: int | None = None
    at: int | None = None
    """Where the directory says it is; the truth when None."""
    descriptor: bytes = b""

    @classmethod
    def of(cls, name: str, content: str | bytes) -> "Part":
        """An honest entry."""
        raw = content.encode() if isinstance(content, str) else content
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        return cls(name, deflate.compress(raw) + deflate.flush(), zlib.crc32(raw), len(raw))


def written(entries: Sequence[Part], *, before: bytes = b"", after: bytes = b"") -> bytes:
    """The file; its offsets count from its first byte, whatever stands before the first entry."""
    body = bytearray(before)
    directory = bytearray()
    for entry in entries:
        name = entry.name.encode("utf-8")
        local_name = (entry.local_name or entry.name).encode("utf-8")
        packed = len(entry.packed) if entry.declared_packed is None else entry.declared_packed
        at = len(body) if entry.at is None else entry.at
        unpacked = entry.unpacked if entry.local_unpacked is None else entry.local_unpacked
        in_front = (0, 0, 0) if entry.flags & DESCRIPTOR else (entry.crc, packed, unpacked)
        body += pack(
            "<4s5H3L2H", b"PK\3\4", 20, entry.flags, entry.method, 0, 33, *in_front, len(local_name), 0
        )
        body += local_name + entry.packed + entry.descriptor
        directory += pack(
            "<4s6H3L5H2L",
            b"PK\1\2", 20, 20, entry.flags, entry.method, 0, 33,
            entry.crc, packed, entry.unpacked, len(name), 0, 0, 0, 0, 0, at,
        )  # fmt: skip
        directory += name
    count = min(len(entries), 0xFFFF)
    end = pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + end + after)


def with_parts(content: Mapping[str, str | bytes], *more: Part) -> list[Part]:
    """Honest entries of the content, and more."""
    return [*(Part.of(name, part) for name, part in content.items()), *more]


def changed(entries: Sequence[Part], name: str, change: Callable[[Part], Part]) -> list[Part]:
    """The entries with one of them changed."""
    return [change(entry) if entry.name == name else entry for entry in entries]


@cache
def blanks(size: int) -> bytes:
    """So many blanks, deflated a thousand times smaller, without holding them."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = b" " * (1 << 20)
    found = bytearray()
    for _ in range(size >> 20):
        found += deflate.compress(block)
    return bytes(found + deflate.flush())


def lying(part: Part, unpacked: int) -> Part:
    """The entry with another size in both headers."""
    return replace(part, unpacked=unpacked)
