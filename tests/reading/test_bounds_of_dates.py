"""A word beside a date makes another time of it: a last day is read as in a cell, what else is open. Invented examples."""

from zhaoshang.errors import PeriodSyntaxError
from zhaoshang.periods import Period
from zhaoshang.reading import find_periods, parse_period_cell

TODAY = "2031-08-15"
UNTIL = "{}前;{}之前;{}以前;不晚于{};不迟于{};最迟{};最晚于{};至迟不超过{}".split(";")
OPEN = (
    "{}后;{}之后;{}以后;{}过后;{}一过;{}内外;{}之外;除{}外;除了{};非{};不是{};并非{};不早于{};晚于{};迟于{};早于{};最早{};最快{}"
    ";约{};大约在{};大概{};可能{};临近{};接近{};过了{};距{};逢{};未到{};{}未定;{}改为9月;{}延期至9月;{}次月;{}的前一个月;{}后第三天"
).split(";")
NEUTRAL = (
    "{}以来;{}起;截至{};{}当月;自{};{}及以后;{}前往北京;{}后勤改革;解除{};签约{};{}外出招商;分离{}".split(";")
)
DATES = {
    "2031年3月": "2031-03",
    "2030年6月底": "2030-06-L",
    "2031年5月6日": "2031-05-06",
    "一季度": "2031-Q1",
}
NARROWED = (
    "端午;中秋前后;元旦当天;国庆黄金周;双十一;霜降;大寒前;腊八;七夕;教师节;秋初;初冬;开春;过半;大半;半年;麦收时节;展会期间;个别月份"
).split(";")
NOT_NARROWED = (
    "全县;五一大道;清明路;小满镇;国庆村;中标;中部;头部企业;尾矿;半导体;春风行动;冬奥;节能;某企业;过会;立项;大部分项目"
).split(";")
ENGLISH_UNTIL = "before {};no later than {};on or before {};prior to {};in {} at the latest".split(";")
ENGLISH_OPEN = "after {};no earlier than {};not in {};on or after {};later than {};in {} or later;possibly in {};beyond {}".split(
    ";"
)


def told(text: str) -> list[tuple[str, bool, bool]]:
    return [(str(one.period), one.is_open, one.is_planned) for one in find_periods(text, today=TODAY)]


def cell(text: str) -> str:
    found = parse_period_cell(text, today=TODAY)
    return f"{found.period} {found.is_planned}"


def test_a_last_day_is_planned_from_the_first_day_of_its_year_on() -> None:
    wrong = []
    for date, period in DATES.items():
        last = Period.of(period).end
        expected = f"{last.year}-01-01/{last}"
        for words in UNTIL:
            phrase = words.format(date)
            if told(f"项目{phrase}开工。") != [(expected, True, True)] or cell(phrase) != f"{expected} True":
                wrong.append(phrase)
    for words in ENGLISH_UNTIL:
        phrase = words.format("June 2030")
        if told(f"It opens {phrase}.") != [("2030-01-01/2030-06-30", True, True)]:
            wrong.append(phrase)
    assert wrong == []


def test_what_is_left_open_has_no_days() -> None:
    wrong = []
    for date in DATES:
        for words in OPEN:
            phrase = words.format(date)
            first = [one[:2] for one in told(f"项目{phrase}，进展顺利。")][:1]
            if first not in ([], [("None", True)]):
                wrong.append(phrase)
    assert told("项目约2031年3月投产。") == [("None", True, False)]
    for words in ENGLISH_OPEN:
        phrase = words.format("June 2030")
        if [one[:2] for one in told(f"It opens {phrase}.")] != [("None", True)]:
            wrong.append(phrase)
    assert wrong == []


def test_what_only_stands_beside_a_date_makes_no_other_time_of_it() -> None:
    wrong = [
        words.format(date)
        for date, period in DATES.items()
        for words in NEUTRAL
        if (period, False) not in [one[:2] for one in told(words.format(date) + "，签约5个。")]
    ]
    assert wrong == []


def test_a_part_of_a_year_that_no_rule_reads_is_not_the_year() -> None:
    wrong = []
    for is_open, words in ((True, NARROWED), (False, NOT_NARROWED)):
        expected = [("None", True, False) if is_open else ("2030", False, False)]
        wrong += [word for word in words if told(f"项目于2030年{word}签约。")[:1] != expected]
    assert wrong == []
    # the year still dates what follows
    assert told("2030年国庆签约，11月开工。") == [("None", True, False), ("2030-11", False, False)]


def test_before_a_year_may_leave_the_year_out() -> None:
    read = []
    for phrase in ("2030年前", "2030年以前", "2028—2030年前", "before 2030"):
        if [one[:2] for one in told(phrase)] != [("None", True)]:
            read.append(phrase)
        try:
            read.append(cell(phrase))
        except PeriodSyntaxError:
            continue
    assert read == []


def test_a_date_that_is_left_open_still_tells_the_year_of_the_next() -> None:
    assert told("2030年3月以后签约，5月开工。") == [("None", True, False), ("2030-05", False, False)]
