"""Columns of one table that a mapping reads as one field."""

from typing import Final

from attrs import evolve

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.brief import as_python
from zhaoshang._workbooks.files.errors import MappingError
from zhaoshang._workbooks.mapping.mappings import Mapping
from zhaoshang._workbooks.words.columns import MAPPED, Column
from zhaoshang._workbooks.words.text import key
from zhaoshang.model._fields.amounts import PROJECT_AMOUNTS

__all__ = ["applied"]

_STEP: Final = re.compile(r"milestones\[(?!\])")
_EXPECTED: Final = "each field in one column: map the other to False"


def applied(rules: Mapping, columns: tuple[Column, ...], /) -> tuple[Column, ...]:
    """Apply a mapping to a table, of which no two columns may be one field: which of them a row means would be a guess.

    Amounts of a project are compared with each other, and of a step there may be several records. Of columns that have
    one header the first is meant.

    Raises:
        MappingError: for two columns that are mapped to one field.
    """
    first: dict[str, Column] = {}
    found: list[Column] = []
    for column in rules.apply(columns):
        path = column.field
        if path is None or column.why != MAPPED or path in PROJECT_AMOUNTS or _STEP.match(path):
            found.append(column)
            continue
        before = first.setdefault(path, column)
        if key(before.header) != key(column.header):
            raise MappingError("", f"{before.header}, {column.header} = {as_python(path)}", _EXPECTED)
        why = f"the mapping gives {path} to another column"
        found.append(column if before is column else evolve(column, field=None, certainty=0, why=why))
    return tuple(found)
