"""What a user says of one column of a workbook, how it is understood, and how it is written as TOML."""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as AnyMapping
from typing import Any, Final, final

from attrs import frozen

from zhaoshang._basics.brief import as_python
from zhaoshang._calls.plain import plain_fields
from zhaoshang._text.nearest import nearest
from zhaoshang._workbooks.files.errors import MappingError
from zhaoshang._workbooks.words.aliases import ALIASES, KINDS, SPAN, StepPath, kind_of_path
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS
from zhaoshang._workbooks.words.headwords import SURE, match
from zhaoshang._workbooks.words.text import is_name, key
from zhaoshang._workbooks.words.units import units_such_as
from zhaoshang.errors import UnknownUnitError
from zhaoshang.units import Scaled, scaled
from zhaoshang.vocabulary import AgreementKind, Stage

__all__ = ["ColumnRule", "column_rules", "quoted", "refuse_two", "rule_text"]

_ANY: Final = ""
_RULE_KEYS: Final = ("field", "unit")
_OWN_KEYS: Final = ("columns", "constants", "by_sheet")
"""What a mapping is made of beside its columns, each a table, and might be taken for a header."""
_HEADER: Final = "the header of a column, or its letter"
_NO_UNIT: Final = "a unit for a field that is an amount, such as investment or land, and none for another"
_ONE: Final = "one field: they name the same column"
_EXPECTED: Final = (
    'a field such as "investment", "agreements[].signed_on", "milestones[started,planned]", or false'
)


@final
@frozen(field_transformer=plain_fields)
class ColumnRule:
    """What to read a column as.

    Attributes:
        field: the path of the field in the exchange format; `None` to leave the column unread.
        unit: the unit of its bare numbers, such as 万元; `None` for that of the header.

    Examples:
        >>> from zhaoshang.workbooks import Mapping
        >>> rule = Mapping.of({"盘子": {"field": "investment", "unit": "万元"}}).columns["盘子"]
        >>> rule.field, rule.scaled.power, rule.scaled.unit.code
        ('investment', 4, 'CNY')
    """

    field: str | None
    unit: str | None = None

    @property
    def scaled(self) -> Scaled | None:
        """The unit with its power of ten; `None` where none is given."""
        return None if self.unit is None else scaled(self.unit)


def column_rules(value: AnyMapping[str, object] | None) -> dict[str, ColumnRule]:
    """Take what is said of columns: by header or letter, a field, its table, or nothing to be read."""
    try:
        rules = {} if value is None else dict(value)
    except (TypeError, ValueError):
        raise MappingError(
            _ANY, f"columns = {as_python(value)}", "a table of columns and their fields"
        ) from None
    found = {word: _rule(word, rule) for word, rule in rules.items()}
    first: dict[str, str] = {}
    for word in found:
        refuse_two(found, (first.setdefault(key(word), word), word))
    return found


def refuse_two(rules: AnyMapping[str, ColumnRule], names: Iterable[str]) -> None:
    """Refuse names of one column under which it is to be read as two things."""
    said = {word: rules[word] for word in names}
    if len(set(said.values())) > 1:
        item = ", ".join(f"{word} = {rule_text(rule)}" for word, rule in said.items())
        raise MappingError(_ANY, item, _ONE)


def _rule(word: str, rule: object) -> ColumnRule:
    unit: object = None
    if not is_name(word):
        raise MappingError(_ANY, as_python(word), _HEADER)
    if isinstance(rule, ColumnRule):
        rule = {"field": rule.field, "unit": rule.unit}
    if isinstance(rule, AnyMapping):
        _complete(word, rule)
        unit = rule.get("unit")
        rule = rule["field"]
    if rule is False or rule is None:
        rule = None
    elif not isinstance(rule, str) or kind_of_path(rule) is None:
        rule = _called(word, rule)
    return ColumnRule(rule, _unit(word, rule, unit))


def _called(word: str, rule: object) -> str:
    """Find a field by the word that headers have for it."""
    path, weight, _ = match(key(rule)) if isinstance(rule, str) else (None, 0, None)
    if path is not None and weight >= SURE and not path.startswith("@"):
        return path
    near = ", ".join(_near(rule)) if isinstance(rule, str) else ""
    expected = f"the field {near}, or another of a project" if near else _EXPECTED
    if kind_of_path(word) is not None and isinstance(rule, str):
        expected = f'the header first, and its field second: {{"{rule}": "{word}"}}'
    raise MappingError(_ANY, f"{word} = {as_python(rule)}", expected)


def _unit(word: str, path: str | None, unit: object) -> str | None:
    """Take the unit of an amount, of the dimension that the field has."""
    if unit is None:
        return None
    dimension = AMOUNT_KINDS.get(kind_of_path(path or "") or "")
    if dimension is None:
        raise MappingError(_ANY, f"{word}: unit {as_python(unit)}", _NO_UNIT)
    try:
        is_fit = scaled(str(unit)).unit.dimension == dimension
    except UnknownUnitError as cause:
        raise MappingError(
            _ANY, f"{word}: unit {as_python(unit)}", "a unit such as 万元, 亿元, 亩"
        ) from cause
    if not is_fit:
        such = units_such_as(dimension)
        raise MappingError(_ANY, f"{word}: unit {as_python(unit)}", f"a unit that {path} has, such as {such}")
    return str(unit)


def _complete(word: str, rule: AnyMapping[Any, object]) -> None:
    """Refuse the table of a column whose keys are not known, or that names no field: it would be read as another."""
    unknown = [name for name in rule if name not in _RULE_KEYS]
    if unknown and word in _OWN_KEYS:
        raise MappingError(_ANY, word, f"the header of a column, or workbooks.Mapping({word}=…)")
    if unknown:
        near = nearest(str(unknown[0]), _RULE_KEYS) or _RULE_KEYS
        raise MappingError(_ANY, f"{word}: {', '.join(map(str, unknown))}", ", ".join(near))
    if "field" not in rule:
        raise MappingError(_ANY, f"{word} = {as_python(dict(rule))}", _EXPECTED)


def _near(rule: str) -> list[str]:
    """Find fields that are called nearly so, or whose columns are."""
    paths = {word: alias.path for word, alias in ALIASES.items() if not alias.path.startswith("@")}
    paths |= {path: path for path in (*KINDS, *(_bracketed() if "[" in rule else ()))}
    found = {paths[word]: word for word in reversed(nearest(rule, paths))}
    return [path if word == path else f"{path} ({word})" for path, word in reversed(found.items())]


def _bracketed() -> Iterator[str]:
    """Give the fields of which brackets say more: the steps, planned or not, and the papers."""
    for stages in (*((stage,) for stage in Stage), SPAN):
        yield StepPath(stages).path
        yield StepPath(stages, planned=True).path
    yield from (f"agreements[{kind}].signed_on" for kind in AgreementKind)


def quoted(text: str, /) -> str:
    """Write a text as TOML does."""
    escaped = "".join(
        f"\\u{ord(char):04x}"
        if ord(char) < 32 or ord(char) == 127
        else {"\\": "\\\\", '"': '\\"'}.get(char, char)
        for char in text
    )
    return f'"{escaped}"'


def rule_text(rule: ColumnRule, /) -> str:
    """Write what a column is read as as TOML does."""
    if rule.field is None:
        return "false"
    if rule.unit is None:
        return quoted(rule.field)
    return f"{{ field = {quoted(rule.field)}, unit = {quoted(rule.unit)} }}"
