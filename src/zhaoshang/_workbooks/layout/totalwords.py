"""The words of a total, as they stand in a row: 合计, 截至5月底合计, grand total."""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._text.totals import TOTALS
from zhaoshang._workbooks.layout.generic import without_amounts

__all__ = ["calls_total"]

_TOTAL: Final = re.compile(
    rf"[(一二三四五六七八九十\d)、.]{{0,5}}[^\d:,。;]{{0,8}}?(?:{'|'.join(TOTALS)})"
    r"(?:[:]|\(.*\)|(?:(?:共|[\u4e00-\u9fff]{0,4}项目)?[\d.]++(?:[个项家宗](?:项目)?)?)|数|额|金额|完成)*+"
    # of a part of the year
    r"|(?:截[至止])?(?:(?:19|20)\d\d年)?\d{1,2}(?:-\d{1,2})?月份?[底末]?(?:合计|小计|总计|共计|累计|汇总)"
    # from page to page
    r"|[承接过转][前上次下]页|[前上]页(?:结转|转来)|结转[下次]页"
    # of what stands behind
    r"|[小合总分共]计[:—-]+[\u4e00-\u9fff]{2,10}"
    # in two languages, or in English alone
    r"|(?:合计|小计|总计|共计|累计)?[/(]?(?:grand|sub)?-?totals?\)?(?:[:]|\(.*\)|[\d.]++)*+"
)
_MARKS: Final = "()[]【】<>《》*※★—–-_=~·.、:：。…"


def calls_total(word: str, /) -> bool:
    """Tell whether a text is the word of a total, marks around it or not.

    Examples:
        >>> [calls_total(word) for word in ("合计", "——合计——", "(合计)", "截至5月底合计", "合计算项目")]
        [True, True, True, True, False]
    """
    return any(_TOTAL.fullmatch(without_amounts(each)) for each in {word, word.strip(_MARKS)})
