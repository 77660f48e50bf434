"""Small matters of language: whether a locale means Chinese, in which script, and one of what English names in the plural."""

from typing import Final

_TRADITIONAL: Final = frozenset(("hant", "tw", "hk", "mo"))
_ES: Final = ("ches", "shes", "sses", "xes")
_SINGULAR: Final = {
    "people": "person",
    "memoranda": "memorandum",
    "buses": "bus",
    "feet": "foot",
    "reais": "real",
}
_SAME: Final = frozenset(("TEU", "ares", "bps", "times"))  # "are" is another word


def is_chinese(locale: str, /) -> bool:
    """Tell whether a locale such as `zh_CN`, `zh-Hant` or `ZH` means Chinese; every other language gets English words."""
    return locale.replace("_", "-").partition("-")[0].lower() == "zh"


def is_traditional(locale: str, /) -> bool:
    """Tell whether a locale means traditional Chinese: `zh` with Hant, TW, HK or MO."""
    language, *parts = locale.replace("_", "-").lower().split("-")
    return language == "zh" and not _TRADITIONAL.isdisjoint(parts)


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
