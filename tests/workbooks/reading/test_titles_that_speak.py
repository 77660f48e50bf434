"""What titles, names of sheets and titles of groups say of the rows below them. Every ledger here is invented."""

import io
from collections.abc import Sequence
from itertools import product
from typing import Any

import openpyxl
import pytest

from zhaoshang import workbooks
from zhaoshang.model import Project
from zhaoshang.workbooks import Import

HEAD = ["序号", "项目名称", "投资方", "总投资（亿元）"]


def read(*lines: Sequence[object], name: str = "Sheet1", more: list[str] | None = None) -> Import:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for line in lines:
        cells: list[Any] = [*line]
        sheet.append([*cells, *more] if more and cells[:1] == ["序号"] else cells)
    held = io.BytesIO()
    book.save(held)
    held.seek(0)
    return workbooks.read(held, name="t.xlsx", as_of="2026-10-31")


def row(number: int, *more: object) -> list[object]:
    return [number, f"虚构{number}厂房项目", f"虚构{number}公司", number + 0.5, *more]


def stages(project: Project) -> list[str]:
    return [str(step.stage) for step in project.history if not step.planned]


@pytest.mark.long
@pytest.mark.parametrize(
    ("title", "stage"),
    [
        ("招商引资重点在谈项目表", "negotiating"),
        ("二、在谈项目", "negotiating"),
        ("洽谈项目清单", "negotiating"),
        ("某区亿元以上签约项目（2026年1—10月）", "signed"),
        ("签约项目一览", "signed"),
        ("新签约项目推进情况表", "signed"),
        ("某县2026年10月新开工项目公示", "started"),
        ("在建项目", "started"),
        ("2026年已投产项目台账", "producing"),
        ("储备项目", "planned"),
        ("2026年新签约、新开工项目汇总", None),
        ("拟签约项目表", None),
        ("未开工项目清单", None),
        ("签约项目开工情况", None),
        ("重点建设项目表", None),
        ("项目信息表", None),
        ("落户项目表", None),
        ("续建项目", None),
    ],
)
def test_a_title_says_the_one_stage_of_its_projects(title: str, stage: str | None) -> None:
    for lines in ([[title], HEAD], [["某区项目"], [title], HEAD]):
        imported = read(*lines, row(1), row(2))
        assert [stages(one) for one in imported.ledger.projects] == [[stage] if stage else []] * 2, title
        assert list(imported.findings) == []


def test_a_column_of_the_stage_is_nearer_than_a_title() -> None:
    imported = read(
        ["签约项目"], HEAD, row(1, "已开工"), row(2, "已三次互访，正在商定"), row(3), more=["目前进展"]
    )
    assert [stages(one) for one in imported.ledger.projects] == [
        ["signed", "started"],
        ["signed"],
        ["signed"],
    ]
    imported = read(["签约项目"], HEAD, row(1, "2026-03-05"), row(2), more=["签约时间"])
    assert [stages(one) for one in imported.ledger.projects] == [["signed"], ["signed"]]


GROUPS = [
    ("工业项目", "category", "industry", None),
    ("装备制造", "category", "industry", "装备制造"),
    ("南山镇", "district", "南山镇", None),
    ("虚构街道", "district", "虚构街道", None),
    ("城东工业园", "park", "城东工业园", None),
    ("县发改局", "owner", "县发改局", None),
    ("电子信息", None, "", "电子信息"),
]


@pytest.mark.long
@pytest.mark.parametrize(("word", "field", "value", "kept"), GROUPS, ids=[group[0] for group in GROUPS])
@pytest.mark.parametrize("form", ["一、{}（2个）", "一|{}（2个）|4", "（一）{}（共2个）", "{}（2个）"])
def test_the_title_of_a_group_reaches_its_rows(
    word: str, field: str | None, value: str, kept: str | None, form: str
) -> None:
    def title(word: str, mark: str, total: float) -> list[object]:
        text = form.format(word).replace("一", mark)
        first, *rest = text.split("|")
        return [first, *rest[:1], *([None, total] if rest else [])]

    imported = read(
        HEAD,
        title(word, "一", 4),
        row(1),
        row(2),
        title("虚构新材料", "二", 8),
        row(3),
        row(4),
        ["合计", None, None, 12],
    )
    first, second, third, fourth = imported.ledger.projects
    for project in (first, second):
        if field is not None:
            assert str(getattr(project, field)) == value
        assert project.extra.get("分组") == kept
    for project in (third, fourth):
        assert field is None or getattr(project, field) is None
        assert project.extra.get("分组") == "虚构新材料"
    facts = {fact.field: fact.cell for fact in imported.facts(first.id)}
    if field is not None:
        assert facts[field] == ("B2" if "|" in form else "A2")


def test_groups_within_groups_speak_together_and_end() -> None:
    imported = read(
        HEAD,
        ["一、签约项目"],
        ["（一）工业"],
        row(1),
        ["（二）农业"],
        row(2),
        ["二、在谈项目"],
        row(3),
        ["小计", None, None, 3.5],
        row(4),
    )
    said = [(stages(one), one.category and str(one.category)) for one in imported.ledger.projects]
    assert said == [
        (["signed"], "industry"),
        (["signed"], "agriculture"),
        (["negotiating"], None),
        ([], None),
    ]


def test_a_cell_of_the_row_is_nearer_than_the_title_of_its_group() -> None:
    south: list[list[object]] = [["南山镇"], row(1, "北山镇"), row(2), row(3, "南山镇"), row(4, "南山镇")]
    imported = read(HEAD, *south, ["西山镇"], row(5), more=["所属乡镇"])
    places = ["北山镇", "南山镇", "南山镇", "南山镇", "西山镇"]
    assert [one.district for one in imported.ledger.projects] == places


@pytest.mark.long
@pytest.mark.parametrize(
    ("title", "name", "town"),
    [
        ("柳林镇招商引资项目一览表", "Sheet1", "柳林镇"),
        ("虚构县孝丰镇2026年招商项目", "Sheet1", "孝丰镇"),
        ("2026年大塘乡重点项目", "Sheet1", "大塘乡"),
        ("虚构区禄口街道在谈项目", "Sheet1", "禄口街道"),
        ("招商项目", "石桥镇", "石桥镇"),
        ("各乡镇招商项目表", "Sheet1", None),
        ("特色小镇招商项目表", "Sheet1", None),
        ("各街道招商项目表", "Sheet1", None),
        ("乡镇街道在谈项目", "Sheet1", None),
        ("重点镇产业项目", "Sheet1", None),
        ("该镇招商项目", "Sheet1", None),
        ("返乡创业项目清单", "Sheet1", None),
        ("城镇建设项目", "汇总", None),
        ("虚构县招商项目", "Sheet1", None),
    ],
)
def test_the_town_of_a_title_or_of_a_sheet_is_that_of_its_projects(
    title: str, name: str, town: str | None
) -> None:
    for filled in (True, False):
        imported = read(
            [title], HEAD, row(1, "别镇"), row(2, "别镇"), name=name, more=["属地"] if filled else None
        )
        found = [one.district for one in imported.ledger.projects]
        assert found == (["别镇"] * 2 if filled else [town] * 2)


@pytest.mark.long
@pytest.mark.parametrize(("mark", "gap"), list(product(["【{}】", "★{}", "{}："], [[], [None]])), ids=str)
def test_what_a_group_says_is_written_and_read_again(mark: str, gap: list[object]) -> None:
    imported = read(
        HEAD, [mark.format("工业")], row(1), row(2), gap, [mark.format("电子信息")], row(3), row(4)
    )
    held = io.BytesIO()
    workbooks.write(imported.ledger, held)
    held.seek(0)
    again = workbooks.read(held, name="t.xlsx", as_of="2026-10-31").ledger
    assert [dict(one.extra) for one in again.projects] == [
        dict(one.extra) for one in imported.ledger.projects
    ]
    assert [one.category for one in again.projects] == [one.category for one in imported.ledger.projects]


@pytest.mark.parametrize(
    ("titles", "stages_"),
    [
        (("签约项目", "终止项目"), ("signed", "terminated")),
        (("2026年签约项目表", "2026年在谈项目表"), ("signed", "negotiating")),
        (("在建项目", "重点项目"), ("started", None)),
        (("重点项目", "在建项目"), (None, "started")),
    ],
)
def test_a_title_over_one_of_several_tables_side_by_side_speaks_of_that_table(
    titles: tuple[str, str], stages_: tuple[str | None, str | None]
) -> None:
    left, right = titles
    lines: list[Sequence[object]] = [[left, None, None, None, None, right], [*HEAD, None, *HEAD]]
    lines += [[*row(number), None, *row(number + 4)] for number in (1, 2, 3)]
    imported = read(*lines)
    for first, said in zip((1, 5), stages_, strict=True):
        for number in range(first, first + 3):
            (project,) = (one for one in imported.ledger.projects if one.name == row(number)[1])
            told = stages(project) or ["signed" for _ in project.agreements]
            assert told == ([] if said is None else [said])


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("二、取消项目", "取消项目"),
        ("二、意向项目", "意向"),
        ("二、省外项目", "省外项目"),
        ("续建项目", "续建项目"),
        ("二、亿元以上项目（2个）", "亿元以上项目"),
        ("上年结转项目", "上年结转项目"),
        ("二、二季度", "二季度"),
        ("二、总投资10亿元以上重点工业项目", "总投资10亿元以上重点工业项目"),
        ("以下项目已终止", "以下项目已终止"),
        ("以下为2025年结转项目", "以下为2025年结转项目"),
        ("（以下2个项目为取消项目）", "(以下2个项目为取消项目)"),
        ("以下空白", None),
        ("以上项目均已开工", None),
    ],
)
def test_a_title_of_a_group_that_is_of_no_field_is_kept(title: str, kept: str | None) -> None:
    dated = [*HEAD, "签约时间"]
    rows = [row(number, f"2026-0{number}-05") for number in (1, 2, 3, 4)]
    imported = read(dated, *rows[:2], [title], *rows[2:])
    *above, third, fourth = imported.ledger.projects
    assert [one.extra.get("分组") for one in above] == [None, None]
    assert [one.extra.get("分组") for one in (third, fourth)] == [kept, kept]


@pytest.mark.parametrize("label", ["目标任务", "上年同期", "重点项目"])
def test_a_sum_that_names_no_group_is_no_title_of_the_rows_below_it(label: str) -> None:
    imported = read(HEAD, [None, label, None, 50], *(row(number) for number in (1, 2, 3)))
    assert all("分组" not in one.extra for one in imported.ledger.projects)


@pytest.mark.long
def test_the_place_of_a_title_holds_to_the_next_of_its_rank() -> None:
    """Titles above the header and further down, each with the header once more or without, and the place of the rows below each."""
    cases: list[tuple[list[str], list[str | None]]] = [
        (["柳泉镇2026年招商项目台账", "青溪镇2026年招商项目台账"], ["柳泉镇", "青溪镇"]),
        (["柳泉镇项目", "青溪镇项目", "其他项目"], ["柳泉镇", "青溪镇", None]),
        (["柳泉镇2026年招商项目台账", "县级重点项目台账"], ["柳泉镇", None]),
        (["柳泉镇", "青溪镇"], ["柳泉镇", "青溪镇"]),
        (["柳泉镇2026年招商项目台账", "二、农业项目"], ["柳泉镇", "柳泉镇"]),
        (["柳泉镇2026年招商项目台账", "二、农业项目", "青溪镇招商项目清单"], ["柳泉镇", "柳泉镇", "青溪镇"]),
    ]
    wrong = []
    for (titles, expected), again in product(cases, (True, False)):
        rows: list[Sequence[object]] = [[titles[0]], HEAD, row(1), row(2)]
        for place, title in enumerate(titles[1:], 1):
            rows += [[title], *([HEAD] if again else []), row(3 * place), row(3 * place + 1)]
        found = [project.district for project in read(*rows).ledger.projects]
        if found != [place for place in expected for _ in range(2)]:
            wrong.append((titles, again, found))
    assert not wrong


def test_a_sum_carried_to_the_next_page_is_no_title() -> None:
    carried: list[list[object]] = [["过次页", None, None, 4.0], ["承前页", None, None, 4.0]]
    projects = read(
        ["项目表"], HEAD, row(1), row(2), ["二、省外项目"], row(3), *carried, row(4)
    ).ledger.projects
    assert [project.extra.get("分组") for project in projects] == [None, None, "省外项目", "省外项目"]


@pytest.mark.long
def test_a_title_of_another_series_ends_what_those_before_it_said() -> None:
    town, stage, group = "district", "stage", "group"
    table: list[tuple[list[list[str]], dict[str, str]]] = [
        ([["一", "青溪镇"], ["贰", "白石乡"]], {town: "白石乡"}),
        ([["甲", "青溪镇"], ["乙", "白石乡"]], {town: "白石乡"}),
        ([["LX01", "青溪镇"], ["LX02", "白石乡"]], {town: "白石乡"}),
        ([["一", "青溪镇"], ["第2项", "白石乡"]], {town: "白石乡"}),
        ([["一、青溪镇"], ["丑、在建项目"]], {stage: "started"}),
        ([["一、青溪镇"], ["贰、甲类地块"]], {group: "甲类地块"}),
        ([["投产项目"], ["B. 开工类"]], {stage: "started"}),
        ([["一、投产项目"], ["第三部分 已开工"]], {stage: "started"}),
        ([["A. 开工类"], ["B. 投产类"]], {stage: "producing"}),
        ([["青溪镇"], ["填报单位：白石乡"]], {}),
        ([["青溪镇"], ["填报单位：青溪镇"]], {town: "青溪镇"}),
        ([["一、青溪镇"], ["（一）投产项目"]], {town: "青溪镇", stage: "producing"}),
        ([["一、青溪镇"], ["（二）投产项目"]], {stage: "producing"}),
    ]
    wrong = []
    for (first, second), expected in table:
        _, last = read(HEAD, first, row(1), second, row(2)).ledger.projects
        said = {town: last.district, stage: next(iter(stages(last)), None), group: last.extra.get("分组")}
        if {name: text for name, text in said.items() if text is not None} != expected:
            wrong.append((first, second, said))
    nested = read(HEAD, ["一、青溪镇"], ["甲、投产项目"], row(1), ["乙、开工项目"], row(2)).ledger.projects
    assert ([one.district for one in nested], wrong) == (["青溪镇"] * 2, [])
