"""What stands before a call: each argument is compared with what its parameter takes; loaded with the first call.

A class whose values fit whatever they hold is remembered, so that the guard knows it again. What a run or a mapping holds
is looked at each time; what can be gone through only once is looked at as it is gone through.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sized
from datetime import date
from itertools import chain, repeat
from types import FunctionType
from typing import Any, Final

from zhaoshang._calls.blame import explain, is_read, told, unfit
from zhaoshang._calls.hints import decides, fits, forms_of, hint_of, is_ours, part_of

_MOST: Final = 64
"""So many classes are remembered for a parameter."""
_CO_VARKEYWORDS: Final = 0x08
_TOLD_BELOW: Final = "zhaoshang._measures"
"""Where each condition and value refuses what is none of them itself, with an example."""

_OWN: Final = ("bool", "int", "uint")
"""How the classes of numpy are called whose values Python has exactly."""
Arguments = tuple[tuple[Any, ...], dict[str, Any]]
"""Those given by place and by name."""


def _own(value: Any) -> Any:  # noqa: ANN401 - whatever was given
    """Give a whole number or a truth of numpy as Python has it."""
    kind = type(value)
    return value.item() if kind.__module__ == "numpy" and kind.__name__.startswith(_OWN) else value


class Looking:
    """What the arguments of one function are compared with."""

    __slots__ = ("_function", "_hints", "_idle", "_more", "_places", "_rest", "_said", "_seen")

    def __init__(
        self, function: FunctionType, said: str, seen: Mapping[str, set[type]], told_by_it: Collection[str], /
    ) -> None:
        """Read the signature.

        Args:
            function: the function that is called.
            said: what errors call it.
            seen: for each parameter the classes whose values fit it; those that are found are added.
            told_by_it: the parameters whose wrong values the function tells of itself.
        """
        code = function.__code__
        self._function, self._said, self._seen = function, said, seen
        self._places = code.co_varnames[: code.co_argcount]
        is_open = len(seen) > code.co_argcount + code.co_kwonlyargcount
        self._rest = tuple(seen)[-1] if is_open else ""
        self._more = code.co_varnames[len(seen)] if code.co_flags & _CO_VARKEYWORDS else ""
        self._hints = {
            name: Any if name in told_by_it else self._hint(name) for name in (*seen, self._rest, self._more)
        }
        defaults = self._places[len(self._places) - len(function.__defaults__ or ()) :]
        self._idle = frozenset(
            name for name in (*defaults, *(function.__kwdefaults__ or ())) if is_read(self._hints[name])
        )

    def _hint(self, name: str) -> Any:  # noqa: ANN401 - a type form
        hint = hint_of(self._function, self._function.__annotations__.get(name, Any))
        forms = forms_of(hint)
        is_told = any(getattr(form, "__module__", "").startswith(_TOLD_BELOW) for form in forms)
        return Any if is_told else hint

    def __call__(self, args: tuple[Any, ...], kwargs: dict[str, Any], /) -> Arguments:
        """Refuse what does not fit; give the arguments, with what can be gone through only once looked at as it is."""
        args, kwargs = tuple(map(_own, args)), {name: _own(value) for name, value in kwargs.items()}
        places = chain(self._places, repeat(self._rest))
        given = [(name, name, value) for name, value in zip(places, args, strict=False)]
        named = [(name, name if name in self._seen else self._more, value) for name, value in kwargs.items()]
        for _, name, value in (*given, *named):
            if not self._fits(name, value):
                error = TypeError(self._said)
                explain(self._function, self._said, args, kwargs, error)
                raise error
        return (
            tuple(self._once(*each) for each in given),
            {each[0]: self._once(*each) for each in named},
        )

    def _fits(self, name: str, value: object) -> bool:
        seen, hint = self._seen.get(name), self._hints[name]
        if seen is None:
            return fits(value, hint)
        if type(value) in seen:
            return True
        if not fits(value, hint):
            return False
        if name in self._idle and isinstance(value, str | Mapping | date):
            error = told(self._function, value, hint)
            if error is not None:
                raise error.at(name)
            return True
        if len(seen) < _MOST and decides(value, hint):
            seen.add(type(value))
        return True

    def _once(self, shown: str, name: str, value: Any) -> Any:  # noqa: ANN401 - whatever was given
        if isinstance(value, Sized) or is_ours(value):
            return value
        part = part_of(self._hints[name])
        return value if part is Any else self._each(shown, value, part)

    def _each(self, shown: str, items: Iterable[Any], part: Any) -> Iterator[Any]:  # noqa: ANN401 - a type form
        for place, item in enumerate(items):
            if not fits(item, part):
                raise unfit(self._function, self._said, (f"{shown}[{place}]", item, part), ())
            yield item
