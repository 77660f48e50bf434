"""What is yet to happen, or was at one event: figures under a plan, a wish or a demand measure nothing that happened."""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.texts.steps import AT_CAPACITY, PRODUCING, STEP
from zhaoshang.units import Dimension

_DOES: Final = (
    rf"(?:{STEP}|新?签|新开|引进|招引|到位|完成|达到?|实现|突破|新增|利用|接待|外出|收集|盘活|启动|实施)"
)
_PLAN: Final = re.compile(
    r"计划(?!总?投资)|拟(?!总?投资)|预计(?!总?投资)|预期|力争|争取|确保|有望|可望|准备|打算|谋划|安排|承诺|即将|必须|目标(?!任务完成)|任务(?!完成)"
    rf"|(?:应|需|要|须|再)(?:当|要)?(?:新|再)?{_DOES}|将(?:要|会|新|再|有|达|力争|陆续|集中|全面)*{_DOES}"
    r"|(?:年底|年末|月底|季度末|\d[月日]|\d年(?!前[一二两三四五六七八九十\d]{1,2}个?[月季]))(?:之|以)?前"
    r"|到(?:今年|明年)?年底|到明年"
)
"""Before a figure, in its clause. 2024年前 is before that year, 2024年前三季度 its first nine months."""
_BEHIND: Final = re.compile(
    r"(?:个|家|项)?(?:项目)?(?:以上|左右)?[的是为系](?:年度|全年|今年|奋斗|总体|工作|总|预期)*的?(?:目标|任务|计划|要求)"
)
_LEAD: Final = re.compile(
    r"^[^，,：:]{0,6}(?:(?:按照?|根据|依据)[^，,]{0,12}(?:计划|安排|方案)|下一步|下一阶段|下步|接下来|今后|会[议上][^，,]{0,4}(?:要求|强调|提出|明确)"
    r"|(?:通知|方案|意见|文件)[^，,]{0,4}(?:要求|提出|明确))[，,：:]"
)
"""Opening a sentence: what follows is to be done."""
_IF: Final = re.compile("(?:^|[，,；;：:])(?:如果|如能|一旦|只要|假如|假设|倘若|要是|除非|若)(?!干)")
"""Opening a clause: what follows comes about only then."""
_RUNS: Final = f"(?:{AT_CAPACITY}|{PRODUCING}|达效|投用|运营)"
_AFTERWARDS: Final = re.compile(rf"(?:{_RUNS}|满产|建成){_RUNS}?(?:[之以])?后(?!续|期)")
"""Before figures of a sentence: they are what a project is to have once it stands."""
_DONE: Final = re.compile(
    r"已|实际(?!到位|到资|利用|使用|外资)|目前|截至|累计|同比|环比|(?<!确保)(?<!力争)(?<!全面)完成(?:了|年度|全年|目标|任务)|超额"
)
_OPENING: Final = re.compile(r"[，,；;。：:（(\n]")
_LIMIT: Final = re.compile("[上下]限|封顶|限额|[保托兜]底")
"""Opening a figure: it is a limit set, and counts nothing."""
_LIMITING: Final = frozenset("上下封限保托兜")
_AIMS: Final = frozenset({"目标", "任务", "计划"})
_IS: Final = frozenset("是为：:")
_FAR: Final = 60


def planned(document: Document) -> frozenset[int]:
    """Give the figures of a text that are only planned, asked for or hoped for, by their number."""
    found: set[int] = set()
    for number in range(len(document.spans)):
        if _is_planned(document, number, is_last=number - 1 in found):
            found.add(number)
    return frozenset(found)


def _is_planned(document: Document, number: int, *, is_last: bool) -> bool:
    """Tell whether a figure is planned; `is_last` says whether the one before it is."""
    text = document.plain.text
    start, end = document.spans[number]
    if _BEHIND.match(text, end) or (text[start] in _LIMITING and _LIMIT.match(text, start)):
        return True
    sentence = max(document.plain.sentence(start)[0], start - 4 * _FAR)
    last = document.spans[number - 1][1] if number else 0
    opened = [said.end() for said in _OPENING.finditer(text, max(sentence, start - _FAR), start)]
    own = text[max([sentence, start - _FAR, last, *opened]) : start]
    is_share = (
        document.mentions[number].quantity.unit.dimension is Dimension.PERCENT
    )  # 达到全年任务的60%: reached, whatever was planned
    marks = [
        said
        for said in _PLAN.finditer(own)
        if not (is_share and said[0] in _AIMS and own[said.end() : said.end() + 1] not in _IS)
    ]
    if marks:
        return _DONE.search(own, marks[-1].end()) is None
    lead = _LEAD.search(text[sentence:start])
    if lead is not None and not _DONE.search(text, sentence + lead.end(), start):
        return True
    if _IF.search(text[sentence:start]) is not None:
        return True
    after = _AFTERWARDS.search(text, sentence, start)
    if after is not None and not _DONE.search(text, after.end(), start):
        return True
    joint = text[last:start]
    is_next = is_last and last >= sentence and not _BEHIND.match(text, last)
    return is_next and _JOINT.fullmatch(joint) is not None and not _DONE.search(joint)


_JOINT: Final = re.compile(
    r"[^，,；;。：:]*[、和及与][^，,；;。：:]*|(?:个|项)?(?:项目)?[，,](?:总|计划|协议)?投资(?:额)?(?:约|达|为)?"
    r"|(?:[^，,；;。：:、]{0,10}项目(?:数|数量|中)?[^，,；;。：:、]{0,4})?"
)
"""Between two figures of one plan: 拟签约10个、开工8个, 拟签约10个，总投资60亿元, 拟开工10亿元以上项目8个."""

_TARGET: Final = re.compile(r"目标|任务|指标|下达|(?:年度|全年|年初|季度)计划|计划[为是数]")


def is_wish(document: Document, number: int) -> bool:
    """Tell whether a figure is one that somebody plans or hopes for, which need not be the target that was set: 力争签约20个."""
    start, end = document.spans[number]
    clause = document.plain.clause(start)[0]
    words = document.plain.text[max(clause, start - _FAR) : start]
    behind = _BEHIND.match(document.plain.text, end)
    return behind is None and _PLAN.search(words) is not None and _TARGET.search(words) is None


_EVENT: Final = re.compile(
    rf"仪式|现场|会上|大会(?!战)|推介会|洽谈会|座谈会|恳谈会|博览会|论坛|活动[中上，,]|(?:本|此|这|该|首)[次届场批]|当[天日场]|集中(?={STEP}|签|开|竣|投)"
)
"""What was signed or begun at an event: the ledger may date it to another day."""


def of_an_event(document: Document, number: int) -> bool:
    """Tell whether a figure is of one event, and not of all that was done in the time."""
    start, _ = document.spans[number]
    low = max(document.plain.sentence(start)[0], start - _FAR)
    return _EVENT.search(document.plain.text, low, start) is not None
