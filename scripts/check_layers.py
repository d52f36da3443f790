"""Keep the line db <- reports <- resolvers <- schema <- web <- scripts <- tests.

A file imports from its own folder and from folders to the left, and from outside only what
its folder is given here. Prints one line per finding; exits 1 when there is any.
Uses the standard library alone, so that it also runs before anything is installed.
"""

import ast
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

LINE = ("db", "reports", "resolvers", "schema", "web", "scripts", "tests")

ANYWHERE = ("*",)

# For each folder: which library may be imported, and by which of its files.
# Tests may import everything that the locks install, so they are not listed.
OUTSIDE: Mapping[str, Mapping[str, Sequence[str]]] = {
    "db": {
        "sqlalchemy": ANYWHERE,
        "alembic": ANYWHERE,
        "openpyxl": ("imports/*",),
        "lxml": ("imports/*",),
        "defusedxml": ("imports/*",),
    },
    "reports": {
        "openpyxl": ("excel/*", "ledger/*"),
        "docx": ("word/*",),
        "lxml": ("iati/*",),
        "scipy": ("disclosure/*",),
        "cryptography": ("seal.py",),
        "babel": ("cells.py", "words.py"),
        "pyuca": ("cells.py",),
    },
    "resolvers": {
        "cachetools": ANYWHERE,
        "anyio": ANYWHERE,
        "strawberry.dataloader": ANYWHERE,
    },
    "schema": {
        "strawberry": ANYWHERE,
        "graphql": ANYWHERE,
        "cachetools": ANYWHERE,
    },
    "web": {
        "starlette": ANYWHERE,
        "strawberry.asgi": ANYWHERE,
        "jinja2": ANYWHERE,
        "authlib": ANYWHERE,
        "argon2": ANYWHERE,
        "itsdangerous": ("sessions.py",),
        "anyio": ("pages/sign_in.py",),
        "pydantic": ANYWHERE,
        "pydantic_settings": ANYWHERE,
        "orjson": ANYWHERE,
        "structlog": ANYWHERE,
        "cachetools": ANYWHERE,
    },
    "scripts": {
        "typer": ANYWHERE,
        "rich": ANYWHERE,
        "uvicorn": ANYWHERE,
        "sqlalchemy": ("commands/bench/*",),
        "strawberry.asgi": ("commands/bench/*",),
        "orjson": ("commands/bench/*",),
        "openpyxl": ("commands/bench/*",),
        "docx": ("commands/bench/*",),
        "starlette": ("commands/bench/*",),
        "uvloop": ("commands/bench/*",),
    },
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A place that breaks a rule, and what to do about it. The path is relative to the checkout."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module, or one name imported from a module."""

    line: int
    module: str
    name: str | None = None

    @property
    def top(self) -> str:
        return self.module.partition(".")[0]

    def is_of(self, library: str) -> bool:
        """Whether this imports library (which may be dotted) or something below it."""
        full = f"{self.module}.{self.name}" if self.name else self.module
        return f"{full}.".startswith(f"{library}.")


def findings(root: Path, owners: Mapping[str, Sequence[str]]) -> Iterator[Finding]:
    """All breaches below root; owners are the installed distributions by top-level name."""
    for folder in LINE:
        for distribution in owners.get(folder, ()):
            yield Finding(
                f"{folder}/__init__.py",
                1,
                f"the installed distribution {distribution} owns the name {folder!r} too;"
                " take it out of the locks and make .venv anew",
            )
        files = sorted((root / folder).rglob("*.py"))
        yield from _bare_folders(root, folder, files)
        for file in files:
            yield from _in_file(root, folder, file)


def _bare_folders(root: Path, folder: str, files: Sequence[Path]) -> Iterator[Finding]:
    top = root / folder
    for place in sorted({place for file in files for place in file.parents if place.is_relative_to(top)}):
        marker = place / "__init__.py"
        if not marker.exists():
            yield Finding(
                marker.relative_to(root).as_posix(),
                1,
                "is missing; add one with a docstring that names the idea",
            )


def _in_file(root: Path, folder: str, file: Path) -> Iterator[Finding]:
    path = file.relative_to(root).as_posix()
    within = file.relative_to(root / folder).as_posix()
    try:
        tree = ast.parse(file.read_text(encoding="utf-8"), path)
    except SyntaxError as error:
        yield Finding(path, error.lineno or 1, f"is not Python ({error.msg}); correct it")
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield Finding(path, node.lineno, "relative import; write the whole name from the top folder")
            continue
        for imported in _imports(node):
            if problem := _problem(folder, within, imported):
                yield Finding(path, imported.line, problem)


def _imports(node: ast.AST) -> Iterator[Import]:
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield Import(node.lineno, alias.name)
    elif isinstance(node, ast.ImportFrom) and node.module:
        for alias in node.names:
            yield Import(node.lineno, node.module, alias.name)


def _problem(folder: str, within: str, imported: Import) -> str | None:
    if imported.top in sys.stdlib_module_names:
        return None
    if imported.top in LINE:
        if LINE.index(imported.top) <= LINE.index(folder):
            return None
        return (
            f"{folder} imports {imported.module}, which stands above it;"
            f" move what is shared down to {folder} or lower, or the caller up"
        )
    if folder == "tests":
        return None
    given = OUTSIDE[folder]
    places = [place for library in given if imported.is_of(library) for place in given[library]]
    if not places:
        return (
            f"{folder} may not import {imported.module};"
            f" use it in a folder that may, or give it to {folder} in scripts/check_layers.py"
        )
    if not any(fnmatchcase(within, place) for place in places):
        return f"{folder} imports {imported.module} in {' and '.join(places)} only; move this there"
    return None


def main() -> int:
    """Print every finding of this checkout; the number to exit with."""
    found = list(findings(ROOT, packages_distributions()))
    for finding in found:
        print(finding)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
