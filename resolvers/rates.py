"""What writes exchange rates."""

from __future__ import annotations

from typing import Final

from db.queries.exchange_rates import exchange_rates_by_id
from db.recording import rates
from db.recording.rates import RateRecordFact
from resolvers.permissions import Permission
from resolvers.writes import Mutation

RECORD: Final = Mutation(
    "rateRecord", Permission.RATES_WRITE, RateRecordFact, rates.record, "exchange rate", exchange_rates_by_id
)
