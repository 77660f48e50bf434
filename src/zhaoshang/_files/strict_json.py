"""JSON read and written strictly: a key stands once in an object, a number is a number, and UTF-8 holds every text."""

import json
from collections.abc import Callable
from contextlib import suppress
from itertools import accumulate
from typing import Any, Final

from zhaoshang._basics import above
from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.decimals import MAX_DIGITS

__all__ = ["make_parser", "parse_json", "write_json"]

_SURROGATE: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")

_TOKEN: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}:]|-?(?:\d++(?:\.\d++)?(?:[eE][-+]?\d++)?|NaN|Infinity)')

_SHOWN: Final = 60
DEEPEST: Final = 200
"""So many lists and objects may stand in one another; records need a tenth of it."""

_NEITHER: Final = bytes(set(range(256)) - set(b'"[]{}'))
_STEPS: Final = bytes.maketrans(b"[{]}", b"\x01\x01\xff\xff")


def parse_json(text: bytes, /, *, is_first: bool = True) -> Any:  # noqa: ANN401 - JSON data
    r"""Parse JSON in UTF-8; `is_first` allows for the mark that some programs begin a file with.

    Raises:
        ValueError: when it is not JSON, gives a key twice, of which one would be lost, holds NaN, Infinity or a number of
            more than 400 digits, or is more than 200 lists and objects deep.
        RecursionError: when what the host leaves of its stack is less than that.

    Examples:
        >>> parse_json(b'{"name": "A"}')
        {'name': 'A'}
        >>> parse_json(b'{"name": "A", "name": "B"}')
        Traceback (most recent call last):
            ...
        json.decoder.JSONDecodeError: the key 'name' stands twice in one object: line 1 column 15 (char 14)
    """
    if (depth := depth_of(text)) > DEEPEST:
        message = f"{depth} lists and objects stand in one another, of which {DEEPEST} may"
        raise ValueError(message)
    words = text.decode("utf-8-sig" if is_first else "utf-8")
    try:
        return json.loads(words, object_pairs_hook=_object, **_NUMBERS)
    except json.JSONDecodeError:
        raise
    except ValueError:
        raise json.JSONDecodeError(*_fault(words)) from None


def make_parser() -> Callable[[bytes], Any]:
    """Make what parses text after text as `parse_json` does, and faster.

    A key of an object stands before a colon. So where a text has as many colons as its objects have keys, no key was
    lost; one that has more, which may stand in its words, is read once more, pair by pair.

    Examples:
        >>> parse = make_parser()
        >>> parse(b'{"name": "A"}'), parse(b'{"name": "A: B"}')
        ({'name': 'A'}, {'name': 'A: B'})
    """
    sizes: list[int] = []

    def count(made: dict[str, Any]) -> dict[str, Any]:
        sizes.append(len(made))
        return made

    decode = json.JSONDecoder(object_hook=count, **_NUMBERS).decode

    def parse(text: bytes) -> Any:  # noqa: ANN401 - JSON data
        if text.count(b"{") + text.count(b"[") <= DEEPEST:
            sizes.clear()
            with suppress(ValueError):  # the first fault of a text is told, and it may be a key
                data = decode(text.decode())
                if sum(sizes) == text.count(b":"):
                    return data
        return parse_json(text, is_first=False)

    return parse


def depth_of(text: bytes, /) -> int:
    r"""Tell how many lists and objects of JSON stand in one another, without the stack that a parser takes for them.

    Examples:
        >>> depth_of(b'{"a": [1, {"b[[": "\\\\"}]}'), depth_of(b"[" * 1_000_000), depth_of(b"1")
        (3, 1000000, 0)
    """
    if b"\\" in text:
        text = text.replace(b"\\\\", b"").replace(b'\\"', b"")  # else a quote in a text would end it
    beside = b"".join(text.translate(None, _NEITHER).replace(b'""', b"").split(b'"')[::2])
    return max(accumulate(memoryview(beside.translate(_STEPS)).cast("b")), default=0)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError
    return made


def _fault(text: str) -> tuple[str, str, int]:
    """Find what JSON allows and is refused first, which its reader calls out without its place."""
    keys: list[set[str]] = []
    key = 0, 0
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign == "{":
            keys.append(set())
        elif sign == "}":
            keys.pop()
        elif sign[0] == '"':
            key = token.span()
        elif sign == ":":
            name = json.loads(text[slice(*key)])
            if name in keys[-1]:
                return f"the key {name[:_SHOWN]!r} stands twice in one object", text, key[0]
            keys[-1].add(name)
        else:
            try:
                (_short if sign[-1].isdigit() else _constant)(sign)
            except ValueError as error:
                return str(error), text, token.start()
    raise AssertionError


def _constant(name: str) -> Any:  # noqa: ANN401 - never returns
    message = f"{name} is no number of JSON"
    raise ValueError(message)


def _short(digits: str) -> str:
    """Refuse a number that the host may take the square of its length to convert."""
    many = len(digits) - digits.count("-") - digits.count(".")
    if many > MAX_DIGITS:
        message = f"a number has {many} digits, of which {MAX_DIGITS} may stand"
        raise ValueError(message)
    return digits


_NUMBERS: Final[dict[str, Any]] = {
    "parse_int": lambda digits: int(_short(digits)),
    "parse_float": lambda digits: float(_short(digits)),
    "parse_constant": _constant,
}


def write_json(data: object, indent: int | None = None) -> str:
    r"""Write JSON; half of a surrogate pair, which UTF-8 cannot hold, is written as its escape.

    Raises:
        UnfitValueError: for two such halves that follow each other: JSON reads their escapes as one character.

    Examples:
        >>> print(write_json({"name": "甲\ud800"}))
        {"name": "甲\ud800"}
    """
    text = json.dumps(data, ensure_ascii=False, indent=indent, allow_nan=False)
    return _SURROGATE.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    if len(found[0]) > 1:
        first = max(found.string.rfind('"', 0, found.start()) + 1, found.end() - _SHOWN)
        expected = "a text of whole characters, not of their surrogate halves"
        raise above.errors.UnfitValueError(ascii(found.string[first : found.end()]), expected)
    return f"\\u{ord(found[0]):04x}"
