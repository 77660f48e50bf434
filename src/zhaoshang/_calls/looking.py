"""What stands before a call: each argument is compared with what its parameter takes; loaded with the first call.

A class whose values fit whatever they hold is remembered, so that the guard knows it again. What a run or a mapping holds
is looked at each time; what can be gone through only once is looked at as it is gone through.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sized
from datetime import date
from itertools import chain, repeat
from types import FunctionType
from typing import Any, Final

from zhaoshang._basics.own import is_array, is_ours, own
from zhaoshang._calls.blame import explain, is_read, told, unfit
from zhaoshang._calls.hints import (
    brought,
    fits,
    fits_any,
    forms_of,
    hint_of,
    part_of,
    plain_forms_of,
)

_MOST: Final = 64
"""So many classes are remembered for a parameter."""
_CO_VARKEYWORDS: Final = 0x08
_TOLD_BELOW: Final = "zhaoshang._measures"
"""Where each condition and value refuses what is none of them itself, with an example."""

Arguments = tuple[tuple[Any, ...], dict[str, Any]]
"""Those given by place and by name."""


class _Misfit(Exception):  # noqa: N818 - told by what explains it
    """An argument does not fit, as it was brought to what it should be."""

    def __init__(self, value: object) -> None:
        super().__init__(value)
        self.value = value


class Looking:
    """What the arguments of one function are compared with."""

    __slots__ = (
        "_by_place",
        "_function",
        "_hints",
        "_idle",
        "_more",
        "_places",
        "_plain",
        "_rest",
        "_said",
        "_seen",
    )

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
        self._by_place = frozenset(code.co_varnames[: code.co_posonlyargcount])
        self._hints = {
            name: Any if name in told_by_it else self._hint(name) for name in (*seen, self._rest, self._more)
        }
        self._plain = {name: plain_forms_of(hint) for name, hint in self._hints.items()}
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
        names = chain(self._places, repeat(self._rest))
        looked, known = [], {}
        try:
            for name, value in zip(names, args, strict=False):
                looked.append(self._look(name, name, value))
            for shown, value in kwargs.items():
                is_own = shown in self._seen and not (self._more and shown in self._by_place)
                known[shown] = self._look(shown, shown if is_own else self._more, value)
        except _Misfit as misfit:
            error = TypeError(self._said)
            if len(looked) < len(args):
                args = (*looked, misfit.value, *args[len(looked) + 1 :])
            else:
                kwargs = {**kwargs, **known, shown: misfit.value}
            explain(self._function, self._said, args, kwargs, error)
            raise error from None
        return tuple(looked), known

    def _look(self, shown: str, name: str, value: Any) -> Any:  # noqa: ANN401 - whatever was given
        seen = self._seen.get(name)
        if seen is not None and type(value) in seen:
            return value
        hint, value = self._hints[name], own(value)
        if is_array(value) or not fits(value, hint):
            value = brought(value, hint)
            if not fits(value, hint):
                raise _Misfit(value)
        if name in self._idle and isinstance(value, str | Mapping | date):
            error = told(self._function, value, hint)
            if error is not None:
                raise error.at(name)
            return value
        if value is None or fits_any(value, self._plain[name]):
            if seen is not None and len(seen) < _MOST:
                seen.add(type(value))
            return value
        if isinstance(value, Sized) or is_ours(value):
            return value
        part = part_of(hint)
        return value if part is Any else self._each(shown, value, part)

    def _each(self, shown: str, items: Iterable[Any], part: Any) -> Iterator[Any]:  # noqa: ANN401 - a type form
        for place, given in enumerate(items):
            item = brought(given, part)
            if not fits(item, part):
                raise unfit(self._function, self._said, (f"{shown}[{place}]", item, part), ())
            yield item
