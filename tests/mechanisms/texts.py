"""The mechanisms of what texts say: noise, hedges, time words, contradictions."""

# mypy: disable-error-code="arg-type"
from datetime import date
from typing import Final

from tests.mechanisms.rows import (
    Row,
    found,
    project,
    reads,
    same,
    steps,
    within,
)

from zhaoshang import (
    Count,
    Ledger,
    Period,
    evaluate,
)
from zhaoshang.checks import check, verify_claims
from zhaoshang.model import (
    Milestone,
    Target,
)
from zhaoshang.reading import find_mentions, find_periods, parse_period, parse_quantity

ROWS: Final = (
    Row(
        "000-02",
        "check",
        "same",
        "one total with and without a hedge",
        "",
        lambda _c: found({"claim": "same", "of": ["a", "b"]}, a="130亿元", b="近130亿元"),
        ("hedge_differs",),
    ),
    Row(
        "000-30",
        "reading",
        "find_periods",
        "time words that stay unresolved without a day",
        "",
        lambda _c: find_periods("今年3月")[0].period,
        None,
    ),
    Row(
        "000-31",
        "reading",
        "find_mentions",
        "glosses and traditional script in a text",
        "",
        lambda _c: same("簽約15個(gè)項目"),
        True,
    ),
    Row(
        "001-03",
        "check",
        "rate",
        "whole projects behind a printed rate",
        "",
        lambda _c: verify_claims(
            [{"id": "r", "value": "51.2%"}, {"id": "n", "value": "41个"}],
            [{"claim": "rate", "rate": "r", "denominator": "n"}],
        ).solved["r"]["half_up"],
        ("21",),
    ),
    Row(
        "001-12",
        "check",
        "period_clear",
        "a cumulative figure of a half-year",
        "",
        lambda _c: (
            verify_claims(
                [{"id": "a", "value": "210.53万㎡", "context": "上半年累计建成"}],
                [{"claim": "period_clear", "of": "a"}],
            ).codes
        ),
        ("ambiguous_period",),
    ),
    Row(
        "001-18",
        "check",
        "part_of",
        "a part larger than the whole it is said to be in",
        "",
        lambda _c: found({"claim": "part_of", "part": "a", "whole": "b"}, a="近290亿", b="210.77亿元"),
        ("part_exceeds_whole",),
    ),
    Row(
        "001-34",
        "reading",
        "parse_quantity",
        "two spellings of one unit",
        "",
        lambda _c: reads("1万㎡", "1万平方米"),
        True,
    ),
    Row(
        "002-01",
        "reading",
        "parse_period",
        "last month, seen from the date of the article",
        "",
        lambda _c: parse_period("上月", today=date(2020, 4, 20)),
        Period.of("2020-03"),
    ),
    Row(
        "002-09",
        "check",
        "one_date",
        "two landing months of one investor",
        "",
        lambda _c: found(
            {"claim": "one_date", "project": "P", "stage": "landed"},
            Ledger(
                projects=[project(milestones=[*steps("landed"), Milestone(stage="landed", on="2022-03")])]
            ),
        ),
        ("two_dates",),
    ),
    Row(
        "002-14",
        "reading",
        "parse_quantity",
        "a lower bound and the one above",
        "",
        lambda _c: within("100多家"),
        (100, 200),
    ),
    Row(
        "002-27",
        "reading",
        "find_mentions",
        "mixed scripts in one word",
        "",
        lambda _c: same("實(shí)現新簽約15個項目"),
        True,
    ),
    Row(
        "003-16",
        "KPI",
        "share_of_total",
        "which share of the city's is the county's",
        "",
        lambda _c: (
            evaluate(None, "share_of_total", inputs={"part": "200个", "whole": "2000个"})[
                "share_of_total"
            ].value
        ),
        10,
    ),
    Row(
        "003-18",
        "check",
        "target_split",
        "a target split over units",
        "",
        lambda _c: (
            check(
                Ledger(
                    targets=[
                        Target(id="T", value=Count.of(9, "个")),
                        Target(id="A", parent="T", value=Count.of(8, "个")),
                    ]
                )
            ).codes
        ),
        ("target_split",),
    ),
    Row(
        "003-20",
        "reading",
        "find_mentions",
        "is a capacity no money",
        "",
        lambda _c: [
            str(each.quantity.unit.dimension) for each in find_mentions("年产100万套汽车配件，总投资3亿元")
        ],
        ["count", "money"],
    ),
    Row(
        "003-29",
        "KPI",
        "pp_change",
        "by how many points did a rate rise",
        "",
        lambda _c: evaluate(None, "pp_change", inputs={"from": "45.2%", "to": "66.2%"})["pp_change"].value,
        21,
    ),
    Row(
        "003-36",
        "reading",
        "parse_quantity",
        "an order of magnitude is no amount",
        "",
        lambda _c: parse_quantity("百亿级").value,
        None,
    ),
    Row(
        "003-53",
        "reading",
        "find_periods",
        "this afternoon, without a day",
        "",
        lambda _c: all(mention.is_relative for mention in find_periods("今天下午")),
        True,
    ),
    Row(
        "004-18",
        "check",
        "incomplete_row",
        "rows that must be complete by stage",
        "",
        lambda _c: (
            check(Ledger(projects=[project(milestones=steps("negotiating")), project("Q", owner="U")])).codes
        ),
        ("incomplete_row",),
    ),
    Row(
        "004-28",
        "check",
        "sum",
        "parts that do not add up",
        "",
        lambda _c: found({"claim": "sum", "parts": ["a", "b"], "total": "c"}, a="12个", b="59个", c="73个"),
        ("sum_mismatch",),
    ),
    Row(
        "004-29",
        "check",
        "nested",
        "bands inside bands",
        "",
        lambda _c: found({"claim": "nested", "of": ["a", "b", "c"]}, a="3个", b="26个", c="73个"),
        (),
    ),
    Row(
        "004-30",
        "reading",
        "find_mentions",
        "glosses inside words",
        "",
        lambda _c: same("產(chǎn)業(yè)項目15個"),
        True,
    ),
)
"""The rows, in the order of the articles."""
