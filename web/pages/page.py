"""Templates made into pages; everything put into one is escaped."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

TEMPLATES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent.parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def page(template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page made from a template; a browser must ask again before it shows it a second time."""
    text = TEMPLATES.get_template(template).render(values)
    return HTMLResponse(text, status_code=status, headers={"cache-control": "no-store"})


def wants_page(request: Request) -> bool:
    """Whether a person with a browser asks, and not a program."""
    return "text/html" in request.headers.get("accept", "")


def sign_in_address(request: Request) -> str:
    """The page to sign in at, which leads back to what was asked for."""
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return "/sign-in" if asked == "/" else f"/sign-in?{urlencode({'next': asked})}"


def own_address(text: str) -> str:
    """An address of ours to go on to; any other becomes the first page's."""
    parts = urlsplit(text)
    is_ours = text.startswith("/") and not parts.scheme and not parts.netloc
    # browsers take a backslash for a slash, and look past what is not printed
    return text if is_ours and text.isascii() and text.isprintable() and "\\" not in text else "/"
