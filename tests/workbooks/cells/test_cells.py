"""Dates, states, investors, codes and closed lists as cells write them."""

import datetime as dt
from pathlib import Path

import pytest
from tests.workbooks.small_books import FIRM, Rows, codes, rows, save

from zhaoshang import workbooks
from zhaoshang._workbooks.cells.faults import Fault
from zhaoshang._workbooks.cells.firms import read_investors
from zhaoshang._workbooks.cells.values import read_name
from zhaoshang.findings import Severity
from zhaoshang.workbooks import Import, Mapping


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (dt.date(2022, 3, 5), "2022-03-05"),
        (dt.datetime(2022, 3, 5, 13, 30), "2022-03-05"),  # noqa: DTZ001 - a cell has no zone
        (44625, "2022-03-05"),
        ("44626", "2022-03-06"),
        (20220305, "2022-03-05"),
        (202203, "2022-03"),
        (2022, "2022"),
        (2022.3, "2022-03"),
        (2022.11, "2022-11"),
        ("2022.1", "2022-01"),
        ("2022.10", "2022-10"),
        ("2022-03-05 00:00:00", "2022-03-05"),
        ("2022-03-05T08:30", "2022-03-05"),
        ("３月１５日", "2021-03-15"),
        ("12月中旬", "2021-12-M"),
        ("2022年三季度", "2022-Q3"),
        ("20220306", "2022-03-06"),
    ],
)
def test_dates(path: Path, cell: object, expected: str) -> None:
    table = [["2021年虚构项目表"], *rows([1, "虚构甲项目", FIRM, 3, cell])]
    imported = workbooks.read(save(path, {"表": table}))
    assert str(imported.ledger.projects["表!3"].agreements[0].signed_on) == expected


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (2022.1, "ambiguous_date"),
        ("2022-12-31T16:00:00Z", "not_a_date"),
        ("2022-03-05 25:61", "not_a_date"),
        (2022.13, "not_a_date"),
        (3.5, "not_a_date"),
        (20221305, "not_a_date"),
        (99, "not_a_date"),
        (float("1.7976931348623157e308"), "not_a_date"),  # its digits, cut to sixteen, are beyond every float
        ("近期", "not_a_date"),
        ("2021年2月30日", "not_a_date"),
        ("3月15日", "year_missing"),
        ("=TODAY()", "formula_text"),
        ("待定", "empty_mark"),
        ("未签约", "empty_mark"),
        (dt.time(8, 30), "not_a_date"),
    ],
)
def test_dates_that_are_none(path: Path, cell: object, code: str) -> None:
    table = rows([1, "虚构甲项目", FIRM, 3, cell])
    imported = workbooks.read(
        save(path, {"表": table}, formats={(2, 5): "h:mm"} if isinstance(cell, dt.time) else {})
    )
    assert imported.ledger.projects["表!2"].agreements == ()
    assert codes(imported) == [("E2", code)]


def test_a_number_format_tells_january_from_october(path: Path) -> None:
    table = rows(
        [1, "虚构甲项目", FIRM, 3, 2022.1],
        [2, "虚构乙项目", FIRM, 3, 2022.1],
        [3, "虚构丙项目", FIRM, 3, dt.date(2022, 3, 1)],
    )
    formats = {(2, 5): "0.00", (3, 5): "0.0", (4, 5): 'yyyy"年"m"月"'}
    imported = workbooks.read(save(path, {"表": table}, formats=formats))
    signed = [str(project.agreements[0].signed_on) for project in imported.ledger.projects]
    assert signed == ["2022-10", "2022-01", "2022-03"]


def test_day_numbers_count_from_the_epoch_of_the_workbook(path: Path) -> None:
    table = rows([1, "虚构甲项目", FIRM, 3, 43163])
    save(path, {"表": table}, date_1904=True)
    assert str(workbooks.read(path).ledger.projects["表!2"].agreements[0].signed_on) == "2022-03-05"
    other = workbooks.read(path, epoch=1900).ledger.projects["表!2"].agreements[0].signed_on
    assert str(other) == "2018-03-04"


def test_the_year_comes_from_title_sheet_or_argument(path: Path) -> None:
    table = rows([1, "虚构甲项目", FIRM, 3, "3月15日"])
    save(path, {"2020年": table})

    def signed(imported: Import) -> str:
        return str(next(iter(imported.ledger.projects)).agreements[0].signed_on)

    assert signed(workbooks.read(path)) == "2020-03-15"
    assert signed(workbooks.read(path, year=2019)) == "2019-03-15"
    assert signed(workbooks.read(path, mapping=Mapping(year=2018))) == "2018-03-15"
    several = workbooks.read(save(path, {"表": [["2020年至2021年项目"], *table]}))
    assert several.findings.codes == ("several_years", "year_missing")


@pytest.mark.parametrize(
    ("word", "stage"),
    [
        ("在谈", "negotiating"),
        ("洽谈中", "negotiating"),
        ("項目已開工", "started"),
        ("试生产", "trial"),
        ("搁置", "on_hold"),
        ("清退", "exited"),
        ("前期阶段", "approving"),
        ("投产。", "producing"),
    ],
)
def test_status_words(path: Path, word: str, stage: str) -> None:
    imported = workbooks.read(save(path, {"表": rows([1, "虚构甲项目", FIRM, 3, None, word])}))
    assert [str(step.stage) for step in imported.ledger.projects["表!2"].milestones] == [stage]


@pytest.mark.parametrize(
    ("word", "code", "severity"),
    [
        ("落户", "ambiguous_status", Severity.WARNING),
        ("续建", "ambiguous_status", Severity.WARNING),
        ("很好", "unknown_status", Severity.WARNING),
        ("6月8日来考察，等待土地指标", "status_in_text", Severity.INFO),
        ("待定", "empty_mark", Severity.INFO),
    ],
)
def test_status_words_that_are_not_guessed(path: Path, word: str, code: str, severity: Severity) -> None:
    imported = workbooks.read(save(path, {"表": rows([1, "虚构甲项目", FIRM, 3, None, word])}))
    assert imported.ledger.projects["表!2"].milestones == ()
    assert [(item.code, item.severity) for item in imported.findings] == [(code, severity)]


def test_signing_words_become_agreements(path: Path) -> None:
    table = rows(
        [1, "虚构甲项目", FIRM, 3, None, "已签约"],
        [2, "虚构乙项目", FIRM, 3, None, "意向"],
        [3, "虚构丙项目", FIRM, 3, "2022.3", "意向"],
        [4, "虚构丁项目", FIRM, 3, "2022.3", "签约"],
    )
    found = [project.agreements for project in workbooks.read(save(path, {"表": table})).ledger.projects]
    assert [(str(paper.kind), str(paper.signed_on)) for (paper,) in found] == [
        ("formal", "None"),
        ("intent", "None"),
        ("intent", "2022-03"),
        ("formal", "2022-03"),
    ]


def test_dates_by_department_and_yes_or_no(path: Path) -> None:
    table: Rows = [
        [
            "项目名称",
            "投资主体",
            "是否已开工",
            "开工开业类型",
            "开工/业时间",
            "实际开工时间(发改)",
            "实际开工时间（经信）",
            "预计竣工时间",
            "是否签约",
        ],
        ["虚构甲项目", FIRM, "是", "开工", "2022-01-05", "2022-01-06", None, "2023年", "是"],
        ["虚构乙项目", FIRM, "√", None, None, None, None, None, None],
        ["虚构丙项目", FIRM, "否", None, None, None, None, None, None],
        ["虚构丁项目", FIRM, 1, "开业", "2022-01-05", None, "2022-02-01", None, None],
        ["虚构戊项目", FIRM, 0, None, None, None, None, None, None],
    ]
    imported = workbooks.read(save(path, {"表": table}))

    def steps(number: int) -> list[tuple[str, str, str | None]]:
        found = imported.ledger.projects[f"表!{number}"].milestones
        return [(str(step.stage), str(step.on), step.reporter) for step in found]

    assert steps(2) == [
        ("started", "2022-01-05", None),
        ("started", "2022-01-06", "发改"),
        ("completed", "2023", None),
    ]
    assert imported.ledger.projects["表!2"].agreements[0].signed_on is None
    assert steps(3) == [("started", "None", None)]
    assert steps(4) == steps(6) == []
    assert steps(5) == [("started", "2022-02-01", "经信")]
    assert set(codes(imported)) == {("C5", "start_or_opening"), ("E5", "start_or_opening")}


def test_investors_are_parted_by_marks_between_firms_only(path: Path) -> None:
    cells = {
        "虚构甲有限公司、虚构乙有限公司": ["虚构甲有限公司", "虚构乙有限公司"],
        "虚构甲有限公司/虚构乙集团": ["虚构甲有限公司", "虚构乙集团"],
        "虚构甲有限公司\n虚构乙有限公司": ["虚构甲有限公司", "虚构乙有限公司"],
        "虚构甲有限公司；虚构甲有限公司": ["虚构甲有限公司"],
        "虚构和泰有限公司": ["虚构和泰有限公司"],
        "某先生": ["某先生"],
        "虚构A/B": ["虚构A/B"],
    }
    for cell, expected in cells.items():
        imported = workbooks.read(save(path, {"表": rows([1, "虚构甲项目", cell, 3])}))
        names = [imported.ledger.investors[id_].name for id_ in imported.ledger.projects["表!2"].investors]
        assert (names, len(imported.findings)) == (expected, 0)
    for cell in (
        "虚构甲有限公司与虚构乙有限公司",
        "虚构甲公司，虚构乙公司",
        "虚构联合体",
        "虚构甲有限公司、某先生等几人",
    ):
        imported = workbooks.read(save(path, {"表": rows([1, "虚构甲项目", cell, 3])}))
        assert imported.ledger.projects["表!2"].investors == ()
        assert codes(imported) == [("C2", "several_investors")]


ENDINGS = [
    "有限公司",
    "股份有限公司",
    "有限责任公司",
    "（集团）有限公司",
    "集团有限公司",
    "集团股份有限公司",
    "集团",
    "公司",
]


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("line", ["\n", "\r\n", " \n  "])
def test_the_name_of_a_firm_may_be_wrapped_in_its_cell(ending: str, line: str) -> None:
    name = f"四川虚构材料{ending}"
    assert read_investors(f"四川虚构材料{line}{ending}").value == (name,)
    two = f"四川虚构材料{line}{ending}{line}虚构二有限公司"
    assert read_investors(two).value == (name, "虚构二有限公司")
    assert read_investors(f"虚构二有限公司{line}{name}").value == ("虚构二有限公司", name)
    for at in range(1, len(ending)):
        found = read_investors(f"四川虚构材料{ending[:at]}{line}{ending[at:]}")
        assert found.value == (name,) or found == (None, Fault("several_investors"))


@pytest.mark.parametrize("cell", ["虚构一有限公司\n集团", "虚构一公司\n公司", "虚构材\n料有限公司"])
def test_a_line_that_may_be_of_the_name_before_is_asked_about(cell: str) -> None:
    assert read_investors(cell) == (None, Fault("several_investors"))


@pytest.mark.parametrize(
    "names",
    [
        ("虚构一有限公司", "虚构二有限公司"),
        ("虚构一集团", "虚构二集团"),
        ("虚构一公司", "司马虚构有限公司"),
        ("虚构一有限公司", "集团二虚构科技有限公司"),
    ],
)
def test_firms_on_lines_of_their_own_are_parted(names: tuple[str, ...]) -> None:
    assert read_investors("\n".join(names)).value == names


def test_what_rows_say_of_investors_is_gathered(path: Path) -> None:
    good = "91420100MA4X19119X"
    table: Rows = [
        ["项目名称", "投资方", "统一社会信用代码", "投资方性质", "是否上市企业", "是否高新技术企业"],
        ["虚构甲项目", "虚构(甲)公司", good.lower(), "民企", "是", "否"],
        ["虚构乙项目", "虚构（甲）公司", good[:-1] + "2", None, None, "√"],
        ["虚构丙项目", None, None, "国企", None, None],
        ["虚构丁项目", "=1+1", "待办", "火星企业", "也许", None],
    ]
    imported = workbooks.read(save(path, {"表": table}))
    (investor,) = imported.ledger.investors
    assert (investor.name, investor.aliases) == ("虚构(甲)公司", ("虚构（甲）公司",))
    assert [str(flag.flag) for flag in investor.flags] == ["listed", "high_tech"]
    assert str(investor.ownership) == "private"
    assert [code for _, code in codes(imported)] == [
        "bad_uscc",
        "investor_unnamed",
        "formula_text",
        "bad_uscc",
        "unknown_word",
        "unknown_word",
    ]


def test_rows_that_say_different_things_of_an_investor_are_told(path: Path) -> None:
    """The first is kept, as it is where workbooks are joined; nothing is lost without a word."""
    good, other = "91420100MAKX08064U", "91420100MA4X29392K"
    table: Rows = [
        ["项目名称", "投资方", "统一社会信用代码", "投资方性质"],
        ["虚构甲项目", FIRM, good, "民企"],
        ["虚构乙项目", FIRM, good, "国企"],
        ["虚构丙项目", FIRM, other, "民企"],
    ]
    imported = workbooks.read(save(path, {"表": table}))
    (investor,) = imported.ledger.investors
    assert (investor.uscc, str(investor.ownership)) == (good, "private")
    told = imported.findings.only("investor_conflict")
    assert [(item.path, item.detail["value"], item.detail["note"]) for item in told] == [
        ("表!D3", "国企", "民营"),
        ("表!C4", other, good),
    ]


def test_a_credit_code_is_mended_and_checked(path: Path) -> None:
    table: Rows = [
        ["项目名称", "投资方", "信用代码", "签约时间"],
        ["虚构甲项目", FIRM, " 9142 0100ma KX08064U", "2022.3"],
    ]
    imported = workbooks.read(save(path, {"表": table}))
    assert next(iter(imported.ledger.investors)).uscc == "91420100MAKX08064U"


def test_words_of_closed_lists(path: Path) -> None:
    table: Rows = [
        [
            "项目名称",
            "项目类别",
            "招商方式",
            "用地情况",
            "协议类型",
            "行业代码",
            "项目等级",
            "是否政府投资",
            "责任单位",
            "园区",
            "片区",
            "签约日期",
        ],
        [
            "虚构甲项目",
            "工业类",
            "以商招商",
            "供地",
            "框架协议",
            "C3912",
            "省重点",
            "否",
            "商务局",
            "虚构园",
            12.0,
            "2022.3",
        ],
        [
            "虚构乙项目",
            "工业",
            "天上掉",
            "-",
            "无",
            "汽车",
            None,
            True,
            "商务局",
            "虚构园",
            dt.date(2022, 1, 2),
            "2022.3",
        ],
    ]
    imported = workbooks.read(save(path, {"表": table}))
    first, second = imported.ledger.projects
    assert (str(first.category), str(first.channel), str(first.track)) == ("industry", "referral", "land")
    assert (first.industry, first.grade, first.government_funded) == ("C3912", "省重点", False)
    assert (str(first.agreements[0].kind), first.district, second.district) == (
        "framework",
        "12",
        "2022-01-02",
    )
    assert second.government_funded is True
    assert imported.ledger.teams["商务局"].name == first.owner == "商务局"
    assert imported.ledger.parks.ids == ("虚构园",)
    assert codes(imported) == [("C3", "unknown_word"), ("E3", "empty_mark"), ("F3", "unknown_word")]


def test_text_like_a_formula_is_kept_as_text(path: Path) -> None:
    imported = workbooks.read(save(path, {"表": rows([1, '=HYPERLINK("x")', FIRM, 3])}))
    assert imported.ledger.projects["表!2"].name == '=HYPERLINK("x")'
    assert codes(imported) == [("B2", "formula_text")]


def test_codes_become_ids_and_repeated_ones_are_told_apart(path: Path) -> None:
    table: Rows = [
        ["项目编号", "项目名称", "投资方", "总投资（亿元）"],
        ["XG-1", "虚构甲项目", FIRM, 3],
        ["XG-1", "虚构乙项目", FIRM, 3],
        ["XG-2", "虚构丙项目", FIRM, 3],
        ["XG-2", "虚构丙项目", FIRM, 3],
        ["XG-3", "虚构丙项目", FIRM, 5],
    ]
    imported = workbooks.read(save(path, {"表": table}))
    assert imported.ledger.projects.ids == ("XG-1", "XG-1~表!3", "XG-2", "XG-2~表!5", "XG-3")
    assert codes(imported) == [("A3", "duplicate_id"), ("B5", "duplicate_row"), ("B6", "possible_duplicate")]


def test_one_date_shown_as_a_month_and_as_a_day_is_two_dates(tmp_path: Path) -> None:
    start = dt.date(2022, 3, 1)
    rows: Rows = [
        ["项目名称", "投资方", "开工时间"],
        ["虚构一号项目", FIRM, start],
        ["虚构二号项目", FIRM, start],
    ]
    path = save(tmp_path / "a.xlsx", {"台账": rows}, formats={(2, 3): 'yyyy"年"m"月"', (3, 3): "yyyy/m/d"})
    found = [str(project.milestones[0].on) for project in workbooks.read(path).ledger.projects]
    assert found == ["2022-03", "2022-03-01"]


@pytest.mark.parametrize("line", ["\n", "\r\n", " \n", "\n "])
def test_a_line_break_inside_a_chinese_name_is_no_blank(line: str) -> None:
    assert read_name(f"虚构冷链物流{line}集散中心").value == "虚构冷链物流集散中心"
    assert read_name(f"虚构甲项目{line}虚构乙项目").value == "虚构甲项目 虚构乙项目"
    assert read_name(f"Cold Chain{line}Centre").value == "Cold Chain Centre"
    assert read_name(f"年产5GW{line}电池").value == "年产5GW 电池"


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("000", 7, "007"),
        ('"P"000', 12, "P012"),
        ('0"号"', 3, "3号"),
        ("0000-00", 202405, "2024-05"),
        ('0"号";;;@', 3, "3号"),
        ("General", 7, "7"),
        ("#,##0", 3500, "3500"),
        ("0.00", 7, "7"),
        ("0%", 7, "7"),
    ],
)
def test_codes_and_names_are_read_as_they_are_shown(path: Path, code: str, number: int, shown: str) -> None:
    """What a format types, and noughts in front, belong to a code; how it groups digits does not."""
    head = ["项目编号", "项目名称", "投资方", "总投资（亿元）", "标段"]
    formats = {(2, place): code for place in (1, 2, 5)}
    save(path, {"表": [head, [number, number, FIRM, 3.5, number]]}, formats=formats)
    (project,) = workbooks.read(path).ledger.projects
    assert (project.id, project.name, project.extra["标段"]) == (shown, shown, shown)


@pytest.mark.parametrize("number", [330100202400010001, 2**53 + 1])
def test_a_code_whose_last_digits_are_lost_is_told_and_not_read(path: Path, number: int) -> None:
    head = ["项目编号", "项目名称", "投资方", "总投资（亿元）", "档案号"]
    save(path, {"表": [head, [float(number), "虚构阀门项目", FIRM, 3.5, float(number)]]})
    imported = workbooks.read(path)
    (project,) = imported.ledger.projects
    assert (project.id, dict(project.extra)) == ("表!2", {})
    assert [code for code in codes(imported) if code[1] == "digits_lost"] == [
        ("A2", "digits_lost"),
        ("E2", "digits_lost"),
    ]
