"""Whether every word between whose a figure is and what it measures was understood."""

import re
from typing import Final

from zhaoshang._bulletins.measures.cues import PROJECT_CUES
from zhaoshang._bulletins.measures.scenes import PROJECT_UNITS, TOTAL
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.verifying.claims import Told

_FAR: Final = 60
_JOINED: Final = re.compile(r"[\u4e00-\u9fff][、和与及]$")
"""Before a name: it is one of several, of which a figure is together or of each."""
_PLAIN: Final = re.compile(
    r"(?:[新共已再又总也还仅只才现即都将的了为有：:、“”\"（(\s]|全[市县区省州镇乡旗盟]上下|其中|包括|另外|累计|合计|共计|总计|全部|实际|成功|集中|正式|先后|相继|陆续"
    r"|目前|截至|截止|以来|期间|全年|当[年季月]|招商引资|招商|引资|投资|招引|引进|引入|新增|完成|实现|达成|促成|推动|推进|开展|线上|现场|云"
    r"|计划|协议|合同|预计|落地|建设|项目中?|工作|方面|情况|年度|目标|任务|力争|争取|确保|拟|[本此][次场](?:活动)?"
    r"|(?:部门|单位|街道|园区|[各级地市县区州镇乡])+共)*"
)
"""What narrows nothing down: adverbs, the words for what is done or hoped for, and all bodies together (各县区共)."""


def unread(item: Told, document: Document, own: str) -> str:
    """Give the words before what a figure of projects measures that nothing understood: 外资 of 外资签约项目.

    They stand behind the last name, date or quantity of the clause; of several names (东镇、西镇) it is those too. What
    the ledger itself is called (`own`) is understood.
    """
    reading, plain = item.reading, document.plain
    run, _ = document.lists.of.get(item.number, (None, 0))
    is_of_projects = reading.quantity.unit.code in PROJECT_UNITS or reading.kpi == TOTAL
    if reading.cue_span is None or run is not None or not is_of_projects:
        return ""
    cue = min(plain.place(reading.cue_span[0]), document.spans[item.number][0])
    ends = (end for _, end in document.spans[: item.number])
    clause = max(plain.clause(cue)[0], cue - _FAR)
    begin = max((end for end in ends if clause < end <= cue), default=clause)
    last = max(
        (end for period in document.periods if begin < (end := plain.place(period.end)) <= cue), default=begin
    )
    for mark in document.subjects.marks:
        if last <= mark.start < mark.end <= cue:
            if _JOINED.search(plain.text, begin, mark.start):
                return plain.text[last:cue]
            last = mark.end
    words = plain.text[last:cue]
    for known in PROJECT_CUES:
        words = known.words.sub("", words)
    return "" if _PLAIN.fullmatch(words) or words.rstrip("内里的") in own else words
