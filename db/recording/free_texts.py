"""The door that every free text passes before it is written."""

from __future__ import annotations

from db.personal import personal_data_in
from db.recording.facts import FactRefused


def refuse_personal_data(thing: str, **texts: str | None) -> None:
    """Refuse the first text that seems to be about a person who is assisted, without repeating it.

    thing is what is to be written: `note of event EVT-1`. texts are by their fields; None says nothing.
    Raises FactRefused.
    """
    for field, text in texts.items():
        if text is not None and (what := personal_data_in(text)):
            raise FactRefused(
                thing,
                field,
                f"its {field.replace('_', ' ')} seems to have {what} in it, and of people who are assisted "
                "there are only counts here; take it out",
            )
