"""Settings in TOML from anyone: what the parser cannot bound by itself is refused before it is parsed."""

import tomllib
from typing import Any, Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.decimals import MAX_DIGITS

_MOST: Final = 1_000_000
_PART: Final = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"?|'[^'\n]*+'?)"""
_NEXT: Final = rf"[ \t]*+\.[ \t]*+{_PART}"
_DOTTED: Final = re.compile(rf"#[^\n]*+|{_PART}(?:{_NEXT}){{0,49}}+({_NEXT})?")
"""A comment, or a key with its parts: past fifty of them there is a group."""

_LONG: Final = re.compile(rf"(?<![0-9_])(?:0x[0-9A-Fa-f_]{{{MAX_DIGITS + 1}}}|[0-9_]{{{MAX_DIGITS + 1}}})")


def read_toml(text: str, /) -> dict[str, Any]:
    """Read TOML whose cost grows as the text does.

    The parser of the standard library takes the square of the parts of a dotted key, and the stack for what is nested;
    a number of a million digits takes the square of them, or raises an error of Python's, as the host has it.

    Raises:
        ValueError: when it is no TOML, longer than a million characters, nested too deep, or holds more than 400 digits in a
            row.

    Examples:
        >>> read_toml("start.year = 2022")
        {'start': {'year': 2022}}
        >>> read_toml(".".join(["a"] * 60) + " = 1")
        Traceback (most recent call last):
        ...
        ValueError: a key has more than 50 parts
    """
    if len(text) > _MOST:
        msg = f"it is longer than {_MOST:,} characters"
        raise ValueError(msg)
    if any(_DOTTED.findall(text)):
        msg = "a key has more than 50 parts"
        raise ValueError(msg)
    if _LONG.search(text):
        msg = f"more than {MAX_DIGITS} digits stand in a row"
        raise ValueError(msg)
    try:
        return tomllib.loads(text)
    except RecursionError:
        msg = "it is nested too deep"
        raise ValueError(msg) from None
