"""Cells that name investors: one or several, perhaps with their shares, perhaps with others that are not named."""

from itertools import pairwise
from typing import Final

from zhaoshang._basics import deferred_re as re
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
    """Part a list that is numbered from 1, to nothing where its parts are lists; `None` where it is none."""
    marks = list(_NUMBERED.finditer(text))
    numbers = [int(key(mark[0]).strip("().、")) for mark in marks]
    if not marks or marks[0].start() or numbers != list(range(1, len(marks) + 1)):
        return None
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    parts = [tidy(text[mark.end() : end]).strip("、;；,，/") for mark, end in zip(marks, ends, strict=True)]
    if any(map(_JOINED.search, parts)):
        return None
    if len(parts) > 1 and any(map(_PARTING.search, parts)):
        return []
    if all(_FIRM.search(key(part)) for part in parts):
        return parts
    # where they are counted, what is counted need not look like a firm
    return parts if len(parts) > 1 and all(len(part) > 1 for part in parts) else None


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
_OF_A_PLACE: Final = re.compile(r"(.+)[(（][^()（）]{2,6}[)）]")
"""A name with a place behind it, where the trade and the ending of a firm follow: 中科云（北京）."""
_TRADE: Final = re.compile(
    r"(?:[新高]|智能|生物|信息|数字|精密|绿色|环境)?(?:科技|技术|实业|产业|工业|投资|贸易|商贸|发展|置业|材料|电子|电器|医药|制药|药业|医疗|能源|"
    r"食品|农业|机械|装备|设备|汽车|化工|化学|建设|建筑|工程|文化|旅游|物流|供应链|环保|光电|半导体|网络|软件|通信|管理|服务|控股|重工|制造)"
)
"""How what stands behind the place begins: with the trade, which is no name by itself."""
_LISTED: Final = re.compile("[、；;]+|[()（）]")
"""Marks that part a list, and the brackets that they may stand in."""


_BETWEEN: Final = re.compile(r"^\s*(?:[、/；;，,]+|以?及|[与和同])")
_DIGITS: Final = "一二三四五六七八九十"
_END: Final = r"(?=[^\S\n\r]*+(?:$|[、/；;，,\n\r]|[与和及同]))"
_PERCENT: Final = r"\d{1,3}(?:\.\d+)?\s*+[%％](?:[^\S\n\r]*+的?(?:股权|股份|股|份额))?"
_HOLDS: Final = (
    r"(?:各|占股|持股|控股|参股|出资|占比|股权|股份|股比|认缴|持有|占有?)*(?:比例?|份额)?[:：]?\s*约?"
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
        unwrapped = _unwrapped(text)
        if unwrapped is None:
            return Read(None, Fault("several_investors"))
        text = unwrapped
    parts = _numbered(text)
    if parts is not None:
        return Read(tuple(dict.fromkeys(parts))) if parts else Read(None, Fault("several_investors"))
    if _JOINED.search(text):
        return Read(None, Fault("several_investors"))
    parts = [tidy(part) for part in _PARTING.split(text) if tidy(part)]
    if len(parts) < 2:
        return Read((tidy(text),))
    if all(_FIRM.search(key(part)) for part in parts):
        return Read(tuple(dict.fromkeys(parts)))
    listed = _listed(text)
    if listed is not None:
        return Read(listed)
    is_inside = "\n" not in text and all(len(key(part)) < _WHOLE for part in parts[1:])
    if is_inside and not all(map(_HAN.fullmatch, parts)):
        return Read((tidy(text),))  # a mark inside one name
    return Read(None, Fault("several_investors"))


_WHOLE: Final = 4  # what is shorter may be the rest of a name
_HAN: Final = re.compile("[\u4e00-\u9fff]{2,}")


def _unwrapped(text: str) -> str | None:
    """Join the lines of a name that a cell was too narrow for; `None` where one may go on with the name before it or not."""
    lines = [line.strip() for line in _WRAPPED.sub("", text).splitlines()]
    if not all(not _is_cut(line) or _TRADE.match(after) for line, after in pairwise(lines)):
        return None
    joined = "".join(line if _is_cut(line) else f"{line}\n" for line in lines).rstrip()
    rests = (_TRADE.sub("", line, count=1) for line in joined.splitlines()[1:])
    return None if any(map(_ONLY_ENDING.fullmatch, rests)) else joined


def _is_cut(line: str) -> bool:
    """Tell whether a line ends behind the place in the name of a firm: the name itself has no ending yet."""
    found = _OF_A_PLACE.fullmatch(line)
    return found is not None and _FIRM.search(key(found[1])) is None and not _PARTING.search(found[1])


def _outside_brackets(text: str) -> list[str]:
    """Part a text at the marks that no bracket is closed behind before one is opened."""
    parts: list[str] = []
    end, is_within = len(text), False
    for mark in reversed(list(_LISTED.finditer(text))):
        if mark[0] in "()（）":
            is_within = mark[0] in ")）"
        elif not is_within:
            parts.append(tidy(text[mark.end() : end]))
            end = mark.start()
    return [part for part in (tidy(text[:end]), *reversed(parts)) if part]


def _listed(text: str) -> tuple[str, ...] | None:
    """Part a list of names whose marks part nothing else, though they are no names of firms: 百度智能云、海天瑞声.

    Where the last alone ends as a firm does, all may be one name: 虚构物理、化学研究所.
    """
    parts = _outside_brackets(text)
    if len(parts) < 2 or "等" in text or any(len(part) < 2 or _PARTING.search(part) for part in parts):
        return None
    firms = [_FIRM.search(key(part)) is not None for part in parts]
    return None if firms[-1] and not any(firms[:-1]) else tuple(dict.fromkeys(parts))
