"""Requests that nobody thought of: all are answered in order, and told nothing of the inside."""
