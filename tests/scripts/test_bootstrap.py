"""scripts/bootstrap and scripts/rctp, in a checkout whose Python only writes down what it is asked.

The path of the checkout has a space in it, and nothing is downloaded.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Both the Python that makes .venv and the one inside it.
PYTHON = """#!/bin/sh
case "$*" in
    *sys.version_info*) exit "${BAD_PYTHON:-0}" ;;
    *sys.version*) echo "3.11 of the test" ;;
    *"-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
    *"-m scripts.commands"*) echo "$PYTHONPATH|$PYTHONSAFEPATH|$PWD|$*" ;;
    *"import pip"*) ;;
esac
echo "$*" >>"$CALLS"
case "$*" in
    *"-m uv pip install"*) echo "uv speaks"; exit "${UV_FAILS:-0}" ;;
    *"-m pip"*"-r requirements/run.txt"*) echo "pip speaks"; exit "${PIP_FAILS:-0}" ;;
esac
"""


@dataclass(frozen=True, slots=True)
class Checkout:
    """A small checkout, and what its Python was asked."""

    root: Path
    environment: dict[str, str]

    def run(
        self, *command: str, cwd: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.root / command[0], *command[1:]],
            capture_output=True,
            text=True,
            cwd=cwd or self.root.parent,
            env=self.environment | environment,
        )

    def installs(self) -> list[str]:
        """The installs since the last question, as the arguments after --no-deps."""
        calls = Path(self.environment["CALLS"])
        asked = calls.read_text().splitlines() if calls.exists() else []
        calls.unlink(missing_ok=True)
        return [call.split("--no-deps ")[1] for call in asked if "--no-deps" in call]

    def stamps(self) -> set[str]:
        return {stamp.name for stamp in (self.root / ".venv").glob(".stamp-*")}


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    root = tmp_path / "a checkout"
    shutil.copytree(ROOT / "requirements", root / "requirements")
    (root / "scripts").mkdir()
    for name in ("bootstrap", "rctp", "serve"):
        shutil.copy(ROOT / "scripts" / name, root / "scripts")
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("python3.11", "python3.12", "python3.13", "python3.14", "python3"):
        (programs / name).write_text(PYTHON)
        (programs / name).chmod(0o755)
    path = f"{programs}:{os.environ['PATH']}"
    return Checkout(root, {"PATH": path, "CALLS": str(tmp_path / "calls")})


def test_the_first_start_installs_and_the_second_does_nothing(checkout: Checkout) -> None:
    first = checkout.run("scripts/bootstrap", "run")
    installed = checkout.installs()
    second = checkout.run("scripts/bootstrap", "run")

    assert (first.returncode, second.returncode) == (0, 0)
    assert installed == ["-r requirements/uv.txt", "-r requirements/run.txt"]
    assert first.stderr == "Installing requirements/run.txt into .venv (about 15 seconds the first time)\n"
    assert (second.stdout, second.stderr) == ("", "")
    assert checkout.installs() == []


def test_a_development_environment_is_also_one_to_run_in(checkout: Checkout) -> None:
    checkout.run("scripts/bootstrap", "dev")
    assert "-r requirements/run.txt -r requirements/dev.txt" in checkout.installs()

    checkout.run("scripts/bootstrap", "run")

    assert checkout.installs() == []
    assert checkout.stamps() == {".stamp-run", ".stamp-dev"}


def test_a_changed_lock_is_installed(checkout: Checkout) -> None:
    checkout.run("scripts/bootstrap", "dev")
    with (checkout.root / "requirements" / "run.txt").open("a") as lock:
        lock.write("# changed\n")
    checkout.installs()

    checkout.run("scripts/bootstrap", "run")

    assert "-r requirements/run.txt" in checkout.installs()
    assert checkout.stamps() == {".stamp-run"}


def test_pip_installs_where_uv_cannot(checkout: Checkout) -> None:
    done = checkout.run("scripts/bootstrap", "run", UV_FAILS="1")

    assert done.returncode == 0
    assert checkout.installs() == [
        "-r requirements/uv.txt",
        "-r requirements/run.txt",
        "-r requirements/run.txt",
    ]
    assert "uv speaks\nuv could not install; trying pip" in done.stderr


def test_a_failed_install_leaves_no_stamp_and_says_why(checkout: Checkout) -> None:
    done = checkout.run("scripts/bootstrap", "run", UV_FAILS="1", PIP_FAILS="1")

    assert done.returncode == 1
    assert done.stderr.endswith(
        "pip speaks\nscripts/bootstrap: could not install requirements/run.txt; the reason is above\n"
    )
    assert checkout.stamps() == set()


def test_an_environment_without_a_stamp_is_made_anew(checkout: Checkout) -> None:
    checkout.run("scripts/bootstrap", "run", UV_FAILS="1", PIP_FAILS="1")
    half_installed = checkout.root / ".venv" / "bin" / "python"
    half_installed.write_text("#!/bin/sh\nexit 1\n")

    done = checkout.run("scripts/bootstrap", "run")

    assert done.returncode == 0
    assert checkout.stamps() == {".stamp-run"}


def test_without_a_fit_python_one_line_says_what_is_needed(checkout: Checkout) -> None:
    done = checkout.run("scripts/bootstrap", "run", BAD_PYTHON="1")

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("scripts/bootstrap: needs Python 3.11 or newer")


def test_an_unknown_environment_is_refused(checkout: Checkout) -> None:
    done = checkout.run("scripts/bootstrap", "everything")

    assert done.returncode == 2
    assert done.stderr == "usage: scripts/bootstrap run|dev\n"


@pytest.mark.parametrize(("command", "asked"), [("rctp", ""), ("serve", "serve ")])
def test_a_command_runs_our_code_from_where_the_caller_stands(
    checkout: Checkout, tmp_path: Path, command: str, asked: str
) -> None:
    link = tmp_path / "link"
    link.symlink_to(checkout.root / "scripts" / command)

    done = subprocess.run(
        [link, "a b"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=checkout.environment | {"PYTHONPATH": "/odd"},
    )

    assert done.stdout == f"{checkout.root}|1|{tmp_path}|-m scripts.commands {asked}a b\n"
