"""Who opens a clause and is not understood ends the reach of the name told before; a whole is named before it is told of."""

import pytest

from zhaoshang import Ledger, Project
from zhaoshang.bulletins import read_figures, verify
from zhaoshang.model import Agreement

STRANGERS = (
    "祁县仅 云溪乡仅 云溪新区表现抢眼， 祁县率先 祁县依然 祁县表现抢眼， 祁县紧随其后， 祁县企业 祁县本级 仅祁县 "
    "高新区 经开区 市经开区 工业园区 商务局 招商一局 市招商局 "
    "恒泽公司 恒泽集团 驻外招商组 第三专班 省外企业"
).split()
BREAKS = "，；。"


@pytest.mark.parametrize("words", STRANGERS)
def test_who_is_not_understood_ends_the_reach_of_a_name(words: str) -> None:
    for sign in BREAKS:
        text = f"蔚县签约项目17个{sign}{words}签约项目4个。"
        assert [item.subject for item in read_figures(text)] == ["蔚县", None], text


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        pytest.param("蔚县签约项目17个。蔚县企业踊跃，开工项目4个。", ["蔚县", "蔚县"], id="its-own-name"),
        pytest.param("蔚县签约项目17个。县政府强化服务，开工项目4个。", ["蔚县", "蔚县"], id="government"),
        pytest.param("蔚县签约项目17个。依托高新园区开工项目4个。", ["蔚县", "蔚县"], id="an-object"),
        pytest.param("蔚县签约项目17个（含开发区），开工项目4个。", ["蔚县", "蔚县"], id="in-brackets"),
        pytest.param(
            "蔚县签约项目17个，其中高新区4个；开工项目3个。",
            ["蔚县", None, "蔚县"],
            id="a-part-ends-at-a-semicolon",
        ),
        pytest.param("蔚县等4个县区签约项目70个。", [None, None], id="of-more"),
        pytest.param("蔚县投资者到位资金3亿元。", [None], id="investors"),
        pytest.param("希望蔚县签约项目3个。", [None], id="a-verb-before"),
        pytest.param("深圳市恒泽装备有限公司到位资金3亿元。", [None], id="a-firm"),
        pytest.param("温州市商会签约项目3个。", [None], id="a-chamber"),
        pytest.param("重庆市永川区籍企业签约项目3个。", [None], id="from-there"),
        pytest.param("温州市签约项目3个，上海签约项目4个。", ["温州市", "上海"], id="cities"),
        pytest.param("全市签约项目40个，其中蔚县16个、诸城市5个。", [None, "蔚县", "诸城市"], id="a-part"),
        pytest.param("我市签约项目40个，诸城市客商来访。", [None], id="a-visitor"),
        pytest.param("全县签约项目40个，蔚县客商投资3亿元。", [None, None], id="an-investor"),
        pytest.param("诸城市招商有力。全市签约项目40个。", ["诸城市"], id="the-whole"),
        pytest.param(
            "来自开化县的报道\n全县签约项目40个。\n在蔚县园区，塔吊林立。\n在蔚县园区，人头攒动。",
            ["开化县"],
            id="visited",
        ),
    ],
)
def test_whose_a_figure_is(text: str, subjects: list[str | None]) -> None:
    assert [item.subject for item in read_figures(text)] == subjects


def test_a_figure_of_a_stranger_is_not_compared_with_the_whole() -> None:
    projects = [
        Project(id=f"P{n}", name=f"项目{n}", agreements=[Agreement(signed_on="2024-03-05")]) for n in range(3)
    ]
    ledger = Ledger(name="云溪市招商台账", as_of="2024-06-30", projects=projects)
    text = "2024年上半年，全市签约项目3个，祁县表现抢眼，签约项目4个。"
    assert [str(verdict.answer) for verdict in verify(text, ledger).verdicts] == ["agrees", "unknown"]
