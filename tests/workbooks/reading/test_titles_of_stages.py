"""The stage of a title is read alike of books and groups, word for word, and holds beside what rows date."""

from zhaoshang import workbooks
from zhaoshang.model import Project

_HEAD = "序号,项目名称,投资方,总投资（万元）"
_ROW = "1,甲厂项目,甲公司,20000"


def _read(*lines: str) -> tuple[Project, tuple[str, ...]]:
    imported = workbooks.read("\n".join([*lines, ""]).encode(), name="虚构.csv", as_of="2024-06-30")
    (project,) = imported.ledger.projects
    return project, tuple(imported.findings.codes)


def _stages(project: Project) -> list[str]:
    taken = [step.stage.value for step in project.milestones if not step.planned]
    return ["signed"] * bool(project.agreements) + taken


def test_titles_of_books_and_of_groups_say_the_same_and_every_word_is_understood() -> None:
    cases: list[tuple[str, list[str], str | None, str]] = [
        ("枫桥镇签约项目", ["signed"], "枫桥镇", ""),
        ("枫桥镇在建项目（5个）", ["started"], "枫桥镇", ""),
        ("签约项目（枫桥镇）", ["signed"], "枫桥镇", ""),
        ("签约项目（已动工）", ["signed", "started"], None, ""),
        ("在建项目——已停建", ["started", "on_hold"], None, ""),
        ("洽谈项目（已签约）", ["signed"], None, ""),
        ("已签约项目（未开工）", ["signed"], None, ""),
        ("签约项目：已清退", ["signed", "exited"], None, ""),
        ("签约项目（意向）", [], None, "title_not_read"),
        ("签约项目（重复上报）", [], None, "title_not_read"),
        ("签约项目（去年）", [], None, "title_not_read"),
        ("竣工项目（在建）", [], None, "title_not_read"),
        ("开工项目（拟）", [], None, "title_not_read"),
        ("原阳县枫桥镇签约项目", ["signed"], "枫桥镇", ""),
        ("和平里街道签约项目", ["signed"], "和平里街道", ""),
        ("原枫桥镇签约项目", ["signed"], None, "said_not_taken"),
        ("县直与枫桥镇签约项目", ["signed"], None, "said_not_taken"),
        ("关于枫桥镇签约项目", ["signed"], None, "said_not_taken"),
        ("正在签约项目", [], None, "title_not_read"),
        ("正在投产项目", [], None, "title_not_read"),
        ("正在施工项目", ["started"], None, ""),
        ("已签约待投产项目", [], None, "title_not_read"),
        ("签约未竣工项目（3个）", [], None, "title_not_read"),
        ("开工在即项目", [], None, "title_not_read"),
    ]
    wrong: list[object] = []
    for title, stages, town, told in cases:
        for lines in ((title, _HEAD), (_HEAD, f"一、{title}")):
            project, codes = _read(*lines, _ROW)
            if (_stages(project), project.district) != (stages, town) or ({told} - {""}) - {*codes}:
                wrong.append((lines[0], _stages(project), project.district, codes))
            if not told and codes:
                wrong.append((lines[0], codes))
    assert wrong == []


def test_the_stage_of_a_title_holds_beside_a_blank_and_a_plan_and_is_told_where_the_row_says_otherwise() -> (
    None
):
    cases: list[tuple[str, str, str, list[str], str]] = [
        ("已开工项目", "计划开工时间", "2024.3.1", ["started"], ""),
        ("已开工项目", "开工时间", "", ["started"], ""),
        ("签约项目", "签约时间", "", ["signed"], ""),
        ("已投产项目", "投产时间", "/", ["producing"], ""),
        ("竣工项目", "竣工时间", "2024.3.1", ["completed"], ""),
        ("已开工项目", "开工时间", "尚未开工", [], "step_denied"),
        ("已开工项目", "目前进展", "已签约", ["signed"], "title_disagrees"),
        ("已开工项目", "目前进展", "停工", ["started", "on_hold"], ""),
        ("签约项目", "目前进展", "已开工", ["signed", "started"], ""),
        ("已终止项目", "目前进展", "在建", ["started"], "title_disagrees"),
        ("未开工项目", "开工时间", "2024.3.1", ["started"], "title_denies"),
    ]
    wrong: list[object] = []
    for title, header, cell, stages, told in cases:
        head, row = f"{_HEAD},{header}", f"{_ROW},{cell}"
        for lines in ((title, head), (head, f"一、{title}")):
            project, codes = _read(*lines, row)
            if _stages(project) != stages or (told and told not in codes):
                wrong.append((lines[0], header, cell, _stages(project), codes))
    assert wrong == []


def test_remarks_that_take_back_what_the_row_says_or_say_it_anew_are_told() -> None:
    cases = {
        "尚未正式签约": "status_behind",
        "项目还未动工，正在办证": "status_behind",
        "总投资变更为2.5亿元": "remark_restates",
        "用地面积由50亩调整为80亩": "remark_restates",
        "实际签约时间为2024年3月": "remark_restates",
        "金额单位：万美元": "remark_restates",
        "一期投资2亿元": "",
        "2024年3月签约": "",
        "未动工地块已收回": "",
        "方案调整为三栋厂房": "",
    }
    head, row = f"{_HEAD},签约时间,开工时间,用地面积（亩）,备注", f"{_ROW},2024.1.5,2024.3.1,50"
    codes = {remark: {*_read(head, f"{row},{remark}")[1]} - {"kept_as_extra"} for remark in cases}
    assert codes == {remark: {code} - {""} for remark, code in cases.items()}
