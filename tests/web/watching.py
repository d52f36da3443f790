"""What a page does in a browser beyond what is seen of it."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Page


class Watch:
    """What a page asked for, and what it complained about, from now on."""

    def __init__(self, page: Page) -> None:
        self.hosts: set[str | None] = set()
        self.complaints: list[str] = []
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname))
        page.on("requestfailed", lambda request: self.complaints.append(f"{request.url}: {request.failure}"))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda line: self.complaints.append(f"{line.type}: {line.text}"))
