"""Bring a database to the newest migration."""

from __future__ import annotations

from db.migrate import upgrade
from web.settings import Settings


def migrate(settings: Settings) -> None:
    """Raises DatabaseNotReady when a newer program made the database."""
    upgrade(settings.database_url)
