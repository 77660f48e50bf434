"""What is judged of printed figures is told by arithmetic on whole numbers, over all small cases, in every unit."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import product

import pytest

from zhaoshang import Ledger, Money, Project
from zhaoshang._checks.arithmetic import agrees, gives, numerators, rounded, shown
from zhaoshang._checks.figures import said
from zhaoshang._checks.rates import time_progress
from zhaoshang.checks import Nested, PartOf, PrintedFigure, RateOf, SameFact, SumOf, check, verify_claims
from zhaoshang.model import CreditShare
from zhaoshang.periods import Period

WAYS = {"half_up": ROUND_HALF_UP, "truncate": ROUND_DOWN}

# ---------------------------------------------------------------- rounding


@pytest.mark.parametrize("places", [0, 1, 2])
@pytest.mark.parametrize("way", WAYS)
def test_a_number_is_rounded_as_on_paper(places: int, way: str) -> None:
    """Over every thousandth of either sign: the digits are those of decimal arithmetic."""
    for thousandths in range(-2100, 2101, 5):
        wanted = Decimal(thousandths).scaleb(-3).quantize(Decimal(1).scaleb(-places), rounding=WAYS[way])
        number = Fraction(thousandths, 1000)
        assert rounded(number, places, way) == Fraction(wanted)
        assert agrees(number, Fraction(wanted), places)
    assert shown(Fraction(1, 3), places) == ["0", "0.3", "0.33"][places]
    assert shown(Fraction(-5, 2), places) == ["-3", "-2.5", "-2.50"][places]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(100), "100"),
        (Fraction(1, 8), "0.125"),
        (Fraction(2, 3), "0.666667"),
        (Fraction(10**30 + 1), "1" + "0" * 29 + "1"),
        (Fraction(1, 10**7), "0"),
        (Fraction(-7, 2), "-3.5"),
        (Fraction(0), "0"),
    ],
)
def test_a_number_is_shown_in_the_digits_that_it_needs(number: Fraction, text: str) -> None:
    assert shown(number) == text


@pytest.mark.one_in(3)
@pytest.mark.long
@pytest.mark.parametrize("whole", [1, 2, 3, 7, 12, 40, 41, 99, 292])
@pytest.mark.parametrize("places", [0, 1, 2])
def test_a_rate_is_traced_to_just_the_numbers_that_give_it(whole: int, places: int) -> None:
    """Told by dividing all of them; nothing below 0 is ever one."""
    least = 10**places
    printed: dict[str, dict[Fraction, list[str]]] = {way: {} for way in WAYS}
    for number in range(3 * whole):
        share = 100 * number * least
        found = {"half_up": (2 * share + whole) // (2 * whole), "truncate": share // whole}
        for way, digits in found.items():
            printed[way].setdefault(Fraction(digits, least), []).append(str(number))
    rates = {rate for each in printed.values() for rate in each if rate <= 200}
    rates |= {Fraction(digit, least) for digit in range(0, 200 * least, 17)}
    for rate in rates:
        found_by = numerators(rate, places, Fraction(whole))
        wanted = {way: tuple(each.get(rate, ())) for way, each in printed.items()}
        assert found_by == wanted, (rate, whole)
        for number in range(min(whole, 45)):
            is_one = any(str(number) in each for each in wanted.values())
            assert gives(rate, places, Fraction(number), Fraction(whole)) == is_one
        assert not gives(rate, places, Fraction(1), Fraction(0))


@pytest.mark.long
@pytest.mark.parametrize(("whole", "is_listed"), [(500_000, True), (500_025, True), (500_100, False)])
def test_more_numbers_than_anyone_reads_are_a_range(whole: int, is_listed: bool) -> None:
    found = numerators(Fraction(50), 0, Fraction(whole))
    assert set(found) == set(WAYS)
    ends = f"{-(-whole * 49 // 100)}…{whole * 51 // 100}"
    assert (found["half_up"] == (ends,)) is not is_listed


# ---------------------------------------------------------------- time


WINDOWS = [
    ("2022-01-01", "2022-12-31"),
    ("2021-07-01", "2022-06-30"),
    ("2022-02-01", "2022-02-28"),
    ("2021-12-01", "2022-01-31"),
]


@pytest.mark.parametrize(("start", "end"), WINDOWS)
def test_time_passes_by_days_and_by_whole_months(start: str, end: str) -> None:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    days = [first + timedelta(number) for number in range((last - first).days + 1)]
    ends = [day for day in days if (day + timedelta(1)).day == 1]
    day = first - timedelta(40)
    while day < last + timedelta(40):
        text = day.isoformat()
        passed = time_progress(Period.of(text), Period.between(start, end))
        assert passed["day"] == Fraction(100 * sum(each <= day for each in days), len(days))
        assert passed["month"] == Fraction(100 * sum(each <= day for each in ends), len(ends))
        if day.year == 2022 and (start, end) == WINDOWS[0]:
            assert time_progress(Period.of(text)) == passed
        day += timedelta(1)


# ---------------------------------------------------------------- claims in any unit

FORMS: Mapping[str, Mapping[str, int]] = {
    "money": {"{}亿元": 10**8, "{}万元": 10**4, "{}元": 1, "{}百万元": 10**6},
    "land": {"{}公顷": 15, "{}亩": 1},
}


def _texts(amounts: tuple[Fraction, ...], forms: tuple[str, ...], sizes: Mapping[str, int]) -> dict[str, str]:
    digits = [amount / sizes[form] for amount, form in zip(amounts, forms, strict=True)]
    shortest = [format(Decimal(each.numerator) / each.denominator, "f") for each in digits]
    return {name: form.format(text) for name, form, text in zip("abc", forms, shortest, strict=False)}


def _codes(claim: object, texts: Mapping[str, str]) -> list[str]:
    figures = [{"id": name, "value": text} for name, text in texts.items()]
    return [finding.code for finding in verify_claims(figures, [claim])]  # type: ignore[list-item]


@pytest.mark.long
@pytest.mark.parametrize("kind", FORMS)
def test_a_claim_is_judged_alike_in_every_unit(kind: str) -> None:
    """Parts, sums, equal and nested figures: whatever unit each of them is printed in."""
    sizes = FORMS[kind]
    least = max(sizes.values())
    cases = [(1, 2, 3), (2, 1, 3), (2, 2, 4), (3, 1, 2), (1, 1, 1), (1, 3, 3), (0, 2, 2)]
    for forms, case in product(product(sizes, repeat=3), cases):
        one, two, three = (Fraction(number * least) for number in case)
        texts = _texts((one, two, three), forms, sizes)
        told = (forms, case)
        assert _codes(PartOf(part="a", whole="b"), texts) == ["part_exceeds_whole"] * (one > two), told
        assert _codes(SameFact(of=["a", "b"]), texts) == ["value_differs"] * (one != two), told
        assert _codes(SumOf(parts=["a", "b"], total="c"), texts) == ["sum_mismatch"] * (one + two != three), (
            told
        )
        broken = (one > two) + (two > three)
        assert _codes(Nested(of=["a", "b", "c"]), texts) == ["nesting_violated"] * broken, told
        if three:
            rate = {**texts, "r": f"{(100 * one / three).__floor__()}%"}
            assert _codes(RateOf(rate="r", denominator="c", numerator="a"), rate) == [], told
            rate["r"] = f"{(100 * one / three).__floor__() + 3}%"
            assert _codes(RateOf(rate="r", denominator="c", numerator="a"), rate) == ["rate_mismatch"], told


@pytest.mark.parametrize(("one", "two", "total"), list(product(FORMS["money"], repeat=3)))
def test_a_wrong_sum_is_told_in_the_unit_of_the_total(one: str, two: str, total: str) -> None:
    sizes = FORMS["money"]
    texts = _texts((Fraction(3 * 10**8), Fraction(5 * 10**8), Fraction(9 * 10**8)), (one, two, total), sizes)
    figures = [{"id": name, "value": text} for name, text in texts.items()]
    (finding,) = verify_claims(figures, [SumOf(parts=["a", "b"], total="c")])
    assert finding.ids == ("c", "a", "b")
    assert {name: finding.detail[name] for name in ("sum", "total", "difference")} == {
        "sum": str(8 * 10**8),
        "total": str(9 * 10**8),
        "difference": str(10**8),
    }


HEDGED = [
    # of a sum without a value of its own the bounds are shown
    ("10-20亩", "5亩", "40亩", "15…25"),
    ("30-40亩", "1公顷", "40亩", "45…55"),
]


@pytest.mark.parametrize(("one", "two", "total", "bounds"), HEDGED)
def test_the_bounds_of_a_wrong_sum_are_told(one: str, two: str, total: str, bounds: str) -> None:
    figures = [{"id": name, "value": text} for name, text in zip("abc", (one, two, total), strict=True)]
    (finding,) = verify_claims(figures, [SumOf(parts=["a", "b"], total="c")])
    assert bounds in str(finding), str(finding)


@pytest.mark.parametrize(
    ("rate", "whole", "nearest"),
    [
        ("51.2%", "40个", ("20", "21")),
        ("1%", "40个", ("0", "1")),
        ("33%", "1个", ("0", "1")),
        ("150.5%", "10个", ("15", "16")),
    ],
)
def test_an_impossible_rate_names_the_numbers_beside_it(
    rate: str, whole: str, nearest: tuple[str, ...]
) -> None:
    figures = [{"id": "r", "value": rate}, {"id": "n", "value": whole}]
    (finding,) = verify_claims(figures, [RateOf(rate="r", denominator="n")])
    assert (finding.code, finding.detail["nearest"]) == ("impossible_rate", nearest)


@pytest.mark.parametrize("whole", ["0个", "-40个", "24.5亩", "40亩"])
def test_what_counts_nothing_has_no_numerators(whole: str) -> None:
    """Nothing is traced to 0, to less, or to what is measured."""
    figures = [{"id": "r", "value": "51.2%"}, {"id": "n", "value": whole}]
    report = verify_claims(figures, [RateOf(rate="r", denominator="n")])
    assert (report.codes, dict(report.solved)) == ((), {})


@pytest.mark.parametrize("whole", ["超50个", "50余个", "50个以上", "50-60个"])
def test_nothing_of_anything_is_0_percent(whole: str) -> None:
    figures = [{"id": "r", "value": "0%"}, {"id": "m", "value": "0个"}, {"id": "n", "value": whole}]
    assert verify_claims(figures, [RateOf(rate="r", denominator="n", numerator="m")]).codes == ()


# ---------------------------------------------------------------- changes


def _printed(number: Fraction, places: int, mark: str) -> str:
    return f"{Decimal(number.numerator) / number.denominator:.{places}f}{mark}"


@pytest.mark.long
@pytest.mark.parametrize("unit", ["%", "亿元"])
def test_a_change_is_the_difference_or_its_part_of_what_was(unit: str) -> None:
    """Rates change by points, or by per cent of the earlier one; a fall may be printed without its sign."""
    halves = [Fraction(half, 2) for half in range(8)]
    tenths = [Fraction(tenth, 10) for tenth in range(-35, 36, 5)]
    own = "个百分点" if unit == "%" else unit
    for before, after, change in product(halves, halves, tenths):
        texts = {"a": _printed(before, 1, unit), "b": _printed(after, 1, unit)}
        claim = {"claim": "change", "from": "a", "to": "b", "change": "c"}
        gap = after - before
        by_size = change in {gap, -gap} if change >= 0 else change == gap
        told = (before, after, change)
        found = _codes(claim, {**texts, "c": _printed(change, 1, own)})
        assert found == ([] if by_size else ["gap_unreconciled"]), told
        if unit == "%" and by_size:
            assert _codes(claim, {**texts, "c": _printed(change, 1, "%")}) == ["percent_for_points"], told
    for old, new in product((1, 2, 4, 8), (0, 1, 2, 3, 8)):
        texts = {"a": f"{old}{unit}", "b": f"{new}{unit}"}
        grown = Fraction(100 * (new - old), old)
        for off in (0, 1, -1):
            if unit == "%" and grown + off in {new - old, old - new}:
                continue
            signs = {abs(grown), grown}
            right = grown + off in signs if grown + off >= 0 else grown + off == grown
            wanted = [] if right else ["gap_unreconciled"]
            assert _codes(claim, {**texts, "c": _printed(grown + off, 1, "%")}) == wanted, (
                before,
                after,
                off,
            )


# ---------------------------------------------------------------- a ledger at the edge of a day


@pytest.mark.parametrize(
    ("until", "holds"),
    [("2022-06-29", False), ("2022-06-30", True), ("2022-06", True), ("2022-07-01", True), (None, True)],
)
def test_a_share_holds_up_to_its_last_day(until: str | None, holds: bool) -> None:
    shares = [CreditShare(unit="U", share="0.4", until=until), CreditShare(unit="V", share="0.6")]
    ledger = Ledger(as_of="2022-06-30", projects=[Project(id="P", name="x", shares=shares)])
    found = [finding for finding in check(ledger) if finding.code == "shares_sum"]
    assert bool(found) is not holds
    assert [finding.detail["sum"] for finding in found] == ([] if holds else ["0.6"])


def test_a_figure_is_said_as_it_was_printed_else_in_words() -> None:
    figure = PrintedFigure(id="a", value="近3.50亿元")
    assert said(figure.value) == "近3.50亿元"
    assert said(Money.of(3, "亿元")) == "3亿元"
    assert said(Money.of(3, "亿元"), "en") == "300 million yuan"
    assert said(None) == "?"
