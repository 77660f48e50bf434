"""Running text refuses what a cell refuses: nothing or the whole, never the head or tail of it. Invented examples."""

from itertools import product

import pytest

from zhaoshang import ZhaoshangError, find_mentions, parse_quantity

NUMBERS = "3 三 两 3.5 12 3万 3亿 1.5亿 三亿五千万 80余 十几".split()
UNITS = "元 美元 亩 吨 公里 倍 % 个 家 年".split()
TAILS = "半 多 有余 出头 开外 之上 之下 起 以上 之内 不到 以外 ±5%".split()
AHEAD = "＞ ＜ > 未超过 不得低于 不一定超过 没有达到 近 不足".split()
CURRENCIES = "KRW R$ ₽".split()
BEHIND = "三亩半 3亩5分 三个半亿 5个点 3块5 3亿马克 3亿克朗 3亿元美元 3亿元港元 3%多 3.5%多 3万吨多 3亿元多".split()
PHRASES = sorted(
    {number + unit + tail for number, unit, tail in product(NUMBERS, UNITS, TAILS)}
    | {word + number + unit for word, number, unit in product(AHEAD, NUMBERS, UNITS)}
    | {word + number + "元" for word, number in product(CURRENCIES, NUMBERS)}
    | set(BEHIND)
)


def whole(phrase: str) -> str | None:
    try:
        return str(parse_quantity(phrase).interval)
    except ZhaoshangError:
        return None


@pytest.mark.parametrize("tail", ["。", "，占地较大。"], ids=["stop", "clause"])
@pytest.mark.parametrize("head", ["总投资", "据了解，规模"])
def test_text_gives_the_whole_of_a_phrase_or_nothing(head: str, tail: str) -> None:
    wrong = {}
    for phrase in PHRASES:
        found = [(one.raw, str(one.quantity.interval)) for one in find_mentions(head + phrase + tail)]
        if found not in ([], [(phrase, whole(phrase))]):
            wrong[phrase] = found
    assert not wrong


READ = {
    "三亩半": "[7/2, 7/2]",
    "两公里半": "[5/2, 5/2]",
    "3倍半": "[7/2, 7/2]",
    "3%多": "(3, 4)",
    "3亿元有余": "(300000000, ∞)",
    "3亿元出头": "(300000000, ∞)",
    "3亿元开外": "(300000000, ∞)",
    "3亿元之上": "[300000000, ∞)",
    "3亿元之下": "(-∞, 300000000]",
    "3亿元起": "[300000000, ∞)",
    "＞3亿元": "(300000000, ∞)",
    "＜3亿元": "(-∞, 300000000)",
}


@pytest.mark.parametrize(("phrase", "interval"), READ.items(), ids=list(READ))
def test_what_goes_on_behind_the_unit_is_read(phrase: str, interval: str) -> None:
    assert whole(phrase) == interval
    (found,) = find_mentions(f"总投资{phrase}。")
    assert (found.raw, str(found.quantity.interval)) == (phrase, interval)


OTHER_WORDS = (
    "3亿元多元化 3亿元外资 3亿元内资 3亿元起步区 3公里半径 5个点位 两个半导体项目 2个5亿元项目".split()
)


@pytest.mark.parametrize("phrase", OTHER_WORDS)
def test_another_word_behind_the_unit_belongs_to_nothing(phrase: str) -> None:
    assert find_mentions(f"总投资{phrase}。")[0].quantity.hedge.value == "none"
