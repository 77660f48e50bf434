"""What a figure was asked for beside its dates, said in words: the condition on projects, and further arguments."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, get_args

from zhaoshang._engine.results.words import argument_name, option_value, quoted
from zhaoshang._text.languages import is_chinese
from zhaoshang._text.messages import in_script, say
from zhaoshang._typed import KpiName
from zhaoshang.measures import (
    CODED,
    And,
    Column,
    Compare,
    Condition,
    Const,
    Not,
    OneOf,
    Or,
    Predicate,
    Present,
    Value,
)
from zhaoshang.model._fields.amounts import MEASURE_WORDS, PROJECT_AMOUNT_WORDS
from zhaoshang.model._fields.keys import COLUMN_ALIASES, KEYS
from zhaoshang.periods import Period
from zhaoshang.quantities import Quantity
from zhaoshang.vocabulary import Evidence, Origin, SpaceKind, Stage
from zhaoshang.writing import format_period, format_quantity

_SIGNS: Final = {"lt": "<", "le": "≤", "eq": "=", "ge": "≥", "gt": ">"}
_NAMES: Final[dict[str, str]] = {
    **{name: zh for zh, name in COLUMN_ALIASES.items()},
    **{name: zh for name, (zh, _) in (*KEYS.items(), *MEASURE_WORDS.items(), *PROJECT_AMOUNT_WORDS.items())},
}
_KPIS: Final = get_args(KpiName)
_TERMS: Final[dict[str, str]] = {
    **dict(zip(_KPIS[::2], _KPIS[1::2], strict=True)),
    **{str(term): term.zh for terms in (Stage, Evidence, Origin, SpaceKind) for term in terms},
}
_MOST: Final = 10


def asked_words(asked: Mapping[str, Any], locale: str, /) -> str:
    """Say what was asked for.

    Examples:
        >>> from zhaoshang.measures import column
        >>> where = (column("investment") >= "1亿元") & ~column("owner").is_in("甲镇", "乙镇")
        >>> asked_words({"of": "started", "where": where}, "zh_CN")
        '对象 开工；筛选条件 总投资 ≥ 1亿元 且 非（责任单位 为 乙镇、甲镇）'
        >>> asked_words({"of": "started", "where": where}, "en")
        'of = started; where investment ≥ 100 million yuan and not (owner in 乙镇, 甲镇)'
    """
    return say("list.semicolon", locale).join(
        say("asked.where", locale, condition=condition_words(given, locale))
        if isinstance(given, Predicate)
        else say("asked.argument", locale, name=argument_name(name, locale), value=_value(given, locale))
        for name, given in asked.items()
    )


def condition_words(condition: Predicate, locale: str, /) -> str:
    """Say a condition; a node of the algebra that no sign makes is told as it is written."""
    match condition:
        case And(parts) | Or(parts) if parts:
            key = "asked.and" if isinstance(condition, And) else "asked.or"
            return say(key, locale).join(_part(part, locale) for part in parts)
        case Not(part):
            return say("asked.not", locale, condition=condition_words(part, locale))
        case Condition(name, op, operand) if op != "in":
            return f"{_name(name, locale)} {_SIGNS[op]} {_value(operand, locale)}"
        case Condition(name, _, options) | OneOf(Column(name), options):
            return say("asked.in", locale, name=_name(name, locale), options=_options(name, options, locale))
        case Present(Column(name)):
            return say("asked.present", locale, name=_name(name, locale))
        case Compare(left, op, right):
            return f"{_side(left, locale)} {_SIGNS[op]} {_side(right, locale)}"
        case _:
            return quoted(str(condition), locale)


def _part(condition: Predicate, locale: str) -> str:
    words = condition_words(condition, locale)
    return say("asked.part", locale, condition=words) if isinstance(condition, And | Or) else words


def _side(value: Value, locale: str) -> str:
    match value:
        case Column(name):
            return _name(name, locale)
        case Const(scalar):
            return str(scalar)
        case _:
            return quoted(str(value), locale)


def _name(name: str, locale: str) -> str:
    if not is_chinese(locale):
        return name
    return in_script(_NAMES[name], locale) if name in _NAMES else name.removeprefix("extra.")


def _options(name: str, options: object, locale: str) -> str:
    listed = sorted(options, key=str) if isinstance(options, frozenset) else [options]
    said = [_option(name, each, locale) for each in listed[:_MOST]]
    rest = say("list.more", locale) if len(listed) > _MOST else ""
    return say("list.comma", locale).join(said) + rest


def _option(name: str, option: object, locale: str) -> str:
    """Name an option of a closed list by its label, nothing as a blank, and any other as it is."""
    if option is None:
        return say("report.blank", locale)
    terms: Any = CODED.get(name)
    return str(option) if terms is None or not is_chinese(locale) else in_script(terms(option).zh, locale)


def _value(given: Any, locale: str) -> str:
    if isinstance(given, Quantity):
        return format_quantity(given, locale=locale)
    if isinstance(given, Period):
        return format_period(given, locale=locale)
    if isinstance(given, Iterable) and not isinstance(given, str | Mapping):
        return say("list.comma", locale).join(_value(each, locale) for each in given)
    if isinstance(given, str) and is_chinese(locale):
        return in_script(_TERMS[given], locale) if given in _TERMS else given
    return option_value(given, locale)
