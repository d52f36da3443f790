"""A published file read again, with another parser than the one that wrote it."""

from __future__ import annotations

from typing import TypeAlias
from xml.etree import ElementTree

Element: TypeAlias = ElementTree.Element


def root_of(file: bytes) -> Element:
    return ElementTree.fromstring(file)  # noqa: S314  the file is ours, and expat loads nothing from outside


def activity(file: bytes) -> Element:
    """The one activity of a file."""
    [found] = root_of(file)
    return found


def attributes(of: Element, path: str) -> list[dict[str, str]]:
    return [element.attrib for element in of.findall(path)]


def texts(of: Element, path: str) -> list[str | None]:
    return [element.text for element in of.findall(path)]


def attribute(of: Element, tag: str, name: str) -> str | None:
    """An attribute of an element's only child of a tag; None without either."""
    found = of.find(tag)
    return None if found is None else found.get(name)


def transactions(of: Element, kind: str | None = None) -> list[tuple[str | None, str | None, str | None]]:
    """Type, day and amount of each transaction, or of those of a type."""
    found = [
        (
            attribute(one, "transaction-type", "code"),
            attribute(one, "transaction-date", "iso-date"),
            one.findtext("value"),
        )
        for one in of.findall("transaction")
    ]
    return [one for one in found if kind in (None, one[0])]


def periods(of: Element, indicator: str) -> list[tuple[str | None, ...]]:
    """From, to, target and actual of each period of the indicator that has a code."""
    [found] = [
        element
        for element in of.findall("result/indicator")
        if (element.findtext("title/narrative") or "").startswith(f"{indicator}:")
    ]
    parts = (
        ("period-start", "iso-date"),
        ("period-end", "iso-date"),
        ("target", "value"),
        ("actual", "value"),
    )
    return [tuple(attribute(period, tag, name) for tag, name in parts) for period in found.findall("period")]
