"""The locks: pinned, hashed, in step with each other, and free of addresses."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.check_layers import LINE

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("uv", "run", "dev")
PIN = re.compile(r"^(?P<name>[a-z0-9-]+)(\[[a-z,-]+\])?==(?P<version>\S+)(?P<rest>.*)$", re.DOTALL)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")
REGISTRY = re.compile(
    r"\b(pypi|pythonhosted|registry\.npmjs|registry\.yarnpkg|deb\.debian|security\.debian)\.(org|com)\b"
)


def requirements(lock: str) -> list[str]:
    """Each requirement of a lock on one line, without comments."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()
    text = re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)
    return [line for line in text.replace("\\\n", " ").splitlines() if line.strip()]


def versions(lock: str) -> dict[str, str]:
    """The version of each package of a lock, by name."""
    pins = (PIN.match(line) for line in requirements(lock))
    return {pin["name"]: pin["version"] for pin in pins if pin}


def text_files() -> Iterator[Path]:
    """The files of the checkout that hold text, without what is installed or produced."""
    folders = (*LINE, "requirements", "docs", ".ci")
    below = (path for folder in folders for path in (ROOT / folder).rglob("*"))
    for path in (*ROOT.iterdir(), *below):
        produced = {"__pycache__", "node_modules"} & set(path.parts)
        if path.is_file() and not produced and b"\0" not in path.read_bytes():
            yield path


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_has_one_version_and_a_hash(lock: str) -> None:
    loose = [line for line in requirements(lock) if not (PIN.match(line) and HASH.search(line))]

    assert loose == []
    assert versions(lock)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_no_option_and_no_path(lock: str) -> None:
    odd = [line for line in requirements(lock) if line.startswith("-") or "@" in line or "://" in line]

    assert odd == []


def test_run_and_dev_agree_on_every_package_that_both_name() -> None:
    run, dev = versions("run"), versions("dev")

    assert {name: (run[name], dev[name]) for name in run.keys() & dev.keys() if run[name] != dev[name]} == {}


def test_every_package_asked_for_is_in_its_lock() -> None:
    for lock in LOCKS:
        asked = (ROOT / "requirements" / f"{lock}.in").read_text().splitlines()
        names = {re.split(r"[\[;<>=! ]", line)[0] for line in asked if re.match(r"[a-z]", line)}

        assert names - versions(lock).keys() == set()


def test_no_file_names_the_host_of_a_registry() -> None:
    naming = {
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in text_files()
        if (found := REGISTRY.search(path.read_text(encoding="utf-8", errors="replace")))
    }

    assert naming == set()
