"""Which way a change went is told by its own word alone, and where that is not certain nothing is. Invented."""

import pytest

from zhaoshang import Ledger, Money, Project
from zhaoshang.bulletins import verify
from zhaoshang.model import Agreement


def ledger(before: int, now: int) -> Ledger:
    """Make a ledger of so many projects signed in 2021 and in 2022."""
    return Ledger(
        as_of="2022-12-31",
        projects=[
            Project(
                id=f"{year}-{number}",
                name=f"虚构{year}第{number}号项目",
                investment=Money.of(1, "亿元"),
                agreements=[Agreement(signed_on=f"{year}-04-0{number + 1}")],
            )
            for year, many in ((2021, before), (2022, now))
            for number in range(many)
        ],
    )


FELL, ROSE = ledger(4, 3), ledger(4, 5)
FALLS = "下降 减少 降低 下滑 回落 下跌 缩减 萎缩 负增长 ↓ 不增反降 由增转降 降幅为 降了 少".split()
RISES = "增长 增加 提高 提升 上升 上涨 扩大 ↑ 不降反增 由降转增 止跌回升 增速为 增长高达 多".split()
OPEN = "未增长 没有增长 降幅收窄 增速回落 增幅缩小 翻番 收窄 无增长".split()
FORMS = ["2022年，全县签约项目同比{word}25%。", "2022年，全县签约项目{now}个，同比{word}25%。"]
LEVELS = "签约项目2022年{now}个，2021年4个，同比{word}25%。"


def said(text: str, book: Ledger | None) -> set[str]:
    return {verdict.answer.value for verdict in verify(text, book) if verdict.raw == "25%"}


@pytest.mark.long
@pytest.mark.parametrize("form", FORMS, ids=["alone", "behind its level"])
@pytest.mark.parametrize("word", [*FALLS, *RISES])
def test_a_word_says_which_way(word: str, form: str) -> None:
    falls = word in FALLS
    assert said(form.format(word=word, now=3), FELL) == {"agrees" if falls else "differs"}
    assert said(form.format(word=word, now=5), ROSE) == {"differs" if falls else "agrees"}


@pytest.mark.parametrize("form", FORMS, ids=["alone", "behind its level"])
@pytest.mark.parametrize("word", OPEN)
def test_a_word_that_is_not_certain_says_nothing(word: str, form: str) -> None:
    for book, now in ((FELL, 3), (ROSE, 5)):
        assert said(form.format(word=word, now=now), book) <= {"unknown"}


@pytest.mark.long
@pytest.mark.parametrize("word", [*FALLS, *RISES, *OPEN])
def test_the_text_alone_is_never_wrong_of_it(word: str) -> None:
    told = said(LEVELS.format(word=word, now=3), None), said(LEVELS.format(word=word, now=5), None)
    right = (
        ("agrees", "differs") if word in FALLS else ("differs", "agrees") if word in RISES else (None, None)
    )
    assert all(each <= {expected} for each, expected in zip(told, right, strict=True))


def test_a_sign_and_a_word_say_it_once() -> None:
    assert said("2022年，全县签约项目3个，同比增长-25%。", FELL) == set()
    assert {v.answer.value for v in verify("2022年，全县签约项目同比增长-25%。", FELL)} == {"agrees"}
    assert {v.answer.value for v in verify("2022年，全县签约项目同比下降-25%。", FELL)} == {"unknown"}


@pytest.mark.parametrize("unit", ["回落镇", "下降乡", "缩减村"])
def test_a_number_has_no_direction(unit: str) -> None:
    project = Project(id="1", name="虚构甲项目", owner=unit, agreements=[Agreement(signed_on="2022-03-01")])
    book = Ledger(as_of="2022-12-31", projects=[project])
    assert [v.answer.value for v in verify(f"2022年，{unit}签约项目1个。", book)] == ["agrees"]
