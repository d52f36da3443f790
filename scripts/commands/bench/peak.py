"""A command of the program in a process of its own, which says at its end how much memory it had at once.

`python -m scripts.commands.bench.peak import ledger.xlsx`
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Final

from scripts.commands.__main__ import main

_HIGHEST: Final = re.compile(r"VmHWM:\s+(\d+) kB")


def process_peak_bytes(*arguments: str) -> int:
    """The most that the whole process held in memory: Python, its libraries and what they allocate.

    Read from Linux, which counts a process anew when it begins a program. Raises CalledProcessError.
    """
    command = [sys.executable, "-m", __name__, *arguments]
    ran = subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    return int(ran.stdout.splitlines()[-1])


def _run() -> None:
    try:
        main(sys.argv[1:])
    finally:
        found = _HIGHEST.search(Path("/proc/self/status").read_text())
        assert found is not None
        sys.stdout.write(f"{int(found[1]) * 1024}\n")


if __name__ == "__main__":
    _run()
