"""An unknown word anywhere in the reach of a figure: it may narrow it down, shift it or move it, and leaves no verdict."""

import re
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from tests.bulletins.counties import LEDGER as COUNTY
from tests.bulletins.counties import ask_once, figures

from zhaoshang import Ledger, Money, Project, ServiceTeam
from zhaoshang.bulletins import Answer, verify, write
from zhaoshang.model import Agreement, Milestone

TOWNS = ("柳镇", "桥镇")


def project(id_: str, town: str, day: str, amount: str, started: str = "") -> Project:
    return Project(
        id=id_,
        name=f"虚构{id_}号项目",
        owner=town,
        investment=Money.of(amount, "亿元"),
        agreements=[Agreement(signed_on=day)],
        milestones=[Milestone(stage="started", on=started)] if started else [],
    )


LEDGER = Ledger(
    as_of="2023-12-31",
    teams=[ServiceTeam(id=town, name=town) for town in TOWNS],
    projects=[
        project("P1", "柳镇", "2022-04-01", "4"),
        project("P2", "桥镇", "2022-05-01", "4"),
        project("P3", "柳镇", "2023-02-01", "2", "2023-05-01"),
        project("P4", "柳镇", "2023-03-10", "3"),
        project("P5", "桥镇", "2023-09-01", "5"),
    ],
)
WORDS = ("骉麤", "外商", "次旬", "上回", "末段前", "尾款", "配套", "（代管）")


def answers(text: str) -> list[str]:
    """Tell what is made of the figure that stands at @, with each of two numbers."""
    found = []
    start = text.index("@")
    for number in re.findall(r"@(\d+)/(\d+)@", text)[0]:
        said = re.sub(r"@\d+/\d+@", number, text)
        (verdict,) = (
            item for item in verify(said, LEDGER) if (item.start, item.against) == (start, "ledger")
        )
        found.append(str(verdict.answer))
    return found


REACHES = {
    "behind a date": "2023年{}，全县签约项目@3/1@个。",
    "before a date": "{}2023年，全县签约项目@3/1@个。",
    "before whom": "2023年，{}全县签约项目@3/1@个。",
    "of its own": "2023年，{}，全县签约项目@3/1@个。",
    "of an earlier sentence": "2023年{}，全县召开会议。签约项目@3/1@个。",
    "behind whom": "2023年，全县{}签约项目@3/1@个。",
    "behind a unit": "2023年，柳镇{}签约项目@2/1@个。",
    "before a unit": "2023年，{}柳镇签约项目@2/1@个。",
    "behind a unit, alone": "2023年，柳镇{}，签约项目@2/1@个。",
    "before the noun": "2023年，全县签约{}项目@3/1@个。",
    "before the number": "2023年，签约项目{}@3/1@个。",
    "behind the number": "2023年，签约项目@3/1@个{}。",
    "behind the counter": "2023年，全县有@3/1@个{}项目签约。",
    "an amount of a later clause": "2023年，全县签约项目3个，{}总投资@10/5@亿元。",
    "an amount of a part": "2023年，全县签约项目3个，其中{}总投资@10/5@亿元。",
    "an amount": "2023年，全县签约{}总投资@10/5@亿元。",
    "what was counted before": "2023年，全县{}签约项目3个，总投资@10/5@亿元。",
    "a step": "2023年，全县{}开工项目@1/2@个。",
    "a rate": "2023年，全县{}开工率@33/50@%。",
    "behind a rate": "2023年，全县开工率@33/50@%{}。",
    "a growth": "2023年，全县{}签约项目同比增长@50/20@%。",
    "a share": "2023年，柳镇签约项目2个，{}占全县的@67/50@%。",
    "before a row": "2023年，{}柳镇、桥镇分别签约项目@2/1@个、1个。",
    "inside a row": "2023年，柳镇、桥镇分别{}签约项目@2/1@个、1个。",
}


@pytest.mark.long
@pytest.mark.parametrize("place", REACHES)
def test_a_sentence_that_is_understood_is_judged(place: str) -> None:
    text = REACHES[place].format("").replace("，，", "，")
    assert answers(text) == ["agrees", "differs"]


@pytest.mark.one_in(3)
@pytest.mark.long
@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("place", REACHES)
def test_a_word_that_nothing_understood_leaves_no_verdict(place: str, word: str) -> None:
    assert answers(REACHES[place].format(word)) == ["unknown", "unknown"]


@pytest.mark.parametrize("joint", ["连同", "加上", "携手", "并", "/", "+", "·", "—", " ", "、\n"])
@pytest.mark.parametrize("number", [1, 3])
def test_units_told_together_are_not_the_last_of_them(joint: str, number: int) -> None:
    (verdict,) = verify(f"2023年，柳镇{joint}桥镇签约项目{number}个。", LEDGER)
    assert verdict.code == "no_measure"


@pytest.mark.parametrize(
    "words",
    ["第三周", "以前", "下半月", "非", "后三季度", "末季度", "最后一个季度", "多数日子", "每月", "（除9月）"],
)
@pytest.mark.parametrize("number", [1, 3])
def test_words_behind_a_date_may_make_it_another(words: str, number: int) -> None:
    (verdict,) = verify(f"2023年{words}，全县签约项目{number}个。", LEDGER)
    assert verdict.answer is Answer.UNKNOWN


@pytest.mark.parametrize(
    "said",
    [
        "2个（1-6月）",
        "2个（截至6月）",
        "1个（5亿元以上）",
        "9个（含意向6个）",
        "2个（柳镇）",
        "3个（合资）",
        "3个（PPP）",
        "3个（较大）",
    ],
)
def test_brackets_that_say_of_which_leave_no_verdict(said: str) -> None:
    first, *_ = verify(f"2023年，签约项目{said}。", LEDGER)
    assert first.answer is Answer.UNKNOWN


@pytest.mark.parametrize(
    "said",
    [
        "3个（同比增长50%）",
        "3个（柳镇2个、桥镇1个）",
        "3个（其中开工1个）",
        "3个（含柳镇）",
        "3个（快报数）",
        "3个（总投资10亿元）",
        "3个，居全县第一",
    ],
)
def test_brackets_that_remark_on_a_figure_leave_it_judged(said: str) -> None:
    first, *_ = verify(f"2023年，签约项目{said}。", LEDGER)
    assert first.answer is Answer.AGREES


def test_a_place_behind_a_number_says_of_which_it_is() -> None:
    for number in (0, 1):
        (verdict,) = verify(f"2023年，全县签约项目中有{number}个落户桥镇。", LEDGER)
        assert verdict.answer is Answer.UNKNOWN


def test_a_day_that_was_not_understood_is_no_other_day() -> None:
    (verdict,) = verify("2023年上半年（数据截至2023年骉麤6月30日），全县签约项目2个。", LEDGER)
    assert verdict.answer is Answer.UNKNOWN


ASKED = [
    {"period": "2022-H1"},
    {"period": "2022-H1", "by": "owner"},
    {"period": "2022-Q1", "as_of": "2022-06-30"},
]
CLAUSE = {"zh_CN": re.compile("[，。]"), "en": re.compile(r"[;,] |\. ")}


@pytest.mark.long
@pytest.mark.parametrize("asked", ASKED, ids=["whole", "by owner", "as of"])
@pytest.mark.parametrize(
    ("locale", "words", "places"),
    [
        ("zh_CN", ("骉", "骉麤", "（骉）"), "(?<![0-9.])(?![0-9.])"),
        ("en", (" zorvex", " (zorvex)"), r"(?= )"),
    ],
    ids=["zh", "en"],
)
def test_no_word_put_into_a_bulletin_makes_it_wrong(
    asked: dict[str, str],
    locale: str,
    words: tuple[str, ...],
    places: str,
    *,
    paired: Callable[..., Iterable[tuple[Any, Any]]],
    one_in: Callable[..., list[int]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It differs nowhere, and nothing of its own clause agrees; a word beside a name that nobody gave is part of that."""
    whole = "全县" if locale == "zh_CN" else "Binjiang County"
    text = write(figures(**asked), subject=whole, locale=locale)
    starts = [place.start() for place in re.finditer(places, text)]
    ask_once(monkeypatch)
    for start, word in paired(one_in(3, starts), words):
        said = f"{text[:start]}{word}{text[start:]}"
        for verdict in verify(said, COUNTY):
            assert verdict.answer is not Answer.DIFFERS, (said, verdict)
            begins = [cut.end() for cut in CLAUSE[locale].finditer(said, 0, verdict.start)]
            end = CLAUSE[locale].search(said, verdict.end)
            is_own = (begins[-1] if begins else 0) <= start < (end.start() if end else len(said))
            is_told = verdict.against == "ledger" and verdict.answer is Answer.AGREES
            assert not (is_own and is_told), (said, verdict)


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize(
    "text",
    [
        "2023年，全县5亿元以上项目开工{}个。",
        "2023年，全县签约5亿元以上项目1个，总投资5亿元，开工{}个。",
        "2023年，5亿元以上项目开工率{}%。",
        "2023年，计划开工项目开工率{}%。",
    ],
)
def test_what_was_done_with_projects_of_a_size_or_a_plan_is_not_held_against_all(
    text: str, number: int
) -> None:
    said = text.format(number)
    (verdict,) = (item for item in verify(said, LEDGER) if item.end == len(said) - 1)
    assert verdict.answer is Answer.UNKNOWN
