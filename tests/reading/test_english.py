"""English read: cells, running text, dates, and what is refused. All sentences are invented."""

import pytest

from zhaoshang import ZhaoshangError, find_mentions, parse_money, parse_period, parse_quantity
from zhaoshang.errors import (
    AmbiguousQuantityError,
    PeriodSyntaxError,
    QuantitySyntaxError,
    TodayNeededError,
    UnknownUnitError,
)
from zhaoshang.reading import find_periods, parse_column

CELLS = [
    # hedges on either side
    ("about RMB 13 billion", "13000000000 CNY (about)", "(-∞, ∞)"),
    ("nearly CNY 13 bn", "13000000000 CNY (near)", "(-∞, 13000000000)"),
    ("more than 80 mu", "80 mu (over)", "(80, ∞)"),
    ("over 1,200 jobs", "1200 个 (over)", "(1200, ∞)"),
    ("no less than 5 firms", "5 家 (at_least)", "[5, ∞)"),
    ("At least about 30 firms", "30 家 (at_least)", "[30, ∞)"),
    ("1 billion yuan or more", "1000000000 CNY (at_least)", "[1000000000, ∞)"),
    ("1,200+ jobs", "1200 个 (at_least)", "[1200, ∞)"),
    ("up to 30 days", "30 day (at_most)", "(-∞, 30]"),
    ("within 30 working days", "30 workday (at_most)", "(-∞, 30]"),
    ("fewer than 10 households", "10 户 (below)", "(-∞, 10)"),
    ("5 km² or so", "5 km2 (about)", "(-∞, ∞)"),
    ("80-odd mu", "80 mu (odd)", "(80, 90)"),
    ("15,000-odd people", "15000 人 (odd)", "(15000, 16000)"),
    # no single number
    ("several hundred million yuan", "[200000000, 1000000000) CNY (several)", "[200000000, 1000000000)"),
    ("tens of thousands of people", "[20000, 100000) 人 (several)", "[20000, 100000)"),
    ("several projects", "[2, 10) 个 (several)", "[2, 10)"),
    ("on the order of 10 billion yuan", "[10000000000, 100000000000) CNY (order)", "[10000000000, 100000000000)"),
    # ranges
    ("between 10 and 20 million yuan", "[10000000, 20000000] CNY (range)", "[10000000, 20000000]"),
    ("between US$1 billion and US$2 billion", "[1000000000, 2000000000] USD (range)", "[1000000000, 2000000000]"),
    ("10-20 million yuan", "[10000000, 20000000] CNY (range)", "[10000000, 20000000]"),
    ("US$1–2 billion", "[1000000000, 2000000000] USD (range)", "[1000000000, 2000000000]"),
    ("500 yuan to 2 billion yuan", "[500, 2000000000] CNY (range)", "[500, 2000000000]"),
    ("10 to 20%", "[10, 20] percent (range)", "[10, 20]"),
    ("from 20 to under 100 firms", "[20, 100) 家 (range)", "[20, 100)"),
    ("over 10 to under 20 firms", "(10, 20) 家 (range)", "(10, 20)"),
    ("over 100 million up to 500 million yuan", "(100000000, 500000000] CNY (range)", "(100000000, 500000000]"),
    ("somewhere between 1 and 2 billion yuan", "(1000000000, 2000000000) CNY (odd)", "(1000000000, 2000000000)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "shown", "interval"), CELLS)
def test_hedges_and_ranges(text: str, shown: str, interval: str) -> None:
    quantity = parse_quantity(text)
    assert (str(quantity), str(quantity.interval), quantity.raw) == (shown, interval, text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        # money
        ("US$300 million", "300000000 USD"),
        ("US$300m", "300000000 USD"),
        ("RMB13bn", "13000000000 CNY"),
        ("13 billion RMB", "13000000000 CNY"),
        ("20m euros", "20000000 EUR"),
        ("KRW 5 million", "5000000 KRW"),
        ("2.5 trillion Japanese yen", "2500000000000 JPY"),
        ("$5 million", "5000000 USD"),
        ("$5 million HKD", "5000000 HKD"),
        ("500 AFN", "500 AFN"),
        # areas, counts, shares, times
        ("120,000 m²", "120000 m2"),
        ("1.5 million square metres", "1500000 m2"),
        ("5 sq km", "5 km2"),
        ("500-mu", "500 mu"),
        ("35 projects", "35 个"),
        ("1,200 new jobs", "1200 个"),
        ("12 foreign-invested high-tech enterprises", "12 家"),
        ("12 items (项)", "12 项"),
        ("50k jobs", "50000 个"),
        ("87.5%", "87.5 percent"),
        ("87.5 per cent", "87.5 percent"),
        ("21.0 percentage points", "21.0 pp"),
        ("50 basis points", "0.5 pp"),
        ("30-day", "30 day"),
        ("20,000-square-metre", "20000 m2"),
        ("3.5 times", "3.5 times"),
        ("300 yuan per mu", "300 CNY/mu"),
        ("RMB 3 million/mu", "3000000 CNY/mu"),
        ("50 firms per month", "50 家/month"),
        # numbers in words
        ("twenty-five firms", "25 家"),
        ("two hundred and fifty projects", "250 个"),
        ("three million two hundred thousand yuan", "3200000 CNY"),
        ("half a billion yuan", "500000000 CNY"),
        ("a dozen projects", "12 个"),
        ("three hundred million US dollars", "300000000 USD"),
    ],
)
def test_cells(text: str, shown: str) -> None:
    assert str(parse_quantity(text)) == shown


def test_a_header_gives_the_unit() -> None:
    assert parse_money("about 1.5 billion", default_unit="元").value == 1_500_000_000
    assert parse_money("nearly 3", default_unit="亿元").value == 300_000_000
    for header in ("RMB million", "million yuan", " CNY mn "):
        assert parse_money("1.5", default_unit=header).value == 1_500_000
    assert parse_money("2-3", default_unit="US$ billion").interval.high == 3 * 10**9
    with pytest.raises(UnknownUnitError):
        parse_money("1.5", default_unit="million widgets")
    column = parse_column(["1.5", "over 3", "US$2 million", "unknown"], default_unit="亿元")
    assert [None if item is None else int(item.value or 0) for item in column.values] == [
        150_000_000,
        300_000_000,
        2_000_000,
        None,
    ]
    assert [finding.code for finding in column.findings] == ["unit_disagrees", "not_a_quantity"]


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("13 billion", (10, 10), "a unit such as yuan, mu or projects"),
        ("about 35 widgets", (8, 9), "a unit such as yuan, mu or projects"),
        ("well over 35 projects", (0, 5), "a number or a hedge such as nearly or over"),
        ("35 projects signed", (11, 18), "the end of the text"),
        ("US$300 HKD", (0, 10), "currencies that agree"),
        ("R$5 million", (0, 2), "a currency that is known"),
        ("at least 5 firms at most", (0, 24), "hedges that agree"),
        ("20 to 10 firms", (0, 14), "a second number above the first"),
        ("on the order of 35 firms", (0, 24), "a power of ten"),
        ("two three firms", (0, 9), "a number"),
        ("ten and five firms", (3, 4), "a unit such as yuan, mu or projects"),
    ],
)
def test_what_is_no_amount(text: str, span: tuple[int, int], expected: str) -> None:
    with pytest.raises(QuantitySyntaxError) as caught:
        parse_quantity(text)
    assert (caught.value.text, caught.value.expected) == (text, expected)
    assert caught.value.span == span
    assert caught.value.render("zh_CN") != caught.value.render("en")


@pytest.mark.parametrize(
    ("text", "marked", "readings"),
    [
        ("5 million dollars", "dollars", 3),
        ("300 tons", "tons", 3),
        ("20 million pounds", "pounds", 2),
        ("5,000-1 million yuan", "5,000-1 million yuan", 2),
    ],
)
def test_two_readings_are_refused(text: str, marked: str, readings: int) -> None:
    """A word that names several units is not taken for the commonest; the sign $ alone means US dollars."""
    with pytest.raises(AmbiguousQuantityError) as caught:
        parse_quantity(text)
    assert text[slice(*caught.value.span)] == marked
    assert len(caught.value.readings) == readings


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In the first half of 2026, the county signed 35 projects worth about RMB 13 billion.",
         ["35 projects", "about RMB 13 billion"]),
        ("It created over 1,200 new jobs.", ["over 1,200 new jobs"]),
        ("The start rate was 87.5%, up 3.2 percentage points.", ["87.5%", "3.2 percentage points"]),
        ("It covers more than 80 mu, with 120,000 m² of plants.", ["more than 80 mu", "120,000 m²"]),
        ("Nearly 10,000 people work there; three firms left.", ["Nearly 10,000 people", "three firms"]),
        ("The rate rose from 10% to 15%.", ["10%", "15%"]),
        ("Investment of between US$10 million and US$20 million is sought.", ["between US$10 million and US$20 million"]),
        ("A US$300-million project on a 500-mu site, due within 30 days.", ["US$300-million", "500-mu", "within 30 days"]),
        ("It took 3 years; output is 3 times the average.", ["3 years", "3 times"]),
        ("Paid $5m (about HK$39 million).", ["$5m", "about HK$39 million"]),
        ("2,022 projects, over 2000 firms and 2000 jobs.", ["2,022 projects", "over 2000 firms", "2000 jobs"]),
        ("signed 12 contracts, of which 5 are foreign", ["12 contracts"]),
        # Chinese with English units and names stays as it is
        ("一期投资USD 300万，约 US$300 million，GDP 100亿元，项目 35 个。", ["USD 300万", "US$300 million", "100亿元", "35 个"]),
    ],
)  # fmt: skip
def test_running_text(text: str, found: list[str]) -> None:
    mentions = find_mentions(text)
    assert [mention.raw for mention in mentions] == found
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.raw


@pytest.mark.parametrize(
    "text",
    [
        "Fortune Global 500 companies",
        "the top 10 projects",
        "No. 35 firms",
        "Phase 2 plots",
        "the 2022 projects",
        "2022-2025 projects",
        "Tel: 0595-2234 5678",
        "Call +86 595 2234 5678 days",
        "COVID-19 cases",
        "at 8:30 hours",
        "5G projects",
        "Industry 4.0 projects",
        "the first nine months",
        "one of the firms",
        "one firm said",
        "a three-year plan",
        "the 14th Five-Year Plan",
        "GB/T 4754-2017 items",
        "It visited 8 times.",
        "5 million dollars",
        "signed 12 with firms",
        "the 12 firm names",
        "Document [2022] 37",
        "2.0 and 3.1.4 items",
        "3 gè (a torn gloss)",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    """Years, ranks, codes, telephone numbers, ordinals, plans and parts of names count nothing."""
    assert [mention.raw for mention in find_mentions(f"It says {text}")] == []


def test_the_noun_is_kept_as_printed() -> None:
    mentions = find_mentions("They signed 35 new high-tech projects and created 12,000-odd jobs in 3 parks.")
    assert [mention.counted for mention in mentions] == ["new high-tech projects", "jobs", "parks"]


PERIODS = [
    ("H1 2026", "2026-H1"),
    ("1H 2026", "2026-H1"),
    ("the first half of 2026", "2026-H1"),
    ("January–June 2026", "2026-01-01/2026-06-30"),
    ("Jan. to Jun. 2026", "2026-01-01/2026-06-30"),
    ("January 2026 through March 2027", "2026-01-01/2027-03-31"),
    ("end of June 2026", "2026-06-L"),
    ("Q4 2022", "2022-Q4"),
    ("the third quarter of 2022", "2022-Q3"),
    ("first three quarters of 2022", "2022-01-01/2022-09-30"),
    ("first nine months of 2022", "2022-01-01/2022-09-30"),
    ("March 5, 2022", "2022-03-05"),
    ("5th of March 2022", "2022-03-05"),
    ("March 5-8, 2022", "2022-03-05/2022-03-08"),
    ("as of June 30, 2026", "2026-06-30"),
    ("mid-December 2022", "2022-12-M"),
    ("2021 to 2023", "2021-01-01/2023-12-31"),
    ("year 2022", "2022"),
    ("14th Five-Year Plan period", "2021-01-01/2025-12-31"),
    ("last year", "2025"),
    ("March last year", "2025-03"),
    ("last month", "2026-06"),
    ("yesterday", "2026-07-09"),
    ("first half", "2026-H1"),
]


@pytest.mark.parametrize(("text", "iso"), PERIODS)
def test_periods(text: str, iso: str) -> None:
    assert str(parse_period(text, today="2026-07-10")) == iso


@pytest.mark.parametrize(("text", "iso"), [pair for pair in PERIODS if "through" not in pair[0]])
def test_periods_in_running_text(text: str, iso: str) -> None:
    """The date is found in a sentence; what leads to it, and the article, stay outside."""
    (mention,) = find_periods(f"They met in {text}, and signed.", today="2026-07-10")
    assert str(mention.period) == iso
    assert mention.raw == text.removeprefix("by ").removeprefix("as of ").removeprefix("the ")


@pytest.mark.parametrize(
    "text", ["early 2026", "30 February 2022", "June 40, 2022", "sometime in 2022", "H3 2022"]
)
def test_no_such_period(text: str) -> None:
    with pytest.raises(PeriodSyntaxError):
        parse_period(text)


def test_a_relative_period_needs_the_day() -> None:
    with pytest.raises(TodayNeededError):
        parse_period("last year")
    (mention,) = find_periods("It opened last year.")
    assert mention.period is None
    assert mention.is_relative


@pytest.mark.parametrize(
    "text",
    [
        "They may 2022 it",
        "Room 2022 is full",
        "ISO 2022",
        "3,2022 firms",
        "a May 35 firm",
        "Building H1 is open",
        "the Audi Q3 plant",
        "v2022.05",
        "is lot x-March 2022",
        "is at 9:March 2022",
        "is Q/March 2022",
        "by (.March 2022",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_periods(f"Here {text}") == []


def test_a_year_may_qualify_a_noun() -> None:
    assert [
        str(mention.period) for mention in find_periods("They met the 2022 target with the 2000 firms.")
    ] == ["2022"]


def test_a_month_takes_the_year_of_its_sentence() -> None:
    found = find_periods("Talks began in March 2022 and ended in May. In June they met.", today="2026-07-10")
    assert [str(mention.period) for mention in found] == ["2022-03", "2022-05", "2026-06"]


def test_no_language_is_preferred() -> None:
    """One text may hold both; each amount is read by its own words."""
    text = "滨江县签约项目35个，总投资约130亿元 (35 projects, about RMB 13 billion)。"
    values = [mention.quantity.value for mention in find_mentions(text)]
    assert values == [35, 13 * 10**9, 35, 13 * 10**9]
    for broken in ("about", "US$", "million yuan", "between 5 and", "-odd", "$"):
        with pytest.raises(ZhaoshangError):
            parse_quantity(broken)


SPOKEN = [
    ("twenty-five firms", "25 家", 0),
    ("a dozen firms", "12 家", 0),
    ("two hundred mu", "200 mu", 0),
    ("two million five hundred yuan", "2000500 CNY", 0),
    ("five thousand mu", "5000 mu", 3),
    ("three million yuan", "3000000 CNY", 6),
    ("a hundred million yuan", "100000000 CNY", 6),
    ("half a billion yuan", "500000000 CNY", 9),
    ("a trillion yuan", "1000000000000 CNY", 12),
    ("two thousand and thirty mu", "2030 mu", 0),
    ("a million and five hundred yuan", "1000500 CNY", 0),
    ("three million and fifty thousand yuan", "3050000 CNY", 3),
]


@pytest.mark.parametrize(("text", "shown", "scale"), SPOKEN)
def test_numbers_in_words_keep_the_magnitude_that_they_end_with(text: str, shown: str, scale: int) -> None:
    """From thousand on, as 万 and 亿 are kept: hundred and dozen are parts of the number."""
    quantity = parse_quantity(text)
    assert (str(quantity), quantity.scale, quantity.places) == (shown, scale, 0)
    assert [(one.raw, one.quantity, one.quantity.scale) for one in find_mentions(text)] == [
        (text, quantity, scale)
    ]


@pytest.mark.parametrize(
    "text", ["two thousand and mu", "two thousand and five million mu", "thousand and five mu"]
)
def test_numbers_in_words_fall_from_step_to_step(text: str) -> None:
    with pytest.raises(QuantitySyntaxError):
        parse_quantity(text)


SIGNED = ("RMB {}", "US${}", "¥{}", "EUR {}")
WITHOUT_THEIR_MAGNITUDE = (
    "2½ billion", "2¼ million", "2 1/2 billion", "7 bln", "7 billions", "7 milliard", "7 crore", "4 mio", "6.5 zillion", "7 k", "7 m",
    "4 or 5 billion", "4, 5 and 6 million", "4 and 5 million", "4,000 or 5,000 million",
)  # fmt: skip
WHOLE = ("300", "4,500", "80 in cash", "80 for each", "4,500 vouchers", "80 and 35 boats", "3 billion", "80.")


def test_money_in_text_is_told_to_its_end() -> None:
    """A word or a number behind its figures that may be its magnitude leaves it open, as in a cell: never 7 of RMB 7 crore."""
    moneys = {
        (sign, tail): [one.raw for one in find_mentions(f"It received {sign.format(tail)} in May")]
        for sign in SIGNED
        for tail in (*WITHOUT_THEIR_MAGNITUDE, *WHOLE)
    }
    assert {key for key, raws in moneys.items() if bool(raws) is (key[1] in WITHOUT_THEIR_MAGNITUDE)} == set()
    assert find_mentions("It received RMB 4 or RMB 5 billion") == []
