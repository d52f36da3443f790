"""Tests: sentences about the domain, in folders that mirror the source."""
