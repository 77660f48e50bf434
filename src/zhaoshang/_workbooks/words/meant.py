"""What a word means that is in none of the library's lists and yet in the headers and cells of offices' workbooks.

Errors ask here, with the first mistake: 乡镇 is no grouping key, but a column that is headed so holds the district.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from zhaoshang._text.nearest import nearest
from zhaoshang._workbooks.words.aliases import ALIASES, STAGE_WORDS
from zhaoshang._workbooks.words.cellwords import STAGES
from zhaoshang._workbooks.words.text import key
from zhaoshang.model._fields.keys import KEY_ALIASES, KEYS
from zhaoshang.vocabulary import Evidence, Stage

_OF_STAGES: Final = frozenset({"Stage", "stage", "stage or condition"})
_OF_KEYS: Final = frozenset({"grouping key", "grouping key beside step"})
_BESIDE: Final[Mapping[str, str]] = {"district": "owner"}  # a town is a place, and a unit in charge as well


def meant(vocabulary: str, word: str, known: Iterable[str], /) -> tuple[str, ...]:
    """Find what a word means among the names that there are, the likeliest first; nothing where it is not known.

    Args:
        vocabulary: the list that the word is not in, or the class of which it is no field.
        word: the word.
        known: the names that would do.

    Examples:
        >>> meant("grouping key", "乡镇", ["district", "所属地", "责任单位"])
        ('所属地', '责任单位')
        >>> meant("Stage", "动工", ["signed", "started"]), meant("Project", "责任部门", ["name", "owner"])
        (('started',), ('owner',))
    """
    names = dict.fromkeys(known)
    if vocabulary in _OF_KEYS:
        found = _near(word, _keys())
        codes = [code for each in found for code in (each, _BESIDE.get(each, each))]
        options = [(KEYS[code][0], code) for code in codes]
    elif vocabulary in _OF_STAGES:
        options = [(_stages()[code], code) for code in _near(word, _stage_words())]
    else:
        options = [(code, code) for code in _near(word, _fields())]
        options += [(path, path) for path in _inner(word) if vocabulary == "Project"]
        names |= dict.fromkeys(_inner(word))
    if word.isascii():
        options = [(code, label) for label, code in options]
    return tuple(
        dict.fromkeys(
            name for pair in options for name in [next((n for n in pair if n in names), "")] if name
        )
    )


def _near(word: str, words: Mapping[str, str]) -> list[str]:
    """Find what the words mean that are nearest to one; where it is one of them, what it means."""
    exact = words.get(key(word))
    found = [words[each] for each in nearest(key(word), words)] if exact is None else [exact]
    return list(dict.fromkeys(found))


def _inner(word: str) -> list[str]:
    """Find the fields of that name in the records that a project holds."""
    asked = word.replace("_", "").casefold()  # as programs in other languages write it: signedOn
    return _inner_paths().get(asked, [])


@cache
def _inner_paths() -> dict[str, list[str]]:
    """The paths that lead into the records of a project, by the field where they end."""
    found: dict[str, list[str]] = {}
    for path in dict.fromkeys(alias.path for alias in ALIASES.values() if "." in alias.path):
        found.setdefault(path.rpartition(".")[2].replace("_", ""), []).append(path)
    return found


@cache
def _fields() -> dict[str, str]:
    """The fields of a project by the words that head their columns."""
    return {word: alias.path for word, alias in ALIASES.items() if alias.path.isidentifier()}


@cache
def _keys() -> dict[str, str]:
    """The grouping keys by their names and by the words that head such columns."""
    headed = {word: path for word, path in _fields().items() if path in KEYS}
    return {**headed, **{code: code for code in KEYS}, **{key(zh): code for zh, code in KEY_ALIASES.items()}}


def _stages() -> dict[str, str]:
    return {str(term): term.zh for term in (*Evidence, *Stage)}


def _stage_words() -> dict[str, str]:
    """The stages by what headers and cells call them."""
    named = {term.zh: str(term) for term in (*Evidence, *Stage)}
    said = {word: str(stage) for word, stage in (*STAGE_WORDS, *STAGES.items())}
    return {**said, **named, **{code: code for code in _stages()}}
