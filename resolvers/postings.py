"""What puts rows into the ledger, and takes them back."""

from __future__ import annotations

from typing import Final

from db.queries.ledger import entries_by_id
from db.recording import corrections, postings
from db.recording.corrections import CorrectionFact, ReversalFact
from db.recording.postings import PostingFact
from resolvers.permissions import Permission
from resolvers.writes import Mutation

_NOUN: Final = "ledger entry"

RECORD: Final = Mutation(
    "postingRecord", Permission.LEDGER_WRITE, PostingFact, postings.record, _NOUN, entries_by_id
)
REVERSE: Final = Mutation(
    "postingReverse", Permission.LEDGER_WRITE, ReversalFact, corrections.reverse, _NOUN, entries_by_id
)
CORRECT: Final = Mutation(
    "postingCorrect", Permission.LEDGER_WRITE, CorrectionFact, corrections.correct, _NOUN, entries_by_id
)
