"""Amounts, units and currencies of cells."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from tests.workbooks.small_books import FIRM, Rows, codes, rows, save

from zhaoshang import Area, Ledger, Money, Project, parse_quantity, workbooks
from zhaoshang.errors import UnitMismatchError


@pytest.mark.long
@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (12, Money.of(12, "亿元")),
        ("12.50", Money.of("12.5", "亿元")),
        ("１２．５", Money.of("12.5", "亿元")),
        ("1,234.5", Money.of("1234.5", "亿元")),
        ("1 234.5", Money.of("1234.5", "亿元")),
        ("8000万元", Money.of(8000, "万元")),
        ("3000万美元", Money.of(3000, "万美元")),
        ("近130亿元", Money.of(130, "亿元", hedge="near")),
        ("约2", Money.of(2, "亿元", hedge="about")),
        (7.007000000000001, Money.of("7.007", "亿元")),
        (0.1 + 0.2, Money.of("0.3", "亿元")),
    ],
)
def test_amounts(path: Path, cell: object, expected: Money) -> None:
    imported = workbooks.read(save(path, {"表": rows([1, "虚构甲项目", FIRM, cell])}))
    assert imported.ledger.projects["表!2"].investment == expected


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("若干", "not_a_quantity"),
        ("50亩", "not_a_quantity"),
        ("5000-1亿元", "not_a_quantity"),
        ("100\n200", "not_a_quantity"),  # two lines of a cell are two numbers
        ("12 5", "not_a_quantity"),
        ("2021 300", "not_a_quantity"),
        (True, "not_a_quantity"),
        (dt.date(2022, 3, 5), "not_a_quantity"),
        ("=1+1", "formula_text"),
        (-3, "negative_amount"),
        ("-3亿元", "negative_amount"),
        (250_000, "scale_suspect"),
        ("待定", "empty_mark"),
        ("{=1/0}#DIV/0!", "error_value"),
        ("{=A1*2}", "uncached_formula"),
    ],
)
def test_amounts_that_are_none(path: Path, cell: object, code: str) -> None:
    """What is no amount is absent, never 0, and reported."""
    imported = workbooks.read(save(path, {"表": rows([1, "虚构甲项目", FIRM, cell])}))
    assert imported.ledger.projects["表!2"].investment is None
    assert codes(imported) == [("D2", code)]


@pytest.mark.parametrize("mark", ["-", "/", "—", " ", "\u200b"])
def test_marks_of_nothing_are_nothing(path: Path, mark: str) -> None:
    imported = workbooks.read(save(path, {"表": rows([1, "虚构甲项目", FIRM, mark, mark, mark])}))
    assert (imported.ledger.projects["表!2"].investment, len(imported.findings)) == (None, 0)


def test_a_printed_zero_is_zero_and_doubted(path: Path) -> None:
    imported = workbooks.read(save(path, {"表": rows([1, "虚构甲项目", FIRM, 0])}))
    assert imported.ledger.projects["表!2"].investment == Money.of(0, "亿元")
    assert codes(imported) == [("D2", "zero_amount")]


def test_a_formula_counts_by_its_stored_result(path: Path) -> None:
    imported = workbooks.read(save(path, {"表": rows([1, "虚构甲项目", FIRM, "{=3*2}6"])}))
    assert imported.ledger.projects["表!2"].investment == Money.of(6, "亿元")


def test_a_number_without_any_unit_is_not_read(path: Path) -> None:
    table: Rows = [
        ["项目名称", "投资方", "总投资", "片区"],
        ["虚构甲", FIRM, 3, "东"],
        ["虚构乙", FIRM, "约3", "西"],
    ]
    imported = workbooks.read(save(path, {"表": table}))
    assert codes(imported) == [("C2", "unit_missing"), ("C3", "unit_missing")]


def test_slips_of_unit_are_found_by_column(path: Path) -> None:
    amounts = [0.5, 2, 3.5, 8, 12, 25_000]
    table = rows(*([i, f"虚构项目{i}号", f"虚构{i}公司", amount] for i, amount in enumerate(amounts, 1)))
    imported = workbooks.read(save(path, {"表": table}))
    assert codes(imported) == [("D7", "scale_suspect")]
    small: Rows = [
        ["项目名称", "总投资（万元）", "投资方"],
        *(
            [f"虚构项目{i}号", amount, f"虚构{i}公司"]
            for i, amount in enumerate([3000, 50000, 8000, 12000, 9000, 3.5])
        ),
    ]
    assert codes(workbooks.read(save(path, {"表": small}))) == [("B7", "scale_suspect")]
    all_wrong = rows(*([i, f"虚构项目{i}号", f"虚构{i}公司", 3000 * i] for i in range(1, 8)))
    assert {code for _, code in codes(workbooks.read(save(path, {"表": all_wrong})))} == {"scale_suspect"}
    all_small: Rows = [small[0], *([f"虚构项目{i}号", i / 2, f"虚构{i}公司"] for i in range(1, 8))]
    assert {code for _, code in codes(workbooks.read(save(path, {"表": all_small})))} == {"scale_suspect"}


@pytest.mark.long
@pytest.mark.parametrize("beside", [(), (3, 4), (1, 2, 3, 4, 5)], ids=len)
@pytest.mark.parametrize(
    ("unit", "little", "enough"),
    [("元", 30_000, 1_000_000), ("万元", 3, 100), ("万元", "1.5", "150"), ("亿元", 0.0003, 0.01)],
)
def test_what_no_project_costs_is_told(
    path: Path, unit: str, little: float | str, enough: float | str, beside: tuple[int, ...]
) -> None:
    """What was above any project's cost was told, what was below it only in a column of enough others."""
    size = 10**8 // {"元": 1, "万元": 10**4, "亿元": 10**8}[unit]
    cells = [little, enough, *(each * size for each in beside)]
    table: Rows = [
        ["项目名称", f"总投资（{unit}）", "投资方"],
        *([f"虚构{n}号", cell, FIRM] for n, cell in enumerate(cells)),
    ]
    imported = workbooks.read(save(path, {"表": table}))
    assert codes(imported) == [("B2", "scale_suspect")]
    assert [each.investment is None for each in imported.ledger.projects][:2] == [True, False]
    alone = workbooks.read(save(path, {"表": table[:2]}))
    assert not codes(alone)  # nothing speaks for another unit
    assert not codes(
        workbooks.read(save(path, {"表": [["项目名称", "固定资产投资（万元）"], ["虚构甲", 3]]}))
    )


def money(text: str) -> Money:
    found = parse_quantity(text)
    assert isinstance(found, Money)
    return found


@pytest.mark.parametrize("amount", ["1元", "3万元", "3.1万元", "2万美元", "300亿元"])
def test_what_seems_too_little_is_written_with_its_unit(path: Path, amount: str) -> None:
    whole = Ledger(
        projects=[
            Project(id="1", name="甲厂", investment=money(amount)),
            Project(id="2", name="乙厂", investment=money("5000万元")),
        ]
    )
    workbooks.write(whole, path)
    found = workbooks.read(path)
    assert [each.investment for each in found.ledger.projects] == [each.investment for each in whole.projects]


def test_two_prints_of_one_total(path: Path) -> None:
    head = ["项目名称", "总投资（亿元）", "总投资（万元）", "投资方"]
    table: Rows = [
        head,
        ["虚构甲", 3.6, 36000, FIRM],
        ["虚构乙", 3.6, 63000, FIRM],
        ["虚构丙", 3.57, 35712, FIRM],
        ["虚构丁", "约3", 30000, FIRM],
        ["虚构戊", "3-5", 30000, FIRM],
        ["虚构己", "3000万美元", 30000, FIRM],
    ]
    imported = workbooks.read(save(path, {"表": table}))
    found = [project.investment for project in imported.ledger.projects]
    assert found[0] == Money.of("3.6", "亿元")
    assert found[1] is None
    assert found[2] == Money.of(35712, "万元")
    assert found[3] == Money.of(3, "亿元")
    assert found[4] is None
    assert found[5] == Money.of(3000, "万美元")
    assert codes(imported)[:4] == [
        ("B3", "columns_disagree"),
        ("C3", "columns_disagree"),
        ("B6", "columns_disagree"),
        ("C6", "columns_disagree"),
    ]
    assert "two_currencies" in imported.findings.codes


def test_areas_in_two_units_are_compared(path: Path) -> None:
    table: Rows = [
        ["项目名称", "用地面积（亩）", "占地面积（平方米）", "投资方"],
        ["虚构甲", 3, 2000, FIRM],
        ["虚构乙", 3, 9000, FIRM],
    ]
    first, second = workbooks.read(save(path, {"表": table})).ledger.projects
    assert (first.land, second.land) == (Area.of(3, "亩"), None)


def test_a_currency_column_gives_the_currency_of_the_header(path: Path) -> None:
    table: Rows = [
        ["项目名称", "總投資（萬元）", "幣種", "投資方"],
        ["虛構甲項目", 500, "美元", FIRM],
        ["虛構乙項目", 500, None, FIRM],
        ["虛構丙項目", "500萬港元", "人民幣", FIRM],
        ["虛構丁項目", 500, "貝殼", FIRM],
        ["合計", 2000],
    ]
    imported = workbooks.read(save(path, {"表": table}))
    assert [project.investment for project in imported.ledger.projects] == [
        Money.of(500, "万美元"),
        Money.of(500, "万元"),
        Money.of(500, "万港元"),
        None,
    ]
    assert sorted(codes(imported)) == [
        ("B4", "unit_conflict"),
        ("B5", "row_units_disagree"),
        ("C5", "unknown_word"),
    ]


@pytest.mark.parametrize("unit", ["元", "千元", "万元", "百万元", "千万元", "亿元", "百亿元"])
def test_a_ledger_is_written_in_any_unit_of_money(tmp_path: Path, unit: str) -> None:
    path = tmp_path / "out.xlsx"
    ledger = Ledger(projects=[Project(id="P1", name="虚构项目", investment=Money.of("3.5", "亿元"))])
    workbooks.write(ledger, path, unit=unit)
    imported = workbooks.read(path)
    assert imported.ledger == ledger
    assert imported.columns[imported.sheets[0].name][-1].unit == unit


def test_a_ledger_is_not_written_in_a_unit_of_area(tmp_path: Path) -> None:
    with pytest.raises(UnitMismatchError):
        workbooks.write(Ledger(), tmp_path / "out.xlsx", unit="亩")


@pytest.mark.parametrize(
    ("text", "value", "places"),
    [
        ("10.00", "1000000000", 2),
        ("0.5", "50000000", 1),
        ("0.1234567890123456789", "12345678.90123456789", 19),
        ("1,234.50", "123450000000", 2),
        ("1.5e3", "150000000000", 0),
        ("0e999999999", "0", 0),
        ("0." + "1" * 300, "1" * 8 + "." + "1" * 292, 300),
    ],
)
def test_digits_of_a_text_are_taken_as_they_stand(tmp_path: Path, text: str, value: str, places: int) -> None:
    """The places printed are kept, and none is lost."""
    path = tmp_path / "ledger.csv"
    path.write_text(f'项目名称,投资方,总投资（亿元）\n虚构项目,{FIRM},"{text}"\n', encoding="utf-8")
    (project,) = workbooks.read(path).ledger.projects
    assert project.investment is not None
    assert (project.investment.value, project.investment.places) == (Decimal(value), places)


@pytest.mark.parametrize("text", ["1e-999999999", "1e999999999", "0." + "0" * 5000 + "1", "9" * 5000])
def test_what_no_number_holds_is_not_read(tmp_path: Path, text: str) -> None:
    """It costs neither time nor memory, and is never taken for 0."""
    path = tmp_path / "ledger.csv"
    path.write_text(f"项目名称,投资方,总投资（亿元）\n虚构项目,{FIRM},{text}\n", encoding="utf-8")
    imported = workbooks.read(path)
    assert imported.ledger.projects["ledger!2"].investment is None
    assert imported.findings.codes == ("not_a_quantity",)


def test_equal_payments_of_rows_are_one_object_and_each_row_keeps_its_own(path: Path) -> None:
    heads = ["序号", "项目名称", "投资方名称", "总投资（亿元）", "到位资金（万元）"]
    paid = [200, 300, None, 200, "待定", 300]
    lines = [[number, f"虚构{number}号项目", FIRM, 2, amount] for number, amount in enumerate(paid, 1)]
    projects = workbooks.read(save(path, {"表": [heads, *lines]})).ledger.projects
    arrivals = [project.arrivals for project in projects]
    assert [[str(each.amount) for each in one] for one in arrivals] == [
        ["2000000 CNY"], ["3000000 CNY"], [], ["2000000 CNY"], [], ["3000000 CNY"]
    ]  # fmt: skip
    assert arrivals[0] is arrivals[3]


@pytest.mark.parametrize(
    ("header", "areas", "odd"),
    [
        ("用地面积（亩）", [20, 45, 80, 120, 300, 3_000_000], 3_000_000),
        ("用地面积（亩）", [20, 45, 80, 120, 300, 60_000], 60_000),
        ("用地面积（亩）", [45, 3_000_000], 3_000_000),
        ("用地面积（公顷）", [2, 3.5, 8, 12, 20, 35_000], 35_000),
        ("用地面积（平方米）", [20_000, 45_000, 80_000, 120_000, 300_000, 80], 80),
        ("建筑面积（万平方米）", [1.2, 3.5, 8, 12, 20, 35_000], 35_000),
    ],
)
def test_areas_far_off_their_column_are_told(
    path: Path, header: str, areas: Sequence[float], odd: float
) -> None:
    """3,000,000亩 among 20 to 300 was read, as amounts were not."""
    table: Rows = [
        ["项目名称", header, "投资方"],
        *([f"虚构{n}号", area, FIRM] for n, area in enumerate(areas)),
    ]
    imported = workbooks.read(save(path, {"表": table}))
    assert codes(imported) == [(f"B{areas.index(odd) + 2}", "scale_suspect")]
    read = [each.land or each.floor_area for each in imported.ledger.projects]
    assert [each is None for each in read] == [area == odd for area in areas]
    unit = header.partition("（")[2].removesuffix("）")
    stated: Rows = [table[0], *([f"虚构{n}号", f"{area}{unit}", FIRM] for n, area in enumerate(areas))]
    assert not codes(workbooks.read(save(path, {"表": stated})))  # a unit of its own says it


@pytest.mark.parametrize(
    ("header", "areas"),
    [
        ("用地面积（亩）", [20, 45, 80, 120, 300, 9_000]),
        ("用地面积（亩）", [45, 9_000]),
        ("建筑面积（平方米）", [20_000, 45_000, 80_000, 120_000, 300_000, 80]),
        ("用地面积（公顷）", [0.3, 3.5, 8, 12, 20, 350]),
    ],
)
def test_areas_that_only_differ_are_read(path: Path, header: str, areas: Sequence[float]) -> None:
    """A large park, and an office among plants."""
    table: Rows = [
        ["项目名称", header, "投资方"],
        *([f"虚构{n}号", area, FIRM] for n, area in enumerate(areas)),
    ]
    assert not codes(workbooks.read(save(path, {"表": table})))


@pytest.mark.parametrize(
    ("unit", "amount"), [("元", 3e11), ("万元", 3e7), ("万元", 4e8), ("亿元", 3_000)], ids=str
)
def test_what_is_beyond_any_project_is_told_in_every_scale(path: Path, unit: str, amount: float) -> None:
    """3000亿 typed as 30000000万元 was read."""
    table: Rows = [["项目名称", f"总投资（{unit}）", "投资方"], ["虚构甲", amount, FIRM]]
    assert codes(workbooks.read(save(path, {"表": table}))) == [("B2", "scale_suspect")]


@pytest.mark.long
@pytest.mark.parametrize("name", ["人民币", "RMB", "CNY", "cny"])
@pytest.mark.parametrize(("number", "hedge"), [("3", ""), ("约3", "about"), ("3以上", "at_least")])
@pytest.mark.parametrize("unit", ["亿元", "万元", "千元"])
def test_the_columns_own_currency_in_brackets_says_no_size(
    path: Path, unit: str, number: str, hedge: str, name: str
) -> None:
    """3（人民币） below 亿元 was three yuan, and told as another unit."""
    table: Rows = [["项目名称", f"总投资（{unit}）", "投资方"], ["虚构甲", f"{number}（{name}）", FIRM]]
    imported = workbooks.read(save(path, {"表": table}))
    (project,) = imported.ledger.projects
    assert project.investment == Money.of(3, unit, hedge=hedge or "none")
    assert not codes(imported)
    assert parse_quantity(f"{number}（{name}）", default_unit=unit) == project.investment


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("3（元）", Money.of(3, "元")),
        ("3（港币）", Money.of(3, "港元")),
        ("3（亿元）", Money.of(3, "亿元")),
        ("3（万美元）", Money.of(3, "万美元")),
    ],
)
def test_a_unit_or_another_currency_in_brackets_is_one(path: Path, cell: str, amount: Money) -> None:
    table: Rows = [["项目名称", "总投资（万元）", "投资方"], ["虚构甲", cell, FIRM]]
    imported = workbooks.read(save(path, {"表": table}))
    (project,) = imported.ledger.projects
    assert (project.investment, codes(imported)) == (amount, [("B2", "unit_conflict")])
