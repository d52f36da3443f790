"""A free text is refused where it seems to be about a person who is assisted."""

import pytest

from db.recording.facts import FactRefused
from db.recording.free_texts import refuse_personal_data
from db.recording.texts import chapter, line, paragraph


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


def test_paragraphs_and_chapters_pass_this_door_and_keys_do_not() -> None:
    with pytest.raises(FactRefused, match="its reason seems to have a birth date in it"):
        paragraph("month", "reason", "Paid for the girl born on 3 March 2001")
    with pytest.raises(FactRefused, match="its text seems to have a case number in it"):
        chapter("section", "text", "Two people returned.\n\nCase no. 2020/17 is open.")

    assert line("posting", "document_no", "0671234567") == "0671234567"
