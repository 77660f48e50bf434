"""Small matters of language: which one a locale asks for, in which script, and one of what English names in the plural."""

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from zhaoshang._basics import above
from zhaoshang._basics import deferred_re as re

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

_TRADITIONAL: Final = frozenset(("hant", "tw", "hk", "mo"))

_OWN: Final = f"{__file__.rpartition('_text')[0]}_locale"
FOLDERS: "Final[list[str | Path]]" = [_OWN]
"""Where catalogues lie, the first that has a language first."""

LOCALES: Final = ("zh_CN", "zh_TW", "zh_HK", "en")
"""The locales that are written; any other English or Chinese one, such as `en_GB` or `zh_Hant`, is understood too."""

_FORM: Final = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,4})*)(?:\.[\w-]+)?(?:@\w+)?")
"""Language, script and region, as `zh-Hant-TW`; a server may add its encoding, as `zh_CN.UTF-8`."""

_PARTS: Final = re.compile("[-_.@]")

_ES: Final = ("ches", "shes", "sses", "xes")
_SINGULAR: Final = {
    "people": "person",
    "memoranda": "memorandum",
    "buses": "bus",
    "feet": "foot",
    "reais": "real",
}
_SAME: Final = frozenset(("TEU", "ares", "bps", "times"))  # "are" is another word


def languages() -> tuple[str, ...]:
    """Give the languages that have a catalogue, by name."""
    names = (path.name for folder in FOLDERS for path in opened(folder).iterdir())
    return tuple(sorted({name[:-3] for name in names if name.endswith((".mo", ".po"))}))


def opened(folder: "str | Path", /) -> "Traversable":
    """Give a folder of catalogues; that of the library may lie in an archive from which Python imports it."""
    from pathlib import Path  # noqa: PLC0415 - loaded with the first words

    path = Path(folder)
    if folder != _OWN or path.is_dir():
        return path
    from importlib.resources import files  # noqa: PLC0415 - where the library is no folder

    return files("zhaoshang").joinpath("_locale")


@lru_cache(maxsize=256)
def language_of(locale: str, /) -> str:
    """Give the language of a locale: `zh` of `zh_CN`, `zh-Hant` or `ZH`.

    Raises:
        UnknownCodeError: for what is no locale, or one of a language that the library has no words of.
    """
    form = _FORM.fullmatch(locale)
    known = languages()
    if form is None or form[1].lower() not in known:
        others = tuple(name for name in known if name not in {"en", "zh"})
        raise above.errors.UnknownCodeError("locale", locale, LOCALES + others, _meant(locale.lower()))
    return form[1].lower()


def _meant(word: str) -> tuple[str, ...]:
    """Find the locales of which a word is a part, as `cn` is of `zh_CN`, or that it begins with, as `english` does."""
    return tuple(
        name
        for name in LOCALES
        if word and (word in name.lower().split("_") or word.startswith(name.lower().split("_")[0]))
    )


def is_chinese(locale: str, /) -> bool:
    """Tell whether a locale such as `zh_CN`, `zh-Hant` or `ZH` means Chinese.

    Raises:
        UnknownCodeError: for what is no locale that the library has words of.
    """
    return language_of(locale) == "zh"


def is_traditional(locale: str, /) -> bool:
    """Tell whether a locale means traditional Chinese: `zh` with Hant, TW, HK or MO."""
    return is_chinese(locale) and not _TRADITIONAL.isdisjoint(_PARTS.split(locale.lower()))


def singular(words: str) -> str:
    """Say the English name of a unit in the singular: batches (批) is batch (批), pounds sterling pound sterling.

    The names of the library and the nouns that it reads are regular but for a few.
    """
    if words.startswith("pounds "):
        return words.replace("pounds", "pound", 1)
    name, bracket, rest = words.partition(" (")
    lead, gap, last = name.rpartition(" ")
    if last in _SAME:
        return words
    if last in _SINGULAR:
        last = _SINGULAR[last]
    elif last.endswith("ies"):
        last = f"{last[:-3]}y"
    elif last.endswith(_ES):
        last = last[:-2]
    elif last.endswith("s") and not last.endswith("ss"):
        last = last[:-1]
    return f"{lead}{gap}{last}{bracket}{rest}"
