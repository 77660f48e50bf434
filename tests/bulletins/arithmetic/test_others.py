"""What is worked out is of one thing: a figure that names another time, target, whole or kind is worked out from none. Invented."""

from collections.abc import Callable, Iterable

import pytest

from zhaoshang.bulletins import verify

TOLD = {
    "growth": ("新签约项目45个，去年同期36个，同比增长{}", "25%", "35%"),
    "growth from a level": ("落户项目由上年同期的36个增加到45个，增长{}", "25%", "35%"),
    "change": ("新签约项目45个，上年同期36个，增加{}", "9个", "13个"),
    "times": ("签约项目45个，是上年同期36个的{}", "1.25倍", "1.75倍"),
    "completion": ("签约项目45个，完成年度目标60个的{}", "75%", "85%"),
    "completion of a target before": ("年度目标60个，已签约45个，完成率{}", "75%", "85%"),
    "left": ("全年任务60个，已签约45个，还差{}", "15个", "21个"),
    "share": ("签约项目45个，其中农业项目9个，占比{}", "20%", "30%"),
    "rate": ("签约项目45个，开工18个，开工率{}", "40%", "50%"),
    "mean": ("签约项目45个，总投资180亿元，平均每个项目投资{}", "4亿元", "5亿元"),
}
OF_ANOTHER = {
    "from another time": (
        "较上月增加4个",
        "比上一季度多4个",
        "环比增加4个",
        "较上月增长7%",
        "比5月份多签4个",
    ),
    "from another year": ("比前年增加4个", "较2019年同期多4个", "比三年前多4个"),
    "from others": ("比邻县多4个", "高于全市平均水平4个", "比第二名多4个"),
    "of a part": ("外资项目增加4个", "到位资金同比增长7%"),
    "of another target": (
        "四季度任务83个",
        "下月目标7个",
        "12月计划签约7个",
        "明年目标83个",
        "河口镇任务7个",
    ),
    "of a wish or of others": (
        "力争开工率52%",
        "全市平均开工率52%",
        "上年签约项目开工率52%",
        "高于全省开工率52%的平均水平",
        "要求开工率达到52%",
    ),
    "of an extreme": ("单个项目最大投资31亿元", "每个项目最低投资1亿元", "单体最高投资31亿元"),
    "of another mean": ("去年平均每个项目投资3亿元", "全市平均每个项目投资3亿元"),
    "beside": ("另有7个项目正在洽谈", "重点项目83个", "全市项目97个", "招商项目83个"),
}
FORMS = ("{told}，{other}。", "{told}；{other}。", "{told}（{other}）。", "{other}，{told}。")
LACKING = (
    "离目标差15个",
    "距年度目标还差15个",
    "差15个完成目标",
    "还需15个才能完成任务",
    "与目标相差15个",
    "目标缺口15个",
    "剩余任务15个",
    "未完成任务15个",
    "再签15个即可完成目标",
    "低于目标15个",
)


def differing(text: str) -> set[str]:
    return {verdict.raw for verdict in verify(text).differs}


@pytest.mark.long
@pytest.mark.parametrize("kind", OF_ANOTHER)
@pytest.mark.parametrize("told", TOLD)
def test_a_figure_of_something_else_is_worked_out_from_nothing(
    told: str, kind: str, paired: Callable[..., Iterable[tuple[str, str]]]
) -> None:
    text, right, wrong = TOLD[told]
    turn = [*TOLD].index(told) % len(FORMS)  # each is told in every form, beside one figure or another
    for other, form in paired(OF_ANOTHER[kind], FORMS[turn:] + FORMS[:turn]):
        assert differing(form.format(told=text.format(right), other=other)) == set()
        assert differing(form.format(told=text.format(wrong), other=other)) <= {wrong}


@pytest.mark.long
@pytest.mark.parametrize("told", TOLD)
def test_what_is_of_one_thing_is_still_worked_out(told: str) -> None:
    text, right, wrong = TOLD[told]
    others = [other for kind in OF_ANOTHER.values() for other in kind]
    for other in others:
        assert differing(f"{text.format(wrong)}，{other}。") == {wrong}
        held = {verdict.raw for verdict in verify(f"{text.format(right)}，{other}。").agrees}
        assert told == "rate" or right in held  # a rate is a claim: right, it is clean


@pytest.mark.long
@pytest.mark.parametrize("lacking", LACKING)
@pytest.mark.parametrize("of", ["完成率", "完成目标的", "完成年度目标的"])
@pytest.mark.parametrize("form", FORMS)
def test_what_lacks_to_a_target_is_no_target(form: str, of: str, lacking: str) -> None:
    for number in (75, 300):
        verdicts = verify(form.format(told=f"签约项目45个，{of}{number}%", other=lacking))
        assert not [
            verdict for verdict in (*verdicts.differs, *verdicts.agrees) if verdict.raw == f"{number}%"
        ]


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("签约项目14个，完成率140%，超额4个完成目标。", "140%"),
        ("签约项目14个，完成率140%，多完成4个。", "140%"),
        ("签约项目14个，完成年度目标的140%，高于目标4个。", "140%"),
        ("奋斗目标30个，签约项目14个，完成年度目标的70%。", "70%"),
        ("签约项目45个，总投资180亿元，平均每个项目投资4亿元，占全市总数的12%。", "12%"),
        ("签约项目45个，总投资180亿元，平均每个项目投资4亿元（签约率60%）。", "60%"),
        ("签约项目45个，上年同期36个，较上月增加4个，增长10%。", "10%"),
        ("签约项目45个，开工9个，开工率20%，其中亿元以上28个。", "28个"),
    ],
    ids=[
        "beyond a target, by words behind",
        "more than was asked",
        "above a target",
        "another target before",
        "a mean is no part",
        "a mean is nothing done",
        "growth goes on from the change before it",
        "a part may be of the first whole",
    ],
)
def test_a_right_figure_beside_one_of_something_else(text: str, of: str) -> None:
    assert of in {reading.raw for reading in verify(text).readings}
    assert differing(text) == set()


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("新增项目40个，其中工业项目10个，占比{}。", "25%", "35%"),
        ("今年新增签约项目40个，完成年度目标50个的{}。", "80%", "90%"),
        ("县委下达年度任务50个，截至6月底完成40个，完成率{}。", "80%", "90%"),
        ("截至10月底，全县累计签约项目40个，完成市定目标50个的{}。", "80%", "90%"),
        ("去年签约项目32个，今年签约项目40个，同比增长{}。", "25%", "35%"),
        ("本月签约项目40个，环比上月32个增长{}。", "25%", "35%"),
        ("签约项目40个，比去年同期的32个增长{}。", "25%", "35%"),
        ("到位资金30亿元，较上年同期增加6亿元，增长{}。", "25%", "35%"),
        ("开工率48%，比全市平均水平60%低{}。", "12个百分点", "8个百分点"),
        ("签约项目20个，其中工业项目{}。", "12个", "32个"),
        ("签约项目20个，其中工业项目8个、农业项目{}。", "12个", "32个"),
    ],
    ids=[
        "newly added",
        "newly added, of a target",
        "a target with its giver",
        "a target set by the city",
        "two years",
        "a month and the one before",
        "a base with its number",
        "a change with its base, and growth",
        "an average with its number",
        "a part",
        "a part in a row",
    ],
)
def test_words_that_name_nothing_else_are_passed_over(text: str, right: str, wrong: str) -> None:
    assert differing(text.format(right)) == set()
    assert wrong in differing(text.format(wrong))
