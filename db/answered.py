"""A mutation that is sent again under its key is answered again, and not done again.

The key is written in the transaction of the deed, before it: whoever sends the same at the same moment
waits there, and one that was rolled back leaves no key.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import bindparam, delete, select, text, update
from sqlalchemy.orm import Session

from db.errors import ReportingError
from db.models.answered import AnsweredMutation
from db.models.base import Instant

KEPT_FOR: Final = timedelta(days=30)
"""So long a key is known; then it may be used for something else."""
_SWEPT_AT_ONCE: Final = 100


class IdempotencyKeyReused(ReportingError):
    """A key was given before, with another input."""

    code = "idempotency-key-reused"
    facts = ("mutation", "client_mutation_id")

    def __init__(self, mutation: str, client_mutation_id: str) -> None:
        super().__init__(
            f"“{client_mutation_id}” was given to a `{mutation}` with another input before; "
            "take a new `clientMutationId` for each thing that is to be done"
        )
        self.mutation, self.client_mutation_id = mutation, client_mutation_id


@dataclass(frozen=True, slots=True)
class Sent:
    """A mutation under the key that its client gave it."""

    identity: str
    mutation: str
    client_mutation_id: str
    digest: str
    """Of its input."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What was written: the id of its row, and the row as JSON."""

    row_id: int
    row: str


def digest_of(facts: Any) -> str:
    """SHA-256 over the canonical JSON of a frozen value, in hexadecimal digits; equal for equal values."""
    canonical = json.dumps(_plain(facts), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def claim(session: Session, sent: Sent, at: datetime) -> Answered | None:
    """Take a key for a deed; or what was answered under it. Waits while another takes the same key.

    Raises IdempotencyKeyReused.
    """
    _sweep(session, at)
    key = {
        "identity": sent.identity,
        "mutation": sent.mutation,
        "client_mutation_id": sent.client_mutation_id,
    }
    session.execute(_TAKE, {**key, "digest": sent.digest, "at": at})
    digest, row_id, row = session.execute(
        select(AnsweredMutation.digest, AnsweredMutation.row_id, AnsweredMutation.row).filter_by(**key)
    ).one()
    if digest != sent.digest:
        raise IdempotencyKeyReused(sent.mutation, sent.client_mutation_id)
    return None if row is None or row_id is None else Answered(row_id, row)


def keep(session: Session, sent: Sent, answered: Answered) -> None:
    """Remember what was answered under a key that was taken."""
    session.execute(
        update(AnsweredMutation)
        .where(
            AnsweredMutation.identity == sent.identity,
            AnsweredMutation.mutation == sent.mutation,
            AnsweredMutation.client_mutation_id == sent.client_mutation_id,
        )
        .values(row_id=answered.row_id, row=answered.row)
    )


def _sweep(session: Session, at: datetime) -> None:
    """Forget keys that are too old, as far as nobody else is at them."""
    old = (
        select(AnsweredMutation.id)
        .where(AnsweredMutation.answered_at < at - KEPT_FOR)
        .order_by(AnsweredMutation.id)
        .limit(_SWEPT_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    if ids := session.scalars(old).all():
        session.execute(delete(AnsweredMutation).where(AnsweredMutation.id.in_(ids)))


_TAKE: Final = text(
    "INSERT INTO answered_mutation (identity, mutation, client_mutation_id, digest, answered_at) "
    "VALUES (:identity, :mutation, :client_mutation_id, :digest, :at) "
    "ON CONFLICT (identity, mutation, client_mutation_id) DO NOTHING"
).bindparams(bindparam("at", type_=Instant()))


def _plain(value: Any) -> Any:
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Decimal):
        return _digits(value)
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, bool | int) else str(value)


def _digits(number: Decimal) -> str:
    """Equal for equal numbers, and never longer than they were written: an exponent stays one."""
    sign, digits, exponent = number.as_tuple()
    written = "".join(map(str, digits))
    kept = written.rstrip("0")
    if not kept.strip("0"):
        return "0"
    return f"{'-' if sign else ''}{kept.lstrip('0')}e{int(exponent) + len(written) - len(kept)}"
