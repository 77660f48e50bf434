"""A property that is worked out once, without the lock that Python 3.11 holds meanwhile.

That lock is one for all instances of a class: a process that is forked while another thread holds it waits for ever. As in
Python 3.12, two threads that ask at once may both work the value out; it is the same.
"""

import sys
from functools import cached_property as _locked  # noqa: TID251 - here it is made another

__all__ = ["cached_property"]

if sys.version_info >= (3, 12):
    from functools import cached_property  # noqa: TID251 - it holds no lock there
else:
    from collections.abc import Callable
    from contextlib import nullcontext
    from typing import Any, TypeVar

    _T_co = TypeVar("_T_co", covariant=True)

    class cached_property(_locked[_T_co]):  # noqa: N801 - named as that of Python
        """A property that is worked out once; the classes of attrs know it as that of `functools`."""

        def __init__(self, func: Callable[[Any], _T_co]) -> None:
            super().__init__(func)
            self.lock = nullcontext()
