"""The most that one request may ask, and how a request beyond it is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from db.errors import ReportingError


@dataclass(frozen=True, slots=True)
class Limits:
    """One number a kind of weight. Fragments count as often as they are spread."""

    characters: int = 20_000
    """Of a document."""
    tokens: int = 800
    """Of a document."""
    depth: int = 10
    """Fields inside fields."""
    introspection_depth: int = 16
    """The same below `__schema` and `__type`: the usual tools ask 15 levels."""
    fields: int = 1_000
    """Fields and fragments."""
    aliases: int = 15
    directives: int = 30
    operations: int = 20
    """Of a document; one of them is executed."""
    fragments: int = 40
    """Definitions: where fields differ, each is compared with each."""
    mutations: int = 1
    """Fields of an operation that write, so that what is answered is what was written."""
    repeats: int = 30
    """Fields that are answered under a name that is taken, with the fields inside of them."""
    list_length: int = 1_000
    """Of a list in an argument: as many ids as a page may have rows."""
    text_length: int = 200
    """Characters of a text in an argument, and digits of a number."""
    written_length: int = 200_000
    """The same in a variable of a mutation: as much as a section of a report may have."""
    cursor_length: int = 2_000
    """Characters of a cursor, which this program has written itself."""
    literals: int = 250
    """Values in the arguments of a document, variables among them."""
    values: int = 2_000
    """Of all variables together."""
    value_depth: int = 10
    """Lists and objects inside each other in a variable."""


ADVICE: Final[Mapping[str, tuple[str, str]]] = {
    "characters": ("characters of a document", "send a shorter document, or several"),
    "tokens": ("tokens of a document", "send a shorter document, or several"),
    "depth": ("levels of fields", "begin further down, at the `node` of an id or at a code"),
    "introspection_depth": ("levels of introspection", "ask for one type by `__type`"),
    "fields": ("fields with all fragments spelled out", "ask for fewer, or in several requests"),
    "aliases": ("aliases", "ask for several things by a list of codes or ids, or in several requests"),
    "directives": ("directives", "leave out what is not wanted, or ask in several requests"),
    "operations": ("operations in a document", "send the one that is to be executed"),
    "fragments": ("fragments", "write out those that are spread once"),
    "mutations": ("mutations in one operation", "send each in a request of its own"),
    "repeats": (
        "fields under names that are taken",
        "name each field once in a pair of braces, and let fragments beside each other differ",
    ),
    "cost": (
        "of cost, which is fields times rows",
        "ask for smaller pages (`first`), fewer fields, fewer lists inside lists, or in several requests",
    ),
    "list_length": ("members of a list in an argument", "ask in several requests"),
    "text_length": (
        "characters of a text in an argument",
        "look for a part of it; what a mutation is to write, give as a variable",
    ),
    "written_length": ("characters of a text in a variable of a mutation", "write less"),
    "cursor_length": ("characters of a cursor", "give a cursor as it was answered"),
    "literals": ("values in the arguments of a document", "give lists as variables"),
    "values": ("values in all variables together", "ask in several requests"),
    "value_depth": (
        "lists and objects inside each other in a variable",
        "give each variable in the form of its type",
    ),
}
"""What each limit counts, and how to ask for less."""


class LimitExceeded(ReportingError):
    """A request asks for more than one request may."""

    code = "limit-exceeded"
    facts = ("limit", "most")

    def __init__(self, limit: str, most: int, asked: int | None = None) -> None:
        """Asked is None where counting stopped at the limit."""
        counted, advice = ADVICE[limit]
        has = "more" if asked is None else f"{asked:,}"
        super().__init__(f"one request may have up to {most:,} {counted}, and this has {has}; {advice}")
        self.limit, self.most = limit, most
