"""Words that call an area or a body by what it is alone: 高新区, 市招商局, 某公司, 全国."""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.texts.steps import STEP

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
UNNAMED: Final = re.compile(
    rf"[\u4e00-\u9fff]{{0,10}}?{_LAST}(?>[\u4e00-\u9fff]{{0,3}}?{_LAST})*(?:内|里|的)?(?![\u4e00-\u9fff]?[域民长级])"
)
_VERB: Final = re.compile(rf"{STEP}|引进|到位|完成|接待|新增|召开|举办|出台|[在由与和于对向从赴把将据]")
_NO_NAME: Final = re.compile(r"办[理公]|委员会议|地区生产|^各(?:级|地|县区)?各?(?:部门|地区)")
_LED: Final = re.compile(r"[\u4e00-\u9fff]{3,}(?<![发新高经资范片治])[省市县区州盟旗镇乡]")


def is_name(words: str) -> bool:
    """Tell whether such words call something, and do not say what was done at it (签约项目落户园区)."""
    return not (_VERB.search(words) or _NO_NAME.search(words))


def may_lead(name: str) -> bool:
    """Tell whether a name that nobody knows may begin with a verb: 会同北镇, three characters and more before 镇."""
    return _LED.fullmatch(name) is not None
