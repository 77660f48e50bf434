"""Python's collector of garbage, held back while many objects are made that all stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["held_back"]


@contextmanager
def held_back() -> Iterator[None]:
    """Hold the collector back for as long as the block runs; it is as it was afterwards, whatever happens.

    It looks at all objects again each time their number has grown by a quarter, and finds nothing where all are kept:
    a sixth of the time that a large workbook takes.

    Examples:
        >>> with held_back():
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
