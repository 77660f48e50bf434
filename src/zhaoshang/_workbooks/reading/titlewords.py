"""What the titles of lists are made of: ordinals, times, places, and words for kinds of lists; the town that one names."""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.words.cellwords import AMBIGUOUS_STAGES, STAGES
from zhaoshang._workbooks.words.neutral import ANY_FIELD, TOPICS
from zhaoshang._workbooks.words.understood import covered_by
from zhaoshang.vocabulary import Stage

__all__ = [
    "LEAD",
    "OF_TIME",
    "ORDINAL",
    "SERIES",
    "is_plain",
    "place_of",
    "town_of",
    "towns_in",
    "without_table",
]

_SIGNS: Final = (
    ("一", "[一二三四五六七八九十]{1,3}"),
    ("壹", "[壹贰叁肆伍陆柒捌玖拾]{1,3}"),
    ("甲", "[甲乙丙丁戊己庚辛壬癸]"),
    ("子", "[子丑寅卯辰巳午未申酉戌亥]"),
    ("i", "[ivx]{1,5}"),
    ("a", "[a-z]"),
)
"""The signs that titles are counted in, each with the first of its series."""
_SIGN: Final = "|".join(signs for _, signs in _SIGNS)
SERIES: Final = tuple((first, re.compile(signs)) for first, signs in _SIGNS)
_HAN: Final = "[一二三四五六七八九十]{1,3}"
_PART: Final = (
    r"第[一二三四五六七八九十\d]{1,3}(?:部分|章|节|项(?!目))|"  # 第二部分
    rf"第?{_HAN}类(?=[:、])|第{_HAN}类(?=已)"
)
LEAD: Final = re.compile(
    rf"^[^\w(]*(?:{_PART}(?!$)|第?(?:{_SIGN})[、.:]|\([一二三四五六七八九十\d]{{1,3}}\)|\d{{1,2}}[、.](?!\d))?[^\w(]*"
)
ORDINAL: Final = re.compile(
    rf"\(?第?[一二三四五六七八九十\d]{{1,3}}[类批部]?\)?[、.]?|{_PART}|(?:{_SIGN})[、.]?|[^\w()]{{1,2}}"
)
OF_TIME: Final = (
    r"(?:(?:19|20)\d\d年度?|[本今当去上]年度?|\d{1,2}(?:[-至~]\d{1,2})?月份?|[上下]半年|第?[一二三四]季度)"
)
_TOWN: Final = re.compile(
    r"[\u4e00-\u9fff]{1,5}(?:(?<![小城市各乡本我全])镇|(?<![返下回故家老归各本我全城])乡|街道(?:办事处)?|苏木)"
)
_NO_NAME: Final = re.compile(
    "^[各全本该我每]|[各两三四五几数]个?[镇乡县区市街]|乡镇|部分|相关|有关|重点|中心镇|示范|特色|[古名大强]镇|^(?:县区|区县|市县|市区|城区|街区|县市区?)$"
)
"""What speaks of many places, of any, or of places of a kind: 各街道, 重点镇."""
_AREA: Final = re.compile(r"[\u4e00-\u9fff]{1,5}(?:(?<![园新发])区|片区|县|市|旗)")
_PARK: Final = re.compile(
    r"[\u4e00-\u9fff]{1,8}(?:园区|产业园|工业园|科技园|开发区|高新区|经开区|集聚区|新区)|高新区|经开区|开发区"
)
_OFFICE: Final = re.compile(r"[\u4e00-\u9fff]{1,8}(?:(?<![布格])局|委员会|管委会|发改委|专班)")
_UNMARKED: Final = r"[\u4e00-\u5339\u533b-\u53be\u53c0-\u5e01\u5e03-\u7700\u7702-\u9fff]"
"""A Chinese character that is none of 区县市省."""
_PARENTS: Final = rf"(?:[\u4e00-\u9fff]{{2}}{_UNMARKED}{{0,4}}[省市县区])*"
_LEADING_TOWN: Final = re.compile(
    rf"(?:{OF_TIME})?{_PARENTS}({_TOWN.pattern})(?={OF_TIME}|招商|重点|重大|新|在|签|项目|落|开|投|工|产业)"
)
_AROUND: Final = (
    ANY_FIELD
    | (TOPICS - {"推进"})
    | frozenset(
        "台账 清单 名单 名录 表 一览 明细表 汇总 汇总表 统计 统计表 登记 登记表 跟踪 调度 库 册 集中 仪式 大 重 新 已 正在 阶段 "
        "类 省 市 区 县 镇 省级 市级 县级 区级 全省 全市 全县 全区 全镇 我市 我县 我区 本市 本县 本区 亿元以上 亿元 招商类 外资 "
        "内资 民资 制造业 服务业 农业 文旅 商贸 科技 新增 截至 截止 以来 历年 历次 目前 第一批 第二批 第三批 首批 进度 汇编 报表 月报 "
        "周报 季报 年报 附件 附表 名 个 共 计 宗 局 委 办 全部 累计 首次 跟进 合同 协议 问题 推进情况 推进表 推进台账 推进清单 "
        "公示 公告 通报 简报 一览表".split()
    )
)
"""What titles of lists say beside a stage."""
_BESIDE_TOWN: Final = _AROUND.union(STAGES, AMBIGUOUS_STAGES, "拟 未 待 尚未 计划 预计 即将 续".split())
"""What titles of lists say of the projects of a town."""
_TIMES: Final = re.compile(
    r"(?:19|20)\d\d(?:[-至~—](?:19|20)\d\d)?年?度?|[本当今去上]年度?|(?:\d{1,2}[-至~])?\d{1,2}月份?底?|\d{1,2}日|[上下]半年|第?[一二三四1-4]季度|[本当上]月"
)
_COUNT: Final = re.compile(r"\d+[个项家宗批]?|\([^()\u4e00-\u9fff]*\)")
_PLACES: Final = re.compile(
    r"(?:(?>(?:(?![全各本年月没不无未难拟将可待])[\u4e00-\u9fff]){1,12}?(?:[省市县区镇乡旗州盟局办]|街道|中心|委员会|管委会|开发区|园区?)))++"
)
"""The places and offices that titles begin with."""
_TABLE: Final = re.compile(r"(?:附?[表件](?:\d{1,2}|[一二三四五六七八九十]{1,3})[-:、.]?)+")
"""How a table is counted in a report: 附件2, 表1."""
_OF_TOWN: Final = re.compile(rf"{_PARENTS}({_TOWN.pattern})(?:(?:人民)?政府)?")
_ANY_TOWN: Final = re.compile(rf"{_TOWN.pattern}(?![村级域长区化镇])")
_GOVERNMENT: Final = re.compile(rf"({_TOWN.pattern})(?:人民)?政府")
_UP_TO: Final = "[^省市县区旗镇乡街苏]{2}"
_LED: Final = re.compile(
    rf"(?:关于|对于|有关|前往|来自|位于|落户|并入|划入|[赴非原现拟除含跨迁离帮援属对在由从到至给与及暨]|驻(?!马店)){_UP_TO}|.+[与及暨]{_UP_TO}|.{{2,}}和{_UP_TO}"
)
"""What speaks of a town from outside, or beside another: 关于柳溪镇, 原柳溪镇, 县直与柳溪镇; not 原阳县, 和平镇."""
_AROUND_NAME: Final = re.compile("^.+[省市县区旗]|(?:[镇乡]|街道(?:办事处)?|苏木)$")
_LONGEST_NAME: Final = 3
"""So many characters has the name of a town at most; more are words before it."""


def is_plain(title: str, stage: Stage | None) -> bool:
    """Tell whether a title is understood as a whole: a place, a time, which projects, a stage, a kind of list."""
    words = _AROUND | {word for word, named in STAGES.items() if named is stage}
    text = _without_times(title).strip()
    starts = [0, *(place.end() for place in [_PLACES.match(text)] if place is not None)]
    return any(not covered_by(text[start:], words) for start in starts)


def without_table(title: str) -> str:
    """Leave out how a table is counted in a report: 附件2：, 表1."""
    return _TABLE.sub("", title, count=1) if _TABLE.match(title) else title


def _without_times(title: str) -> str:
    return _COUNT.sub(" ", _TIMES.sub(" ", LEAD.sub("", title)))


def town_of(title: str) -> str:
    """Give the town whose projects a title lists; nothing where it names none, or says what is not understood.

    Examples:
        >>> [
        ...     town_of(title)
        ...     for title in (
        ...         "柳溪镇",
        ...         "表1柳溪镇(2022年)",
        ...         "虚构县柳溪镇在谈项目表",
        ...         "柳溪镇以外项目",
        ...         "各镇项目",
        ...     )
        ... ]
        ['柳溪镇', '柳溪镇', '柳溪镇', '', '']
    """
    found = _LEADING_TOWN.match(title)
    if found is None:
        text = _without_times(without_table(title)).strip()
        found = _OF_TOWN.match(text)
        if found is None or covered_by(text[found.end() :], _BESIDE_TOWN):
            return ""
    return "" if _NO_NAME.search(found[1]) or _is_led(found[0], found[1]) else found[1]


def _is_led(text: str, town: str) -> bool:
    """Tell whether before the name of a town stands what is not understood."""
    name = _AROUND_NAME.sub("", town)
    return len(name) > _LONGEST_NAME or _LED.match(_TIMES.sub("", text)) is not None


def towns_in(text: str) -> tuple[str, ...]:
    """Give the towns that a short text names, whatever else it says, each with what stands before it.

    Examples:
        >>> [towns_in(text) for text in ("柳溪镇以外项目", "2022年乡村振兴", "各镇项目", "返乡创业")]
        [('柳溪镇',), (), (), ()]
    """
    found = (match[0] for match in _ANY_TOWN.finditer(_without_times(text)))
    return tuple([town for town in found if not _NO_NAME.search(town)])


def place_of(word: str) -> tuple[str, str] | None:
    """Give the field of a word that names a place or a unit in charge and nothing more, and its text there.

    Examples:
        >>> [place_of(word) for word in ("柳溪镇", "柳溪镇人民政府", "县发改局", "各街道")]
        [('district', '柳溪镇'), ('district', '柳溪镇'), ('owner', '县发改局'), None]
    """
    town = _GOVERNMENT.fullmatch(word)
    word = town[1] if town is not None else word
    for path, names in (("district", _TOWN), ("park", _PARK), ("district", _AREA), ("owner", _OFFICE)):
        if names.fullmatch(word) and not _NO_NAME.search(word):
            return None if path == "district" and _LED.match(word) else (path, word)
    return None
