"""Areas and bodies that a figure is of and that nobody named: 市高新区, 全国, 市招商局, 主城区."""

from typing import Final, final

from attrs import frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.texts.plain import Plain
from zhaoshang._bulletins.texts.steps import STEP
from zhaoshang._bulletins.texts.subjects import Subjects
from zhaoshang._bulletins.texts.unnamed import UNNAMED, is_name

_OPENS: Final = re.compile(
    r"(?:^|[，,。；;：:！？!?\n“”\"（）()年月日起来今度末底]|上半年|下半年|期间|目前|其中|同时|此外|全[市县区省州镇]|[我本][市县区省州镇])\s*$"
)
_DOES: Final = re.compile(
    r"\s*[，,]?(?:[一二三四上下]半?[年季]度?|共|已|新|累计|全年|今年|目前|现|再|又|实际|成功|集中|正式|也|均|还|则|总|合计|共计|总计|平均|全部|全体|一共)*"
    rf"(?:{STEP}|签订|签下|新签|到位|利用|使用|总投资|投资|合同|协议|引进|招引|引入|外出|接待|收集|完成|对接|洽谈"
    r"|在谈|在建|建成|新增|实现|项目|有|共|招商|招大|平均|开展|抢抓|坚持|聚焦|围绕|通过|采取|[，,\d])"
)
_FAR: Final = 300


@final
@frozen
class Body:
    """An area or body that the text speaks of without a name of its own."""

    start: int
    end: int
    words: str


class Bodies:
    """The areas and bodies of a text that are told by what they are alone."""

    def __init__(self, plain: Plain, subjects: Subjects) -> None:
        self.plain = plain
        self.subjects = subjects

    def at(self, place: int) -> Body | None:
        """Give the area or body that the figure at a place is of, where the last one spoken of has no name."""
        low = max(0, place - _FAR)
        low = max(self.plain.text.rfind("\n", low, place) + 1, low)
        marks = self.subjects.within(low, place)
        after = marks[-1].end if marks else low
        found = None
        for said in UNNAMED.finditer(self.plain.text, after, place):
            if self._is_subject(said):
                found = Body(said.start(), said.end(), said[0])
        return found

    def _is_subject(self, said: re.Match[str]) -> bool:
        text = self.plain.text
        return (
            is_name(said[0])
            and _OPENS.search(text, max(0, said.start() - 4), said.start()) is not None
            and _DOES.match(text, said.end()) is not None
        )
