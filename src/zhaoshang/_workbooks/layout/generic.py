"""Texts that stand where names do and name no single thing: they speak of many by time, state, kind or size."""

from functools import lru_cache
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.words.cellwords import AMBIGUOUS_STAGES, CATEGORIES, STAGES

__all__ = ["is_of_others", "names_no_thing", "says_sums", "without_amounts"]

_TIME: Final = (
    "(?:19|20)\\d\\d年度?|[上本去今当往历前全]?年度?|以前年度?|以往年?度?|[上本]期|[上本]月末?|[期年月]初|[期年月]末|年底|"
    "[上下]半年|第?[一二三四1-4]季度|\\d{1,2}月份?|截至|截止|目前|现有"
)
_COMPARED: Final = (
    "同期|[同环]比|增[长减幅速量]|降幅|完成[率数]?|[占比]重|占比|比例|目标|任务|缺口|差额|"
    "相比|平均|均值|最[大小高低多少](?=值|$)|极值|中位数|[人户项]均|[履到开][约位工]率"
)
"""What is said beside sums: another year's, growth, shares, targets."""
_STATE: Final = (
    "结转|转结|结存|结余|余额|跨年度?|[新老旧]项目|续建|新建|扩建|改扩建|技改|增资|"
    "新签|新增|新开|新引进|存量|转入|转出|纳统|入库|入统"
)
_KIND: Final = (
    "[内外]资|[省市区县境国][内外]|港澳台|重[点大]|规模?以[上下]|其他|其余|[大中小]型|"
    "第?[一二三]次?产业|主导产业|战略性新兴产业|新兴产业"
)
_SIZE: Final = "(?:超|不足|低于)?[\\d.]*[千百十]*[亿万]美?元(?:\\(?(?:不?含)?\\)?及?(?:以[上下内]|级))?(?:-[\\d.]*[亿万]元)?"
_GLUE: Final = "其中|值|项目|类|的|[较比和及与、/:,()]|总?[个件]?数|部分|情况|共|计|小计|\\d+[个项家宗]"
_SAYS: Final = "|".join(
    (
        _TIME,
        _COMPARED,
        _STATE,
        _KIND,
        _SIZE,
        *sorted(map(re.escape, {*STAGES, *AMBIGUOUS_STAGES, *CATEGORIES}), key=len, reverse=True),
    )
)
_GENERIC: Final = re.compile(f"{_SAYS}|{_GLUE}")
_GLUE_ALONE: Final = re.compile(f"(?:{_GLUE})+")
_COUNTS: Final = re.compile(
    f"{_GLUE}|[一二两三四五六七八九十]+[个项家宗]|(?:个数|[数总]量):?\\d+|[金总]?额|投资"
)
_AMONG: Final = re.compile("^其中[:,、]?")
_OTHERS: Final = re.compile(
    f"{_COMPARED}|其中|[亿万]美?元.{{0,4}}以[上下]|[新老旧]项目|"
    "结转|转结|结存|结余|余额|[上去往历前]年|以前|以往|上期|期初|年初|存量|转入|转出"
)
_LONGEST: Final = 24
_LONGEST_SUM: Final = 60


@lru_cache(maxsize=4096)
def names_no_thing(word: str) -> bool:
    """Tell whether a text is made of words for time, state, kind and size alone, as no name of a project is.

    Examples:
        >>> (
        ...     names_no_thing("上年结转"),
        ...     names_no_thing("其中:亿元以上工业项目"),
        ...     names_no_thing("甲厂续建项目"),
        ... )
        (True, True, False)
    """
    plain = _AMONG.sub("", word)
    return (
        0 < len(plain) <= _LONGEST
        and _is_made_of(_GENERIC, plain)
        and (plain != word or _GLUE_ALONE.fullmatch(plain) is None)
    )


def _is_made_of(part: re.Pattern[str], text: str) -> bool:
    """Tell whether a text is one part after another; each place is gone on from once, however it was reached."""
    if part.match(text) is None:
        return False  # nearly every text
    reached = {0}
    for start in range(len(text)):
        if start in reached:
            reached.update(
                end for end in range(start + 1, len(text) + 1) if part.fullmatch(text, start, end) is not None
            )
    return len(text) in reached


_AMOUNTS: Final = re.compile(
    r"(?:(?:[,、;:]{1,2}|[,、;:]?\([,、;:]?)?(?:(?:(?:计划|协议|合同|固定资产)?总?投资(?:总?额)?|金额|用地(?:面积)?|共计?|合计):?)?[约近超]?"
    r"\d[\d,.]*(?:[百千万亿]{0,2}(?:[美欧港日]?元)|[百千万亿]{1,2}|[百千万]?亩)\)?)+$"
)
"""Sums behind a count: 3个项目，总投资9亿元."""


def without_amounts(word: str) -> str:
    """Give a tidied text without the amounts at its end.

    Examples:
        >>> without_amounts("合计3个项目,总投资9亿元"), without_amounts("3个(投资9亿元,用地80亩)")
        ('合计3个项目', '3个')
    """
    return _AMOUNTS.sub("", word) if len(word) <= _LONGEST_SUM else word


def says_sums(word: str) -> bool:
    """Tell whether a text says how many and how much, and nothing of what.

    Examples:
        >>> [says_sums(word) for word in ("个数:3", "总投资600万元", "其中", "共两个项目", "甲项目")]
        [True, True, True, True, False]
    """
    plain = without_amounts(word)
    return bool(word) and len(word) <= _LONGEST_SUM and (not plain or _is_made_of(_COUNTS, plain))


def is_of_others(label: str) -> bool:
    """Tell whether a title says that its sums are of other rows than those around it: what was carried over, a share.

    Examples:
        >>> is_of_others("上年结转"), is_of_others("其中:工业"), is_of_others("工业项目")
        (True, True, False)
    """
    return _OTHERS.search(label) is not None
