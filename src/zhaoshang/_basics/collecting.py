"""Many records made at once, without Python's collector looking through them again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["uncollected"]


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the collector of cycles rest while records are made, which hold no cycles: it would look through all of them, over and over.

    It rests in every thread, and goes on afterwards, whatever happens, unless it rested before.

    Examples:
        >>> with uncollected():
        ...     gc.isenabled()
        False
        >>> gc.isenabled()
        True
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
