"""Areas and bodies that a figure is of and that nobody named: 市高新区, 全国, 市招商局, 主城区."""

import re
from typing import Final, final

from attrs import frozen

from zhaoshang._bulletins.texts.plain import Plain
from zhaoshang._bulletins.texts.steps import STEP
from zhaoshang._bulletins.texts.subjects import Subjects

_PART: Final = (
    r"(?:开发|高新|经开|投资|示范|合作|功能|试验|保税|自贸|管理|主城|中心城|老城|新城|城|市辖|郊|园|片|辖|新|产业|物流|度假|景)区"
    r"|(?:工业|产业|科技|创业|物流)园区?|城区|本级|[省市区县]直|乡镇|镇街|街道|社区|新城"
)
_BODY: Final = (
    r"[局委办处科]|部门|国企|央企|民企|外企|(?:国有|国资|民营|外资|中央|本土|骨干|龙头)企业"
    r"|集团|公司|指挥部|专班|组|商会|协会|学会|联合会|院校|高校|学院|大学|银行|政府|分局|中心"
)
_WIDER: Final = (
    r"全国|国内|全球|全世界|世界|海外|境外|长三角|珠三角|京津冀|大湾区|长江经济带|[东中西]部"
    r"|东北|沿海|省内|区域|地区|经济圈|城市群|都市圈"
)
_LAST: Final = f"(?:{_PART}|{_BODY}|{_WIDER})"
_NAMED: Final = re.compile(
    rf"[\u4e00-\u9fff]{{0,10}}?{_LAST}(?>[\u4e00-\u9fff]{{0,3}}?{_LAST})*(?:内|里|的)?(?![\u4e00-\u9fff]?[域民长级])"
)
_OPENS: Final = re.compile(
    r"(?:^|[，,。；;：:！？!?\n“”\"（）()年月日起来今度末底]|上半年|下半年|期间|目前|其中|同时|此外|全[市县区省州镇]|[我本][市县区省州镇])\s*$"
)
_DOES: Final = re.compile(
    r"\s*[，,]?(?:[一二三四上下]半?[年季]度?|共|已|新|累计|全年|今年|目前|现|再|又|实际|成功|集中|正式|也|均|还|则|总|合计|共计|总计|平均|全部|全体|一共)*"
    rf"(?:{STEP}|签订|签下|新签|到位|利用|使用|总投资|投资|合同|协议|引进|招引|引入|外出|接待|收集|完成|对接|洽谈"
    r"|在谈|在建|建成|新增|实现|项目|有|共|招商|招大|平均|开展|抢抓|坚持|聚焦|围绕|通过|采取|[，,\d])"
)
_VERB: Final = re.compile(rf"{STEP}|引进|到位|完成|接待|新增|召开|举办|出台|[在由与和于对向从赴把将据]")
_NO_NAME: Final = re.compile(r"办[理公]|委员会议|地区生产|^各(?:级|地|县区)?各?(?:部门|地区)")
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
        for said in _NAMED.finditer(self.plain.text, after, place):
            if self._is_subject(said):
                found = Body(said.start(), said.end(), said[0])
        return found

    def _is_subject(self, said: re.Match[str]) -> bool:
        text = self.plain.text
        words = said[0]
        if _VERB.search(words) or _NO_NAME.search(words):
            return False
        return (
            _OPENS.search(text, max(0, said.start() - 4), said.start()) is not None
            and _DOES.match(text, said.end()) is not None
        )
