"""Dates beside another of their sentence: parts in a row, earlier levels, ends of a time, first months, falling ranges. Invented."""

import pytest

from zhaoshang import Ledger, Money, Project
from zhaoshang.bulletins import verify
from zhaoshang.model import Agreement, Milestone

_SIGNED = {2023: (1, 1, 2, 5, 7, 10, 11), 2024: (2, 3, 3, 4, 8, 8, 8, 10, 12)}
"""The months of signing; each project is of as many hundred millions as the year has so far."""

LEDGER = Ledger(
    as_of="2024-12-31",
    projects=[
        Project(
            id=f"N{year}{place}",
            name=f"虚构{year}年第{place}号项目",
            investment=Money.of(place + 1, "亿元"),
            agreements=[Agreement(signed_on=f"{year}-{month:02d}-09")],
            milestones=[Milestone(stage="started", on=f"{year}-12-05")] if place % 3 == 0 else [],
        )
        for year, months in _SIGNED.items()
        for place, month in enumerate(months)
    ],
)


def counted(first: int, last: int, year: int = 2024) -> int:
    return len([month for month in _SIGNED[year] if first <= month <= last])


def worth(first: int, last: int, year: int = 2024) -> int:
    return sum(place + 1 for place, month in enumerate(_SIGNED[year]) if first <= month <= last)


def said(text: str) -> dict[str, str]:
    return {verdict.raw: verdict.answer.value for verdict in verify(text, LEDGER, today="2024-12-31")}


ROWS = {
    "halves": f"其中上半年{counted(1, 6)}个、下半年{counted(7, 12)}个",
    "halves, commas": f"其中上半年为{counted(1, 6)}个，下半年为{counted(7, 12)}个",
    "quarters": f"其中一季度{counted(1, 3)}个，二季度为{counted(4, 6)}个，三季度{counted(7, 9)}个，四季度{counted(10, 12)}个",
    "months": f"其中8月{counted(8, 8)}个、12月{counted(12, 12)}个",
}


@pytest.mark.long
@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("mark", ["，", "；"])
def test_what_follows_a_row_of_parts_is_of_the_whole_time(row: str, mark: str) -> None:
    last = {"halves": (7, 12), "halves, commas": (7, 12), "quarters": (10, 12), "months": (12, 12)}[row]
    text = f"2024年，全县签约项目{counted(1, 12)}个，{ROWS[row]}{mark}总投资{{}}亿元。"
    for total, answer in ((worth(1, 12), "agrees"), (worth(*last), "differs"), (77, "differs")):
        assert said(text.format(total))[f"{total}亿元"] == answer


@pytest.mark.long
@pytest.mark.parametrize("part", ["其中四季度签约2个", "其中四季度2个", "上年签约7个", "2023年签约7个"])
def test_what_follows_one_part_may_be_of_either(part: str) -> None:
    own = worth(1, 12, 2023) if "签约7" in part else worth(10, 12)
    text = f"2024年，全县签约项目9个，{part}，总投资{{}}亿元。"
    answers = {total: said(text.format(total))[f"{total}亿元"] for total in (worth(1, 12), own, 77)}
    assert answers == {worth(1, 12): "unknown", own: "unknown", 77: "differs"}


@pytest.mark.parametrize("word", ["好于上年的", "少于去年的", "不同于2023年的"])
def test_what_is_compared_with_moves_nothing(word: str) -> None:
    text = f"2024年，全县签约项目9个，{word}7个，总投资{{}}亿元。"
    assert said(text.format(worth(1, 12)))[f"{worth(1, 12)}亿元"] == "agrees"
    assert said(text.format(worth(1, 12, 2023)))[f"{worth(1, 12, 2023)}亿元"] == "differs"


@pytest.mark.parametrize("before", ["上季度", "上一季度", "上个季度", "一季度"])
def test_the_quarter_before_leans_on_the_one_told(before: str) -> None:
    text = f"2024年二季度，全县签约项目1个，{before}为3个；总投资{{}}亿元。"
    assert said(text.format(worth(4, 6)))[f"{worth(4, 6)}亿元"] == "agrees"
    assert said(text.format(worth(1, 3)))[f"{worth(1, 3)}亿元"] == "differs"


ENDS = [
    "至2024年10月止", "2024年10月止", "2024年10月份止", "2024年10月截止", "2024年10月底止", "到2024年10月", "至2024年10月",
    "2024年10月末", "2024年10月底", "至2024年10月底为止", "截至2024年10月",
]  # fmt: skip


@pytest.mark.one_in(2)
@pytest.mark.long
@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("mark", ["，", ""])
def test_an_end_counts_up_to_it(end: str, mark: str) -> None:
    """From January, or from the beginning; what was signed in that month or its last days alone is open."""
    month, so_far = counted(10, 10), counted(1, 10)
    answers = {number: said(f"{end}{mark}全县签约项目{number}个。")[f"{number}个"] for number in range(18)}
    assert answers[so_far] == answers[so_far + counted(1, 12, 2023)] == "agrees"
    assert answers[month] == ("differs" if "底" in end or "末" in end or "截至" in end else "unknown")
    assert answers[so_far + 2] == "differs"


@pytest.mark.parametrize("day", ["（3月底）", "（3月末）", "（截至3月底）"])
def test_a_rate_is_as_of_the_day_beside_it(day: str) -> None:
    """Three were signed by then, and none was begun."""
    for rate, answer in (("0%", "agrees"), ("33.3%", "differs")):
        assert said(f"2024年，全县签约项目9个，开工率{day}{rate}。")[rate] == answer


@pytest.mark.parametrize(
    ("time", "number"),
    [("三季度首月", 0), ("下半年首季度", 3), ("下半年首季", 3), ("四季度首月", 1), ("上半年首季", 3)],
)
@pytest.mark.parametrize("mark", ["", "，"])
def test_the_first_part_is_of_the_time_told(time: str, number: int, mark: str) -> None:
    long, first = time.split("首")
    for told, answer in ((number, "agrees"), (number + 4, "differs")):
        assert said(f"2024年{long}{mark}首{first}全县签约项目{told}个。")[f"{told}个"] == answer


@pytest.mark.parametrize("number", [0, 1, 3, 4])
@pytest.mark.parametrize(
    "span",
    ["2024年12月至2024年8月", "2024年8月9日至8月1日", "2024年四季度—2024年三季度", "2024年下半年到上半年"],
)
def test_a_range_that_falls_is_no_time(span: str, number: int) -> None:
    assert set(said(f"{span}，全县签约项目{number}个。").values()) == {"unknown"}


def test_a_semicolon_parts_two_times() -> None:
    text = f"2024年，全县签约项目9个，总投资{worth(1, 12)}亿元；2023年签约项目7个，总投资{{}}亿元。"
    for total, answer in ((worth(1, 12, 2023), "agrees"), (worth(1, 12), "differs")):
        verdicts = verify(text.format(total), LEDGER, today="2024-12-31").verdicts
        assert verdicts[-1].answer.value == answer
