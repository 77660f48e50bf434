"""A figure is a fact only where its text states it: not where it is denied, doubted, asked, handed on, or leaves some out."""

from typing import Final

import pytest

from zhaoshang import Ledger, Money, Project
from zhaoshang.bulletins import read_figures, verify
from zhaoshang.model import Agreement

SAID: Final = {
    "zh": "2022年上半年，全县签约项目8个",
    "en": "In the first half of 2022, the county signed 8 projects",
}
DOUBTED: Final = {
    "zh": (
        "邻居说，{}。|有人打听到，{}。|据巷议，{}。|传言：{}。|{}，无凭无据。|{}，与台账不符。"
        "|{}，系误算。|{}，待核。|{}之说不确。|难道{}？|{}吗？|莫非{}。|是否{}。|{}？"
        "|{}，对否。|不含柳镇，{}。|除柳镇、桥镇以外，{}。|{}，柳镇另计。|{}（不包括柳镇）。"
        "|倘无差错，{}。|{}。此说不实。|{}。该数有误。|{}。以上均未经核实。|{}。县统计局予以否认。"
        "|{}。这是谣言。|以下系网传：\n{}。|{}；此数不确。|一位老板称：{}。|据商务局的熟人讲，{}。"
        "|据说{}。|据称，{}。|据反映{}。"
        "|{}。不是真的。|{}。真有这么多？|{}。以上皆为目标值。|{}。此处仅作演练之用。|{}。未获上级认可。|{}，前提是土地到位。"
        "|{}。实为6个。|{}。一个都不算数，复查只有6个。|{}。其中3个是假的。|{}。现更正为6个。|{}。有人说是6个。|{}。3家媒体辟谣。"
        "|{}，实为6个。|{}，剔除水分后6个。|{}，认账的只有6个。|{}，实为6。"
        "|2022年招商引资目标\n{}。|2022年上半年预测\n{}。|全县招商任务清单\n{}。|下一步打算\n{}。|## 工作思路\n\n{}。"
        "|（三）主要任务\n{}。|今后方向\n{}。|奋斗指标：\n{}。|会议要求：\n{}。|下一阶段工作：\n{}。"
    ),
    "en": (
        "Neighbours say that {}.|It is rumoured that {}.|{}, which is untrue.|{}, a claim without proof."
        "|{}; that is wrong.|Is it so that {}?|{}?|{}, or so a trader says.|Excluding Liuzhen, {}."
        "|{}, not counting Liuzhen.|If all is well, {}.|{}. This is not true.|{}. The figure is wrong."
        "|{}. The above figures are unverified.|According to a neighbour, {}.|{}. Officials denied it."
        "|The following is hearsay:\n{}.|{}. Not so.|{}. Are you sure?|{}. Those were only goals.|{}. Nobody can confirm it."
        "|{}, in theory.|{}, in truth 6 projects.|{}, 2 of them bogus.|{}. No, 6 projects.|{}. Others say 6 projects."
    ),
}
PLAIN: Final = {
    "zh": (
        "{}。|据统计，{}。|据县商务局统计，{}。|记者从市投资促进局获悉，{}。|数据显示，{}。"
        "|县长李某介绍，{}。|{}，发展后劲不断增强。|{}，宣传工作扎实。|{}，尚未开工。"
        "|{}。成绩从何而来？|{}。该项目尚未投产。|{}。下一步没有终点。|经审核，{}。|{}（初步统计）。"
        "|{}。成绩来之不易。|{}。如何乘势而上？|{}。这为完成全年任务奠定了基础。|{}。问题不容忽视。|{}。以上项目均已落地。"
        "|{}。其中3个来自江苏。|{}。平均每月1个。|{}。其余3个正在洽谈。|{}。同比多3个。|{}。其中央企投资3个。"
        "|{}，同比多3个。|{}，新增3个。|{}，工业项目3个，商贸项目4个，房地产项目1个。|{}，居全市第3。|{}，涉及3大产业。"
        "|全面完成年度目标任务\n{}。|2022年招商引资目标\n招商引资情况\n{}。|一、目标任务完成情况\n{}。"
        "|主要指标\n{}。|会议情况\n{}。|产业方向\n{}。|主要工作\n{}。"
    ),
    "en": (
        "{}.|According to the county government, {}.|Official data show that {}.|{}, setting a new record."
        "|{}, 3 more than a year earlier.|{}, compared with 6 in 2021.|{}, 3 of them industrial."
        "|{}. What helped?|{}. Not all was easy."
        "|{}. This is a good start.|{}. No time was lost.|{}. How was it done?|{}. They are all large projects."
    ),
}


def texts(said: dict[str, str]) -> list[str]:
    return [form.format(SAID[language]) for language, forms in said.items() for form in forms.split("|")]


def measures(text: str) -> set[str | None]:
    return {item.measure for item in read_figures(text) if item.quantity.value == 8}


@pytest.mark.long
def test_what_a_text_does_not_state_measures_nothing_and_is_held_against_nothing() -> None:
    signed = [Agreement(signed_on="2022-03-05")]
    ledger = Ledger(as_of="2022-06-30", projects=[Project(id="P1", name="甲", agreements=signed)])
    told = [text for text in texts(DOUBTED) if measures(text) != {None}]
    judged = [
        text
        for text in texts(DOUBTED)
        if {str(each.answer) for each in verify(text, ledger) if each.against == "ledger"} - {"unknown"}
    ]
    assert (told, judged) == ([], [])


def test_what_is_told_of_one_project_is_open_too_where_the_text_does_not_state_it() -> None:
    signed = [Agreement(signed_on="2022-03-05")]
    project = Project(id="P1", name="晨星电子项目", investment=Money.of(3, "亿元"), agreements=signed)
    ledger = Ledger(as_of="2022-06-30", projects=[project])
    told = {
        "晨星电子项目总投资3亿元。": "agrees",
        "晨星电子项目总投资5亿元。": "differs",
        "有人说，晨星电子项目总投资3亿元。": "unknown",
        "晨星电子项目总投资5亿元，此说不实。": "unknown",
        "晨星电子项目于2022年3月5日签约。": "agrees",
        "据传，晨星电子项目于2022年4月5日签约。": "unknown",
    }
    assert {text: str(verify(text, ledger).verdicts[0].answer) for text in told} == told


def test_what_a_text_states_is_a_fact_whoever_tells_it_and_whatever_else_it_says() -> None:
    assert [text for text in texts(PLAIN) if measures(text) != {"signed_project_count"}] == []


@pytest.mark.parametrize("text", ["签约项目8个，是真的吗？", "It is said that 8 projects were signed."])
def test_the_words_that_leave_a_figure_open_are_told(text: str) -> None:
    reading = read_figures(text)[0]
    assert reading.kpi == "signed_project_count"
    assert reading.narrow


def test_a_figure_that_is_the_first_word_of_a_text_may_be_taken_back_too() -> None:
    behind = (
        ", which is untrue",
        ", or so a trader says",
        ", according to rumours",
        "; this is denied",
        ", they claim",
    )
    told = [form for form in behind if measures(f"8 projects were signed in 2022{form}.") != {None}]
    assert told == []
    assert measures("8 projects were signed in 2022, a new record.") == {"signed_project_count"}


ALONE: Final = {
    "zh": (
        "{}。吹的。|{}。画个大饼。|{}。谁见过？|{}。以上是规划口径。|{}。这些仍挂在墙上。|{}。后来没签成。|{}，画个大饼。|{}，后又告吹。"
        "|一个段子。{}。|愿景一览：\n{}。|设想\n{}。|纸面上，{}。|{}。\n（本段属习作）|{}。\n注：上列系愿景。"
    ),
    "en": (
        "{}. Who says so?|{}. A pipe dream.|{}. They backed out.|{}. These hang on the wall.|{}, on a lucky count.|{}; none of it stood."
        "|A fable. {}.|Dreams:\n{}.|{}.\nNote: the above is a wish."
    ),
}
KNOWN: Final = {
    "zh": (
        "{}。再创新高。|{}。势头良好。|{}。为全年工作打下坚实基础。|{}。以上项目涵盖食品、纺织等领域。|{}。成绩如何取得？"
        "|{}，居全市第一。|{}，超额完成全年目标任务。|形势喜人。{}。|主要成效如下：\n{}。|工作动态\n{}。|{}。（李明）"
        "|{}。一位老技工带着三个徒弟守着新装的窑炉。"
    ),
    "en": (
        "{}. It set a new high.|{}. Growth remained steady.|{}. These projects will create jobs.|{}, a new record."
        "|{}, beating the annual target.|Momentum is strong. {}.|Highlights:\n{}."
        "|{}. An old potter and his three pupils were there to see the first kiln being fired."
    ),
}


def test_short_words_beside_a_figure_must_be_understood_and_long_ones_with_a_subject_need_not() -> None:
    told = {text: measures(text) for text in texts(ALONE)}
    assert [text for text, found in told.items() if found != {None}] == []
    told = {text: measures(text) for text in texts(KNOWN)}
    assert [text for text, found in told.items() if found != {"signed_project_count"}] == []
