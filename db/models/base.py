"""What every table shares: naming of constraints, exact decimals, closed lists, the sample flag."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import BigInteger, DateTime, Dialect, Enum, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

from db.money import minor_units


class Base(DeclarativeBase):
    """The base of every table. A row has a surrogate `id`; a `code` beside it never changes."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, TypeEngine[Any]]] = {
        str: Text(),
        datetime: DateTime(timezone=True),
    }


class Keyed:
    """A surrogate key."""

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True, sort_order=-1)


class Sampled:
    """A row that may have been invented for the sample programme; then everything over it says so."""

    is_sample: Mapped[bool] = mapped_column(default=False, sort_order=99)


class Edited:
    """A row that may be edited: whoever edits it names the revision that they have seen."""

    revision: Mapped[int] = mapped_column(default=1, server_default="1", sort_order=98)


class Exact(TypeDecorator[Decimal]):
    """A decimal of so many places, stored as a whole number: exact, and ordered, on every database.

    A value with more places is refused, never rounded in passing.
    """

    impl = BigInteger
    cache_ok = True

    def __init__(self, places: int) -> None:
        super().__init__()
        self.places = places

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else minor_units(value, self.places)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-self.places)


class Instant(TypeDecorator[datetime]):
    """A moment in UTC. A naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} names no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return (
            None
            if value is None
            else value.replace(tzinfo=UTC)
            if value.tzinfo is None
            else value.astimezone(UTC)
        )


def closed_list(kind: type[StrEnum]) -> Enum:
    """A column that holds one of the values of an enumeration; the database refuses any other."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        name=kind.__name__.lower(),
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )


CURRENCY = String(3)
COUNTRY = String(2)
QUARTER = String(7)
