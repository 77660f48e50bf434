"""A row that says of a step both that it was taken and that it was not: neither is read, and that is told."""

from itertools import product

import polars as pl
import pytest

from zhaoshang import Project, frames, workbooks
from zhaoshang.vocabulary import Stage

STEPS = {"签约": "signed", "开工": "started", "竣工": "completed", "投产": "producing"}
DENIALS = ("否", "×", "未", "no", "0", "无")


def read(header: str, *rows: str) -> workbooks.Import:
    text = "\n".join((f"项目名称,总投资（亿元）,{header}", *rows))
    return workbooks.read(text.encode(), name="b.csv", as_of="2022-12-31")


def taken(imported: workbooks.Import) -> list[bool]:
    """Whether each project has signed or taken any step."""
    return [bool(each.agreements or each.milestones) for each in imported.ledger.projects]


@pytest.mark.parametrize(("step", "is_first"), [*product(STEPS, (True, False))])
def test_a_day_beside_a_no_is_not_read(step: str, is_first: bool) -> None:
    """Whichever stands first; a yes and a blank say nothing against a day, and a no beside a blank is no fault."""
    rows = [("是", True), ("", True), *((word, False) for word in DENIALS)]
    columns = [f"是否{step}", f"{step}时间"]
    lines = [[word, "2022-03-01"] for word, _ in rows]
    lines += [["否", ""], ["是", ""]]
    order = slice(None, None, 1 if is_first else -1)
    found = read(
        ",".join(columns[order]),
        *(",".join((f"虚构{number}项目", "3", *line[order])) for number, line in enumerate(lines)),
    )
    assert taken(found) == [is_read for _, is_read in rows] + [False, True]
    told = found.findings.only("step_denied")
    letter = "D" if is_first else "C"
    assert [each.path for each in told] == [f"b!{letter}{number}" for number in range(4, 4 + len(DENIALS))]
    assert told[0].detail["value"] == "2022-03-01"


def test_a_status_beside_a_no_is_not_read() -> None:
    """A later status shows the step to have been passed; an earlier one does not."""
    found = read(
        "项目状态,是否开工", "虚构甲,1,在建,否", "虚构乙,1,竣工,否", "虚构丙,1,已签约,否", "虚构丁,1,在建,是"
    )
    assert [[str(step.stage) for step in each.milestones] for each in found.ledger.projects] == [
        [],
        [],
        [],
        ["started"],
    ]
    assert [each.path for each in found.findings.only("step_denied")] == ["b!C2", "b!C3"]


@pytest.mark.parametrize(
    ("status", "is_behind"),
    [
        ("谋划", [True, True, True]),
        ("在谈", [True, True, True]),
        ("意向", [False, True, True]),  # an agreement of intent has a day of its own
        ("签约", [False, False, False]),
        ("在建", [False, False, False]),
        ("终止", [False, False, False]),
        ("", [False, False, False]),
    ],
)
def test_a_status_before_the_steps_of_its_row_is_told(status: str, is_behind: list[bool]) -> None:
    """It was signed, started and in talks, without a word; a frame tells as much as a workbook."""
    steps = [["2022-03-01", "", ""], ["", "2022-03-01", ""], ["2022-03-01", "", "√"]]
    header = "项目状态,签约时间,开工时间,是否投产"
    rows = [f"虚构{number}厂,1,{status},{','.join(step)}" for number, step in enumerate(steps)]
    found = read(header, *rows)
    told = found.findings.only("status_behind")
    assert [each.path for each in told] == [
        f"b!C{number + 2}" for number, told in enumerate(is_behind) if told
    ]
    plain = read(header, *(row.replace(f",{status},", ",,") for row in rows))
    dated = [[step for step in each.milestones if step.on] for each in found.ledger.projects]
    assert dated == [[step for step in each.milestones if step.on] for each in plain.ledger.projects]
    frame = pl.read_csv("\n".join(("项目名称,总投资（亿元）," + header, *rows)).encode(), infer_schema=False)
    _, doubts = frames.read_frame(frame, as_of="2022-12-31")
    assert [each.detail["rows"] for each in doubts.only("status_behind")] == [str(sum(is_behind))] * any(
        is_behind
    )


@pytest.mark.parametrize("header", ["开工时间,实际开工时间", "计划开工时间,是否开工"])
def test_a_mark_for_nothing_and_a_plan_deny_nothing(header: str) -> None:
    found = read(header, "虚构甲,1,无,2022-03-01" if "实际" in header else "虚构甲,1,2022-12-01,否")
    assert not found.findings.only("step_denied")
    assert len(found.ledger.projects["b!2"].milestones) == 1


def reached_by(project: Project) -> bool:
    return any(step.stage in {Stage.STARTED, Stage.PRODUCING} for step in project.milestones)


@pytest.mark.parametrize(
    ("title", "header", "marks", "started", "told"),
    [
        ("新开工项目", "是否开工", ["√", ""], [True, False], ["b!D4"]),
        ("新开工项目", "是否已动工", ["是", ""], [True, False], ["b!D4"]),
        ("新开工项目", "是否开工", ["", ""], [True, True], []),
        ("新开工项目", "是否投产", ["√", ""], [True, True], []),
        ("新开工项目", "开工时间", ["2022-03-01", ""], [True, True], []),
        ("签约项目", "是否开工", ["√", ""], [True, False], []),
    ],
)
def test_a_row_without_the_tick_that_others_have_is_not_as_far_as_its_title(
    title: str, header: str, marks: list[str], started: list[bool], told: list[str]
) -> None:
    rows = ["虚构甲,1,8000," + marks[0], "虚构乙,1,8000," + marks[1]]
    book = f"{title},,,\n项目名称,总投资（亿元）,用地面积（平方米）,{header}\n" + "\n".join(rows)
    found = workbooks.read(book.encode(), name="b.csv", as_of="2022-12-31")
    reached = [reached_by(each) for each in found.ledger.projects]
    assert reached == started
    assert [each.path for each in found.findings.only("step_not_ticked")] == told
