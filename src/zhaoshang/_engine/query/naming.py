"""Stages and papers by their names: what a KPI of one's own is asked for in either language."""

from typing import Final

from zhaoshang._basics.brief import as_python
from zhaoshang.errors import FieldTypeError, UnknownCodeError
from zhaoshang.vocabulary import Evidence, Stage

CONDITIONS: Final = ("performing", "registered", "landed", "started", "completed", "produced")
"""The conditions that a profile defines."""


def named(*conditions: str) -> tuple[str, str]:
    """Name conditions in Chinese and English; one that is neither a stage nor evidence keeps its code."""
    terms = {str(term): (term.zh, term.en) for term in (*Stage, *Evidence)}
    zh, en = (
        [" + ".join(terms.get(code, (code, code))[tongue] for code in item.split("+")) for item in conditions]
        for tongue in (0, 1)
    )
    return "、".join(zh), " or ".join(en)


def require_known(name: str) -> None:
    """Refuse a name that is neither a stage, a paper nor a condition of the profile.

    Raises:
        UnknownCodeError: with the nearest.
        FieldTypeError: for what is no text.
    """
    given: object = name
    if not isinstance(given, str):
        raise FieldTypeError(as_python(given), "a text")
    if name not in Stage.codes() and name not in CONDITIONS and name not in {str(code) for code in Evidence}:
        known = (*CONDITIONS, *sorted(Stage.codes()), *(term.zh for term in (*Stage, *Evidence)))
        raise UnknownCodeError("stage or condition", name, known)
