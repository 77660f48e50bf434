"""JSON read strictly: a key stands once in an object, and a number is a number."""

import json
from collections import Counter
from typing import Any, Final

__all__ = ["parse_json"]

_SHOWN: Final = 60


def parse_json(text: bytes, /, *, is_first: bool = True) -> Any:  # noqa: ANN401 - JSON data
    r"""Parse JSON in UTF-8; `is_first` allows for the mark that some programs begin a file with.

    Raises:
        ValueError: when it is not JSON, gives a key twice, of which one would be lost, or holds NaN or Infinity.
        RecursionError: when it is deeper than the stack.

    Examples:
        >>> parse_json(b'{"name": "A"}')
        {'name': 'A'}
        >>> parse_json(b'{"name": "A", "name": "B"}')
        Traceback (most recent call last):
            ...
        ValueError: the key 'name' stands twice in one object
    """
    return json.loads(
        text.decode("utf-8-sig" if is_first else "utf-8"), object_pairs_hook=_object, parse_constant=_constant
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        message = f"the key {twice[:_SHOWN]!r} stands twice in one object"
        raise ValueError(message)
    return made


def _constant(name: str) -> Any:  # noqa: ANN401 - never returns
    message = f"{name} is no number of JSON"
    raise ValueError(message)
