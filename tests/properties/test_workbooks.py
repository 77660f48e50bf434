"""Laws of workbooks: what is written is read back; nothing crashes; no row vanishes."""

import io
from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import permutations, product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import pytest
import xlsxwriter
from attrs import asdict, evolve
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.drawing import examples
from tests.workbooks.packing import packed, unpacked

from zhaoshang import Area, Ledger, Money, Project, testing, workbooks
from zhaoshang.errors import RecordError
from zhaoshang.model import Agreement, Arrival, DatedFlag, Investor, LogEntry, Milestone, Park, ServiceTeam
from zhaoshang.periods import Period
from zhaoshang.reading import parse_money
from zhaoshang.vocabulary import (
    AgreementKind,
    Category,
    Channel,
    InvestorFlag,
    Ownership,
    Stage,
    Track,
)

plain_names = st.text("虚构甲乙丙丁戊己庚辛壬癸", min_size=2, max_size=6)
names = st.one_of(plain_names, st.text(min_size=1, max_size=12).filter(str.strip))
numbers = st.decimals(0, 10**6, places=4, allow_nan=False, allow_infinity=False)
days = st.dates(date(1990, 1, 1), date(2060, 12, 31)).map(Period.of)
months = st.builds(Period.month, st.integers(1990, 2060), st.integers(1, 12))
coarse = st.sampled_from(
    ["2022-Q1", "2022-H2", "2022", "2022-12-M", "2022-03-01/2022-06-30", "1890-01-01"]
).map(Period.of)
periods = st.one_of(days, months, coarse)
hedged = st.sampled_from(
    [
        "近130亿元",
        "超3亿元",
        "5亿元以上",
        "不超过2亿元",
        "不足2亿元",
        "约3亿元",
        "80余万元",
        "1-2亿元",
        "百亿级",
        "数十亿元",
        "十几亿元",
    ]
).map(parse_money)


@st.composite
def money(draw: st.DrawFn) -> Money:
    if draw(st.booleans()):
        return draw(hedged)
    unit = draw(st.sampled_from(["亿元", "万元", "元", "万美元", "万港元"]))
    return Money.of(draw(numbers), unit)


areas = st.builds(Area.of, numbers, st.sampled_from(["亩", "平方米", "公顷"]))
milestones = st.lists(
    st.builds(
        Milestone,
        stage=st.sampled_from(Stage),
        on=st.none() | periods,
        planned=st.booleans(),
        reporter=st.sampled_from([None, "发改", "经信", "虚构局", "谁"]),
    ),
    max_size=5,
)


headers = st.one_of(
    st.sampled_from(
        ["包抓领导", "备注", "年份", "月份", "得分（分）", "总投资", "金额单位", "A / B", "开工", "甲 乙"]
    ),
    names,
)


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    investors = [
        Investor(
            id=f"I{number}",
            name=name,
            uscc=draw(st.sampled_from([None, "91420100MAKX08064U"])),
            ownership=draw(st.none() | st.sampled_from(Ownership)),
            flags=[DatedFlag(flag=flag) for flag in draw(st.sets(st.sampled_from(InvestorFlag), max_size=2))],
        )
        for number, name in enumerate(draw(st.lists(names, max_size=4)))
    ]
    ids = [investor.id for investor in investors]
    optional = st.none() | names
    projects = [
        Project(
            id=id_,
            name=draw(names),
            district=draw(optional),
            grade=draw(optional),
            park=draw(st.sampled_from([None, "K1", "未登记园"])),
            owner=draw(st.sampled_from([None, "U1"])),
            industry=draw(st.sampled_from([None, "C39", "C3912", "汽车"])),
            category=draw(st.none() | st.sampled_from(Category)),
            channel=draw(st.none() | st.sampled_from(Channel)),
            track=draw(st.none() | st.sampled_from(Track)),
            government_funded=draw(st.sampled_from([None, True, False])),
            investors=draw(st.lists(st.sampled_from(ids), unique=True, max_size=3)) if ids else [],
            investment=draw(st.none() | money()),
            fixed_investment=draw(st.none() | money()),
            foreign_investment=draw(st.none() | money()),
            land=draw(st.none() | areas),
            agreements=draw(
                st.lists(
                    st.builds(
                        Agreement,
                        kind=st.sampled_from(AgreementKind),
                        signed_on=st.none() | periods,
                        recorded_on=st.none() | periods,
                    ),
                    max_size=2,
                )
            ),
            milestones=draw(milestones),
            arrivals=draw(
                st.lists(st.builds(Arrival, on=st.none() | periods, amount=st.none() | money()), max_size=2)
            ),
            log=[LogEntry(note="不写入工作簿")],
            extra=draw(st.dictionaries(headers, names, max_size=3)),
        )
        for id_ in draw(st.lists(names, unique=True, min_size=1, max_size=4))
    ]
    return Ledger(
        as_of="2022-06-30",
        projects=projects,
        investors=investors,
        parks=[Park(id="K1", name="虚构园")],
        teams=[ServiceTeam(id="U1", name="虚构局")],
    )


@given(ledgers(), st.sampled_from(["亿元", "万元"]))
def test_read_is_the_inverse_of_write(ledger: Ledger, unit: str) -> None:
    """`read(write(x))` is what a workbook can hold of x, and that is held whole."""
    kept = workbooks.writable(ledger)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "虚构.xlsx"
        lost = len(ledger.projects) - len(kept.projects)
        if lost:
            with pytest.raises(RecordError) as caught:
                workbooks.write(ledger, path, unit=unit)
            assert len(caught.value.exceptions) == lost
            assert not path.exists()
        workbooks.write(kept if lost else ledger, path, unit=unit)
        if not len(kept.projects):
            return
        again = workbooks.read(path, as_of="2022-06-30").ledger
    for ours, theirs in zip(kept.projects, again.projects, strict=True):
        assert asdict(theirs, recurse=False) == asdict(ours, recurse=False)
    assert again == kept
    assert workbooks.writable(kept) == kept


def test_agreements_of_two_kinds_come_back_whatever_their_order_and_dates() -> None:
    """What is held depends on no order of theirs, and a kind that is written without a date is read."""
    dates = (None, "2000-01-01", "2001-01-01", "1890-01-01")  # the last is none that a workbook holds
    papers = [
        [Agreement(kind=kind, signed_on=on) for kind, on in zip(kinds, days, strict=True)]
        for kinds in permutations(AgreementKind, 2)
        for days in product(dates, repeat=2)
    ]
    ledger = Ledger(
        as_of="2022-06-30",
        projects=[
            Project(id=f"P{number}", name=f"虚构{number}号", agreements=own)
            for number, own in enumerate(papers)
        ],
    )
    kept = workbooks.writable(ledger)
    assert workbooks.writable(kept) == kept
    written = io.BytesIO()
    workbooks.write(ledger, written)
    again = workbooks.read(written.getvalue(), name="虚构.xlsx", as_of="2022-06-30").ledger
    assert [each.agreements for each in again.projects] == [each.agreements for each in kept.projects]
    assert len(again.projects) == len(papers)
    sheet = "项目名称,协议类型,意向协议签订时间\n虚构甲项目,框架协议,2022-03-05\n"
    (read,) = workbooks.read(sheet.encode(), name="虚构.csv", as_of="2022-06-30").ledger.projects
    assert [paper.kind for paper in read.agreements] == [AgreementKind.INTENT, AgreementKind.FRAMEWORK]


_HOSTILE = st.sampled_from(
    [
        "甲\ufffe",
        "甲" * 40_000,
        "=1+1",
        "'甲",
        "合计",
        "甲、乙",
        "甲\n乙",
        "\u202e甲",
        "  甲 ",
        "1",
        "2022",
        "待定",
        "无",
        "/",
        "abc",
        "ABC",
        "\x1b甲",
        "项目名称",
    ]
)


@settings(max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(testing.ledgers(), st.data(), st.sampled_from(["xlsx", "csv"]))
def test_any_text_comes_back_as_a_workbook_can_hold_it(
    ledger: Ledger, data: st.DataObject, kind: Literal["xlsx", "csv"]
) -> None:
    """Names, districts, words of columns of one's own and names of investors, whatever stands in them."""

    def hostile(text: str | None) -> Any:
        return data.draw(_HOSTILE | st.just(text))

    projects = [
        evolve(
            each, name=hostile(each.name), district=hostile(each.district), extra={"备注栏": hostile("甲")}
        )
        for each in ledger.projects
    ]
    investors = [evolve(each, name=hostile(each.name)) for each in ledger.investors]
    ledger = evolve(ledger, projects=projects, investors=investors)
    kept = workbooks.writable(ledger, kind=kind)
    if not len(kept.projects):
        return
    written = io.BytesIO()
    workbooks.write(ledger if len(kept.projects) == len(projects) else kept, written, kind=kind)
    again = workbooks.read(written.getvalue(), name=f"a.{kind}", as_of=ledger.as_of).ledger
    assert (again.projects, again.investors) == (kept.projects, kept.investors)


@pytest.mark.parametrize(
    "name", ["甲\x1b[31m乙", "甲\x00乙", "甲\ufffe乙", "甲\ud800乙", "甲_x001B_乙", "\u202e甲"]
)
def test_a_name_comes_back_as_a_workbook_can_hold_it(name: str, tmp_path: Path) -> None:
    """Control characters have an escape; what no workbook holds is told by `writable` before it is written."""
    ledger = Ledger(as_of="2022-06-30", projects=[Project(id=f"编号{name}", name=name)])
    workbooks.write(ledger, tmp_path / "虚构.xlsx")
    again = workbooks.read(tmp_path / "虚构.xlsx", as_of="2022-06-30").ledger
    assert [(each.id, each.name) for each in again.projects] == [
        (each.id, each.name) for each in workbooks.writable(ledger).projects
    ]
    assert len(again.projects) == 1
    if name.isprintable() or "\x1b" in name:
        assert again.projects[f"编号{name}"].name == name


words = st.sampled_from(
    """序号 项目名称 投资方 总投资（亿元） 计划总投资(万元) 到位资金 签约时间 预计开工时间 开工时间 目前进展
    用地面积（亩） 片区 统一社会信用代码
    项目类别 币种 备注 单位：万元 合计 小计 一、合同项目 （一）工业 备注：无 是 否
    在谈 落户 待定 - / 近3亿元 5-10亿元 3000万美元 2022.10 3月15日
    12月中旬 2021年2月30日 =1+1 #REF! 虚构甲公司、虚构乙公司 虚构甲项目""".split()
)
cells = st.one_of(
    st.none(),
    words,
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**6), 10**9),
    st.text(max_size=8),
    st.booleans(),
    days.map(lambda day: day.start),
)
tables = st.lists(st.lists(cells, max_size=8), max_size=14)
header = st.lists(words, min_size=3, max_size=8).map(lambda row: ["项目名称", *row])


@given(
    st.lists(
        st.one_of(tables, st.tuples(header, tables).map(lambda pair: [pair[0], *pair[1]])),
        min_size=1,
        max_size=2,
    )
)
@example([[["项目名称", "投资方"] * 2, ["虚构甲项目", "虚构甲公司", "虚构乙项目", "虚构乙公司"]]])
def test_no_sheet_crashes_and_no_row_vanishes(sheets: list[list[list[object]]]) -> None:
    """Any sheet is read or refused with our own error; all rows are accounted for; projects and rows agree."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "虚构.xlsx"
        book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
        for rows in sheets:
            sheet = book.add_worksheet()
            for row, line in enumerate(rows):
                for column, value in enumerate(line):
                    if isinstance(value, str):
                        sheet.write_string(row, column, value)
                    elif isinstance(value, date):
                        sheet.write_datetime(row, column, value)
                    elif value is not None:
                        sheet.write(row, column, value)
        book.close()
        try:
            imported = workbooks.read(path)
        except workbooks.WorkbookError:
            return
    for sheet in imported.sheets:
        own = [row for row in imported.rows if row.sheet == sheet.name]
        numbers = Counter(row.number for row in own)
        tables = [column.field for column in sheet.columns if column.field in {"name", "investors"}]
        assert sorted(numbers) == list(range(1, len(numbers) + 1))
        assert max(numbers.values(), default=0) <= max(
            1, len(tables)
        )  # a row of tables side by side is of each
        assert sheet.row_count == len(own)
    read = [row for row in imported.rows if row.project is not None]
    assert tuple(row.project for row in read) == imported.ledger.projects.ids
    rejected = [row for row in imported.rows if row.kind == "rejected"]
    assert len(rejected) == len(imported.rejected)
    for finding in imported.findings:
        assert finding.render("zh_CN")
        assert finding.detail["row"]


@given(st.binary(max_size=400), st.sampled_from([".xlsx", ".xls", ".csv", ".ods", ".xlsb", ""]))
def test_no_bytes_crash(content: bytes, suffix: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"虚构{suffix}"
        path.write_bytes(content)
        with pytest.raises(workbooks.WorkbookError):
            workbooks.read(path)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("books") / "虚构.xlsx"
    project = Project(id="P1", name="虚构项目", investment=Money.of(Decimal("3.5"), "亿元"))
    workbooks.write(Ledger(projects=[project] * 1), path)
    return path.read_bytes()


@given(place=st.integers(0, 10**6), mask=st.integers(1, 255), cut=st.integers(0, 10**6))
def test_no_mutation_crashes(good: bytes, place: int, mask: int, cut: int) -> None:
    """A file with one byte changed, or cut short, is read or refused with our own error."""
    changed = bytearray(good)
    changed[place % len(changed)] ^= mask
    for content in (bytes(changed), good[: cut % len(good)]):
        with TemporaryDirectory() as folder:
            path = Path(folder) / "虚构.xlsx"
            path.write_bytes(content)
            try:
                workbooks.read(path)
            except workbooks.WorkbookError:
                continue


@given(part=st.integers(0, 20), place=st.integers(0, 10**6), text=st.binary(max_size=12))
def test_no_damaged_part_crashes(good: bytes, part: int, place: int, text: bytes) -> None:
    """A well-formed archive with bytes put into one of its parts is read or refused with our own error."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "虚构.xlsx"
        path.write_bytes(good)
        parts = unpacked(path)
        name = sorted(parts)[part % len(parts)]
        at = place % (len(parts[name]) + 1)
        parts[name] = parts[name][:at] + text + parts[name][at:]
        path.write_bytes(packed(parts))
        try:
            workbooks.read(path)
        except workbooks.WorkbookError:
            return
