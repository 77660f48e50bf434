"""A figure is a fact of one measure only where every word beside it was understood, and nothing says that it is planned."""

import pytest

from zhaoshang.bulletins import FigureReading, read_figures, verify

TODAY = "2024-07-12"
FACTS = {
    "签约项目24个": "signed_project_count",
    "开工项目24个": "milestone_count:started",
    "投产24个项目": "milestone_count:producing",
    "到位资金3亿元": "arrived_funds",
    "实际利用外资2亿美元": "fdi_utilised",
    "开工率60%": "start_rate",
    "入驻企业24家": "tenant_count",
    "完成固定资产投资3亿元": "fixed_asset_investment",
    "外出招商24次": "outbound_trips",
    "兑现政策资金300万元": "policy_cash",
    "建成标准厂房24万平方米": "plant_built_area",
    "新增就业240人": "jobs",
}
PLANNED = "拟 将 预计 有望 力争 确保 冲刺 锚定 若能 应 承诺 下一步 明年 到2025年 届时将 据测算可".split()
DENIED = "未 尚未 暂缓 撤销 取消 停止 难以 虚报 网传 疑似 骉麤".split()
BEFORE = "外资 世界500强 技改 飞地 增资扩产 骉麤".split()
PLAIN = "全县 上半年 上半年，全县 今年以来，全县 截至6月底，全县累计 全县共 沛县 1—6月，全县已".split()


def last(text: str) -> FigureReading:
    return read_figures(text, today=TODAY)[-1]


@pytest.mark.parametrize("clause", FACTS)
@pytest.mark.parametrize("before", PLAIN)
def test_a_plain_fact_is_measured(clause: str, before: str) -> None:
    assert last(f"{before}{clause}。").measure == FACTS[clause]


@pytest.mark.parametrize("clause", FACTS)
@pytest.mark.parametrize("word", [*PLANNED, *DENIED])
def test_what_is_planned_or_denied_measures_nothing(clause: str, word: str) -> None:
    measure = last(f"{word}{clause}。").measure
    assert measure is None or measure.startswith("target:")


@pytest.mark.parametrize("clause", FACTS)
@pytest.mark.parametrize("tail", "的目标 为全年目标 系误传 不实 的传闻 （计划） 有望年底兑现".split())
def test_a_plan_or_denial_behind_a_figure(clause: str, tail: str) -> None:
    assert last(f"上半年全县{clause}{tail}。").measure is None


@pytest.mark.parametrize("word", BEFORE)
@pytest.mark.parametrize(
    "form", ["{}签约项目24个", "{}项目签约24个", "{}项目到位资金3亿元", "{}项目开工率60%"]
)
def test_what_narrows_down_is_told(form: str, word: str) -> None:
    reading = last(f"上半年，全县{form.format(word)}。")
    assert reading.measure is None
    assert word in reading.narrow or reading.narrow in word


@pytest.mark.parametrize("tail", ["，总投资30亿元", "，开工率60%", "，总投资30亿元，开工12个"])
def test_what_goes_on_from_a_kind_is_of_the_kind(tail: str) -> None:
    assert last(f"上半年全县外资签约项目24个{tail}。").measure is None
    assert last(f"上半年全县签约项目24个{tail}。").measure is not None


@pytest.mark.parametrize(
    "text",
    [
        "占空比20%。",
        "占股20%。",
        "材料到位率60%。",
        "产能利用率60%。",
        "社保基金规模30亿元。",
        "外出就医24次。",
        "举报线索24条。",
    ],
)
def test_the_word_of_a_measure_within_other_words(text: str) -> None:
    assert last(text).measure is None


@pytest.mark.parametrize("text", ["拟签约项目96个。", "外资签约项目24个。", "签约项目24个，开工12个。"])
def test_verify_tells_the_figures_that_read_figures_does(text: str) -> None:
    assert list(verify(text, today=TODAY).readings) == read_figures(text, today=TODAY)


MEASURED = [
    ("87个项目签约、6个项目开工、5个项目投产。", ["signed_project_count", "milestone_count:started", "milestone_count:producing"]),
    ("59个项目已投产、89个项目已落地。", ["milestone_count:producing", "milestone_count:landed"]),
    ("18个签约项目和6个开工项目。", ["signed_project_count", "milestone_count:started"]),
    ("签约10个项目、开工6个项目。", ["signed_project_count", "milestone_count:started"]),
    ("活动中，签约53个，开工82个。", ["signed_project_count", "milestone_count:started"]),
    ("活动中，到位资金74亿元，到位省外资金89亿元。", ["arrived_funds", "out_of_province_funds"]),
    ("10亿元以上项目开工8个。", ["band", "projects_in_band:started"]),
    ("10亿元以上项目已有8个竣工。", ["band", "projects_in_band:completed"]),
    ("10亿元以上项目续建8个。", ["band", None]),
    ("10亿元以上项目拟开工8个。", ["band", None]),
    ("未开工10亿元以上项目8个。", ["band", None]),
    ("5亿元以上项目签约8个、开工6个。", ["band", "projects_in_band", None]),
    ("10亿元以上的项目中，开工8个。", ["band", None]),
    ("100亩以上的签约项目5个。", [None, None]),
    ("拟开工10亿元以上项目8个。", ["band", None]),
    ("拟开工项目中10亿元以上8个。", ["band", None]),
    ("10亿元以上项目终止8个。", ["band", None]),
    ("外出招商24人次。", [None]),
    ("超亿元级开工率55%。", [None, None]),
    ("签约项目31个，此数不实。", [None]),
    ("签约项目31个，该数同比增长20%。", ["signed_project_count", None]),
    ("若政策到位，签约项目24个。", [None]),
    ("若干项目落地，签约项目24个。", ["signed_project_count"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "measures"), MEASURED)
def test_each_number_is_of_its_own_words(text: str, measures: list[str | None]) -> None:
    assert [reading.measure for reading in read_figures(text, today=TODAY)] == measures


def test_an_amount_behind_parts_is_of_the_whole() -> None:
    *_, total = read_figures("签约项目80个，其中工业项目50个，服务业项目30个；总投资600亿元。")
    assert (total.base, total.measure) == (0, "signed_investment_total")


def test_a_time_to_come_denies_only_figures_of_its_own_sentence() -> None:
    """What a sentence before says of next year leaves open when the projects of the next sentence were signed."""
    of_next_year, of_this = "2025年，全县签约项目24个。", "2025年，招商工作要加快步伐。全县签约项目24个。"
    assert last(of_next_year).kpi is None
    assert last(of_this).kpi == "signed_project_count"


def test_what_opens_a_sentence_narrows_down_its_clauses() -> None:
    """Whose the first figure is, all behind are, until another or the whole is named or a new statement begins."""
    arrived, started, fixed = "arrived_funds", "milestone_count:started", "fixed_asset_investment"
    table: list[tuple[str, list[str | None]]] = [
        ("县化工园签约项目7个，到位资金3亿元，新增就业90人。", [None, None, None]),
        (
            "2024年上半年，医药产业到位资金3亿元，同比增长5%，新开工项目2个。",
            [None, "yoy_growth", None],
        ),
        ("县林业局签约项目7个，全县到位资金30亿元，开工项目9个。", [None, arrived, started]),
        ("县林业局签约项目7个；完成固定资产投资30亿元。", [None, fixed]),
        ("县林业局签约项目7个。到位资金30亿元。", [None, arrived]),
        ("全县签约工业项目7个，到位资金30亿元。", [None, arrived]),
        ("签约项目17个，其中工业项目7个，到位资金30亿元。", ["signed_project_count", None, arrived]),
        ("远达电缆项目总投资8亿元，固定资产投资5亿元。", [None, None]),
        ("招商项目总投资80亿元，到位资金50亿元。", [None, arrived]),
        ("远达电缆项目占地60亩，总投资8亿元，固定资产投资5亿元。", [None, None, None]),
        ("招商二分局到位资金3亿元，新开工项目2个。", [None, None]),
        ("纺织业方面，签约项目7个，到位资金3亿元。", [None, None]),
        ("项目建设方面，新开工项目2个，到位资金3亿元。", [started, arrived]),
        ("6亿元以上签约项目7个，到位资金3亿元。", ["band", "projects_in_band", None]),
        ("签约6亿元以上项目7个，到位资金3亿元。", ["band", "projects_in_band", arrived]),
    ]
    found = [[item.measure for item in read_figures(text, today=TODAY)] for text, _ in table]
    assert [row for row, is_ in zip(table, found, strict=True) if row[1] != is_] == []


def test_projects_of_one_step_told_by_another_are_no_total_of_that() -> None:
    """A part of what was begun, told by when it was signed, is no number of those signed then; nor the other way round."""
    signed, started, producing = (
        "signed_project_count",
        "milestone_count:started",
        "milestone_count:producing",
    )
    table: list[tuple[str, list[str | None]]] = [
        ("开工项目15个，其中上年签约的6个、今年签约的9个。", [started, None, None]),
        (
            "开工项目15个，总投资60亿元，其中去年签约项目6个，总投资20亿元。",
            [started, "milestone_investment:started", None, None],
        ),
        ("投产项目9个，均为2024年开工的9个。", [producing, None]),
        ("开工项目15个（其中去年签约6个）。", [started, None]),
        ("今年以来，开工项目15个。其中，去年签约的6个。", [started, None]),
        ("去年签约的项目已开工6个。", [None]),
        ("开工项目15个：上年签约6个，今年签约9个。", [started, None, None]),
        ("今年开工的15个项目中，去年签约6个。", [started, None]),
        ("去年签约、今年开工的项目6个。", [None]),
        ("签约项目25个，其中已开工6个。", [signed, started]),
        ("签约项目25个，其中上半年签约11个。", [signed, signed]),
        ("开工项目15个，新签约项目25个。", [started, signed]),
    ]
    found = [[item.measure for item in read_figures(text, today=TODAY)] for text, _ in table]
    assert [(*row, is_) for row, is_ in zip(table, found, strict=True) if row[1] != is_] == []
    whole, _ = read_figures("开工项目15个（其中去年签约6个）。", today=TODAY)
    assert whole.period is None


def test_what_says_that_a_figure_is_to_come_or_made_up_leaves_it_open() -> None:
    """A heading above holds for all below it, a clause or a note behind for what stands before; words like these do not."""
    zh, en = "全县签约项目27个", "The county signed 27 projects."
    is_open = [
        *(
            f"{head}\n{zh}。"
            for head in ("假新闻", "打假通报", "（三）预期成效", "考核要求", "未来五年", "五年之后")
        ),
        *(f"{head}\n{zh}。" for head in ("邻县动态", "兄弟县区做法", "（模拟数据，仅供演示）")),
        *(f"{head}\n{en}" for head in ("Next steps", "Our targets:", "Outlook for 2026", "What lies ahead")),
        *(f"{zh}，{said}。" for said in ("要到后年才能见分晓", "到2030年方能落到实处", "待董事会通过后生效")),
        *(f"{zh}，{said}。" for said in ("须报省里核准", "再加把劲就能做到", "牵头单位：商务局", "邻县的")),
        f"{zh}以上的，奖励10万元。",
        f"{zh}。如此规模，明年有望看到。",
        f"{zh}。\n（示例数据，仅供教学使用）",
    ]
    is_told = [
        *(f"{head}\n{zh}。" for head in ("目标任务完成情况", "新闻发布", "项目信息", "区县动态", "历年情况")),
        *(f"{head}\n{en}" for head in ("Results", "Steps taken", "Investment news")),
        *(
            f"{zh}，{said}。"
            for said in ("人才能力不断增强", "接待客商120批次后签下大单", "各方能量充分汇聚")
        ),
        f"{zh}，到位资金9亿元。\n（本报记者 王明）",
    ]
    measures = {text: read_figures(text, today=TODAY)[0].measure for text in (*is_open, *is_told)}
    assert [text for text in is_open if measures[text] is not None] == []
    assert [text for text in is_told if measures[text] is None] == []


def test_a_heading_holds_until_the_next_of_its_level_and_must_be_understood() -> None:
    """A plain heading changes nothing; what is planned, made up, of some only or not understood leaves open what stands below."""
    zh, en = "全县签约项目27个。", "The county signed 27 projects."
    forms = (
        "{}|二、{}|（二）{}|3.{}|第二部分 {}|## {}|**{}**|【{}】|{}：|● {}|A."
        " {}|二、{}。|二、{}\n（一）签约情况|{}\n---|2023年{}|3、{}\n今年招商工作稳步推进。"
    )
    plain = (
        "项目进展情况|招商引资工作开展情况|主要数据|工作成效|各镇情况|任务完成情况|招商引资成效明显".split(
            "|"
        )
    )
    is_open = (
        "下步打算|工作安排|储备库|样稿|读者来信|外资项目|纺织业招商|亿元以上项目|镇外企业|意向客商".split("|")
    )
    told = [(form.format(head), True) for head in plain for form in forms.split("|")]
    told += [(form.format(head), False) for head in is_open for form in forms.split("|")]
    told += [("一、下步打算\n再接再厉。\n二、签约情况", True), ("下步打算\n再接再厉。\n签约情况", True)]
    told += [
        ("一、下步打算\n（一）招商\n再接再厉。\n（二）签约情况", False),
        ("云溪县招商规划（草案）", False),
    ]
    rows = [(f"{head}\n{zh}", is_told) for head, is_told in told]
    rows += [(f"外资项目\n2022年，全县外资签约项目27个。\n签约情况\n{zh}", True)]
    for form in ("{}", "1. {}", "# {}", "{}\n---", "Part Two: {}"):
        rows += [
            (f"{form.format(head)}\n{en}", True)
            for head in ("Overview", "Key figures", "Progress of projects")
        ]
        rows += [
            (f"{form.format(head)}\n{en}", False)
            for head in ("Draft", "Pipeline", "Foreign projects", "Tourism")
        ]
    found = {text: read_figures(text, today=TODAY)[-1] for text, _ in rows}
    assert [text for text, is_told in rows if (found[text].measure is not None) != is_told] == []
    assert [text for text, is_told in rows if not is_told and not found[text].narrow] == []
