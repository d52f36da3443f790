"""What holds for every answer of the API, whatever was asked."""

import re
from pathlib import Path
from typing import Any, Final, Protocol

import orjson

from db.models import Base

_TABLES: Final = sorted(name for name in Base.metadata.tables if "_" in name)
_ROOT: Final = re.escape(str(Path(__file__).resolve().parents[3]))

INSIDE: Final = re.compile(
    rf"\b({'|'.join(_TABLES)})\b"
    r"|\b(SELECT|INSERT|UPDATE|DELETE)\b.*\b(FROM|INTO|SET)\b"
    rf"|\.py\b|site-packages|{_ROOT}|\.db\b"
    r"|\b(sqlalchemy|sqlite3?|psycopg|strawberry|asyncio)\b"
    r"|\b[A-Za-z]+(Error|Exception)\b|Traceback|<class|<function| object at 0x|line \d+, in "
)
"""Tables, SQL, files, libraries, and classes of Python."""


class Answered(Protocol):
    """An answer of whichever client."""

    @property
    def status_code(self) -> int: ...

    @property
    def content(self) -> bytes: ...


def told_by(answer: Answered) -> Any:
    """What an answer of the API tells; fails unless it is in order."""
    assert answer.status_code < 500, answer.content
    told = orjson.loads(answer.content)  # which takes no NaN and no half characters
    for error in told.get("errors", ()):
        assert re.fullmatch("[a-z-]+|PERSISTED_QUERY_NOT_FOUND", error["extensions"]["code"]), error
        assert error["extensions"]["code"] != "internal-error", error
        assert not INSIDE.search(error["message"]), error["message"]
    assert "errors" in told or "data" in told
    return told


def every(key: str, told: Any) -> list[Any]:
    """All values of a key, however deep they stand."""
    if isinstance(told, list):
        return [found for each in told for found in every(key, each)]
    if isinstance(told, dict):
        return [*([told[key]] if key in told else []), *every(key, [*told.values()])]
    return []
