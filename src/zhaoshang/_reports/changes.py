"""What changed between two ledgers as a table, a row for each record that came or went and each field that changed."""

from typing import Any

import attrs

from zhaoshang._basics.brief import as_text
from zhaoshang._reports.numbers import NONE
from zhaoshang._reports.tables import Column, Table
from zhaoshang._text.messages import say
from zhaoshang._text.wording import Script, capital
from zhaoshang.ledger import Changes, Ledger
from zhaoshang.model._fields.labels import label_of
from zhaoshang.model._fields.table import collections_of, names_of_collections
from zhaoshang.periods import Period
from zhaoshang.quantities import Quantity
from zhaoshang.writing import format_period, format_quantity


def change_table(changes: "Changes[Ledger]", /, *, locale: str = "zh_CN", title: str | None = None) -> Table:
    """Show what changed between two ledgers: of this month and the last, of what was sent out and what came back.

    Args:
        changes: what `Ledger.diff` gave.
        locale: `zh_CN`, `zh_TW` or `en`.
        title: the heading.

    Returns:
        A row for each record added or removed and for each field that changed, what stood there beside what stands
        there, in the order of the changes. The notes name projects that may be one and were not taken for one.

    Examples:
        >>> from zhaoshang import Ledger, Money, Project
        >>> from zhaoshang.reports import change_table
        >>> may = Ledger(as_of="2022-05-31", projects=[Project(id="P1", name="虚构阀门项目", grade="B")])
        >>> june = may.with_(
        ...     as_of="2022-06-30",
        ...     projects=[
        ...         Project(id="P1", name="虚构阀门项目", investment=Money.of(3, "亿元"), grade="B"),
        ...         Project(id="P2", name="虚构风机项目"),
        ...     ],
        ... )
        >>> print(change_table(june.diff(may)).to_text())
        台账变动（2022年5月31日 → 2022年6月30日）
        -------------------------------------------
        变动  类别  名称          字段    原  现
        -------------------------------------------
        变更  项目  虚构阀门项目  总投资  —   3亿元
        新增  项目  虚构风机项目  —       —   —
        -------------------------------------------
        <BLANKLINE>
    """
    script, classes, zh = Script.of(locale), collections_of(Ledger), names_of_collections(Ledger)
    names = _names(changes)
    rows, days = [], (changes.older.as_of, changes.older.as_of)
    for change in changes:
        if change.collection == "ledger":
            if change.field == "as_of":
                days = (days[0], change.new if isinstance(change.new, Period) else None)
            continue
        kind = change.collection
        place = script.say(zh.get(kind, kind), capital(kind))
        field = ""
        if change.field:
            record = classes[kind].__name__ if kind in classes else kind
            field = script.say(label_of(record, change.field), capital(change.field.replace("_", " ")))
        shown = [_shown(value, locale) if change.field else NONE for value in (change.old, change.new)]
        name = names.get((kind, change.id), change.id)
        rows.append((script.say(change.kind.zh, change.kind.en), place, name, field or NONE, *shown))
    first, last = (NONE if day is None else format_period(day, locale=locale) for day in days)
    notes = [
        say(
            "report.changes.doubt",
            locale,
            first=names.get(("projects", doubt.first), doubt.first),
            second=names.get(("projects", doubt.second), doubt.second),
            level=doubt.level.label(locale),
        )
        for doubt in changes.doubts
    ]
    heads = (
        say("report.changes.kind", locale),
        say("report.changes.collection", locale),
        say("report.changes.name", locale),
        say("report.changes.field", locale),
        say("report.changes.old", locale),
        say("report.changes.new", locale),
    )
    return Table(
        title=say("report.changes", locale, first=first, last=last) if title is None else title,
        columns=[Column(title=head) for head in heads],
        rows=rows,
        notes=notes,
    )


def _names(changes: "Changes[Ledger]") -> dict[tuple[str, str], str]:
    """Find what the records that changed are called: as they were, then as they are."""
    names = {}
    for collection in collections_of(Ledger):
        for record in getattr(changes.older, collection):
            if name := getattr(record, "name", None):
                names[collection, record.id] = name
    for change in changes:
        name = change.new if change.field == "name" else getattr(change.new, "name", None)
        if isinstance(name, str):
            names[change.collection, change.id] = name
    return names


def _shown(value: Any, locale: str) -> str:  # noqa: ANN401 - whatever a field holds
    """Write a value as people read it; of a record what it says, field by field."""
    if value is None or value == ():
        return NONE
    if isinstance(value, Quantity):
        return format_quantity(value, locale=locale)
    if isinstance(value, Period):
        return format_period(value, locale=locale)
    if hasattr(value, "label"):
        return str(value.label(locale))
    if attrs.has(type(value)):
        said = (
            getattr(value, field.name)
            for field in attrs.fields(type(value))
            if getattr(value, field.name) != field.default
        )
        return " ".join(_shown(part, locale) for part in said if part is not None and part != ())
    if isinstance(value, tuple):
        return say("list.comma", locale).join(_shown(part, locale) for part in value)
    return as_text(value)
