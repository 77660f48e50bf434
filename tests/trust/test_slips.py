"""More mistakes of new users, each kind told by its place, what was given, and what would have done, the nearest first."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from zhaoshang import Area, Count, Ledger, Money, Period, Project, evaluate, records
from zhaoshang.errors import ZhaoshangError
from zhaoshang.model import Agreement

P: Any = Project(id="P1", name="甲", agreements=[Agreement(signed_on="2022-03-05")])
L: Any = Ledger(as_of="2022-06-30", projects=[P])
ASK: Any = evaluate
MONEY: Any = Money.of
AREA: Any = Area.of
COUNT: Any = Count.of
PERIOD: Any = Period.of
STRUCTURE: Any = records.structure

SLIPS: dict[str, tuple[Callable[[], object], str, str]] = {
    # units: the slip, what stands in the English message, and in the Chinese one
    "land for money": (lambda: MONEY(3, "亩"), "mu|money|亿元, 万元, 元", "亩|金额|面积|亿元"),
    "money for land": (lambda: AREA(3, "万元"), "CNY|area|亩, 平方米", "元|面积|金额|亩"),
    "land for a count": (lambda: COUNT(3, "亩"), "mu|count|个, 家", "亩|数量|个"),
    "land for money in a document": (
        lambda: STRUCTURE({"id": "1", "name": "a", "investment": {"value": "3", "unit": "亩"}}, Project),
        "$.investment|mu|亿元",
        "$.investment|亩|亿元",
    ),
    "the unit first": (lambda: MONEY("亿元", 3), "'亿元'|Money.of(3, \"亿元\")", "先写数"),
    "the unit first, both as text": (lambda: AREA("亩", "3.5"), 'Area.of("3.5", "亩")', "先写数"),
    "a number for a unit": (lambda: MONEY(3, 5), '5|"亿元"', "5|单位"),
    "a unit turned around": (lambda: MONEY(3, "元亿"), "元亿|such as 亿元", "可用：亿元"),
    "a unit in English": (lambda: MONEY(3, "yuan"), "yuan|such as 元", "可用：元"),
    "a unit that is none in a document": (
        lambda: STRUCTURE({"id": "1", "name": "a", "land": {"value": "3", "unit": "mo"}}, Project),
        "$.land|mo|such as 亩",
        "$.land|可用：亩",
    ),
    # periods
    "two ends of a period": (
        lambda: ASK(L, "签约项目数", period=("2022-01", "2022-06")),
        'period|"2022-01/2022-06"',
        'period|"2022-01/2022-06"',
    ),
    "two years of a period": (lambda: PERIOD(["2021", "2022"]), '"2021/2022"', "合成一个文本"),
    "two ends of which one is none": (lambda: PERIOD(["2021", "x"]), "2022-03-05", "2022年3月"),
}


@pytest.mark.parametrize("what", SLIPS)
def test_a_slip_is_told_in_both_languages(what: str) -> None:
    make, *words = SLIPS[what]
    with pytest.raises(ZhaoshangError) as caught:
        make()
    for said, wanted in zip((str(caught.value), caught.value.render("zh_CN")), words, strict=True):
        assert [word for word in wanted.split("|") if word not in said] == [], said
    assert re.search(r"[一-鿿]{2}", caught.value.render("zh_CN"))
