"""The cookie of a browser that somebody has signed in with.

It carries a secret that is kept as a digest beside the account, and is signed, so that what nobody signed
asks nothing of the database. Signing out, and disabling the account, end it wherever it is held.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import timedelta
from functools import cached_property
from hashlib import sha256
from hmac import compare_digest
from hmac import new as hmac_of
from pathlib import Path
from secrets import token_urlsafe
from typing import Final

from itsdangerous import BadSignature, TimestampSigner, URLSafeTimedSerializer
from starlette.requests import HTTPConnection
from starlette.responses import Response

from web.hosts import is_public
from web.settings import Settings

LASTING: Final = timedelta(hours=12)
"""A working day; then one signs in again."""

KEY_FILE: Final = Path(__file__).resolve().parent.parent / "var" / "session.key"
"""For its owner alone."""

_NAME: Final = "rctp_session"


class Sessions:
    """The cookies of one installation."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def secret_of(self, request: HTTPConnection) -> str | None:
        """What the browser shows; None when that is nothing, or not signed by us, or of yesterday."""
        shown = request.cookies.get(self._name(request))
        if shown is None:
            return None
        try:
            return self._signer.unsign(shown, max_age=int(LASTING.total_seconds())).decode()
        except BadSignature:
            return None

    def begin(self, request: HTTPConnection, answer: Response, secret: str) -> None:
        """Have the browser show the secret from now on."""
        answer.set_cookie(
            self._name(request),
            self._signer.sign(secret).decode(),
            max_age=int(LASTING.total_seconds()),
            secure=self.is_secure(request),
            httponly=True,
            samesite="lax",
        )

    def end(self, request: HTTPConnection, answer: Response) -> None:
        """Have the browser forget it."""
        answer.delete_cookie(
            self._name(request), secure=self.is_secure(request), httponly=True, samesite="lax"
        )

    def is_secure(self, request: HTTPConnection) -> bool:
        """Whether cookies travel by HTTPS only: always, but for the machine itself."""
        return is_public(request, self._settings) and self._settings.public_url.startswith("https:")

    @cached_property
    def notes(self) -> URLSafeTimedSerializer:
        """Signs what a browser keeps for us while somebody is on the way to a provider and back."""
        return URLSafeTimedSerializer(self._key, salt="on the way")

    @cached_property
    def _signer(self) -> TimestampSigner:
        return TimestampSigner(self._key, salt="session", digest_method=sha256)

    @cached_property
    def _key(self) -> str:
        chosen = self._settings.session_key
        return kept_key(KEY_FILE) if chosen is None else chosen.get_secret_value()

    def _name(self, request: HTTPConnection) -> str:
        # the prefix has browsers refuse what another name of the same domain would set
        return f"__Host-{_NAME}" if self.is_secure(request) else _NAME


def form_token(secret: str) -> str:
    """What a form of ours carries, and no other page can know. It follows from the secret, one way."""
    return hmac_of(secret.encode(), b"form", sha256).hexdigest()


def is_form_token(secret: str, shown: str) -> bool:
    """Whether a form comes from a page that we showed to this browser."""
    return compare_digest(form_token(secret).encode(), shown.encode(errors="surrogatepass"))


def kept_key(file: Path) -> str:
    """The key in a file, made when it is missing; two who make it at once have the same."""
    if file.exists():
        return file.read_text()
    with suppress(FileExistsError):
        file.parent.mkdir(parents=True, exist_ok=True)
        made = file.with_name(f"{file.name}.{token_urlsafe(8)}")
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
            opened.write(token_urlsafe(32))
        try:
            os.link(made, file)  # whole or not at all, and never over another's
        finally:
            made.unlink()
    return file.read_text()
