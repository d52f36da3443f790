"""Codes as a reader says them, for every figure alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_CODES: Final = {
    "REFERRAL_NRM": "national referral mechanism",
    "NGO": "NGO",
}
_SEX: Final = {"F": "Women", "M": "Men", "X": "Other", "U": "Unknown"}
_SEXES: Final = list(_SEX)


def in_words(code: str) -> str:
    """A code as a reader says it: `REGIONAL_COORDINATION` is `regional coordination`."""
    return _CODES.get(code, code.replace("_", " ").lower())


def capitalised(code: str) -> str:
    """The same at the beginning of a cell: `STUDY_VISIT` is `Study visit`."""
    words = in_words(code)
    return words[:1].upper() + words[1:]


def category_text(dimension: str, category: str, countries: Mapping[str, str]) -> str:
    """A category of a breakdown: `Women`, `Georgia`, `Civil society`."""
    if dimension == "COUNTRY":
        return countries.get(category, category)
    return _SEX[category] if dimension == "SEX" and category in _SEX else capitalised(category)


def category_order(dimension: str, category: str) -> tuple[int, str]:
    """Women before men and unknown last; every other breakdown by its codes."""
    if dimension == "SEX" and category in _SEXES:
        return _SEXES.index(category), category
    return len(_SEXES) if dimension == "SEX" else int(category == "OTHER"), category
