"""How far a completion is ahead of the time that has passed is judged only where the day and the target are told. Invented."""

from fractions import Fraction

import pytest

from zhaoshang.bulletins import verify

MONTHS = {"1-3月": 3, "上半年": 6, "前三季度": 9, "1-11月": 11, "今年截至5月底": 5}
OPEN = [
    "今年计划签约50个，目前签约43个，完成计划的86%，超时间进度{gap}个百分点。",
    "截至目前，今年签约43个，完成全年任务的{rate}%，超序时进度{gap}个百分点。",
    "今年以来，全县签约43个，完成全年任务的{rate}%，超序时进度{gap}个百分点。",
    "2022年以来，签约43个，完成全年任务的{rate}%，超序时进度{gap}个百分点。",
    "一季度，全县完成季度任务的{rate}%，超序时进度{gap}个百分点。",
    "上半年，全县完成半年目标的{rate}%，超序时进度{gap}个百分点。",
    "1-11月，东镇、西镇分别完成全年任务的{rate}%、80%，分别超、欠序时进度{gap}个、11.7个百分点。",
]


@pytest.mark.parametrize("when", MONTHS)
@pytest.mark.parametrize("rate", [93, 97])
def test_the_months_tell_how_much_has_passed(when: str, rate: int) -> None:
    gap = float(round(rate - Fraction(MONTHS[when] * 100, 12), 1))
    text = f"{when}，签约43个，完成全年任务的{rate}%，超序时进度{{}}个百分点。"
    assert not verify(text.format(gap)).differs
    wrong = verify(text.format(round(gap + 4, 1))).differs
    assert [verdict.code for verdict in wrong] == ["gap_to_time"]


@pytest.mark.parametrize("text", OPEN)
@pytest.mark.parametrize(("rate", "gap"), [(86, 36), (95, 3.3), (60, 10)])
def test_a_day_or_target_that_is_not_told_leaves_it_open(text: str, rate: int, gap: float) -> None:
    assert not verify(text.format(rate=rate, gap=gap)).differs
