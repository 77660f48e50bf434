"""What a user says of one column of a workbook, and how it is written as TOML."""

from typing import final

from attrs import frozen

from zhaoshang._calls.plain import plain_fields
from zhaoshang.units import Scaled, scaled

__all__ = ["ColumnRule", "quoted", "rule_text"]


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
