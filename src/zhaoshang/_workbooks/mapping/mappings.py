"""Column mappings: what a user says of a workbook's columns, kept as TOML."""

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as AnyMapping
from os import PathLike
from pathlib import PurePath
from typing import Any, Final, final

from attrs import evolve, field, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.brief import as_python
from zhaoshang._basics.own import own
from zhaoshang._calls.limits import check_year
from zhaoshang._calls.plain import of_year, plain_fields
from zhaoshang._files.atomic import readable, replacing
from zhaoshang._files.names import is_of_another_kind
from zhaoshang._files.toml import read_toml
from zhaoshang._text.nearest import nearest
from zhaoshang._workbooks.files.errors import NO_FILE, MappingError
from zhaoshang._workbooks.files.grids import column_number
from zhaoshang._workbooks.mapping.column_rules import ColumnRule, column_rules, quoted, refuse_two, rule_text
from zhaoshang._workbooks.mapping.constants import constants_of
from zhaoshang._workbooks.words.columns import MAPPED, Column
from zhaoshang._workbooks.words.composing import without_unit
from zhaoshang._workbooks.words.text import key
from zhaoshang.errors import ArgumentError, FieldTypeError, NumberRangeError, UnknownCodeError
from zhaoshang.ledger import Ledger

__all__ = ["Mapping", "to_mapping"]

_ANY: Final = ""
_SHEET_KEYS: Final = ("columns", "constants", "year", "header", "bounds")
_KEYS: Final = ("columns", "constants", "sheets", "skip", "year", "header", "bounds", "identity", "sheet")
_OF_SHEETS: Final = "by the name of a sheet, a table of columns, constants, year, header and bounds"
_KEY: Final = 'fields that make a project the same, such as "code" or ["name", "owner"]'


def _names(value: object) -> tuple[str, ...]:
    names = () if value is None else value
    if isinstance(names, str | AnyMapping) or not isinstance(names, Iterable):
        raise MappingError(_ANY, as_python(value), "a list of sheet names")
    found = tuple(map(own, names))
    if not all(isinstance(name, str) and name for name in found):
        raise MappingError(_ANY, as_python(value), "a list of sheet names")
    return found


def _header(value: object) -> tuple[int, ...] | None:
    """Take one row, several that follow each other, or none."""
    if value is None:
        return None
    rows = (
        (value,)
        if isinstance(value, int)
        else tuple(value)
        if isinstance(value, list | tuple | range)
        else None
    )
    if rows is not None and all(type(row) is int and row > 0 for row in rows):
        numbers = tuple(int(row) for row in rows)
        if numbers == tuple(range(numbers[0], numbers[0] + len(numbers))) if numbers else True:
            return numbers
    raise MappingError(
        _ANY,
        f"header = {as_python(value)}",
        "a row such as 4, rows that follow each other such as [4, 5], or []",
    )


_RANGE: Final = re.compile(r"([A-Za-z]{1,3})?([1-9]\d{0,6})?:([A-Za-z]{1,3})?([1-9]\d{0,6})?")


def _bounds(value: object) -> str | None:
    """Take a range as Excel writes it, either end open."""
    if value is None:
        return None
    found = _RANGE.fullmatch(value) if isinstance(value, str) else None
    if found is not None and any(found.groups()):
        left, top, right, low = found.groups()
        across = left is None or right is None or column_number(left.upper()) <= column_number(right.upper())
        if across and (top is None or low is None or int(top) <= int(low)):
            return found[0].upper()
    raise MappingError(
        _ANY, f"bounds = {as_python(value)}", 'a range of cells such as "A3:H120", "B:" or ":F40"'
    )


def _by_sheet(value: object) -> "dict[str, Mapping]":
    """Take what is said of single sheets."""
    if value is None:
        return {}
    if not isinstance(value, AnyMapping):
        raise MappingError(_ANY, f"sheet = {as_python(value)}", _OF_SHEETS)
    found: dict[str, Mapping] = {}
    for name, said in value.items():
        if not isinstance(name, str) or not name:
            raise MappingError(_ANY, f"sheet.{as_python(name)}", _OF_SHEETS)
        rules = said if isinstance(said, Mapping) else _of_table(said, _SHEET_KEYS, f"sheet.{name}")
        if rules.sheets or rules.skip or rules.identity or rules.by_sheet:
            raise MappingError(_ANY, f"sheet.{name}", _OF_SHEETS)
        found[name] = rules
    return found


def _of_table(data: object, known: Sequence[str], place: str) -> "Mapping":
    """Make a mapping of a table of TOML."""
    if not isinstance(data, AnyMapping):
        raise MappingError(_ANY, f"{place} = {as_python(data)}", _OF_SHEETS)
    unknown = sorted(set(data) - set(known))
    if unknown:
        raise MappingError(_ANY, ", ".join(unknown), ", ".join(nearest(unknown[0], known) or known))
    year = data.get("year")
    try:
        check_year(year, "year")
    except (FieldTypeError, NumberRangeError) as error:
        raise MappingError(_ANY, f"year = {as_python(year)}", error.expected) from None
    return Mapping(
        columns=data.get("columns"),
        constants=data.get("constants"),
        sheets=data.get("sheets", ()),
        skip=data.get("skip", ()),
        year=year,
        header=data.get("header"),
        bounds=data.get("bounds"),
        identity=data.get("identity"),
        by_sheet=data.get("sheet"),
    )


def _identity(value: object) -> tuple[str, ...]:
    """Take one field or several."""
    given: Any = value
    try:
        Ledger().keyed(() if given is None else given)
    except (UnknownCodeError, FieldTypeError, ArgumentError) as cause:
        raise MappingError(_ANY, f"identity = {as_python(value)}", _KEY) from cause
    return (given,) if isinstance(given, str) else tuple(given or ())


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Mapping:
    """What to read the columns of a workbook as, where the reader's own proposal is wrong or not sure.

    Attributes:
        columns: by header text or column letter, the field, or `False` to leave the column out; `extra` keeps its texts in
            `Project.extra` by its header, as columns are that no field takes, and `extra.` and a name by that; with a
            unit as `{"field": "investment", "unit": "万元"}`.
        constants: what holds for every row, by field: `{"owner": "甲镇"}` for a sheet of one town. It stands where a row
            says nothing of the field itself.
        sheets: the sheets to read; all when empty.
        skip: sheets to leave unread.
        year: the year of dates that print none.
        header: the rows of the header, counted from 1, one below the other; `()` where the table has none; found by
            itself where it is `None`.
        bounds: the cells that hold the table and its titles, as Excel writes a range: `A3:H120`; either end may be
            left open, as in `B:` or `:F40`. What stands beyond is not read.
        by_sheet: by the name of a sheet, a mapping with its own `columns`, `constants`, `year`, `header` and `bounds`,
            which go before those for all sheets.
        identity: the fields that make a project the same from month to month, such as `["name", "owner"]`; the ids of
            projects are made of them. By default the code, or the place of the row, which says nothing.

    Examples:
        >>> from zhaoshang.workbooks import Mapping
        >>> mapping = Mapping(
        ...     columns={"盘子": {"field": "investment", "unit": "亿元"}, "C": "owner"}, year=2022
        ... )
        >>> print(mapping.to_toml())
        year = 2022
        <BLANKLINE>
        [columns]
        "盘子" = { field = "investment", unit = "亿元" }
        "C" = "owner"
        <BLANKLINE>
        >>> Mapping.from_toml(mapping.to_toml()) == mapping
        True
    """

    columns: dict[str, ColumnRule] = field(factory=dict, converter=column_rules, hash=False)
    sheets: tuple[str, ...] = field(default=(), converter=_names)
    skip: tuple[str, ...] = field(default=(), converter=_names)
    year: int | None = field(default=None, validator=of_year)
    header: tuple[int, ...] | None = field(default=None, converter=_header)
    bounds: str | None = field(default=None, converter=_bounds)
    identity: tuple[str, ...] = field(default=(), converter=_identity)
    by_sheet: "dict[str, Mapping]" = field(factory=dict, converter=_by_sheet, hash=False)
    constants: dict[str, str] = field(factory=dict, converter=constants_of, hash=False)

    def of_sheet(self, name: str, /) -> "Mapping":
        """Give what it says of one sheet: what is said for all, with the sheet's own in its place.

        Args:
            name: the name of the sheet.

        Examples:
            >>> from zhaoshang.workbooks import Mapping
            >>> mapping = Mapping(year=2022, by_sheet={"续建": {"year": 2021, "bounds": "A3:H40"}})
            >>> [(mapping.of_sheet(name).year, mapping.of_sheet(name).bounds) for name in ("新建", "续建")]
            [(2022, None), (2021, 'A3:H40')]
        """
        own = self.by_sheet.get(name)
        if own is None:
            return self
        return evolve(
            self,
            columns={
                **{
                    word: rule
                    for word, rule in self.columns.items()
                    if key(word) not in map(key, own.columns)
                },
                **own.columns,
            },
            constants={**self.constants, **own.constants},
            year=self.year if own.year is None else own.year,
            header=self.header if own.header is None else own.header,
            bounds=self.bounds if own.bounds is None else own.bounds,
        )

    def cells(self) -> tuple[int, int, int, int] | None:
        """Give the bounds as first row, first column, last row and last column from 1; 0 for an end left open.

        Examples:
            >>> from zhaoshang.workbooks import Mapping
            >>> Mapping(bounds="B3:H").cells(), Mapping().cells()
            ((3, 2, 0, 8), None)
        """
        found = _RANGE.fullmatch(self.bounds) if self.bounds is not None else None
        if found is None:
            return None
        left, top, right, low = found.groups()
        return int(top or 0), column_number(left or ""), int(low or 0), column_number(right or "")

    @classmethod
    def from_toml(cls, text: str, /, *, path: str = "") -> "Mapping":
        """Read a mapping from TOML text; the inverse is `to_toml`.

        Args:
            text: the text.
            path: what errors call it.

        Raises:
            MappingError: when it is no TOML, or names a field that does not exist.
        """
        try:
            data = read_toml(text)
        except ValueError as cause:
            raise MappingError(path, str(cause), "TOML") from cause
        try:
            return _of_table(data, _KEYS, "")
        except MappingError as cause:
            raise MappingError(path, cause.item, cause.expected) from cause

    def to_toml(self) -> str:
        """Write the mapping as TOML text; the inverse is `from_toml`."""
        lines = self._said()
        for name, values in (("sheets", self.sheets), ("skip", self.skip), ("identity", self.identity)):
            if values:
                lines.append(f"{name} = [{', '.join(map(quoted, values))}]")
        lines += self._said_in_tables("")
        for name, inner in self.by_sheet.items():
            lines += ["", f"[sheet.{quoted(name)}]", *inner._said()]  # noqa: SLF001 - of its own kind
            lines += inner._said_in_tables(f"sheet.{quoted(name)}.")  # noqa: SLF001 - as above
        return "\n".join(lines).lstrip("\n") + "\n"

    def _said(self) -> list[str]:
        lines = [] if self.year is None else [f"year = {self.year}"]
        if self.header is not None:
            lines.append(f"header = {list(self.header)}")
        if self.bounds is not None:
            lines.append(f"bounds = {quoted(self.bounds)}")
        return lines

    def _said_in_tables(self, place: str) -> list[str]:
        columns = [f"{quoted(word)} = {rule_text(rule)}" for word, rule in self.columns.items()]
        constants = [f"{quoted(path)} = {quoted(text)}" for path, text in self.constants.items()]
        tables = (("columns", columns), ("constants", constants))
        return [line for name, said in tables if said for line in ("", f"[{place}{name}]", *said)]

    @staticmethod
    def suggest(path: str | PathLike[str], /) -> str:
        r"""Write a mapping of every column of a workbook to edit: by header, else by letter, with its guess and samples.

        A column that no field takes stands as `extra`, which keeps its texts, with the known words that its header is most
        like; one that is not sure stands behind a mark. Where no sheet has a header that is known, the likeliest row is taken for one.

        Args:
            path: the workbook.

        Returns:
            TOML text; `from_toml` takes it once it says what is meant.

        Raises:
            WorkbookError: when it cannot be read.

        Examples:
            >>> from pathlib import Path
            >>> from tempfile import TemporaryDirectory
            >>> from zhaoshang.workbooks import Mapping
            >>> with TemporaryDirectory() as folder:
            ...     path = Path(folder, "ledger.csv")
            ...     _ = path.write_text("工程,业主方,盘子\n虚构阀门项目,虚构公司,3.5\n", encoding="utf-8")
            ...     print(Mapping.suggest(path))
            header = 1
            [columns]
            # ledger, header in row 1
            "工程" = "extra"  # 虚构阀门项目
            "业主方" = "investors"  # 虚构公司
            "盘子" = "extra"  # 3.5
            <BLANKLINE>
        """
        from zhaoshang._workbooks.mapping.suggesting import suggest  # noqa: PLC0415 - it reads, and reading takes mappings

        return suggest(path)

    @classmethod
    def load(cls, path: str | PathLike[str], /) -> "Mapping":
        """Read a mapping from a TOML file; the inverse is `save`.

        Args:
            path: the file, in UTF-8.

        Raises:
            MappingError: when it cannot be read, is no TOML, or names a field that does not exist.

        Examples:
            >>> from pathlib import Path
            >>> from tempfile import TemporaryDirectory
            >>> from zhaoshang.workbooks import Mapping
            >>> mapping = Mapping(columns={"盘子": "investment", "备注": False}, skip=["说明"])
            >>> with TemporaryDirectory() as folder:
            ...     path = Path(folder, "某区.toml")
            ...     mapping.save(path)
            ...     Mapping.load(path) == mapping
            True
        """
        try:
            text = readable(path).read_text(encoding="utf-8")
        except FileNotFoundError as cause:
            raise MappingError(str(path), NO_FILE, "a TOML file in UTF-8") from cause
        except (OSError, UnicodeDecodeError) as cause:
            why = getattr(cause, "strerror", "") or str(cause)
            raise MappingError(str(path), why, "a TOML file in UTF-8") from cause
        return cls.from_toml(text, path=str(path))

    def save(self, path: str | PathLike[str], /) -> None:
        """Write the mapping to a TOML file; the inverse is `load`, which shows both.

        Args:
            path: the file, replaced if it is there.

        Raises:
            FileAccessError: when it cannot be written.
            MappingError: for the name of a file of another kind, such as `.xlsx`.
        """
        if is_of_another_kind(path, ".toml", ".txt"):
            raise MappingError(str(path), PurePath(path).suffix, "the name of a TOML file, such as map.toml")
        with replacing(path) as new:
            new.write_text(self.to_toml(), encoding="utf-8")

    @classmethod
    def of(cls, columns: AnyMapping[str, object], /) -> "Mapping":
        """Make a mapping from headers and fields alone.

        Args:
            columns: by header text or column letter, the field, or `False` to leave the column unread.

        Raises:
            MappingError: when it names a field or a unit that does not exist.

        Examples:
            >>> from zhaoshang.workbooks import Mapping
            >>> Mapping.of({"盘子": "investment"}) == Mapping(columns={"盘子": "investment"})
            True
        """
        return cls(columns=columns)

    def unused(self, columns: Iterable[Column], /) -> tuple[str, ...]:
        """List the headers and letters to which it gives a field, but which none of the columns has.

        Args:
            columns: the columns of every sheet that was read.

        Examples:
            >>> from zhaoshang.workbooks import Column, Mapping
            >>> Mapping.of({"盘子": "investment", "包保": "owner"}).unused([Column(number=3, header="盘子")])
            ('包保',)
        """
        met = {form for column in columns for form in (*_forms(column), *_without_unit(column))}
        return tuple(word for word, rule in self.columns.items() if rule.field and key(word) not in met)

    def apply(self, columns: tuple[Column, ...], /) -> tuple[Column, ...]:
        """Put what it says in the place of what was proposed.

        Args:
            columns: the columns as proposed. One is meant by its whole header, by its lowest text, or by its letter; and by a
                header without its unit, where no other is called so.

        Returns:
            As many columns; a column whose field the mapping gives to another is left unread.

        Raises:
            MappingError: for a column that it names in two ways, as two fields.

        Examples:
            >>> from zhaoshang.workbooks import Column, Mapping
            >>> proposed = (
            ...     Column(number=3, header="盘子"),
            ...     Column(number=4, header="投资额", field="investment"),
            ... )
            >>> [(column.field, column.why) for column in Mapping.of({"盘子": "investment"}).apply(proposed)][
            ...     1
            ... ]
            (None, 'the mapping gives investment to another column')
        """
        words = {key(word): word for word in self.columns}
        more = words.keys() - {form for column in columns for form in _forms(column)}
        said = []
        for column in columns:
            names = [words[form] for form in _forms(column) if form in words]
            names += [words[form] for form in (_without_unit(column) if more else ()) if form in more]
            if not names:
                said.append(column)
                continue
            refuse_two(self.columns, names)
            rule = self.columns[names[0]]
            unit = rule.scaled or (column.scaled if rule.field else None)
            said.append(
                evolve(
                    column,
                    field=rule.field,
                    scaled=unit,
                    certainty=1.0,
                    why=MAPPED,
                    candidates=(),
                    is_left_out=rule.field is None,
                )
            )
        taken = {column.field for column, old in zip(said, columns, strict=True) if column is not old}
        return tuple(
            evolve(column, field=None, why=f"the mapping gives {column.field} to another column")
            if column is old and column.field in taken and column.field is not None
            else column
            for column, old in zip(said, columns, strict=True)
        )


def _forms(column: Column) -> tuple[str, str, str]:
    """List what a rule may call a column: its whole header, its lowest text, its letter."""
    texts = [key(text) for text in column.header.split(" / ")]
    return "".join(texts), texts[-1], column.letter.lower()


def _without_unit(column: Column) -> tuple[str, str]:
    """List what a rule may call a column by its header, whole or its lowest text, without its unit."""
    texts = [without_unit(text) for text in column.header.split(" / ")]
    return "".join(texts), texts[-1]


def to_mapping(value: "Mapping | AnyMapping[str, object] | str | PathLike[str] | None", /) -> Mapping | None:
    """Take a mapping, headers and fields alone, or the path of a TOML file."""
    if value is None or isinstance(value, Mapping):
        return value
    if isinstance(value, AnyMapping):
        return Mapping.of(value)
    given: object = value
    if not isinstance(given, str | PathLike):
        expected = "headers and their fields, a Mapping, or the path of its TOML file"
        raise FieldTypeError(as_python(value), expected).at("mapping")
    return Mapping.load(value)
