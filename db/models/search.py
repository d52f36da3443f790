"""Rows that a text search finds: the words of some columns, folded, stored beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from sqlalchemy import Connection, event
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, Mapper, declared_attr, mapped_column

from db.folding import fold_all


class Searched:
    """A row that a text search finds.

    `search_text` is made whenever a row is inserted, by whatever INSERT, and when a mapped object changes.
    An UPDATE statement written out must set it too.
    """

    searched_by: ClassVar[tuple[str, ...]]
    """The columns whose words are looked through."""

    @classmethod
    def text_of(cls, row: Mapping[str, Any]) -> str:
        """What a search of a row looks through, from its values by column."""
        return fold_all(row.get(name) for name in cls.searched_by)

    @declared_attr
    @classmethod
    def search_text(cls) -> Mapped[str]:
        """Folded; no answer shows it."""
        return mapped_column(default=_at_insert(cls), server_default="", sort_order=98)


def _at_insert(kind: type[Searched]) -> Callable[[DefaultExecutionContext], str]:
    return lambda context: kind.text_of(context.get_current_parameters())  # type: ignore[no-untyped-call]


@event.listens_for(Searched, "before_update", propagate=True)
def _at_change(_mapper: Mapper[Any], _connection: Connection, row: Searched) -> None:
    values = {column.key: getattr(row, column.key) for column in _mapper.column_attrs}
    row.search_text = row.text_of(values)
