"""Make the tables of the glossary: terms from the code, definitions from `glossary.tsv` or the code where it has them.

A word stands once in the glossary: what is written on the page by hand first, then the KPIs, boards, columns, measures,
codes and fields, each without the words before it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import zhaoshang.vocabulary as words
from zhaoshang.boards import BOARDS
from zhaoshang.kpis import CATALOGUE
from zhaoshang.lifecycle import MEASURES
from zhaoshang.records import json_schema

ROOT = Path(__file__).resolve().parent.parent
PAGE = "explanation/glossary.md"
MADE = re.compile(r"<!-- made:\w+ -->.*?<!-- end -->", re.DOTALL)
ROW = re.compile(r"^\| (?P<zh>[^|]+?) \| (?P<en>[^|]+?) \| (?P<sense>[^|]+?) \|$", re.MULTILINE)
CHINESE = re.compile(r"[\u3400-\u9fff]")
UNIT = re.compile(r"\s*[（(][^）)]*[）)]$")
"""The unit behind the heading of a column."""


class Entry(NamedTuple):
    """One line of the glossary: the word in both languages, its sense in both, and where code has it."""

    zh: str
    en: str
    sense_zh: str
    sense_en: str
    where: str

    def sense(self, locale: str) -> str:
        """Say what it means in one language."""
        return self.sense_zh if locale == "zh_CN" else self.sense_en


@cache
def by_hand(language: str) -> Mapping[str, str]:
    """Read the words written on the page itself, with their senses."""
    text = MADE.sub("", (ROOT / "docs" / language / PAGE).read_text("utf-8"))
    rows = {row["zh"]: row["sense"] for row in ROW.finditer(text)}
    return {zh: sense for zh, sense in rows.items() if zh not in {"中文", "---"}}


@cache
def written() -> Mapping[str, tuple[str, str]]:
    """Read the definitions of the words of the code, Chinese and English."""
    lines = (Path(__file__).parent / "glossary.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    return {zh: (sense_zh, sense_en) for zh, sense_zh, sense_en in rows}


def meaning(zh: str) -> tuple[str, str]:
    """Look a word up, Chinese and English.

    Raises:
        KeyError: for one that nobody has defined.
    """
    known = written().get(zh) or _formulas().get(zh)
    if known is None and zh not in by_hand("zh"):
        missing = f"{zh} is defined nowhere: add a row of it to tools/glossary.tsv"
        raise KeyError(missing)
    return known or (by_hand("zh")[zh], by_hand("en")[zh])


@cache
def _formulas() -> Mapping[str, tuple[str, str]]:
    """Take the definitions of KPIs, which are their formulas."""
    return {
        kpi.zh: (f"{kpi.formula_zh}。", f"{kpi.formula_en[0].upper()}{kpi.formula_en[1:]}.")
        for kpi in CATALOGUE
    }


def codes() -> Iterator[tuple[type[words.Term], words.Term]]:
    """List the codes of all closed lists."""
    named = [getattr(words, name) for name in words.__all__]
    kinds: list[type[words.Term]] = [each for each in named if isinstance(each, type)]
    for kind in kinds:
        if kind is not words.Term:
            yield from ((kind, code) for code in kind)


def _kpis() -> Iterable[Entry]:
    for kpi in CATALOGUE:
        yield Entry(kpi.zh, kpi.en, *_formulas()[kpi.zh], f"`{kpi.id}`")


def _boards() -> Iterable[Entry]:
    for board in BOARDS.values():
        yield Entry(board.zh, board.en, *meaning(board.zh), f"`{board.id}`: `{board.rows}`")


def _columns() -> Iterable[Entry]:
    named: dict[str, list[tuple[str, str]]] = {}
    for board in BOARDS.values():
        for column in board.columns:
            named.setdefault(UNIT.sub("", column.zh), []).append((UNIT.sub("", column.en), board.id))
    for zh, uses in named.items():
        if zh not in by_hand("zh"):
            english = Counter(en for en, _ in uses).most_common(1)[0][0]
            yield Entry(zh, english, *meaning(zh), ", ".join(f"`{board}`" for _, board in uses))


def _measures() -> Iterable[Entry]:
    for measure in MEASURES:
        if measure.zh not in by_hand("zh"):
            yield Entry(measure.zh, measure.en, *meaning(measure.zh), f"`{measure.code}`")


def _codes() -> Iterable[Entry]:
    for kind, code in codes():
        if code.zh not in by_hand("zh"):
            yield Entry(code.zh, code.en, *meaning(code.zh), f"`{kind.__name__}.{code}`")


def _fields() -> Iterable[Entry]:
    for record, schema in json_schema()["$defs"].items():
        for name, field in schema.get("properties", {}).items():
            label = field.get("title", "")
            if "x-title-en" in field and CHINESE.search(label) and label not in by_hand("zh"):
                yield Entry(label, field["x-title-en"], *meaning(label), f"`{record}.{name}`")


KINDS = {
    "kpis": _kpis,
    "boards": _boards,
    "columns": _columns,
    "measures": _measures,
    "codes": _codes,
    "fields": _fields,
}


@cache
def entries() -> Mapping[str, Sequence[Entry]]:
    """List the words of each kind that no kind before it has; a word used in several places names them all."""
    taken = set(by_hand("zh"))
    made: dict[str, Sequence[Entry]] = {}
    for kind, listed in KINDS.items():
        found: dict[str, Entry] = {}
        for entry in listed():
            if entry.zh in found:
                before = found[entry.zh]
                found[entry.zh] = before._replace(where=f"{before.where}, {entry.where}")
            elif entry.zh not in taken:
                found[entry.zh] = entry
        taken.update(found)
        made[kind] = tuple(found.values())
    return made


HEADS: Mapping[str, tuple[str, str]] = {
    "kpis": ("指标", "KPI"),
    "boards": ("看板：每行一条", "board: a row for each of"),
    "columns": ("所在看板", "boards"),
    "measures": ("代码", "code"),
    "codes": ("代码", "code"),
    "fields": ("字段", "fields"),
}


def rows(kind: str, locale: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Make the head and the rows of one table of the glossary."""
    is_chinese = locale == "zh_CN"
    head = ("中文", "English", "含义" if is_chinese else "Meaning", HEADS[kind][0 if is_chinese else 1])
    return head, [(each.zh, each.en, each.sense(locale), each.where) for each in entries()[kind]]


def sense_of(code: Any) -> str:  # noqa: ANN401 - a member of any list
    """Say in English what a code means, for the reference."""
    return meaning(code.zh)[1]
