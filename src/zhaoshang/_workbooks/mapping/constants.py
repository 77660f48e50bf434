"""What holds for every row of a sheet or a frame: a field and its text, where no column states it."""

from collections.abc import Mapping
from typing import Final

from zhaoshang._basics.brief import as_python, as_text
from zhaoshang._text.nearest import meant, nearest
from zhaoshang._workbooks.files.errors import MappingError
from zhaoshang._workbooks.words.aliases import EXTRA, KINDS, kind_of_path
from zhaoshang._workbooks.words.headwords import SURE, match
from zhaoshang._workbooks.words.text import is_name, key

__all__ = ["constants_of"]

_HELD: Final = frozenset({"text", "category", "channel", "track", "industry", "flag", EXTRA})
_OF_ONE: Final = tuple(path for path, kind in KINDS.items() if path.isidentifier() and kind in _HELD)
_FORM: Final = 'a table of fields and their texts, such as {"owner": "甲镇"}'


def constants_of(value: object, /) -> dict[str, str]:
    """Take fields and their texts; a field may be called as headers call it.

    Raises:
        MappingError: for a field that is not one text of a project, and for what is no text.
    """
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise MappingError("", f"constants = {as_python(value)}", _FORM)
    found: dict[str, str] = {}
    for word, text in value.items():
        shown = as_text(word)
        path = _path(shown)
        if path is None:
            near = meant("Project", shown, _OF_ONE) or nearest(shown, _OF_ONE)
            wanted = ", ".join((*(near or _OF_ONE), f"{EXTRA}.…"))
            raise MappingError("", f"constants: {shown}", f"a field of one text: {wanted}")
        if not isinstance(text, str) or not is_name(text):
            raise MappingError(
                "", f"constants: {shown} = {as_python(text)}", "a text, as a cell would have it"
            )
        if found.setdefault(path, text.strip()) != text.strip():
            raise MappingError("", f"constants: {shown} = {as_python(text)}", f"one text of {path}")
    return found


def _path(word: str) -> str | None:
    path: str | None = word
    if kind_of_path(word) is None:
        path, weight, _ = match(key(word))
        path = path if weight >= SURE else None
    return path if path in _OF_ONE or (path or "").startswith(f"{EXTRA}.") else None
