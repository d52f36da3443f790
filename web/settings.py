"""What an installation chooses, read from the environment here and nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from pydantic import NonNegativeInt, PositiveFloat, PositiveInt, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from db.errors import Malformed
from resolvers.allowance import USUAL, Allowance, Allowances

DEFAULT_DATABASE: Final = f"sqlite:///{Path(__file__).resolve().parent.parent / 'var' / 'rctp.db'}"


_FORMS: Final = {"public_url": "https://reports.example.org"}
"""Of settings whose usual value is none."""


class Settings(BaseSettings):
    """Each setting is the variable of the same name with RCTP_ before it."""

    model_config = SettingsConfigDict(env_prefix="RCTP_", env_ignore_empty=True, frozen=True)

    database_url: str = DEFAULT_DATABASE
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    """The address that others use, such as https://reports.example.org; none without it."""
    forwarded_by: str = ""
    """Addresses of proxies in front, with blanks between, that are believed about who sends a request."""
    session_key: SecretStr | None = None
    """Signs the cookies of browsers; without it, one is made and kept in `var`."""
    body_limit: PositiveInt = 256_000
    """The most bytes that a request may carry."""
    cost_limit: PositiveInt = USUAL.usual.cost
    """What one query may cost; `schema/spending.py` says how it is counted."""
    ledger_cost_limit: PositiveInt = USUAL.ledger.cost
    """The same for those who may read the ledger row by row."""
    page_limit: PositiveInt = USUAL.usual.page
    """The most rows of a page."""
    ledger_page_limit: PositiveInt = USUAL.ledger.page
    """The same for those who may read the ledger row by row."""
    request_limit: PositiveInt = USUAL.usual.requests
    """The most requests to the API that a viewer may send in a minute."""
    ledger_request_limit: PositiveInt = USUAL.ledger.requests
    """The same for those who may read the ledger row by row."""
    deadline: PositiveFloat = 10
    """The seconds that a request to the API may take, and again that its body may take to arrive."""
    answer_cache: NonNegativeInt = 64_000_000
    """The bytes of answers that are kept for those who ask the same again."""
    introspection: bool = True
    """Whether the API tells what may be asked."""
    listed_queries: Path | None = None
    """A file with the only queries that are answered; all are without it."""
    allowed_origins: str = ""
    """Other origins whose pages may read the API in a browser, with blanks between; none without it."""

    @property
    def is_default_database(self) -> bool:
        """Whether the database is the one that is made, and filled with the sample, by itself."""
        return self.database_url == DEFAULT_DATABASE

    @field_validator("public_url")
    @classmethod
    def _is_an_origin(cls, given: str) -> str:
        parts = urlsplit(given)
        if given and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/")):
            raise ValueError(given)
        return given.rstrip("/").lower()

    @property
    def origins(self) -> tuple[str, ...]:
        """The allowed origins, one by one."""
        return tuple(self.allowed_origins.split())

    @property
    def allowances(self) -> Allowances:
        """How much each viewer may ask for."""
        return Allowances(
            Allowance(self.cost_limit, self.page_limit, self.request_limit),
            Allowance(self.ledger_cost_limit, self.ledger_page_limit, self.ledger_request_limit),
        )


def read_settings(**given: Any) -> Settings:
    """The settings; one given here, unless it is None, goes before the environment.

    Raises Malformed, which shows the form by the usual value.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValueError as refused:
        raise _malformed(refused) from None


def _malformed(refused: Any) -> Malformed:
    problem = refused.errors()[0]
    name = str(problem["loc"][0])
    usual = Settings.model_fields[name].default
    return Malformed(f"a value of RCTP_{name.upper()}", str(problem["input"]), _FORMS.get(name, str(usual)))
