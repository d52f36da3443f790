"""Columns and texts that look like personal data of people who are assisted."""

from __future__ import annotations


def personal_heading(heading: str) -> str | None:
    """Why a heading is refused."""
    return None


def personal_text(text: str) -> str | None:
    """Why a text is refused."""
    return None
