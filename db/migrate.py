"""Bring a database to the newest migration, or say why that cannot be done."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect
from sqlalchemy.exc import OperationalError

from db.engine import make_engine
from db.errors import DatabaseNotReady, DatabaseUnreachable

_SCRIPTS = Path(__file__).parent / "migrations"
_NOTHING = "none"


def configuration(url: str) -> Config:
    """Alembic's configuration for a database address."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["url"] = url
    return config


def upgrade(url: str) -> None:
    """Run every migration that is missing. Raises DatabaseNotReady when the database is ahead."""
    engine = make_engine(url)
    try:
        found = _revision(engine)
        if found not in (_NOTHING, *_known()):
            raise _unknown(found)
    finally:
        engine.dispose()
    command.upgrade(configuration(url), "head")


def require_current(engine: Engine) -> None:
    """Raises DatabaseUnreachable, and DatabaseNotReady unless the database is at the newest migration."""
    found = _revision(engine)
    if found == _newest():
        return
    if found not in (_NOTHING, *_known()):
        raise _unknown(found)
    raise DatabaseNotReady(found, _newest(), "run `./scripts/rctp migrate` with this database")


def is_empty(engine: Engine) -> bool:
    """Whether a database has no table at all. Raises DatabaseUnreachable."""
    _revision(engine)
    return not inspect(engine).get_table_names()


def _unknown(found: str) -> DatabaseNotReady:
    return DatabaseNotReady(
        found, _newest(), "it was made by a newer program: run that one, or restore a backup made before it"
    )


def _revision(engine: Engine) -> str:
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision() or _NOTHING
    except OperationalError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise DatabaseUnreachable(engine.url.render_as_string(hide_password=True), reason) from None


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(_SCRIPTS))


def _known() -> list[str]:
    return [script.revision for script in _scripts().walk_revisions()]


def _newest() -> str:
    return _scripts().get_current_head() or _NOTHING
