"""How Alembic reaches the database: the engine that the program itself uses."""

from __future__ import annotations

from typing import Literal

from alembic import context

from db.engine import make_engine
from db.models import Base
from db.models.accounts import Codes
from db.models.base import Exact, Instant


def stored_as(kind: str, item: object, _context: object) -> str | Literal[False]:
    """A migration names what the database stores, so that it stays true when our own types change."""
    if kind == "type" and isinstance(item, Exact):
        return "sa.BigInteger()"
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Codes):
        return "sa.Text()"
    return False


def run() -> None:
    """Run the migrations on the database that the configuration carries."""
    engine = make_engine(context.config.attributes["url"])
    try:
        with engine.connect() as connection:
            context.configure(
                connection=connection,
                target_metadata=Base.metadata,
                render_as_batch=True,
                compare_type=True,
                render_item=stored_as,
                transaction_per_migration=True,
            )
            with context.begin_transaction():
                context.run_migrations()
            connection.commit()
    finally:
        engine.dispose()


run()
