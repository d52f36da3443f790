"""What an attribute of a row reads, and rows that have no more than that."""

from dataclasses import dataclass

import pytest

from db.queries.attributes import attributes_read, maker


@dataclass(frozen=True, slots=True)
class Room:
    number: str
    width: int
    length: int
    days: tuple[int, ...]
    note: str

    @property
    def area(self) -> int:
        return self.width * self.length

    @property
    def cost(self) -> int:
        return sum(self.area * day for day in self.days)

    @property
    def length_of_name(self) -> int:
        return len([letter for letter in self.number if letter != self.note])


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("note", {"note"}),
        ("area", {"width", "length"}),
        ("cost", {"width", "length", "days"}),
        ("length_of_name", {"number", "note"}),
    ],
)
def test_a_property_reads_what_its_code_names(name: str, read: set[str]) -> None:
    assert attributes_read(Room, name) == read


def test_a_row_has_what_was_selected_in_the_order_of_its_fields() -> None:
    room = maker(Room, frozenset({"length", "width"}))(3, 4)

    assert type(room) is Room
    assert (room.width, room.length, room.area) == (3, 4, 12)


@pytest.mark.parametrize("name", ["number", "days", "cost"])
def test_reading_what_was_not_selected_is_an_error_and_no_default(name: str) -> None:
    room = maker(Room, frozenset({"length", "width"}))(3, 4)

    with pytest.raises(AttributeError):
        getattr(room, name)


@pytest.mark.parametrize("values", [(3,), (3, 4, 5)])
def test_more_or_fewer_values_than_were_selected_are_an_error(values: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="zip"):
        maker(Room, frozenset({"length", "width"}))(*values)


def test_a_row_with_every_field_equals_one_made_as_usual() -> None:
    names = frozenset({"number", "width", "length", "days", "note"})

    assert maker(Room, names)("1", 2, 3, (4,), "5") == Room("1", 2, 3, (4,), "5")
