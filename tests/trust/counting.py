"""The work that is done, told by what does not hang on the load of the machine."""

from collections.abc import Callable
from cProfile import Profile


def calls(work: Callable[[], object], *, builtins: bool = True) -> int:
    """Count the calls of functions that some work makes, those of functions in C among them if wanted."""
    profile = Profile(subcalls=False, builtins=builtins)
    profile.runcall(work)
    return sum(entry.callcount for entry in profile.getstats())
