"""Figures read by the template that they were written from: the inverse of its clauses."""

from collections.abc import Iterator, Sequence
from typing import Final, final

from attrs import frozen

from zhaoshang._bulletins.figures.templates import FIELD, Template
from zhaoshang._bulletins.measures.scenes import TOTAL, SceneMeasure
from zhaoshang._text.scripts import to_hans

_BREAKS: Final = "，,；;。：:（("


@final
@frozen
class _FigureSlot:
    """A place of a clause where a figure stands: the words before and behind it, and whether it opens the clause."""

    kpi: str
    before: str
    behind: str
    is_first: bool


def _slots(template: Template) -> Iterator[_FigureSlot]:
    for clause in template.clauses:
        words = FIELD.split(to_hans(clause))
        for place in range(1, len(words), 2):
            yield _FigureSlot(words[place], words[place - 1], words[place + 1], is_first=place == 1)


def by_template(
    text: str, spans: Sequence[tuple[int, int]], measured: Sequence[SceneMeasure], template: Template
) -> list[SceneMeasure]:
    """Let the clauses of a template decide what stands in them; the longest words before a number win.

    Args:
        text: the plain text.
        spans: where its quantities stand.
        measured: what the rules of wording make of them.
        template: the template.
    """
    slots = sorted(_slots(template), key=lambda slot: -len(slot.before))
    found: list[SceneMeasure] = []
    for number, (start, end) in enumerate(spans):
        at = start - 1 if text[start - 1 : start] == "-" else start
        last = found[-1].kpi if found else None
        slot = next(
            (slot for slot in slots if _fits(slot, text, (at, end), spans[number - 1][1] if number else 0)),
            None,
        )
        if slot is None:
            found.append(measured[number])
            continue
        is_total = slot.kpi == TOTAL and last == "signed_project_count" and not slot.is_first
        found.append(
            SceneMeasure(
                slot.kpi, slot.kpi, (at - len(slot.before), at), base=number - 1 if is_total else None
            )
        )
    return found


def _fits(slot: _FigureSlot, text: str, span: tuple[int, int], last: int) -> bool:
    """Tell whether a quantity stands in a slot: between its words, and right after the slot before it."""
    opening = span[0] - len(slot.before)
    if opening < 0 or text[opening : span[0]] != slot.before or not text.startswith(slot.behind, span[1]):
        return False
    if not slot.before and (not slot.behind or (opening and text[opening - 1] not in _BREAKS)):
        return False
    return slot.is_first or opening == last
