"""Edges of reading: damaged numbers, guards, columns, rare currencies. All examples are invented."""

from itertools import pairwise

import pytest

from zhaoshang import ZhaoshangError, find_mentions, parse_money, parse_period, parse_quantity
from zhaoshang._reading import cells
from zhaoshang._reading.folding import fold
from zhaoshang.errors import PeriodSyntaxError, QuantitySyntaxError
from zhaoshang.quantities import Hedge
from zhaoshang.reading import find_periods, parse_column, parse_number


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("5万.元", None),
        ("亿元", None),
        ("百万元", None),
        ("十亿元", "1000000000 CNY"),
        ("RMB 500万", "5000000 CNY"),
        ("三点元", None),
        ("伍元", "5 CNY"),
        ("5tx", None),
        ("5MWh", "5 MWh"),
        ("3元5角", "3.5 CNY"),
        ("3元5角2分整", "3.52 CNY"),
        ("3元零5分", "3.05 CNY"),
        ("不超过人民币5亿元", "500000000 CNY (at_most)"),
        ("近US$30万", "300000 USD (near)"),
        ("120折", None),
        ("十几折", None),
        ("3.5个多月", None),
        ("20%至30%", "[20, 30] percent (range)"),
        ("两至三成", "[20, 30] percent (range)"),
        ("10亿元-20", None),
        ("十几-20家", None),
        ("5亿-6亿", "[500000000, 600000000] CNY (range)"),
        ("几家", "[2, 10) 家 (several)"),
        ("一百二三家", None),
        ("三点五亿元", "350000000 CNY"),
        ("一万点五万元", None),
        ("3亿5.5万元", None),
        ("3亿2000元", None),
        ("0余家", None),
        ("0.0余家", None),
        ("0余亩以上", None),
        ("上80家", None),
        ("上百家", "100 家 (at_least)"),
        ("不低于5亿元以下", None),
        ("近 130", None),
        ("近500万阿富汗尼", "5000000 AFN (near)"),
        ("1.5亿元/平方公里", "150000000 CNY/km2"),
        ("3级", "3 级"),
        ("160000/3平方米", "160000/3 m2"),
        ("1/0平方米", None),
        ("【range (2, 3)】", None),
        ("家【range (2, 3)】", "(2, 3) 家 (range)"),
        ("家【most (2, 3)】", None),
        ("百分之百", "100 percent"),
        ("千分之五", "0.5 percent"),
        ("一百二十个百分点", "120 pp"),
        ("两千元整", "2000 CNY"),
        ("廿五家", "25 家"),
        ("两倍多", "2 times (odd)"),
        ("5亿元以上1亿元以下", None),
        ("5亿元以上80亩以下", None),
        ("5亿元以上6亿元以上", None),
    ],
)
def test_edges(text: str, shown: str | None) -> None:
    """A cell at the edge of the language is read exactly or refused, never guessed."""
    if shown is None:
        with pytest.raises(ZhaoshangError):
            parse_quantity(text)
    else:
        assert str(parse_quantity(text)) == shown


@pytest.mark.parametrize(
    ("text", "raws"),
    [
        ("人数百家", ["百家"][:0]),
        ("企业总数百余家", ["百余家"]),
        ("20亿元以上（含）、5亿元以下（不含）", ["20亿元以上（含）", "5亿元以下（不含）"]),
        ("100家以上市公司", ["100家"]),
        ("编号A5家、X12个、AI25家", ["25家"]),
        ("05家企业、1234567890123456789012家", []),
        ("举办培训班12期，二期、3期项目", ["12期"]),
        ("这几个项目，几家企业", ["几家"]),
        ("十五亿元与“十四五”期末", ["十五亿元"]),
        ("“五个一批”与六个一工程", []),
        ("三元材料、五元", []),
        ("二次供水、两次签约", ["两次"]),
        ("每一年、新的一年、过去一年", ["一年"]),
        ("一倍以上、一成左右、一亩地", ["一倍以上", "一成左右"]),
        ("百亿，总投资百亿，总投资超百亿。", ["超百亿"]),
        ("\n1、20家企业\n2、15个项目", ["20家", "15个"]),
        ("分别达5、8、12家", ["5", "8", "12家"]),
        ("第1、2、3批", []),
        ("2020、2021年", []),
        ("从2000万元至5000万元", ["2000万元", "5000万元"]),
        ("提前2个月，前8个月", ["2个月"]),
        ("每5000-1亿", []),
        ("总投资13 5亿元，2022 20亿元", ["13 5亿元", "20亿元"]),
        ("表1 20家、共1 20家单位", ["20家", "1 20家"]),
        ("总投资13\r\n亿元，占比3\n5%", ["13\r\n亿元", "3\n5%"]),
        ("半年、上半年、近半年", ["半年", "近半年"]),
        ("5个亿的投资", ["5个亿"]),
        ("360度、50亿度电、3甲地、三甲医院", ["50亿度电"]),
        ("1对1，3对夫妻", ["3对"]),
        ("伍先生、陆家嘴", []),
        ("到位XUSD500万、到位EURUSD500万、到位USD500万", ["USD500万"]),
    ],
)
def test_guards(text: str, raws: list[str]) -> None:
    assert [mention.raw for mention in find_mentions(text)] == raws


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("首季度开工，一至三季度投产", ["首季度", "一至三季度"]),
        ("大半年、每半年、后半年", []),
        ("个5月、每3月", []),
        ("三月份、二三月", ["三月份"]),
        ("上周、本周", ["上周", "本周"]),
        ("2月30日、2021年13月", []),
        ("后天、前天", []),
        ("自受理之日起20日办结", []),
        ("百日攻坚、15日内、15日", ["15日"]),
        ("每季度、各季度", []),
        ("年底、跨年初", ["年底"]),
        ("建成后年产值、前年均增速", []),
    ],
)
def test_dates_in_text(text: str, dates: list[str]) -> None:
    assert [mention.raw for mention in find_periods(text, today="2022-12-18")] == dates


def test_days_take_the_month_of_their_sentence() -> None:
    found = find_periods("11月18日签约，20日开工。5日投产", today="2022-12-18")
    assert [str(mention.period) for mention in found] == ["2022-11-18", "2022-11-20", "2022-12-05"]


def test_today_may_be_a_year_or_a_month() -> None:
    assert parse_period("今年3月", today="2022").start.isoformat() == "2022-03-01"
    for text, today in (("上月", "2022"), ("昨天", "2022-12"), ("上周", "2022-12"), ("去年", "2021/2022")):
        with pytest.raises(ZhaoshangError):
            parse_period(text, today=today)


def test_ranges_of_whole_dates() -> None:
    assert str(parse_period("2021年11月至2022年3月")) == "2021-11-01/2022-03-31"
    assert str(parse_period("2021年11月28日—12月3日")) == "2021-11-28/2021-12-03"
    assert str(parse_period("一至三季度", year=2021)) == "2021-01-01/2021-09-30"
    assert str(parse_period("首季度", year=2021)) == "2021-Q1"
    with pytest.raises(PeriodSyntaxError):
        parse_period("2022年3月至2021年11月")


def test_numbers() -> None:
    assert parse_number("-1,234.5") == parse_number("负一千二百三十四点五")
    for text in ("十几", "半", "", "三百五千", "3家", "1" * 2000, "一二三"):
        with pytest.raises(QuantitySyntaxError):
            parse_number(text)


@pytest.mark.parametrize("word", ["万", "亿", "兆"])
@pytest.mark.parametrize(("first", "second"), [("三", "两"), ("3", "2"), ("二十", "一千")])
def test_a_word_of_magnitude_stands_once_in_a_number(word: str, first: str, second: str) -> None:
    """Two numbers side by side, 三万两万, are neither a sum nor the second in units of the first."""
    assert parse_number(first + word) == parse_number(first) * parse_number("一" + word)
    with pytest.raises(QuantitySyntaxError):
        parse_number(first + word + second + word)


def test_columns() -> None:
    """Faults become findings with the place; equal cells are read once; missing marks are `None`."""
    column = parse_column(["1.5", None, "—", "80亩", "三百五千", "1.5", ""], default_unit="亿元")
    assert [value is None for value in column.values] == [False, True, True, False, True, False, True]
    assert column.values[0] is column.values[5]
    assert [(finding.code, finding.path) for finding in column.findings] == [
        ("nothing_stated", "[2]"),
        ("unit_disagrees", "[3]"),
        ("not_a_quantity", "[4]"),
    ]
    assert all(finding.zh and finding.en for finding in column.findings)
    assert parse_column(["80"], default_unit=parse_quantity("1亩").unit).values[0] == parse_quantity("80亩")
    assert parse_column(["80亩"]).findings == ()


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "_MEMORY", 2)
    cells.forget()
    assert [int(parse_money(f"{number}元").value or 0) for number in range(1, 6)] == [1, 2, 3, 4, 5]
    assert [parse_quantity(f"3{unit}").value for unit in ("家", "亩", "个", "项", "条")] == [3] * 5


def test_folding_keeps_the_way_back() -> None:
    folded = fold("總(zǒng)投資 5 億(yì)元")
    assert folded.text == "總投資5亿元"
    start = folded.text.index("5")
    assert folded.raw(start, len(folded.text)) == (10, 18)
    assert folded.raw(start, start) == (10, 10)


@pytest.mark.long
@pytest.mark.parametrize(
    "piece", ["1", "一", "万", "近", "1,", "1-", "1、", "(", "1 ", "几", "2022年", "1亿元（含）", "1.5、2个"]
)
def test_hostile_text_is_read_to_its_end(piece: str) -> None:
    """Much of the same is read like anything else: in order, without overlaps, and with spans of the raw text.

    How long it takes is measured in `benchmarks/reading.py`.
    """
    text = piece * (20_000 // len(piece))
    for found in (find_mentions(text), find_periods(text)):
        spans = [(mention.start, mention.end) for mention in found]
        assert all(text[mention.start : mention.end] == mention.raw for mention in found)
        assert all(one[1] <= two[0] for one, two in pairwise(spans))


def test_hedges_of_a_cell_survive_its_memory() -> None:
    assert parse_quantity("近3亿元").hedge is parse_quantity("近3亿元").hedge is Hedge.NEAR
