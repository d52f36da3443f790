"""Passwords of local accounts. Source: RFC 9106, second recommended option."""

from __future__ import annotations

from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from db.errors import ReportingError

FEWEST: Final = 12
MOST: Final = 1_000
"""Characters of a password."""

_HASHER: Final = PasswordHasher()
"""Argon2id, 64 MiB, three passes: a fifth of a second, which whoever guesses pays each time."""


class PasswordRefused(ReportingError):
    """A password that is too short, or too long."""

    code = "password-refused"

    def __init__(self) -> None:
        super().__init__(f"a password has {FEWEST} to {MOST:,} characters; choose another")


def hash_password(password: str) -> str:
    """What is kept of a password. Raises PasswordRefused."""
    if not FEWEST <= len(password) <= MOST:
        raise PasswordRefused
    return _HASHER.hash(password)


def is_password(password_hash: str | None, password: str) -> bool:
    """Whether the password is this account's; without an account, as slow, and never."""
    if len(password) > MOST:
        return False
    try:
        _HASHER.verify(password_hash or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


@cache
def _nobodys() -> str:
    """So that the time of an answer does not tell which accounts there are."""
    return _HASHER.hash("nobody has this password")
