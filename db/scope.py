"""Whose facts a query may see. Every query object takes one, so that forgetting it is a type error."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """The funding sources and countries that a viewer may see; None means every one.

    A scope filters lists. It never filters the sums behind a figure.
    """

    sources: frozenset[str] | None
    countries: frozenset[str] | None

    @classmethod
    def everything(cls) -> Scope:
        return cls(sources=None, countries=None)
