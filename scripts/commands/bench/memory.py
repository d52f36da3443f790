"""How much memory a case needs at once."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable


def peak_bytes(case: Callable[[], object]) -> int:
    """The most that Python's objects took at any moment; the case runs several times slower meanwhile.

    What the database library and libxml2 allocate by themselves is not in it.
    """
    gc.collect()
    tracemalloc.start()
    try:
        case()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
