"""What is planned, asked for or hoped for is compared with nothing that happened, and a wish with no target that was set."""

import pytest

from zhaoshang import Count, Ledger, Project
from zhaoshang.bulletins import read_figures, verify
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
    "2024年，全市签约项目不得少于{}个。",
    "2024年，全市签约项目{}个为目标。",
    "2024年，全市签约项目{}个是全年目标。",
    "2024年，若政策到位，全市签约项目{}个。",
    "2024年，全市签约项目不能低于{}个。",
)


@pytest.mark.long
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
    "2024年前三季度全市签约项目{}个。",
    "2024年前10个月签约项目{}个。",
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


@pytest.mark.parametrize("aim", ["年度签约目标10个", "签约目标为10个", "全年签约任务10个"])
@pytest.mark.parametrize("time", ["上半年", "1-5月", "前三季度", "一季度"])
def test_what_came_about_in_a_time_of_its_own_is_no_target(aim: str, time: str) -> None:
    """The target is told with its number; what follows with another time happened, unless it is planned too."""
    *_, reached = read_figures(f"东镇{aim}，{time}签约项目4个。", subjects=["东镇"], today="2025-10-02")
    assert (reached.raw, reached.kpi) == ("4个", "signed_project_count")
    *_, hoped = read_figures(f"东镇{aim}，{time}力争签约项目4个。", subjects=["东镇"], today="2025-10-02")
    assert hoped.kpi != "signed_project_count"


@pytest.mark.parametrize("after", ["达产后", "项目建成后", "全部投产以后", "建成投用后"])
def test_what_a_project_will_have_is_no_figure_of_the_ledger(after: str) -> None:
    """Nor does the day on which it is to stand speak of the day of the ledger."""
    ledger = Ledger(as_of="2025-06-30", projects=[Project(id="P1", name="虚构甲项目")])
    text = f"预计2026年10月投产，{after}年产值可达20亿元，带动就业600人，全年签约项目5个。"
    assert not [verdict for verdict in verify(text, ledger=ledger) if str(verdict.answer) == "differs"]


@pytest.mark.parametrize(
    "text",
    [
        "全县签约项目37个，已开工24个（含往年结转项目3个），开工率56.8%。",
        "上半年到位资金17.9亿元，完成年度目标的44.75%，完成半年目标20亿元的89.5%。",
    ],
)
def test_a_rate_that_a_scope_of_its_own_makes_right_is_no_slip(text: str) -> None:
    assert not [verdict for verdict in verify(text) if str(verdict.answer) == "differs"]
    assert [
        verdict
        for verdict in verify("全县签约项目40个，已开工20个，开工率60%。")
        if str(verdict.answer) == "differs"
    ]
