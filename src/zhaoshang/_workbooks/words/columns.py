"""From the words of a header to fields: a proposal for every column, with the reason it was made."""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Final, final

from attrs import evolve, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.grids import column_letter
from zhaoshang._workbooks.words.aliases import STAGE_WORDS, kind_of_path, step_path
from zhaoshang._workbooks.words.composing import find_unit
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS
from zhaoshang._workbooks.words.headwords import (
    ACTUAL,
    INCLUDED,
    MONEY,
    PLANNED,
    SHARED,
    STRANGE,
    SURE,
    ends_in_date,
    is_department,
    is_name_word,
    known_field,
    match,
    of_paper,
    parts,
    planned,
    strange_in,
)
from zhaoshang._workbooks.words.neutral import LEAVES_OUT, is_undecided
from zhaoshang._workbooks.words.text import LONGEST_HEADER, headed, key, unit_words
from zhaoshang._workbooks.words.units import BARE_UNIT, UNIT_AT_END, find_scaled
from zhaoshang.errors import ZhaoshangError
from zhaoshang.periods import Period
from zhaoshang.reading import find_periods, parse_period
from zhaoshang.units import Dimension, Scaled

__all__ = [
    "MAPPED",
    "Column",
    "Header",
    "is_money_unit",
    "leaf_of",
    "overruled_unit",
    "propose",
    "qualified_field",
]

MAPPED: Final = "the mapping says so"
"""Why a column is read as a mapping says."""

_BRACKET: Final = re.compile(r"\(([^()]*)\)")
_TIMES: Final = re.compile(r"时间|日期|节点|年月")
_MODE: Final = re.compile(r"(?:计划|预计|预期|拟定?|实际|已|目标|约定)(?:数|值|时间|日期|完成)?")
_PERIOD: Final = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|[当本每各全][年月季期]|年[度均内]|同期|[\d首一二三四五六七八九十][年月期周]|季度|半年|累计|以来|期间"
)
"""What says that only a part of the time is meant, beside the dates and periods that texts are read for."""
_ANY_DAY: Final = Period.day(2000, 1, 1)
"""What 本周 and 十四五 are counted from where only it matters that they are periods."""
_AND: Final = re.compile("[,、;:/]")
_STAGES: Final = re.compile(r"(?:进展|阶段|状态|进度|情况)$")
_IS_STAGE: Final = re.compile("已?(?:" + "|".join(word for word, _ in STAGE_WORDS) + ")")
_WHOLE: Final = re.compile("(?:历年|截至目前|目前)?(?:累计|合计|总计)(?:数|额)?")
_BARE_YEAR: Final = re.compile(r"(?<!\d)(?:fy)?((?:19|20)\d\d)(?![\d年])")
_KNOWN: Final = 0.8  # so sure is a word that is known as it stands
_TOTAL: Final = re.compile(r"(?:总|金|数)?额|总?规模|总量")
_AGREED: Final = re.compile(r"协议|合同|签约|约定")
_ABOUT: Final = re.compile(r"(?:情况|节点|进度|安排)$")


@final
@frozen(kw_only=True)
class Header:
    """The header above one column: its texts from the top row down, and the unit that holds for it."""

    number: int
    texts: tuple[str, ...]
    unit: Scaled | None = None

    @property
    def leaf(self) -> str:
        """The lowest text."""
        return self.texts[-1] if self.texts else ""


@final
@frozen(kw_only=True)
class Column:
    """A column of a sheet and the field it was read into.

    Attributes:
        number: its place in the sheet, from 1.
        header: its header as written, upper rows first, joined by ` / `.
        field: the path of the field in the exchange format, or `None` where it was not read.
        scaled: the unit of its bare numbers with its power of ten, or `None`; `unit` says it in words.
        certainty: how sure the match is, from 0 to 1.
        why: the reason, in English.
        candidates: fields that it might be where it was not sure.
        is_left_out: whether the mapping leaves it out; what else is not read into a field is kept in `Project.extra`.

    Examples:
        `Import.columns` lists those of a workbook:

        >>> from zhaoshang.units import scaled
        >>> from zhaoshang.workbooks import Column
        >>> column = Column(number=6, header="总投资（亿元）", field="investment", scaled=scaled("亿元"))
        >>> column.letter, column.kind, column.unit
        ('F', 'money', '亿元')
    """

    number: int
    header: str
    field: str | None = None
    scaled: Scaled | None = None
    certainty: float = 0.0
    why: str = ""
    candidates: tuple[str, ...] = ()
    is_left_out: bool = False

    @property
    def letter(self) -> str:
        """Its place as Excel names it: `A`, `B`, … `AA`."""
        return column_letter(self.number)

    @property
    def kind(self) -> str | None:
        """How its cells are read: as `money`, `area`, `date`, `text` and so on; `None` where they are not."""
        return None if self.field is None else kind_of_path(self.field)

    @property
    def unit(self) -> str | None:
        """The unit of its bare numbers in words, such as 亿元; `None` where it has none."""
        return None if self.scaled is None else unit_words(self.scaled)


def leaf_of(column: Column, /) -> str:
    """Give the lowest row of the header of a column, which names it among those that stand under the same words."""
    return column.header.rpartition(" / ")[2]


def overruled_unit(column: Column, /) -> Scaled | None:
    """Give the unit that the header of a column states where its bare numbers are read in another, as a mapping says.

    Examples:
        >>> from zhaoshang.units import scaled
        >>> said = {"field": "investment", "scaled": scaled("亿元"), "why": MAPPED}
        >>> overruled_unit(Column(number=1, header="总投资（万美元）", **said))
        Scaled(unit=Currency('USD'), power=4)
    """
    stated = find_unit(leaf_of(column))
    is_other = column.why == MAPPED and column.scaled not in {None, stated}
    return stated if is_other else None


def qualified_field(column: Column, /) -> str | None:
    """Give the field that a column would be of without words that are not understood; `None` where they name a part, or a period.

    Examples:
        >>> heads = ("变更后总投资", "总投资（核定）", "一期总投资", "总投资（不含地价）", "总投资")
        >>> [qualified_field(propose([Header(number=1, texts=(text,))])[0]) for text in heads]
        ['investment', 'investment', None, None, None]
    """
    texts = [key(headed(text)) for text in column.header.split(" / ")]
    if column.field or column.is_left_out or any(map(_tells_part, texts)):
        return None
    if column.why.startswith(STRANGE):
        return known_field(texts[-1])
    return column.candidates[0] if len(column.candidates) == 1 else None


def _tells_part(text: str) -> bool:
    brackets = _BRACKET.findall(text)
    return (
        "其中" in text
        or _is_timed(text)
        or any(LEAVES_OUT.search(one) or INCLUDED.match(one) for one in brackets)
    )


def is_money_unit(text: str, /) -> bool:
    """Tell whether a text is a unit of money and nothing else.

    Examples:
        >>> is_money_unit("万美元"), is_money_unit("亩"), is_money_unit("招商局")
        (True, False, False)
    """
    found = find_scaled(key(text))
    return found is not None and found.unit.dimension is Dimension.MONEY


def propose(headers: Sequence[Header], /) -> tuple[Column, ...]:
    """Propose a field for every column.

    A column that no word fits is left unread; one that may be read in more than one way, or only nearly fits, is
    left unread and named with its candidates; where two columns claim one field, the nearer one has it.
    """
    groups = [
        header.texts[:-1] for header in headers if len(header.texts) > 1 and is_name_word(header.texts[-1])
    ]
    of_projects = {text for texts in groups for text in texts}
    return _settle([_propose(header, of_projects) for header in headers])


def _propose(header: Header, of_projects: Collection[str]) -> Column:
    texts = _naming([key(headed(text)) for text in header.texts])
    leaf = texts[-1] if texts else ""
    shown = " / ".join(" ".join(text.split()) for text in header.texts)
    best = _named_above(texts) or _nearest(texts)
    if best[1] < SURE and header.unit is not None and header.unit.unit.dimension is Dimension.AREA:
        best = _by_unit(leaf, header.unit) or best
    path, certainty, why = best
    if path and _is_of_another(path, texts):
        certainty, why = min(certainty, SURE / 2), f"{leaf} is that of {texts[-2]}"
    if path and len(texts) > 1:
        group = "".join(texts[:-1])
        path, certainty = of_paper(_by_group(path, texts), group, certainty)
        path, certainty = planned(path, group, certainty)
    groups = [key(text) for text in header.texts[:-1] if text not in of_projects]
    if path and certainty >= SURE and (strange := strange_in(path, (*groups, leaf) if groups else (leaf,))):
        path, certainty, why = None, SURE / 2, f"{STRANGE}{strange}"
    if path == "government_funded" and header.unit is not None:
        path, why = None, "an amount of public money, which has no field of its own"
    whole = _of_project(groups, leaf, path, certainty) if path in SHARED else certainty
    if whole < certainty:
        path, certainty, why = None, whole, "the amount of one period, not of the project"
    column = Column(
        number=header.number, header=shown, certainty=round(certainty, 2), why=why, scaled=header.unit
    )
    if path is None:
        return column
    if certainty < SURE:
        return evolve(column, candidates=(path,), why=f"not sure: {why}")
    return evolve(column, field=path, scaled=_fitting(path, header.unit))


def _nearest(texts: list[str]) -> tuple[str | None, float, str]:
    """Match the lowest row, that with those above it, and what they say turned; the surest holds."""
    joined = ["".join(texts[start:]) for start in range(len(texts) - 1, -1, -1)]
    found = [match(word) for word in (*joined, *_turned(texts)) if word]
    return max(found, key=itemgetter(1), default=(None, 0.0, "no known word"))


def _of_project(groups: Sequence[str], leaf: str, path: str | None, certainty: float) -> float:
    """Tell how sure it is that an amount is that of the project, where its header, or a group above, speaks of a period."""
    timed = [*filter(_is_timed, groups)]
    for bracket in _BRACKET.findall(leaf):
        words = (word for word in _AND.split(bracket) if not INCLUDED.match(word))
        if beside := [*filter(_is_timed, words)]:
            timed += beside
            leaf = leaf.replace(f"({bracket})", "")
    if not timed and (not _is_timed(leaf) or (certainty >= _KNOWN and not _BARE_YEAR.match(leaf))):
        return certainty
    found = match(_BARE_YEAR.sub(r"\1年", "".join((*timed, leaf))))  # as if it were said in one row
    return certainty if found[0] == path and found[1] >= _KNOWN else min(found[1], certainty - 0.01)


@lru_cache(maxsize=1024)
def _is_timed(word: str) -> bool:
    """Tell whether a text speaks of a period: of a year, of a first phase, 本周, 十四五."""
    if _PERIOD.search(word) or find_periods(word, today=_ANY_DAY):
        return True
    try:
        parse_period(word, today=_ANY_DAY)
    except ZhaoshangError:
        return False
    return True


_PLOT: Final = re.compile(
    r"(?:项目|计划|拟|预计|申请|规划|意向|落户|落地|所需|需求?|选|实际|定)*"
    r"(?:选址|用地|占地|供地|土地|地块|宗地|选?地|的)+(?:需求|面积|规模|情况|数量|大小|亩数)*"
)
_SPACE: Final = re.compile(
    r"(?:项目|计划|拟|预计|意向|入驻|所需|需求?|选|实际|租[赁用]?|承租|购买?|使用)*"
    r"(?:标准|工业)?(?:厂房|楼宇|办公|用房|场地|车间|仓库|载体|写字楼)+(?:需求|面积|规模|情况|数量|大小|租赁|使用)*"
)


_ANY_AREA: Final = re.compile(r"(?:项目|总|规划|计划|拟|预计)*面积")
_ALONE: Final = 0.56
"""So sure is a word that fits if no other column is nearer to the field."""


def _by_unit(leaf: str, unit: Scaled) -> tuple[str, float, str] | None:
    """Match a header made of words for a plot or for rooms, and of plans for them, by the unit of area that it states."""
    base = UNIT_AT_END.sub("", _BRACKET.sub("", leaf)) if len(leaf) <= LONGEST_HEADER else ""
    if _PLOT.fullmatch(base):
        return "land", 0.7, "it speaks of a plot and states a unit of area"
    if _ANY_AREA.fullmatch(base) and unit.unit.code != "m2":
        return "land", _ALONE, "it is an area in a unit of land"
    return (
        ("floor_area", 0.7, "it speaks of rooms and states a unit of area")
        if _SPACE.fullmatch(base)
        else None
    )


def _naming(texts: list[str]) -> list[str]:
    """Leave out a tier of units below two others: it names nothing."""
    return texts[:-1] if len(texts) > 2 and BARE_UNIT.fullmatch(texts[-1]) else texts


_ATTRIBUTE: Final = re.compile(
    r"(?:所在|所属|所处|注册|来源|归属|具体|详细)*(?:地|地址|地点|地区|区域|属地|位置|省份?|城市|省市|市县|县区|区县)"
    r"|(?:所属|主要)?(?:行业|产业)(?:类别|类型|分类|代码|门类)?|名称|全称|简称|编号|编码|代码|类别|类型|性质|状态|单位|部门"
)
"""What nearly every thing has: such a word is of what the tier above it names."""
_SUBJECT: Final = re.compile(
    r"(?:公司|企业|集团|人|方|股东|商|商会|协会|机构|平台|银行|基金|领导|业主|主体|单位|部门|院校)"
    r"(?:的?(?:基本|有关|相关)?(?:情况|信息|概况|资料))?$"
)
_SURELY: Final = 0.75
_OF_PROJECTS: Final = frozenset({"name", "id", "district", "park", "owner", "category", "industry"})


def _is_of_another(path: str, texts: list[str]) -> bool:
    """Tell whether a header is an attribute of something else than the project: 所在地 below 投资方."""
    if len(texts) < 2 or path not in _OF_PROJECTS or not _ATTRIBUTE.fullmatch(_BRACKET.sub("", texts[-1])):
        return False
    above = _BRACKET.sub("", texts[-2])
    subject = match(above)[0]
    joined = match("".join(texts[-2:]))
    if subject == path or (joined[0] == path and joined[1] >= _SURELY):
        return False
    return subject in {"investors", "owner"} or _SUBJECT.search(above) is not None


_NAME: Final = re.compile(r"(?:企业|公司|单位|主体|机构|客商|法人)(?:名称|全称)?|名称|全称")
"""What is the name of those that the tier above it speaks of."""


def _named_above(texts: list[str]) -> tuple[str | None, float, str] | None:
    """Read a word for any firm below one for those who invest: 投资方 / 企业名称."""
    if len(texts) < 2 or not _NAME.fullmatch(_BRACKET.sub("", texts[-1])):
        return None
    above = match(texts[-2])
    return (above[0], above[1], f"{above[2]}, of which it is the name") if above[0] == "investors" else None


def _turned(texts: list[str]) -> list[str]:
    """Say the tiers of a header in one word: 开工时间 over 计划 is 开工时间(计划), 时间节点 over 开工 is 开工时间."""
    if len(texts) < 2 or max(map(len, texts)) > LONGEST_HEADER:
        return []
    leaf, above = texts[-1], texts[-2]
    turned = []
    if _STAGES.search(above) and _IS_STAGE.fullmatch(leaf):
        return [f"是否{leaf}"]
    if _WHOLE.fullmatch(leaf):
        return [f"累计{above}"]
    if match(above)[0] in MONEY - {"arrivals[].amount"}:
        if ACTUAL.search(leaf):
            return []  # what was spent of it
        if _AGREED.fullmatch(leaf):
            return [f"{leaf}{above}"]
    if _TOTAL.fullmatch(leaf):
        return [f"{_ABOUT.sub('', _BRACKET.sub('', above))}{leaf}"]
    if _TIMES.search(above) and not ends_in_date(leaf):
        turned = [f"{leaf}时间"]
    if _MODE.fullmatch(leaf):
        subject = _ABOUT.sub("", above)
        turned = [f"{above}({leaf})", f"{subject}时间({leaf})"]
    return turned


def _by_group(path: str, texts: list[str]) -> str:
    """Let the upper rows of a header say planned, or which department."""
    group = "".join(texts[:-1])
    step = step_path(path)
    if step is None:
        return path
    if PLANNED.search(group) and not ACTUAL.search(group):
        step = evolve(step, planned=True)
    inside = parts(group)
    reporter = next((part for part in (*inside[1], inside[0]) if is_department(part)), None)
    reported = evolve(step, reporter=step.reporter or reporter).path
    return reported if step_path(reported) else step.path  # no department reports a signing


def _fitting(path: str, unit: Scaled | None) -> Scaled | None:
    """Keep a unit only where it measures what the field holds."""
    wanted = AMOUNT_KINDS.get(kind_of_path(path) or "")
    return unit if unit is not None and unit.unit.dimension is wanted else None


def _settle(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Give each field to the nearest column; amounts and areas may be stated twice, and are then compared.

    What is in talks yields to what was signed.
    """
    settled = list(columns)
    by_field: dict[str, list[int]] = {}
    for place, column in enumerate(settled):
        if column.field is not None:
            by_field.setdefault(column.field, []).append(place)
    for path, places in by_field.items():
        if len(places) < 2 or step_path(path):
            continue
        winner = max(
            places, key=lambda at: (not is_undecided(settled[at].header), settled[at].certainty, -at)
        )
        for place in places:
            column = settled[place]
            is_second = path not in SHARED or column.certainty < 0.9 or path == "arrivals[].amount"
            is_second |= is_undecided(column.header) and not is_undecided(settled[winner].header)
            if place != winner and is_second:
                why = f"column {settled[winner].letter} is nearer to {path}"
                settled[place] = evolve(column, field=None, why=why, candidates=(path,))
    return tuple(settled)
