"""Closed lists, and what each of their values means. The lists themselves are those of the tables."""

from schema.closed_lists import audit, events, funding, months, programmes, reports, results

__all__ = ["audit", "events", "funding", "months", "programmes", "reports", "results"]
