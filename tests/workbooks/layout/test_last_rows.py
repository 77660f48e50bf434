"""Rows that state nothing but a name, or nothing but amounts: a title, note or sum where it says so, else told."""

import polars as pl
import pytest

from zhaoshang import frames, workbooks

HEAD = "项目名称,投资方,总投资（亿元）,签约时间"
ROWS = ("虚构甲项目,甲公司,3,2022-03-01", "虚构乙项目,乙公司,2,2022-03-02")


def read(*rows: str, title: str = "") -> workbooks.Import:
    text = "\n".join((*([f"{title},,,"] if title else []), HEAD, *rows))
    return workbooks.read(text.encode(), name="b.csv", as_of="2022-06-30")


@pytest.mark.parametrize(
    "name",
    "汇总 1-5月合计 2022年1-6月累计 3月份小计 上月末 累计完成 均值 平均值 最大值 最小 最高值 中位数".split(),
)
def test_a_statistic_of_the_list_is_no_project(name: str) -> None:
    found = read(*ROWS, f"{name},,2.5,")
    assert len(found.ledger.projects) == 2
    assert found.findings.codes in {("total_mismatch",), ("total_of_others",)}


@pytest.mark.parametrize("name", ["总数", "sum", "以上两项", "虚构丙项目"])
def test_what_may_be_a_sum_is_told(name: str) -> None:
    found = read(*ROWS, f"{name},,5,")
    assert len(found.ledger.projects) == 3
    assert [(each.code, each.path) for each in found.findings] == [("bare_row", "b!A4")]


@pytest.mark.parametrize(
    "rows",
    [
        (*ROWS, "虚构丙项目,丙公司,5,"),  # it states who invests
        (ROWS[0], "虚构丙项目,,5,", ROWS[1]),  # it is not the last
        ("虚构甲项目,,3,", "虚构乙项目,,2,", "虚构丙项目,,5,"),  # none of them states more
        (ROWS[0], "虚构丙项目,丙公司,5,", "虚构丁项目,丁公司,7,2022-03-01"),
    ],
    ids=["an investor", "in between", "all alike", "a fact"],
)
def test_a_project_that_states_little_is_no_sum(rows: tuple[str, ...]) -> None:
    found = read(*rows)
    assert len(found.ledger.projects) == 3
    assert not found.findings
    assert not read(rows[0], "虚构戊项目,,9,").findings  # one other tells nothing of a list


@pytest.mark.parametrize("place", [1, 2])
@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        ("另有虚构丙项目正在洽谈", True),
        ("东镇招商办", True),
        ("抄送：县政府", True),
        ("虚构丙项目", True),
        ("2022年6月30日", False),
        ("————————", False),
        ("此页无正文", False),
    ],
)
def test_a_name_alone_among_projects_that_state_more_is_told(text: str, is_read: bool, place: int) -> None:
    rows = [*ROWS]
    rows.insert(place, f"{text},,,")
    found = read(*rows)
    assert len(found.ledger.projects) == 2 + is_read
    assert found.findings.codes == (("bare_row",) if is_read else ())


LISTS = {
    "rich": ("项目名称,投资方,总投资（亿元）,签约时间", "虚构{0}项目,{0}公司,{1},2022-03-0{0}", "{0},,{1},"),
    "poor": ("项目名称,总投资（亿元）,签约时间", "虚构{0}项目,{1},2022-03-0{0}", "{0},{1},"),
    "bare": ("项目名称,总投资（亿元）", "虚构{0}项目,{1}", "{0},{1}"),
}
AMOUNTS = (3, 2, 2.5)


@pytest.mark.long
@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("name", ["sum", "In total", "平均规模", "序时进度", "虚构九项目", "（盖章）"])
@pytest.mark.parametrize(
    ("amount", "place", "told_in"),
    [
        (7.5, 3, {"rich", "poor", "bare"}),  # the sum of all
        (2.6, 3, {"rich", "poor"}),  # the last, and the others state more
        (5, 2, {"rich", "poor"}),  # the sum of two above
        (2.6, 2, set()),
        ("", 3, {"rich", "poor"}),
        ("", 1, {"rich", "poor"}),
    ],
)
def test_a_row_that_states_less_than_all_others_is_told(
    kind: str, name: str, amount: float | str, place: int, told_in: set[str]
) -> None:
    """A list that states one thing beside the amounts told of none; a frame tells as much as a workbook."""
    head, row, bare = LISTS[kind]
    lines = [row.format(number + 1, amount) for number, amount in enumerate(AMOUNTS)]
    lines.insert(place, bare.format(name, amount))
    found = workbooks.read("\n".join((head, *lines)).encode(), name="b.csv", as_of="2022-06-30")
    assert len(found.ledger.projects) == 4
    told = [each.path for each in found.findings.only("bare_row")]
    assert told == ([f"b!A{place + 2}"] if kind in told_in else [])
    frame = pl.read_csv("\n".join((head, *lines)).encode(), infer_schema=False)
    _, doubts = frames.read_frame(frame, as_of="2022-06-30")
    assert len(doubts.only("bare_row")) == len(told)


@pytest.mark.parametrize(("amount", "is_told"), [("7.5", True), ("7", False), ("", False)])
def test_a_sum_that_is_counted_as_the_projects_are_is_told(amount: str, is_told: bool) -> None:
    rows = [f"{number},虚构{number}厂,{number}公司,{amount}" for number, amount in enumerate(AMOUNTS, 1)]
    text = "\n".join(("序号,项目名称,投资方,总投资（亿元）", *rows, f"4,In total,,{amount}"))
    found = workbooks.read(text.encode(), name="b.csv", as_of="2022-06-30")
    assert found.findings.codes == (("bare_row",) if is_told else ())


@pytest.mark.parametrize(("others", "is_told"), [(5, False), (9, True), (30, True)])
def test_what_hardly_any_row_of_a_rich_list_does_is_told(others: int, is_told: bool) -> None:
    rows = [f"虚构{number}厂,{number}公司,{number + 2},2022-03-05" for number in range(others)]
    found = read(*rows[:3], "虚构某厂,,1000,", *rows[3:])
    assert found.findings.codes == (("bare_row",) if is_told else ())


@pytest.mark.parametrize(
    "name", ["（合计）", "合计*", "——合计——", "【总计】", "截至5月底合计", "2022年1-5月累计"]
)
def test_marks_around_the_word_of_a_total_change_nothing(name: str) -> None:
    found = read(*ROWS, f"{name},,5,")
    assert len(found.ledger.projects) == 2
    assert not found.findings


@pytest.mark.parametrize("ordinal", ["一、", "（一）", "三."])
@pytest.mark.parametrize("amounts", ["7,70", "7,", "3,30"])
def test_a_title_with_an_ordinal_and_sums_is_no_project(ordinal: str, amounts: str) -> None:
    """Where no project has an ordinal before its name; it was one where its group has one member or an amount about so large."""
    head = "项目名称,总投资（亿元）,用地（亩）,投资方,签约时间"
    rows = ["虚构甲项目,3,30,甲公司,2022-03-01", "虚构乙项目,约4,40,乙公司,2022-03-01"]
    text = "\n".join((head, f"{ordinal}虚构片区,{amounts},,", *rows))
    found = workbooks.read(text.encode(), name="b.csv", as_of="2022-06-30")
    assert [each.name for each in found.ledger.projects] == ["虚构甲项目", "虚构乙项目"]
    led = [row.replace("虚构", f"{ordinal}虚构") for row in rows]
    found = workbooks.read("\n".join((head, *led)).encode(), name="b.csv", as_of="2022-06-30")
    assert len(found.ledger.projects) == 2


@pytest.mark.parametrize(
    ("title", "signed"),
    [
        ("2022年招商台账", "2022-02-01"),
        ("2022年以来招商台账", "2022-02-01"),  # the ledger is of June 2022
        ("2022年1-6月台账", "2022-02-01"),
        ("2021-2022年度招商台账", None),
        ("2021—2022年招商项目", None),
        ("2021至2023年项目台账", None),
        ("2021、2022年招商台账", None),
        ("“十四五”招商台账（2021-2025年）", None),
        ("近三年（2020-2022）招商台账", None),
        ("2021年以来招商台账", None),
        ("2020年3月至今招商项目", None),
        ("2019年以后签约项目", None),
    ],
)
def test_of_several_years_a_title_gives_none(title: str, signed: str | None) -> None:
    found = read("虚构甲项目,甲公司,3,2月1日", title=title)
    days = [str(each.signed_on) for project in found.ledger.projects for each in project.agreements]
    assert days == ([] if signed is None else [signed])
    assert found.findings.codes == (() if signed else ("several_years", "year_missing"))


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        *((cell, ("not_a_quantity", "bare_row")) for cell in "inf -Infinity sNaN 1e400 1e-999999999 1E999999999".split()),
        ("nan", ("bare_row",)),
    ],
)  # fmt: skip
def test_a_number_beyond_all_amounts_adds_up_to_nothing(cell: str, codes: tuple[str, ...]) -> None:
    found = read(*ROWS, f"虚构丙项目,,{cell},")
    assert [project.investment for project in found.ledger.projects][2:] == [None]
    assert found.findings.codes == codes


@pytest.mark.parametrize("amount", [float("inf"), float("-inf")])
def test_an_amount_of_a_frame_that_is_none_is_told(amount: float) -> None:
    frame = pl.DataFrame({"项目名称": ["虚构甲", "虚构乙"], "总投资（万元）": [3.0, amount]})
    assert "not_a_quantity" in frames.read_frame(frame, as_of="2022-06-30")[1].codes
    assert "not_a_quantity" in workbooks.read_frame(frame, as_of="2022-06-30").findings.codes


@pytest.mark.parametrize("label", ["承前页", "过次页", "上页转来", "前页数"])
def test_what_is_carried_to_the_next_page_is_no_project(label: str) -> None:
    head = "序号,项目名称,投资方,总投资（亿元）,签约时间"
    first = "1,云岭阀门项目,云岭公司,3,2024-03-01\n2,松涧轴承项目,松涧公司,4,2024-04-01\n,本页小计,,7,"
    second = "3,竹溪冷链项目,竹溪公司,5,2024-05-01\n,本页小计,,5,\n,累计,,12,"
    for carried in (f"{head}\n,{label},,7,", f",{label},,7,\n{head}"):
        found = workbooks.read(
            f"{head}\n{first}\n{carried}\n{second}\n".encode(), name="a.csv", as_of="2024-12-31"
        )
        assert [project.name for project in found.ledger.projects] == [
            "云岭阀门项目",
            "松涧轴承项目",
            "竹溪冷链项目",
        ]
        assert not found.findings
    other = workbooks.read(
        f"{head}\n{first}\n{head}\n,前页数,,8,\n{second}\n".encode(), name="a.csv", as_of="2024-12-31"
    )
    assert len(other.ledger.projects) == 4  # it is not the sum of all above
    assert other.findings
