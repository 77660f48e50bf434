"""What is planned, asked for or hoped for is compared with nothing that happened, and a wish with no target that was set."""

import pytest

from zhaoshang import Count, Ledger, Project
from zhaoshang.bulletins import verify
from zhaoshang.model import Agreement, Target

DAY = "2024-10-31"
PROJECTS = [
    Project(id=f"P{number}", name=f"P{number}", agreements=[Agreement(signed_on="2024-03-05")])
    for number in range(3)
]
LEDGER = Ledger(as_of=DAY, projects=PROJECTS)
AIMED = Ledger(
    as_of=DAY,
    projects=PROJECTS,
    targets=[Target(id="T", measure="signed_project_count", period="2024", value=Count.of(12, "个"))],
)

PLANNED = (
    *(
        f"2024年，全市{word}签约项目{{}}个。"
        for word in "计划 拟 力争 预计 预期 目标 争取 确保 有望 可望 准备 打算 将 将新 应 须 要 需 还需 再 必须 安排 承诺 任务".split()
    ),
    "下一步，全市将签约项目{}个。",
    "按照计划，2024年全市签约项目{}个。",
    "会议要求，2024年全市签约项目{}个以上。",
    "实现2024年签约项目{}个的目标。",
    "2024年全市签约项目{}个的任务已下达。",
    "2024年全市签约项目3个，年底前再签约{}个。",
    "2024年拟开工项目8个、签约项目{}个。",
)


@pytest.mark.parametrize("form", PLANNED)
@pytest.mark.parametrize("number", [3, 10])
def test_a_plan_is_no_fact(form: str, number: int) -> None:
    last = verify(form.format(number), LEDGER, today=DAY).verdicts[-1]
    assert str(last.answer) == "unknown", last.render("zh_CN")


FACTS = (
    "2024年计划签约项目20个，已签约{}个。",
    "2024年，全市力争签约20个，实际签约{}个。",
    "按照年度计划，全市积极推进，截至10月底已签约项目{}个。",
    "2024年1—10月，全市完成签约项目{}个。",
    "2024年1—10月，全市签约项目{}个，计划总投资20亿元。",
    "会议指出，2024年1—10月，全市签约项目{}个。",
    "2024年1—10月，全市聚焦目标任务，签约项目{}个。",
)


@pytest.mark.parametrize("form", FACTS)
def test_what_happened_is_compared_beside_a_plan(form: str) -> None:
    for number, answer in ((3, "agrees"), (7, "differs")):
        found = [item for item in verify(form.format(number), LEDGER, today=DAY) if item.raw == f"{number}个"]
        assert [str(item.answer) for item in found] == [answer], form


@pytest.mark.parametrize("aim", ["目标", "年度目标", "目标任务", "年度计划", "全年计划"])
def test_a_target_is_compared_with_the_one_that_was_set(aim: str) -> None:
    for number, answer in ((12, "agrees"), (20, "differs")):
        (verdict,) = verify(f"2024年，全市{aim}签约项目{number}个。", AIMED, today=DAY)
        assert str(verdict.answer) == answer


@pytest.mark.parametrize("wish", ["力争", "争取", "确保", "计划", "计划新", "拟", "预计"])
def test_a_wish_is_no_target(wish: str) -> None:
    (verdict,) = verify(f"2024年，全市{wish}签约项目20个。", AIMED, today=DAY)
    assert (str(verdict.answer), verdict.code) == ("unknown", "planned")
