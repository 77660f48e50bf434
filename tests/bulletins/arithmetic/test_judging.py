"""Every relation judged by units, order and number: one sentence each, drawn, with its true twin and its traps."""

import random
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from zhaoshang.bulletins import verify

Draw = Callable[[random.Random], tuple[list[str], list[str]]]
"""Numbers that a sentence takes as they are right, and with the judged one changed."""


def _percent(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _whole(r: random.Random) -> tuple[int, int]:
    whole = r.randrange(40, 150)
    return whole, r.randrange(whole // 5, whole * 4 // 5)


def share(r: random.Random) -> tuple[list[str], list[str]]:
    """A whole, a part and its share."""
    whole, part = _whole(r)
    rate = _percent(Fraction(100 * part, whole))
    return [f"{whole}", f"{part}", f"{rate}"], [f"{whole}", f"{part}", f"{rate + r.choice([7, 11])}"]


def growth(r: random.Random) -> tuple[list[str], list[str]]:
    """An older level, a newer one and the growth."""
    old = r.randrange(20, 60)
    new = old + r.randrange(3, 30)
    rate = _percent(Fraction(100 * (new - old), old))
    return [f"{old}", f"{new}", f"{rate}"], [f"{old}", f"{new}", f"{rate + r.choice([9, 13])}"]


def less(r: random.Random) -> tuple[list[str], list[str]]:
    """A whole, a part and what is left."""
    whole, part = _whole(r)
    left = whole - part
    return [f"{whole}", f"{part}", f"{left}"], [f"{whole}", f"{part}", f"{left + r.choice([2, 3])}"]


def more(r: random.Random) -> tuple[list[str], list[str]]:
    """Two levels and their sum."""
    one, other = r.randrange(5, 40), r.randrange(5, 40)
    both = one + other
    return [f"{one}", f"{other}", f"{both}"], [f"{one}", f"{other}", f"{both + r.choice([2, 5])}"]


def rates(r: random.Random) -> tuple[list[str], list[str]]:
    """Two rates and the points between them."""
    low = r.randrange(30, 60)
    high = low + r.randrange(2, 20)
    points = high - low
    return [f"{high}.0", f"{low}.0", f"{points}.0"], [f"{high}.0", f"{low}.0", f"{points + 3}.0"]


KINDS: list[tuple[Draw, str]] = [
    (share, "全市签约项目{}个，东河区{}个，份额为{}%。"),
    (share, "签约项目{}个，先进制造业项目{}个，占比达到{}%。"),
    (share, "全年任务数{}个，上半年签约{}个，进度{}%。"),
    (share, "计划开工{}个，实际开工{}个，计划完成{}%。"),
    (share, "年度目标：{}个；已签约：{}个；完成率：{}%。"),
    (share, "The city signed {} projects, of which {} were industrial, {}% of the total."),
    (share, "Of the {} projects signed, {} have started construction, a start rate of {}%."),
    (share, "The annual target is {} projects; {} have been signed, or {}% of the target."),
    (growth, "上月签约{}个，本月签约{}个，环比增长{}%。"),
    (growth, "去年同期到位资金{}.00亿元，今年到位资金{}.00亿元，同比+{}%。"),
    (less, "全年目标{}个，目前已签约{}个，缺口{}个。"),
    (less, "收集线索{}条，其中有效线索{}条，无效线索{}条。"),
    (less, "全市在谈项目{}个，成熟项目{}个，不成熟项目{}个。"),
    (less, "入驻企业{}家，规上企业{}家，规下企业{}家。"),
    (less, "签约项目{}个，开工{}个，剩下的{}个正在加快办理手续。"),
    (less, "{}个签约项目，{}个已动工，还有{}个没有动工。"),
    (less, "Of the {} signed projects, {} have started and the remaining {} have not."),
    (less, "The target is {} projects; {} have been signed, a gap of {}."),
    (more, "上半年全市签约工业项目{}个，加上农业项目{}个，共计签约{}个。"),
    (more, "签约大会上签约{}个项目，会后又补签{}个，前后共签约{}个。"),
    (more, "现场签约{}个，线上签约{}个，两种方式共签约{}个。"),
    (more, "Donghe signed {} projects and Xishan {}, for a total of {}."),
    (rates, "开工率{}%，比去年同期的{}%高{}个百分点。"),
    (rates, "开工率{}%，高于全市平均水平{}%，高出{}个百分点。"),
]


@pytest.mark.parametrize(("draw", "text"), KINDS)
@pytest.mark.parametrize("seed", range(3))
def test_a_slip_is_found_and_its_twin_is_clean(draw: Draw, text: str, seed: int) -> None:
    right, wrong = draw(random.Random(f"{seed}/{text}"))  # noqa: S311 - figures of a test
    assert not verify(text.format(*right)).differs
    assert verify(text.format(*wrong)).differs


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("东河区签约项目20个，是全市80个的{}。", "25%", "35%"),
        ("先进制造业项目52个，在80个签约项目中占{}。", "65%", "75%"),
        ("签约36个，比年度目标30个多{}。", "6个", "9个"),
        ("上半年签约项目30个，同比增长{}，去年上半年为24个。", "25%", "32%"),
        ("上半年签约30个，月均签约{}。", "5个", "7个"),
        ("开工45个，开工率{}，签约项目总数为60个。", "75%", "85%"),
        ("全市新签约项目{}，由东河区的12个、西山县的9个和北岭县的7个组成。", "28个", "33个"),
        ("全市签约项目{}，按区域看，东河区12个，西山县9个，北岭县7个。", "28个", "26个"),
        (
            "In the first half of 2025 the city signed {}: 12 in Donghe, 9 in Xishan and 7 in Beiling.",
            "28 projects",
            "33 projects",
        ),
        ("The city signed 30 projects, up {} from 24 a year earlier.", "25%", "35%"),
    ],
)
def test_operands_are_found_wherever_they_stand(text: str, right: str, wrong: str) -> None:
    assert not verify(text.format(right)).differs
    assert [verdict.raw for verdict in verify(text.format(wrong)).differs] == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        # of something else than what was told: a narrower whole, other projects, a share of a share
        "工业项目52个，占全市工业项目的41%；全市签约项目80个。",
        "全市签约项目80个，开工52个，占在建项目的40%。",
        "签约项目40个，总投资120亿元，制造业项目平均投资4亿元。",
        "签约项目40个，总投资120亿元，其中10亿元以上项目平均投资12亿元。",
        "全市签约80个项目，工业项目占65%，其中东河区工业项目20个，占38.5%。",
        "The city signed 80 projects, including 52 industrial projects; 30 of them, or 58%, are in Donghe.",
        # three levels, any of which may be meant
        "年度目标60个，上半年签约33个，开工22个，完成率55%。",
        "签约项目60个，去年结转项目10个，开工45个，开工率64.3%。",
        "今年以来签约60个，6月新签约12个，占全年目标100个的60%。",
        # another time: a year against a half, the month before against 同比
        "去年全年签约60个，今年上半年签约30个，同比增长25%。",
        "本月签约12个，上月签约10个，同比增长30%。",
        "上半年签约28个，环比增长40%，去年同期20个。",
        # some may be both, and some may be left out
        "上半年签约项目45个，其中工业项目31个，10亿元以上项目22个，外资项目9个。",
        "东河区签约12个（含与西山县共建3个），西山县签约9个（含共建3个），两地合计签约18个。",
        "东河区签约12个、西山县签约9个，全市共签约28个。",
        "Donghe signed 12 projects, Xishan 9, including 3 joint projects; the city signed 28 in total.",
        "入驻企业70家，规上企业26家，高新技术企业44家。",
        # rests that come later, gaps of others
        "排查问题64个，已解决49个，正在解决11个，其余4个已上报。",
        "距全年目标60个还差18个，东河区、西山县分别差5个、4个。",
        "45个签约项目中，31个已开工，8个正在办理手续。",
        # periods that overlap
        "一季度签约12个，上半年累计签约27个，二季度签约15个。",
        "前5个月签约20个，上半年签约28个，其中6月签约8个。",
        "在库项目72个，已开工54个，其中上年结转未开工10个。",
        "签约项目72个，履约54个，其中当年履约率60%。",
        "与去年同期的40个相比，今年签约46个，工业项目增加25%。",
        "去年同期40个，今年前三季度46个，其中三季度增长30%。",
        # rounded amounts
        "上半年到位资金36.2亿元，一季度16.1亿元，二季度20.2亿元。",
        "完成年度计划的125.6%，超进度42.3%。",
    ],
)
def test_what_other_figures_may_be_meant_is_left_alone(text: str) -> None:
    assert not verify(text).differs, verify(text).render("zh_CN")
