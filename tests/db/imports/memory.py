"""How much memory a call needs at its height, libraries included."""

import resource
from collections.abc import Callable
from pathlib import Path


def growth_in_mib(call: Callable[[], object]) -> float:
    """By how much the process grew while the call ran; where the system does not tell, since it began."""
    peak_can_be_reset = Path("/proc/self/clear_refs").exists()
    if peak_can_be_reset:
        Path("/proc/self/clear_refs").write_text("5")
    before = _status("VmRSS") if peak_can_be_reset else _peak()
    call()
    return (_status("VmHWM") if peak_can_be_reset else _peak()) - before


def _status(what: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what)) / 1024


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
