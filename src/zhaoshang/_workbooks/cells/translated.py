"""A status with its own translation beside it: 在建 Under construction."""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.words import cellwords
from zhaoshang._workbooks.words.text import key
from zhaoshang.vocabulary import Stage

__all__ = ["translated_stage"]

_TRANSLATED: Final = re.compile(
    r"([\u4e00-\u9fff\s]+?)[\s/|,，]*[(（]?\s*([A-Za-z][A-Za-z\s-]*?)[\s.]*[)）]?"
)
"""A word and beside it the same in English: 在建 Under construction."""


def translated_stage(text: str, /) -> Stage | None:
    """Read a status that is said in Chinese and once more in English; `None` where the English says anything else.

    Examples:
        >>> print(translated_stage("在建 Under construction"), translated_stage("签约 Not signed"))
        started None
    """
    translated = _TRANSLATED.fullmatch(text.strip())
    stage = None if translated is None else cellwords.STAGES.get(key(translated[1]))
    return stage if translated is not None and stage is not None and _says(translated[2], stage) else None


def _says(english: str, stage: Stage) -> bool:
    """Tell whether a translation says the same stage, and nothing else that may turn it: not, planned, delayed."""
    words = set(english.lower().replace("-", " ").split())
    names = cellwords.STAGES_IN_ENGLISH.get(stage, frozenset())
    return not words.isdisjoint(names) and words <= names | cellwords.ENGLISH_AROUND
