"""What a viewer may be refused, each refusal with its facts and a stable code."""

from __future__ import annotations

from db.errors import PageRefused, ReportingError


class PermissionRefused(ReportingError):
    """A viewer asked for what their role has no right to."""

    code = "permission-refused"
    facts = ("role", "permission")

    def __init__(self, role: str, permission: str) -> None:
        super().__init__(
            f"the role “{role}” has not the right “{permission}” that this needs; "
            "ask for it, or leave this out"
        )
        self.role, self.permission = role, permission


class PageTooLarge(PageRefused):
    """A viewer asked for more rows at once than they may."""

    facts = ("most",)

    def __init__(self, asked: str, most: int, role: str) -> None:
        super().__init__(
            f"{asked} cannot be served: the role “{role}” may ask for up to {most:,} rows at once; "
            "ask for fewer, and for the others in a further request, after the last `endCursor`"
        )
        self.asked, self.most, self.role = asked, most, role
