"""Cells that name investors: one or several, perhaps with their shares, perhaps with others that are not named."""

import re
from typing import Final

from zhaoshang._workbooks.cells.faults import Fault, cell_text
from zhaoshang._workbooks.cells.values import FORMULA, Read, blank_in
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.words.text import is_formula, key, tidy

__all__ = ["read_investors"]

_FIRM: Final = re.compile(
    r"(?:公司|集团|厂|院|所|中心|合作社|企业|银行|基金|商会|协会|大学|学院|商行|工作室|事务所|控股|股份|有限|合伙\)?|\(.+\))$"
)
_PARTING: Final = re.compile(r"[、/；;\n\r]+")
_JOINED: Final = re.compile(
    r"(?:公司|集团|厂|院|中心|企业)(?:与|和|及|以及|同|联合|,|，|&|\+)(?=\S{2,})|联合体|联合投资"
)


_NUMBERED: Final = re.compile("(?<![\\d.])(?:([1-9])[.、．)）](?!\\d)|[(（]([1-9])[)）]|([\u2460-\u2468]))")


def _numbered(text: str) -> list[str] | None:
    """Part a list that is numbered from 1; `None` where it is none."""
    marks = list(_NUMBERED.finditer(text))
    numbers = [int(key(mark[0]).strip("().、")) for mark in marks]
    if not marks or marks[0].start() or numbers != list(range(1, len(marks) + 1)):
        return None
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    parts = [tidy(text[mark.end() : end]).strip("、;；,，/") for mark, end in zip(marks, ends, strict=True)]
    return parts if all(_FIRM.search(key(part)) and not _JOINED.search(part) for part in parts) else None


_LINE: Final = r"[^\S\n\r]*[\n\r]\s*"
_ENDING: Final = (
    r"(?:[(（](?:集团|控股|股份)[)）]|集团|控股|股份)*(?:有限责任公司|责任公司|有限公司|[(（](?:特殊普通|有限|普通)合伙[)）])"
    r"|(?:[(（](?:集团|控股)[)）]|公司|集团|控股|股份)+(?=\s*(?:$|[、/；;\n\r]))"
)
"""What ends the name of a firm and begins none."""
_WRAPPED: Final = re.compile(
    rf"(?<!公司){_LINE}(?={_ENDING})|(?<=[(（]){_LINE}|{_LINE}(?=[)）])"
    + "".join(
        rf"|(?<={one}){_LINE}(?={two})" for one, two in ("股份", "有限", "责任", "集团", "公司", "合伙")
    )
)
"""A line break inside the name of a firm: before its ending, within a word of it, or in a bracket."""
_ONLY_ENDING: Final = re.compile(_ENDING)


_BETWEEN: Final = re.compile(r"^\s*(?:[、/；;，,]+|以?及|[与和同])")
_DIGITS: Final = "一二三四五六七八九十"
_END: Final = r"(?=[^\S\n\r]*+(?:$|[、/；;，,\n\r]|[与和及同]))"
_PERCENT: Final = r"\d{1,3}(?:\.\d+)?\s*+[%％](?:[^\S\n\r]*+的?(?:股权|股份|股|份额))?"
_HOLDS: Final = (
    r"(?:各占?|占股|持股|控股|参股|出资|占比|股权|股份|股比|认缴|持有|占有?)*(?:比例?|份额)?[:：]?\s*约?"
)
_SHARE: Final = re.compile(
    rf"[(（]\s*{_HOLDS}{_PERCENT}[)）]|(?<=[司团厂院所心社业金行)）])\s*(?:持股|占股|出资|认缴|占有?)?(?:比例)?约?{_PERCENT}{_END}"
)
"""A share of a firm beside its name: （60%）, (占股60%), 占60%."""
_OTHERS: Final = re.compile(
    r"[(（,，、]?等(?:共计?|合计)?(?:(\d{1,3}|[一二两三四五六七八九十])|多|数|几)?(?:余|多)?[家个户名位]?"
    r"(?:企业|公司|单位|投资方|投资人|投资者|股东|客商|机构|人)*[)）]?\s*$"
)
"""How many there are with those that are not named, behind the last that is."""


def read_investors(raw: Cell, _row: int = 0, /) -> Read:
    """Read one investor or several; only marks between names of firms part them."""
    text = cell_text(raw).strip()
    blank = blank_in(text)
    if blank is not None:
        return blank
    if "%" in text or "\N{FULLWIDTH PERCENT SIGN}" in text or "等" in text:
        return _beside(text)
    return _named(text)


def _beside(text: str) -> Read:
    """Read names beside which shares stand, or how many more there are; what they say has no field, and is told."""
    said = [tidy(found[0]) for found in _SHARE.finditer(text)]
    first, *more = _SHARE.split(text)
    apart = [tidy(first), *(tidy(_BETWEEN.sub("", part)) for part in more)]
    if len(said) > 1 and not apart[-1] and all(apart[:-1]) and not any(map(_PARTING.search, apart)):
        return Read(tuple(dict.fromkeys(apart[:-1])), Fault("beside_investors", "、".join(said)))
    names = _SHARE.sub("", text)
    others = _OTHERS.search(names)
    if others is not None and not others[1] and not _FIRM.search(key(names[: others.start()])):
        others = None  # the end of a word: 平等
    rest = (names[: others.start()] if others else names).strip()
    found = _named(rest or text)
    if not rest:
        return found
    if not isinstance(found.value, tuple):
        return Read(None, found.fault or Fault("several_investors"))
    if others is not None and _number(others[1]) != len(found.value):
        said.append(tidy(others[0]).strip("()（）,，、"))
    return Read(found.value, found.fault or (Fault("beside_investors", "、".join(said)) if said else None))


def _number(word: str | None) -> int | None:
    return (
        None if word is None else int(word) if word.isdigit() else _DIGITS.find(word.replace("两", "二")) + 1
    )


def _named(text: str) -> Read:
    """Read names and nothing beside them."""
    if text[0] in "=+-@" and is_formula(text):
        return FORMULA
    if "\n" in text or "\r" in text:
        text = _WRAPPED.sub("", text)
        if any(_ONLY_ENDING.fullmatch(line.strip()) for line in text.splitlines()[1:]):
            return Read(None, Fault("several_investors"))
    parts = _numbered(text)
    if parts is not None:
        return Read(tuple(dict.fromkeys(parts)))
    if _JOINED.search(text):
        return Read(None, Fault("several_investors"))
    parts = [tidy(part) for part in _PARTING.split(text) if tidy(part)]
    if len(parts) < 2:
        return Read((tidy(text),))
    if all(_FIRM.search(key(part)) for part in parts):
        return Read(tuple(dict.fromkeys(parts)))
    if all(len(key(part)) < 4 for part in parts[1:]) and "\n" not in text:
        return Read((tidy(text),))  # a mark inside one name
    return Read(None, Fault("several_investors"))
