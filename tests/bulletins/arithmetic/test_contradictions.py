"""Of sentences drawn by kind four in five that contradict themselves are found, and none that is true is called wrong."""

import random

import pytest
from tests.bulletins.contradictions import ALL

from zhaoshang.bulletins import verify


@pytest.mark.one_in(4)
@pytest.mark.long
@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("seed", range(8))
def test_most_contradictions_are_found_and_no_twin_is_called_wrong(kind: str, seed: int) -> None:
    pairs = list(ALL[kind](random.Random(f"{kind} {seed}")))  # noqa: S311 - drawn sentences need no secrecy
    for right, _ in pairs:
        assert not verify(right).differs, right + verify(right).render("zh_CN")
    missed = [wrong for _, wrong in pairs if not verify(wrong).differs]
    assert len(missed) <= len(pairs) // 5, missed


RIGHT = """\
签约3个项目：晨光电池项目、海川物流项目和银杏科创项目。
东河区签约28个，增长50%，西山区签约38个，增长20%，东河区最高。
东河区签约12个、总投资60亿元，西山区签约18个、总投资40亿元，东河区居首位。
东河区去年签约30个，今年签约20个；西山区今年签约25个，西山区居首位。
东河区签约12个、开工5个；西山区签约10个、开工8个；东河区签约最多。
东河区、西山区、北湖县分别签约20个、30个、10个，总投资60亿元、50亿元、40亿元，东河区居首位。
签约最多的是东河区，达38个；全市为90个。
签约最多的是工业，达38个；东河区为45个。
投资最大的是晨光电池项目，达38亿元；其余合计45亿元。
到位资金最高的是东河区，达38亿元；西山区完成目标45亿元的80%。
到位资金3.5亿元（其中外资5000万元）。
到位资金3.5亿元（上年3.2亿元）。
总投资3亿元，折合4200万美元。
贷款3亿元（2000万元起）。
项目占地6万平方米，其中建筑面积8万平方米。
项目占地6万平方米，总建筑面积12万平方米，其中厂房10万平方米。
20个重点企业中，共有生产线40个。
10个园区中，已引进项目35个。
今年签约30个项目，往年签约的项目中，今年开工45个。
全市合计签约50个，东河区今年20个、去年15个，西山区30个。
合计到位资金50亿元。东河区计划30亿元，西山区计划40亿元。
合计50个，同比增加12个。东河区增加8个，西山区增加9个。
全市合计签约50个。东河区开工30个，西山区开工40个。
东河区合计签约20个，西山区签约30个，北湖县签约25个。
2023年5月，晨光电池项目签约；2022年8月，海川物流项目开工。
2023年5月，项目签约；2022年8月，项目开工论证。
2023年5月，一批项目签约；2022年8月，项目集中开工。
去年签约20个，总投资60亿元；今年平均每个项目投资4亿元。
上年结转项目20个，总投资60亿元，新签项目平均投资4亿元。
落实3个重点项目（省级、市级）。
我市与5个县区（东河区、西山区等）签约。
签约项目80个，工业项目占35%，为近年最高。
新签约12个，总投资42亿元；续建59个，总投资85亿元；共开工项目73个，总投资96亿元。
"""


@pytest.mark.parametrize("text", RIGHT.splitlines())
def test_what_may_be_true_is_left_alone(text: str) -> None:
    assert not verify(text).differs, verify(text).render("zh_CN")


@pytest.mark.parametrize(
    ("total", "mean", "answer"),
    [("119", "3", "agrees"), ("120", "3", "unknown"), ("120", "4", "agrees"), ("130", "3", "differs")],
)
def test_what_digits_are_cut_off_to_is_below_the_next(total: str, mean: str, answer: str) -> None:
    (verdict,) = verify(f"签约项目30个，总投资{total}亿元，平均每个项目投资{mean}亿元。")
    assert str(verdict.answer) == answer


def test_a_sum_of_so_many_is_of_them_all() -> None:
    text = "开工项目46个，其中北湖县7个、西山区17个、云溪县22个，{}个。"
    (wrong,) = verify(text.format("三者合计39")).differs
    assert (wrong.raw, wrong.expected, len(wrong.others)) == ("39个", "46个", 3)
    for right in ("三者合计46", "后两者合计39"):
        assert not verify(text.format(right)).differs
