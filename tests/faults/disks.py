"""Small disks of a test's own, which can be full."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

_MIB: Final = 2**20
_FILLER: Final = "filler"


@dataclass(frozen=True, slots=True)
class Disk:
    """A file system in memory, with a folder for a database."""

    mounted_at: Path

    @property
    def folder(self) -> Path:
        return self.mounted_at / "data"

    def leave(self, room: int) -> None:
        """Let so many bytes be free, whoever else has written since."""
        with (self.mounted_at / _FILLER).open("wb") as filler:
            found = os.statvfs(self.mounted_at)
            os.posix_fallocate(filler.fileno(), 0, found.f_bavail * found.f_frsize - room)

    def make_room(self) -> None:
        """Take away what fills it."""
        (self.mounted_at / _FILLER).unlink()


@contextmanager
def small_disk(at: Path, size: int = 96 * _MIB) -> Iterator[Disk]:
    """A disk, mounted below a folder that every user may pass through.

    Only root may mount one. Without, the test is skipped, or fails where skipping is forbidden.
    """
    at.mkdir(mode=0o755)
    _as_root("mount", "-t", "tmpfs", "-o", f"size={size},mode=755,uid={os.getuid()}", "tmpfs", str(at))
    try:
        disk = Disk(at)
        disk.folder.mkdir(mode=0o700)
        yield disk
    finally:
        _as_root("umount", "--lazy", str(at))
        at.rmdir()


def _as_root(*command: str) -> None:
    ran = subprocess.run(
        [*([] if os.getuid() == 0 else ["sudo", "--non-interactive"]), *command],
        capture_output=True,
        text=True,
    )
    if ran.returncode:
        reason = f"needs the right to mount a file system: {ran.stderr.strip()}"
        if os.environ.get("RCTP_TEST_NO_SKIP"):
            pytest.fail(reason)
        pytest.skip(reason)
