"""Which field each column of an office's frame is read into: by its name, by its cells, or as the mapping says."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any, Final

from attrs import evolve

from zhaoshang._basics.gaps import is_missing
from zhaoshang._office_frames.cells import plain
from zhaoshang._office_frames.doubts import FRAME, Doubts
from zhaoshang._text.nearest import nearest
from zhaoshang._workbooks.cells.barestages import with_bare_stages
from zhaoshang._workbooks.cells.faults import Fault
from zhaoshang._workbooks.cells.fitting import with_slips
from zhaoshang._workbooks.cells.readers import is_size_alone, reader_of
from zhaoshang._workbooks.cells.specs import CONTEXT
from zhaoshang._workbooks.mapping.mappings import Mapping as Rules
from zhaoshang._workbooks.words.aliases import step_path
from zhaoshang._workbooks.words.columns import MAPPED, Column, Header, overruled_unit, propose
from zhaoshang._workbooks.words.composing import find_unit
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS
from zhaoshang._workbooks.words.text import unit_words
from zhaoshang.errors import FrameSchemaError
from zhaoshang.findings import Severity
from zhaoshang.model._fields.amounts import PROJECT_AMOUNTS
from zhaoshang.units import scaled
from zhaoshang.vocabulary import Stage

__all__ = ["TEXTS", "settle"]

TEXTS: Final = {
    "owner": "owner",
    "district": "district",
    "park": "park",
    "grade": "grade",
    "industry": "industry",
    "category": "category",
    "channel": "channel",
    "track": "track",
    "parent": "parent",
    "relation": "relation",
    "moved_from": "moved_from",
    "investor.ownership": "ownership",
}
"""The fields that become a column of text or of codes."""

_OWN: Final = {
    **{
        name: name
        for name in (*TEXTS, "id", "name", "investors", "government_funded", *PROJECT_AMOUNTS)
        if "." not in name
    },
    "lead_investor": "investors",
    "ownership": "investor.ownership",
    "signed_on": "agreements[].signed_on",
    "approved_on": "agreements[].approved_on",
    **{f"{stage}_on": f"milestones[{stage}]" for stage in Stage if str(stage) != "signed"},
    **{f"planned_{stage}_on": f"milestones[{stage},planned]" for stage in Stage},
}
"""The library's own names of columns, which do as headers."""
_ALIKE: Final = 0.86
_LOOKED_AT: Final = 200
"""So many cells say whether a header is a slip of another."""


def settle(frame: Any, rules: Rules, doubts: Doubts) -> list[Column]:
    """Settle which field each column is read into."""
    names = list(frame.columns)
    headers = [
        Header(number=place, texts=(name,), unit=find_unit(name)) for place, name in enumerate(names, 1)
    ]
    proposed = [
        evolve(column, field=_OWN[name], certainty=1.0, candidates=()) if name in _OWN else column
        for name, column in zip(names, propose(headers), strict=True)
    ]

    def some(at: int) -> Iterable[Any]:
        return map(plain, frame[names[at - 1]].drop_nulls().head(_LOOKED_AT).to_list())

    settled = with_slips(rules.apply(with_bare_stages(proposed, some)), some)
    for word in rules.unused(settled):
        raise FrameSchemaError(FRAME, word, "no such column", _nearest(word, names))
    _refuse_second(settled)
    _refuse_of_rows(frame, names, settled)
    kept: list[str] = []
    for name, column in zip(names, settled, strict=True):
        is_ruled = column.why == MAPPED
        if column.kind in AMOUNT_KINDS and (stated := overruled_unit(column)):
            doubts.say(Fault("mapped_unit", unit_words(stated)), name, len(frame))
        if column.field is not None or is_ruled:
            continue
        alike = get_close_matches(name, _OWN, n=3, cutoff=_ALIKE) if name.isascii() else []
        unsure = column.candidates if column.why.startswith("not sure") else ()
        if alike or unsure:
            wanted = ", ".join(alike or unsure)
            expected = (
                f"a column of that name ({wanted}), or mapping={{{name!r}: …}} with the field, or False"
            )
            raise FrameSchemaError(FRAME, name, "nearly the name of a known column", expected)
        if column.certainty < 1 and frame[name].null_count() < len(frame):
            doubts.say(Fault("column_not_read"), name, len(frame) - frame[name].null_count())
        elif column.certainty >= 1 and frame[name].null_count() < len(frame):
            kept.append(name)
    if kept:
        doubts.tell("kept_as_extra", Severity.INFO, columns="、".join(kept))
    return list(settled)


def _refuse_of_rows(frame: Any, names: Sequence[str], settled: Sequence[Column]) -> None:
    """Refuse a column that gives the amounts of some rows another currency, or unit, than their header does."""
    units = [each.scaled for each in settled if each.kind == "money"]
    for name, column in zip(names, settled, strict=True):
        if column.kind not in CONTEXT:
            continue
        read = reader_of(column, year=None, cells=tuple)
        cells = frame[name].unique().to_list()
        read_as = {None if is_missing(cell) else read(plain(cell), 0).value for cell in cells}
        said = read_as - {None}
        if column.kind == "currency":
            is_other = said != {"CNY"} and any(each is None or each.unit.code == "CNY" for each in units)
            is_other |= None in read_as and any(map(is_size_alone, settled))
        else:  # a bare number below a header without a unit is told
            is_other = None not in units and any(scaled(str(word)) != each for word in said for each in units)
        if said and is_other:
            found = f"{column.kind} of rows: {', '.join(sorted(map(str, said)))}"
            raise FrameSchemaError(FRAME, name, found, _OF_COLUMNS.format(name=repr(name)))


_OF_COLUMNS: Final = (
    "amounts of one currency and unit a column; workbooks.read takes such lists, and mapping={{{name}: False}} "
    "those whose cells name their own"
)


def _refuse_second(settled: Iterable[Column]) -> None:
    """Refuse a mapping that reads two columns as one field: which of them a row means would be a guess.

    Of a step there may be several columns, as a project may have several records of it.
    """
    taken: dict[str, Column] = {}
    for column in settled:
        path = column.field
        if path is None or step_path(path):
            continue
        first = taken.setdefault(path, column)
        if first is not column and MAPPED in {first.why, column.why}:
            found = f"read as {path}, as {first.header} is"
            raise FrameSchemaError(
                FRAME, column.header, found, "each field in one column: map the other to False"
            )


def _nearest(word: str, names: Iterable[str]) -> str:
    listed = list(names)
    near = nearest(word, listed) or listed[:8]
    return f"the header of a column, such as {', '.join(near)}"
