"""Alembic migrations; each goes up and down with data on both databases."""
