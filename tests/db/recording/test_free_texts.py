"""A free text is refused where it seems to be about a person who is assisted."""

import pytest

from db.recording.facts import FactRefused
from db.recording.free_texts import refuse_personal_data


def test_a_text_about_a_person_is_refused_by_its_field_and_not_repeated() -> None:
    with pytest.raises(FactRefused) as refused:
        refuse_personal_data("event EVT-1", title="Workshop", summary="Call Maria, +373 69 123 456")

    assert (refused.value.thing, refused.value.field) == ("event EVT-1", "summary")
    assert str(refused.value) == (
        "event EVT-1 cannot be written: its summary seems to have a telephone number in it, and of people "
        "who are assisted there are only counts here; take it out"
    )


def test_texts_about_institutions_and_texts_that_are_not_there_pass() -> None:
    refuse_personal_data("event EVT-1", summary="30 participants of 4 countries", note=None)
