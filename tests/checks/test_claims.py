"""Printed figures are judged by what is claimed of them, and never changed."""

import inspect
from collections.abc import Mapping
from fractions import Fraction

import pytest

from zhaoshang import Ledger, Money, Project, parse_quantity
from zhaoshang._checks.figures import plus, range_of
from zhaoshang.checks import (
    ChangeOf,
    GapTo,
    Nested,
    OneDate,
    PartOf,
    PeriodClear,
    PrintedFigure,
    RateOf,
    SameFact,
    SumOf,
    verify_claims,
)
from zhaoshang.errors import DuplicateIdError, UnknownCodeError, UnknownFieldError, UnknownIdError
from zhaoshang.findings import Report
from zhaoshang.model import Agreement, Milestone
from zhaoshang.records import unstructure


def judge(claim: Mapping[str, object], ledger: Ledger | None = None, **values: str) -> Report:
    return verify_claims(
        [{"id": key, "value": value} for key, value in values.items()], [claim], ledger=ledger
    )


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report]


PART = {"claim": "part_of", "part": "a", "whole": "b"}
SAME = {"claim": "same", "of": ["a", "b"]}
SUM = {"claim": "sum", "parts": ["a", "b"], "total": "c"}
RATE = {"claim": "rate", "rate": "r", "denominator": "n"}
RATE_OF = {**RATE, "numerator": "m"}
CHANGE = {"claim": "change", "from": "a", "to": "b", "change": "c"}
NESTED = {"claim": "nested", "of": ["a", "b", "c"]}
GAP = {"claim": "gap", "completion": "c", "gap": "g", "as_of": "2022-06-30"}


@pytest.mark.parametrize(
    ("part", "whole", "found"),
    [
        ("47个", "41个", ["part_exceeds_whole"]),
        ("近290亿元", "210.77亿元", ["part_exceeds_whole"]),
        ("近130亿元", "130亿元", []),
        ("130亿元", "近130亿元", ["part_exceeds_whole"]),
        ("超130亿元", "130亿元", ["part_exceeds_whole"]),
        ("超300个", "386个", []),
        ("约500亿元", "450亿元", []),
        ("百亿级", "1亿元", []),
        ("80余亩", "80亩", ["part_exceeds_whole"]),
        ("80余亩", "85亩", []),
        ("90亩", "80余亩", ["part_exceeds_whole"]),
        ("10-20亿元", "15亿元", []),
        ("10-20亿元", "9亿元", ["part_exceeds_whole"]),
        ("300个", "200个以上", []),
        ("1公顷", "15亩", []),
        ("2公顷", "15亩", ["part_exceeds_whole"]),
        ("28家", "41个", ["unit_mismatch"]),
        ("3亿美元", "30亿元", ["unit_mismatch"]),
        ("3亿元", "30亩", ["unit_mismatch"]),
    ],
)
def test_a_part_is_no_larger_than_its_whole(part: str, whole: str, found: list[str]) -> None:
    """近 counts as just under, 超 as just over; 约 decides nothing; ranges decide by their bounds."""
    assert codes(judge(PART, a=part, b=whole)) == found


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ("130亿元", "近130亿元", ["hedge_differs"]),
        ("1.5亿元", "15000万元", []),
        ("130亿元", "128亿元", ["value_differs"]),
        ("约130亿元", "128亿元", []),
        ("约130亿元", "130亿元", ["hedge_differs"]),
        ("10-20亿元", "15亿元", []),
        ("10-20亿元", "25亿元", ["value_differs"]),
        ("80余亩", "85亩", []),
        ("386个", "386家", ["unit_mismatch"]),
    ],
)
def test_one_fact_has_one_value(a: str, b: str, found: list[str]) -> None:
    assert codes(judge(SAME, a=a, b=b)) == found


def test_one_figure_agrees_with_itself() -> None:
    assert codes(judge({"claim": "same", "of": ["a"]}, a="1个")) == []


@pytest.mark.parametrize(
    ("a", "b", "total", "found"),
    [
        ("12个", "59个", "71个", []),
        ("12个", "59个", "73个", ["sum_mismatch"]),
        ("4200万元", "1亿元", "1.42亿元", []),
        ("12.3亿元", "4.56亿元", "16.9亿元", []),
        ("12.3亿元", "4.56亿元", "16.8亿元", ["sum_mismatch"]),
        ("近10亿元", "10亿元", "20亿元", []),
        ("近10亿元", "10亿元", "30亿元", ["sum_mismatch"]),
        ("约10亿元", "10亿元", "50亿元", []),
        ("1亿元", "2亿元", "约5亿元", []),
        ("80余亩", "10亩", "95亩", []),
        ("80余亩", "10亩", "120亩", ["sum_mismatch"]),
        ("300个以上", "1个", "200个", ["sum_mismatch"]),
        ("300个以上", "1个", "400个", []),
        ("12个", "3家", "15个", ["unit_mismatch"]),
    ],
)
def test_parts_add_up(a: str, b: str, total: str, found: list[str]) -> None:
    """A total may be the rounded sum; anything else is reported with the difference."""
    assert codes(judge(SUM, a=a, b=b, c=total)) == found


@pytest.mark.parametrize(
    ("rate", "whole", "part", "found", "solved"),
    [
        ("51.2%", "41个", None, [], {"half_up": ("21",), "truncate": ("21",)}),
        ("51.2%", "40个", None, ["impossible_rate"], {"half_up": (), "truncate": ()}),
        ("99.65%", "292个", "291个", [], {"half_up": (), "truncate": ("291",)}),
        ("50%", "40个", "21个", ["rate_mismatch"], {"half_up": ("20",), "truncate": ("20",)}),
        ("41.2%", "24亿元", "9.88亿元", [], None),
        ("41.9%", "24亿元", "9.88亿元", ["rate_mismatch"], None),
        ("50%", "约40个", "30个", [], None),
        ("50%", "80余个", "42个", [], None),
        ("70%", "80余个", "42个", ["rate_mismatch"], None),
        ("超50%", "40个", "30个", ["rate_mismatch"], None),
        ("超50%", "41个以上", "30个", [], None),
        ("51.2个百分点", "41个", None, ["unit_mismatch"], None),
        ("51.2%", "41个", "21家", ["unit_mismatch"], None),
        (
            "50%",
            "4000000000个",
            None,
            [],
            {"half_up": ("1960000000…2040000000",), "truncate": ("1960000000…2040000000",)},
        ),
    ],
)
def test_rates(
    rate: str, whole: str, part: str | None, found: list[str], solved: dict[str, tuple[str, ...]] | None
) -> None:
    """A printed rate is traced back to the whole numerators that give it."""
    report = judge(RATE_OF, r=rate, n=whole, m=part) if part else judge(RATE, r=rate, n=whole)
    assert codes(report) == found
    assert report.solved.get("r") == solved


@pytest.mark.parametrize(
    ("rate", "whole", "part", "fits"),
    [
        # 42 of more than 80 and fewer than 90: between 46.67 and 52.5 %, and one printed step beyond
        ("45%", "80余个", "42个", False),
        ("46%", "80余个", "42个", True),
        ("53%", "80余个", "42个", True),
        ("54%", "80余个", "42个", False),
        ("52.6%", "80余个", "42个", True),
        ("52.7%", "80余个", "42个", False),
        # a hedged rate has no step to spare
        ("超52%", "80余个", "42个", True),
        ("超52.5%", "80余个", "42个", False),
        ("超53%", "80余个", "42个", False),
        # just over and just under leave the number itself out; 以上 and 以下 hold it
        ("超50%", "40个", "20个", False),
        ("近50%", "40个", "20个", False),
        ("50%以上", "40个", "20个", True),
        ("50%以上", "40个", "19个", False),
        ("50%以下", "40个", "20个", True),
        ("50%以下", "40个", "21个", False),
    ],
)
def test_a_rate_fits_a_range_up_to_its_ends(rate: str, whole: str, part: str, fits: bool) -> None:
    """A rate is called wrong only where no number that the words allow gives it."""
    assert codes(judge(RATE_OF, r=rate, n=whole, m=part)) == ([] if fits else ["rate_mismatch"])


@pytest.mark.parametrize(
    ("rate", "whole", "part", "computed"),
    [
        ("50%", "40个", "21个", "52.50"),
        ("66%", "3个", "1个", "33.33"),
        ("41.9%", "24亿元", "9.88亿元", "41.17"),
        ("41.123%", "24亿元", "9.88亿元", "41.167"),
        ("41.1234%", "24亿元", "9.88亿元", "41.1667"),
        ("40%", "30亩", "1公顷", "50.00"),
    ],
)
def test_a_wrong_rate_comes_with_the_right_one(rate: str, whole: str, part: str, computed: str) -> None:
    """It is shown to two places, or to as many as were printed, whatever units the two figures are in."""
    (finding,) = judge(RATE_OF, r=rate, n=whole, m=part)
    assert finding.detail["rate"] == computed


@pytest.mark.parametrize(
    ("completion", "gap", "found", "base"),
    [
        ("56.3%", "6.3个百分点", [], ("month",)),
        ("56.3%", "6.3%", ["percent_for_points"], ("month",)),
        ("56.3%", "6.7个百分点", [], ("day",)),
        ("56.3%", "9.9%", ["gap_unreconciled"], None),
        ("43.7%", "-6.3个百分点", [], ("month",)),
        ("43.7%", "6.3个百分点", [], ("month",)),
        ("56.3%", "-6.3个百分点", ["gap_unreconciled"], None),
        ("约56%", "6个百分点", [], None),
        ("56个", "6个百分点", ["unit_mismatch"], None),
    ],
)
def test_gaps(completion: str, gap: str, found: list[str], base: tuple[str, ...] | None) -> None:
    """A gap is ahead of the months or of the days that have passed, in points."""
    report = judge(GAP, c=completion, g=gap)
    assert codes(report) == found
    assert report.solved.get("g", {}).get("base") == base


@pytest.mark.parametrize(
    ("as_of", "period", "completion"),
    [("2022-08-31", "2022-08/2022-09", "50%"), ("2022-07", "2022-08/2022-09", "0%")],
)
def test_gaps_in_a_window(as_of: str, period: str, completion: str) -> None:
    claim = {**GAP, "as_of": as_of, "period": period}
    assert codes(judge(claim, c=completion, g="0个百分点")) == []


@pytest.mark.parametrize(
    ("before", "after", "change", "found"),
    [
        ("30.2%", "51.2%", "21.0个百分点", []),
        ("30.2%", "51.2%", "21%", ["percent_for_points"]),
        ("50%", "60%", "20%", []),
        ("50%", "60%", "15%", ["gap_unreconciled"]),
        ("60%", "50%", "10个百分点", []),
        ("50%", "60%", "-10个百分点", ["gap_unreconciled"]),
        ("100亿元", "130亿元", "30%", []),
        ("100亿元", "130亿元", "30亿元", []),
        ("100亿元", "130亿元", "3亿元", ["gap_unreconciled"]),
        ("0元", "130亿元", "30%", ["gap_unreconciled"]),
        ("约100亿元", "130亿元", "3亿元", []),
        ("100亿元", "130亿元", "3亩", ["unit_mismatch"]),
    ],
)
def test_changes(before: str, after: str, change: str, found: list[str]) -> None:
    assert codes(judge(CHANGE, a=before, b=after, c=change)) == found


@pytest.mark.parametrize(
    ("a", "b", "c", "found"),
    [
        ("3个", "26个", "73个", []),
        ("30个", "26个", "73个", [("a", "b")]),
        ("3个", "约2个", "2个", [("a", "c")]),
        ("3个", "2个", "1个", [("a", "b"), ("b", "c")]),
    ],
)
def test_bands_nest(a: str, b: str, c: str, found: list[tuple[str, str]]) -> None:
    assert [finding.ids for finding in judge(NESTED, a=a, b=b, c=c)] == found
    assert codes(judge({"claim": "nested", "of": ["a", "b"]}, a="1个", b="2家")) == ["unit_mismatch"]


def test_one_date() -> None:
    """Dates that share no day are two; a correction replaces what came before; plans do not count."""
    project = Project(
        id="F",
        name="F",
        agreements=[Agreement(signed_on="2022-03-05"), Agreement(signed_on="2022-03")],
        milestones=[
            Milestone(stage="landed", on="2019-11"),
            Milestone(stage="landed", on="2019-10"),
            Milestone(stage="started", on="2020-01"),
            Milestone(stage="started", on="2020-02", correction=True),
            Milestone(stage="completed", on="2021", planned=True),
            Milestone(stage="completed", on="2022"),
        ],
    )
    ledger = Ledger(projects=[project])
    found = {
        stage: [
            finding.detail["dates"]
            for finding in judge({"claim": "one_date", "project": "F", "stage": stage}, ledger)
        ]
        for stage in ("signed", "landed", "started", "completed")
    }
    assert found == {"signed": [], "landed": [("2019-10", "2019-11")], "started": [], "completed": []}
    with pytest.raises(UnknownIdError):
        judge({"claim": "one_date", "project": "F", "stage": "landed"})


@pytest.mark.parametrize(
    ("context", "period", "found"),
    [
        ("上半年累计建成标准厂房", None, ["ambiguous_period"]),
        ("1-6月累计到资", None, ["ambiguous_period"]),
        ("上半年累计建成标准厂房", "2022-H1", []),
        ("累计建成标准厂房", None, []),
        ("上半年建成标准厂房", None, []),
        ("截至6月底累计建成", None, []),
        ("今年以来累计签约", None, []),
    ],
)
def test_flow_or_stock(context: str, period: str | None, found: list[str]) -> None:
    figure = {"id": "a", "value": "210.53万㎡", "context": context, "period": period}
    assert codes(verify_claims([figure], [{"claim": "period_clear", "of": "a"}])) == found


def test_claims_may_be_objects() -> None:
    figures = [
        PrintedFigure(id="a", value=Money.of(3, "亿元")),
        PrintedFigure(id="b", value=Money.of(2, "亿元")),
    ]
    report = verify_claims(figures, [PartOf(part="a", whole="b")])
    assert "大于整体" in report.render("zh_CN")


def test_unknown_claims_are_refused() -> None:
    with pytest.raises(UnknownCodeError):
        judge({"claim": "guess"})
    with pytest.raises(UnknownFieldError):
        judge({**PART, "colour": "red"}, a="1个", b="1个")
    with pytest.raises(UnknownIdError):
        judge(PART, a="1个")


def test_figures_may_be_structured_or_bare() -> None:
    """A quantity may stand as the exchange format writes it; bare digits count things."""
    near = {"value": "130", "unit": "CNY", "hedge": "near", "high": "130"}
    spread = {
        "unit": "CNY",
        "hedge": "range",
        "low": "120",
        "high": "140",
        "low_closed": True,
        "high_closed": True,
    }
    figures: list[Mapping[str, object]] = [
        {"id": "a", "value": near},
        {"id": "b", "value": spread},
        {"id": "c", "value": "41"},
        {"id": "d", "value": "47个"},
    ]
    claims: list[Mapping[str, object]] = [
        {"claim": "same", "of": ["a", "b"]},
        {"claim": "part_of", "part": "d", "whole": "c"},
    ]
    assert codes(verify_claims(figures, claims)) == ["part_exceeds_whole"]


@pytest.mark.parametrize("text", ["3.5亿元", "近3.5亿元", "20.06万元", "80亩", "51.2%", "120至140个"])
def test_a_structured_figure_is_the_printed_one(text: str) -> None:
    """The exchange format keeps how finely a figure was printed: 3.5亿元 is told to the nearest 1000万元."""
    printed = PrintedFigure(id="a", value=text)
    structured = PrintedFigure(id="a", value=unstructure(parse_quantity(text)))
    assert structured == printed
    assert (structured.number, structured.step) == (printed.number, printed.step)


@pytest.mark.parametrize(
    "claim", [ChangeOf, GapTo, Nested, OneDate, PartOf, PeriodClear, RateOf, SameFact, SumOf]
)
def test_claims_are_written_with_names(claim: type) -> None:
    """Two ids in a row say nothing of which is the part and which the whole."""
    parameters = inspect.signature(claim).parameters.values()
    assert {parameter.kind for parameter in parameters} == {inspect.Parameter.KEYWORD_ONLY}


def test_a_gap_that_fits_nothing_is_told_in_the_digits_of_a_percentage() -> None:
    """Two digits after the point at least, more where the figure has more."""
    for completion, months, days in (("56%", "6.00", "6.41"), ("56.125%", "6.125", "6.536")):
        (finding,) = judge(GAP, c=completion, g="9.9个百分点")
        assert months in finding.render("zh_CN")
        assert days in finding.render("zh_CN")


def test_what_lies_just_over_adds_up_to_what_lies_just_over() -> None:
    """超3个 and more than 3 together are more than 6, not 6 itself."""
    over, open_below = PrintedFigure(id="a", value="超3个"), (Fraction(3), 1)
    end = range_of(over)
    assert end is not None
    assert plus([end, (open_below, None)]) == ((Fraction(6), 1), None)


@pytest.mark.parametrize(
    ("values", "faults"),
    [
        ("57个 50余个 55个", ["ac"]),
        ("50个 3个以上 不足11个", ["ac"]),
        ("近47个 10个以上 23个", ["ac"]),
        ("12个 11个 10个", ["ab", "bc"]),
        ("10个 5个 7个", ["ab"]),
        ("55个 50余个 57个", []),
        ("9个 50余个 8个 40余个 7个", ["bc", "de"]),
    ],
)
def test_a_hedged_figure_between_hides_no_contradiction(values: str, faults: list[str]) -> None:
    """Each figure is held against all that it lies in; one fault is told once."""
    figures = [{"id": id_, "value": value} for id_, value in zip("abcdefg", values.split(), strict=False)]
    claim = {"claim": "nested", "of": [each["id"] for each in figures]}
    assert ["".join(found.ids) for found in verify_claims(figures, [claim])] == faults


def test_a_figure_has_no_keys_but_its_own_and_an_id_of_its_own() -> None:
    with pytest.raises(UnknownFieldError, match="context"):
        verify_claims([{"id": "a", "value": "5个", "contxt": "上半年累计"}], [])
    with pytest.raises(DuplicateIdError, match="a"):
        verify_claims([{"id": "a", "value": "5个"}, {"id": "a", "value": "1个"}], [])
