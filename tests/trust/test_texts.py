"""Texts from strangers: every text is answered, in a time that grows as the text does."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.trust.counting import calls

from zhaoshang import Ledger, Project, kpis, reading
from zhaoshang.bulletins import read_figures, verify
from zhaoshang.errors import DateValueError, FieldTypeError, UnknownCodeError, ZhaoshangError
from zhaoshang.model import Agreement
from zhaoshang.periods import Period
from zhaoshang.quantities import Hedge


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("该项目总投资不足3亿元。", [Hedge.BELOW]),
        ("每亩税收不到5万元", [Hedge.BELOW]),
        ("单个项目投资额最多2000万美元，注册资本至多500万元", [Hedge.AT_MOST, Hedge.AT_MOST]),
        ("面积3亩；投资1亿元以下", [Hedge.NONE, Hedge.AT_MOST]),
        ("投资1亿元以上、5亿元以下的项目6个", [Hedge.RANGE, Hedge.NONE]),
        ("5亿元以下、1亿元以上的项目6个", [Hedge.AT_MOST, Hedge.AT_LEAST, Hedge.NONE]),
        ("6个项目，投资不超过2亿元", [Hedge.NONE, Hedge.AT_MOST]),
    ],
)
def test_a_figure_bounded_above_is_read(text: str, hedges: list[Hedge]) -> None:
    """An amount that nothing stands before is no upper end of another."""
    assert [item.quantity.hedge for item in read_figures(text)] == hedges
    assert verify(text).readings


TILES = (
    "1%、", "1个、", "1亿元，", "3亿元以上、", "1亿元以下、", "东镇6个、", "东镇、西镇、", "其中5个，",
    "分别为1个、2个、", "（1亿元）", "去年同期1个", "截至2022年，2022年1个，", "占比5%、",
    "全县1个，", "1个", "5日、", "开工率50%，", "5亿元以上项目1个，", "3% of the total, ", "signed 3 projects in 2022, ", "力争完成1亿元，",
)  # fmt: skip
HELD = Ledger(
    as_of="2022-06-30",
    projects=[
        Project(id=town, name=f"虚构{town}项目", owner=town, agreements=[Agreement(signed_on="2022-03-01")])
        for town in ("东镇", "西镇")
    ],
)
READERS: dict[str, Callable[[str], object]] = {
    "read_figures": lambda text: read_figures(text, today="2022-06-30", subjects=["东镇", "西镇"]),
    "verify": lambda text: verify(text, today="2022-06-30"),
    "verify against a ledger": lambda text: verify(text, HELD, today="2022-06-30"),
    "find_mentions": reading.find_mentions,
    "find_periods": lambda text: reading.find_periods(text, today="2022-06-30"),
}


@pytest.mark.one_in(3)
@pytest.mark.parametrize("tile", TILES)
@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_the_work_grows_as_the_text_does(reader: Callable[[str], object], tile: str) -> None:
    """Three times the text makes about three times the work: nine times would be a square."""
    short = tile * (500 // len(tile))
    reader(tile)  # what is loaded once
    assert calls(lambda: reader(short * 3)) < 4.5 * calls(lambda: reader(short)) + 780


DENSE = {"find_periods": 40, "find_mentions": 40, "read_figures": 150, "verify": 350}
"""Calls of functions for each byte of a text that is nothing but times or amounts; `SECURITY.md` says the same."""
CROWDED = (
    "去年",
    '去年"%',
    "折\n去年",
    "3January ",
    "3—",
    '"半年',
    "亿元",
    "倍3~",
    "/几",
    "上月",
    "今年",
    "3月",
    "1个",
)


@pytest.mark.parametrize("tile", CROWDED)
@pytest.mark.parametrize("name", DENSE)
def test_a_text_of_nothing_but_times_or_amounts_costs_what_is_stated(name: str, tile: str) -> None:
    """However long: each word is one to read, where running text has others between."""
    reader = READERS[name]
    text = tile * (600 // len(tile))
    reader(text)  # what is loaded once
    assert calls(lambda: reader(text)) < DENSE[name] * len(text.encode())


EDGES = (date(1, 1, 1), date(9999, 12, 31))
WORDS = "去年 明年 上月 下月 上周 下周 昨天 明天 去年同期 上季度 下半年 后年 大前年 last|year next|month last|week tomorrow".split()


@pytest.mark.parametrize("today", EDGES)
@pytest.mark.parametrize("word", [word.replace("|", " ") for word in WORDS])
def test_the_ends_of_the_calendar_are_answered(word: str, today: date) -> None:
    """Words that count from the first or the last day there is are read, or refused in our words."""
    with suppress(ZhaoshangError):
        reading.parse_period(word, today=today)
    reading.find_periods(f"预计{word}开工，", today=today)
    read_figures(f"预计{word}开工3个，去年同期2个，投产1个", today=today)


MOVES: tuple[Callable[[Period], Period], ...] = (
    lambda period: period.shift(years=1),
    lambda period: period.shift(years=-1),
    lambda period: period.shift(days=1),
    lambda period: period.shift(days=-1),
    lambda period: period.shift(months=120_000),
    lambda period: period.next(),
    lambda period: period.previous(),
)


@pytest.mark.parametrize("day", EDGES)
def test_periods_do_not_leave_the_calendar(day: date) -> None:
    """Neither do KPIs that look a day or a year back."""
    for period in (Period.of(day), Period.between(day, day)):
        for move in MOVES:
            with suppress(DateValueError):
                move(period)
    ledger = Ledger(projects=[Project(id="A", name="甲", agreements=[Agreement(signed_on=day)])])
    for kpi in kpis.CATALOGUE:
        with suppress(ZhaoshangError):
            kpis.evaluate(ledger, kpi, as_of=day, period=Period.of(day))


@pytest.mark.parametrize("missing", [None, "", float("nan"), Decimal("NaN"), Decimal("sNaN")])
def test_what_a_table_of_numbers_holds_for_nothing_is_nothing(missing: Any) -> None:
    column = reading.parse_column([missing, "3亿元"])
    assert [value is None for value in column.values] == [True, False]
    assert not column.findings


@pytest.mark.parametrize("value", [3, True, 1.5, float("inf"), Decimal(2), b"x", ["3"]])
def test_what_is_no_text_is_refused(value: Any) -> None:
    with pytest.raises(FieldTypeError):
        reading.parse_column([value])


ODDLY_PUT = (
    "签约5亿元以上、3亿元以下项目6个",
    "总投资31亿元以上、5亿元以下的项目2个。",
    "1亿元以上、500万美元以下的项目4个",
    "其中4000万元的营收",
    "其中，20亿元到位资金中，3亿元来自省外",
    "其中2000万美元到位资金；其中税收",
    "开工率的目标：开工3个，完成率60%",
    "开工12个，完成年度目标的40%，竣工3个，完成率60%",
)  # fmt: skip


@pytest.mark.parametrize("text", ODDLY_PUT)
def test_a_sentence_oddly_put_is_read(text: str) -> None:
    """Sizes whose ends contradict each other, parts of nothing, and targets of what has none."""
    ledger = Ledger(as_of="2022-06-30", projects=[Project(id="A", name="甲")])
    for figure in read_figures(text, today="2022-06-30"):
        assert text[figure.start : figure.end] == figure.raw
    assert verify(text, ledger, today="2022-06-30").readings


def test_a_target_of_what_is_no_kpi_is_refused() -> None:
    """With the KPIs that there are."""
    ask: Any = kpis.evaluate
    for of in ("milestone_count:started", "某指标"):
        with pytest.raises(UnknownCodeError) as caught:
            ask(Ledger(), "target_completion_rate", of=of, period="2022")
        assert "signed_project_count" in caught.value.known


@pytest.mark.parametrize("number", [Decimal("1e999999"), Decimal("-1e999999"), 10**400, 1e300, float("nan")])
def test_a_day_number_that_no_calendar_has_is_refused_at_once(number: Any) -> None:
    with pytest.raises(DateValueError):
        reading.period_from_excel(number)
