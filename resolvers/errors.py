"""What a viewer may be refused, each refusal with its facts and a stable code."""

from __future__ import annotations

from db.errors import ReportingError


class PermissionRefused(ReportingError):
    """A viewer asked for what their role has no right to."""

    code = "permission-refused"

    def __init__(self, role: str, permission: str) -> None:
        super().__init__(
            f"the role “{role}” has not the right “{permission}” that this needs; "
            "ask for it, or leave this out"
        )
        self.role, self.permission = role, permission
