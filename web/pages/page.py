"""Templates made into pages; everything put into one is escaped."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

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
