"""`re`, of which a pattern is compiled when it is first used, so that a script pays for the patterns it uses."""

import re
from re import *  # noqa: F403 - all of it, but for one function
from typing import TYPE_CHECKING, Any, AnyStr

from zhaoshang._basics.cached import cached_property

__all__ = re.__all__


class DeferredPattern:
    """A pattern that is compiled when it is first asked for more than its text; what was looked up once stays at hand."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[Any]:
        """The pattern that this one stands for."""
        return re.compile(self.pattern, self._flags)  # noqa: TID251 - now it is used

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        """Compile the pattern if need be, and keep what was asked for."""
        value = getattr(self.compiled, name)
        self.__dict__[name] = value
        return value

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel as what it was made of."""
        return DeferredPattern, (self.pattern, self._flags)


if not TYPE_CHECKING:

    def compile(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:  # noqa: A001 - named as that of Python
        """Make a pattern that is compiled when it is first used."""
        return DeferredPattern(pattern, flags)
