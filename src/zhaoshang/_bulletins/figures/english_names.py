"""Names in English texts, and words for the whole: whose a figure may be."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, final

from attrs import frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.figures import english_words as words
from zhaoshang._bulletins.texts.subjects import NameMark


@final
@frozen
class EnglishWhose:
    """Whose a figure is.

    Attributes:
        name: the unit; `None` for the whole.
        level: what the whole is called: city, county.
        is_open: whether that cannot be told.
        is_behind: whether the name stands behind the figure, so that it is of this figure alone.
        is_free: whether a name that nobody knows may be whose it is.
    """

    name: str | None
    level: str = ""
    is_open: bool = False
    is_behind: bool = False
    is_free: bool = False


def marks_of(text: str, subjects: Iterable[str]) -> Iterator[NameMark]:
    names = sorted({name for name in subjects if name}, key=len, reverse=True)
    known = (
        f"(?<![A-Za-z]){re.escape(name)}(?:{words.LEVEL}(?![a-z]))" if name.isascii() else re.escape(name)
        for name in names
    )
    form = re.compile("|".join((*(f"(?:{item})" for item in known), "(?!)")))
    found = [
        NameMark(match.start(), match.end(), _of_names(match[0], names)) for match in form.finditer(text)
    ]
    found += [
        NameMark(match.start(), match.end(), None, match["level"].lower())
        for match in words.WHOLE.finditer(text)
    ]
    yield from sorted(found, key=lambda mark: mark.start)


def _of_names(said: str, names: Sequence[str]) -> str:
    return next(name for name in names if said.startswith(name))


def name_of(narrow: str) -> str | None:
    """Give the name that is all that is left of a clause; one of a wider area is none of a unit."""
    said = narrow.split()
    if (
        not said
        or not all(word[0].isupper() or not word.isascii() or word == "of" for word in said)
        or words.WIDER.search(narrow)
    ):
        return None
    return narrow


_LEVELS: Final[Mapping[str, frozenset[str]]] = {
    "县": frozenset({"county"}),
    "旗": frozenset({"county", "banner"}),
    "区": frozenset({"district", "county"}),
    "市": frozenset({"city", "municipality", "prefecture"}),
    "州": frozenset({"prefecture"}),
    "盟": frozenset({"prefecture", "league"}),
    "省": frozenset({"province"}),
}
_RANKS: Final = ("county", "district", "prefecture", "municipality", "city", "province")
_ANY: Final = frozenset({"", "region"})
"""Words that are said of any area."""


def is_other_level(level: str, levels: Iterable[str], name: str, own: str) -> bool:
    """Tell whether what a text calls a whole (the province) is another area than the ledger's.

    Args:
        level: what it is called.
        levels: what wholes are called in the text.
        name: the name of the ledger.
        own: the kind of place that a Chinese name of the ledger tells.
    """
    if level in _ANY:
        return False
    known = _LEVELS.get(own) or {word for word in re.findall("[a-z]+", name.lower()) if word in _RANKS}
    if known:
        return level not in known
    others = {other for other in levels if other not in _ANY}
    return len(others) > 1 and level == max(others, key=_RANKS.index)
