"""Whoever edits names the revision they have seen, so that no newer edit is overwritten unseen."""

from __future__ import annotations

from datetime import datetime

from db.errors import ReportingError


class NewerEdit(ReportingError):
    """Somebody has written a thing since it was read."""

    code = "newer-edit"
    facts = ("thing", "revision", "who", "at", "present_text")

    def __init__(
        self,
        thing: str,
        expected: int,
        revision: int,
        who: str | None,
        at: datetime | None,
        present_text: str | None,
    ) -> None:
        """The revision is the present one, and 0 when the thing is not there."""
        when = f" at {at:%Y-%m-%d %H:%M} UTC" if at else ""
        written = f", written by {who}{when}," if who else ""
        super().__init__(
            f"{thing} is at revision {revision}{written} and not at {expected}; "
            "look at what stands there and write again"
            if revision
            else f"{thing} has not been written yet, and so has no revision {expected}; expect revision 0"
        )
        self.thing, self.revision = thing, revision
        self.who, self.at, self.present_text = who, at, present_text
