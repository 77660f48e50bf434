"""Words beside a date, which tell what it is good for: that it ends, goes on, is compared with, or is of what was told."""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.texts.steps import STEP

UNTIL: Final = re.compile(r"截[至止]到?$")
TO: Final = re.compile(r"(?:^|[，,。；;\n])[到至]$")
ENDED: Final = re.compile(r"份?(?:截?止|为止)(?=[，,；;。：:）)全我各已共累签新\s]|$)")
"""Behind a date: it is the end of a time."""
AT_END: Final = re.compile(r"[)）]|[^，,；;。\d]{0,6}率")
"""Behind a day at the end of a month: what stands on that day."""
OPENED: Final = frozenset({"", "，", ",", "；", ";", "。", "\n", "：", ":"})
END: Final = re.compile(r"[底末]$")
COMPARED: Final = re.compile(r"(?:同比|相?较于?|对?比|与|同|相比于?|[高低多少好优大小快慢强弱同]于|超过)\s*$")
FROM: Final = re.compile(r"(?:由|从)$")
LEVEL: Final = re.compile(r"的?\s*[\d.]+")
BARE_LEVEL: Final = re.compile(r"(?:年?度)?(?:全年)?(?:各?为|是|仅为?|只有|仅?有|共)?\s*\d")
LAST_YEAR: Final = re.compile("[上去]一?年")
BESIDE: Final = frozenset("，,；;、（(")
DIGIT: Final = re.compile(r"\d")
FOUR: Final = re.compile(r"\d{4}(?=年)")
SAME: Final = re.compile(r"\s*同(?:期|一?(?P<part>季度?|月份?)|一(?:时期|时段|期间))")
COMPARED_BEHIND: Final = re.compile(r"\s*(?:相|做|作|对)?(?:比|较)")
TIMES_OF: Final = re.compile(r"(?:\s*同期)?\s*的?\s*(?:近|超|约)?[\d.一二三四五六七八九十两百]+[多余]?倍")
BASED: Final = re.compile(r"[^，,；;。]{0,8}基础上")
YEAR: Final = re.compile(r"\d{4}\s*年")
SINCE: Final = re.compile(
    r"[起后]?(?:以来|至今|迄今|[，,]?(?:一直)?[到至](?:现在|目前|今[天日]|当前|如今))|(?:起(?![步来草价点动用诉源])|开始(?=[，,全]|$))(?![\u4e00-\u9fff]{0,3}[到至]\d)"
)
"""Behind a date: what goes on to the day of writing."""
BEGUN: Final = frozenset("自从")
"""Right before a date: what is told goes on from it, unless an end is named."""
RANGED: Final = re.compile("[至到~～—–－-]")
CLOSED: Final = re.compile(
    r"度?(?:\s*(?:[至到~～—–－-]|[一直]*[至到])|(?:[^，,；;。\n\d]{0,16}(?:看|来说|而言)|的|[^，,；;。\n\d]{0,6}(?:数据|情况))|[、和及与])"
)
"""Behind a date: its range goes on (从3月到5月), or it is only what is looked at (从3月看, 从3月的情况看)."""
AFTER: Final = re.compile(r"(?:以|之)?后(?=[，,全]|$)")
THIS_DAY: Final = frozenset({"今天", "今日", "现在", "目前"})
BARE_MONTH: Final = re.compile(r"(?:[\d一二三四五六七八九十]+)月(?:份|底|末)?")
WORDS: Final = re.compile(
    rf"(?P<month>当月)|(?P<last>(?:上年度?)(?:同期)?)|(?P<same>(?<![年上])同期)(?=全|我|各|[\u4e00-\u9fff]{{0,6}}(?:{STEP}|实际|到位|合同))"
    rf"|(?P<year>全年)(?=[^任目计预总，,；;。\d]{{0,6}}(?:{STEP}|引进|新签|到位|完成|实现|招引|收集|外出))"
    rf"|(?P<within>(?<![\d一二两三四五六七八九十几半今明去])年内)(?=(?:新|已|共|累计)*(?:{STEP}|引进|到位|完成|实现))"
)
"""Words for a time that lean on a date told before."""
LABEL: Final = re.compile(
    r"(?:(?:统计|数据|报告|填报|考核|所属)(?:期间|时段|时间|口径|周期|区间|期)|期间|时段)[：:]\s*$"
)
NOTED: Final = re.compile(r"[^（）()\n]{0,8}(?:数据|口径|情况)[)）]")
OPENING: Final = re.compile(r"[（(][^（）()\n]*$")
CLOSING: Final = re.compile(r"[^（）()\n]*[）)]")
THAT_IS: Final = re.compile(r"[，,；;—-](?:这|此|以上)(?:就|便|正)?(?:是|为)(?:[全我本][市县区州省])?$")
HOPED: Final = re.compile(r"力争|确保|计划|预计|目标|争取|有望")
