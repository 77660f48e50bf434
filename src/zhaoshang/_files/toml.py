"""Settings in TOML from anyone: what the parser cannot bound by itself is refused before it is parsed."""

import re
import tomllib
from typing import Any, Final

_MOST: Final = 1_000_000
_PART: Final = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"?|'[^'\n]*+'?)"""
_NEXT: Final = rf"[ \t]*+\.[ \t]*+{_PART}"
_DOTTED: Final = re.compile(rf"#[^\n]*+|{_PART}(?:{_NEXT}){{0,49}}+({_NEXT})?")
"""A comment, or a key with its parts: past fifty of them there is a group."""


def read_toml(text: str, /) -> dict[str, Any]:
    """Read TOML whose cost grows as the text does.

    The parser of the standard library takes the square of the parts of a dotted key, and the stack for what is nested;
    of a number of 5,000 digits it raises an error that is no error of TOML.

    Raises:
        ValueError: when it is no TOML, longer than a million characters, or nested too deep.

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
    try:
        return tomllib.loads(text)
    except RecursionError:
        msg = "it is nested too deep"
        raise ValueError(msg) from None
