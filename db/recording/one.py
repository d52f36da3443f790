"""One fact, written over what somebody has seen of it: what a row of a workbook would write.

Whoever changes what stood there says why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from db.audit import Told
from db.recording.done import By, Done
from db.recording.editions import NewerEdit
from db.recording.facts import Change, FactKind, FactRefused, changes, key_of, name_of, values_of
from db.recording.rows import RowFacts
from db.recording.texts import LINE, paragraph, told_text

F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Edit:
    """Over which revision something is written, and why."""

    expected_revision: int = 0
    """0: nothing stands there yet."""
    reason: str | None = None


def write_one(session: Session, by: By, kind: RowFacts[F], fact: F, edit: Edit) -> Done:
    """Write a fact. To be called when its place is seen, and held. Raises FactRefused, NewerEdit."""
    fact = kind.well_formed(fact)
    thing = name_of(kind, fact)
    (change,) = changes(session, kind, [fact])
    revision = 0 if change.before is None else kind.row(session, fact).revision
    if revision != edit.expected_revision:
        raise NewerEdit(thing, edit.expected_revision, revision, None, None, None)
    reason = reason_of(thing, change, edit.reason)
    write_all(session, by, kind, [change])
    before, after = told(change, kind.texts)
    return Done(kind.row(session, fact).id, thing, before, after, reason)


def reason_of(thing: str, change: Change[Any], reason: str | None) -> str | None:
    """Why what stood there changes; not needed where nothing stood. Raises FactRefused."""
    if change.before is not None and not change.fields:
        raise FactRefused(thing, "expected_revision", "it stands there as it is given; nothing would change")
    if reason is None:
        if any(each.before is not None for each in change.fields):
            raise FactRefused(thing, "reason", "it changes what stands there, which needs a reason")
        return None
    return paragraph(thing, "reason", reason)


def write_all(session: Session, by: By, kind: FactKind[F], wanted: list[Change[F]]) -> None:
    """Write changes, all of them. Raises FactRefused for the first that cannot be written."""
    for refused in kind.write(session, by, wanted):
        raise refused.error


def changes_once(session: Session, kind: RowFacts[F], facts: Sequence[F]) -> list[Change[F]]:
    """What writing facts would change, each of which is given once. Raises FactRefused."""
    stated = [kind.well_formed(fact) for fact in facts]
    seen = set()
    for fact in stated:
        if key_of(kind, fact) in seen:
            raise FactRefused(name_of(kind, fact), kind.key[-1], "it is given twice")
        seen.add(key_of(kind, fact))
    return list(changes(session, kind, stated))


def told(change: Change[Any], texts: Mapping[str, int]) -> tuple[Told | None, Told]:
    """The fields that change, for the trail, before and after; of a long text which one it was."""
    if change.before is None:
        stated = {name: value for name, value in values_of(change.after).items() if value is not None}
        return None, _told(stated, texts)
    before = {each.name: each.before for each in change.fields}
    return _told(before, texts), _told({each.name: each.after for each in change.fields}, texts)


def _told(values: Mapping[str, object], texts: Mapping[str, int]) -> Told:
    return {camel_case(name): _plain(value, texts.get(name, LINE)) for name, value in values.items()}


def _plain(value: object, most: int) -> object:
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, str):
        return value if most <= LINE else told_text(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value


def camel_case(name: str) -> str:
    """A field as the API names it."""
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)
