"""A negated bound is the other side, in cells and in text, or it is refused; it is never its opposite. Invented examples."""

import pytest

from zhaoshang import ZhaoshangError, find_mentions, parse_quantity

COMPOSED = {
    "未超过": "(-∞, 300000000]",
    "没超过": "(-∞, 300000000]",
    "沒有超過": "(-∞, 300000000]",
    "不得超过": "(-∞, 300000000]",
    "不会突破": "(-∞, 300000000]",
    "没有突破": "(-∞, 300000000]",
    "未能突破": "(-∞, 300000000]",
    "不应当高于": "(-∞, 300000000]",
    "无法超过": "(-∞, 300000000]",
    "不得低于": "[300000000, ∞)",
    "不会低于": "[300000000, ∞)",
    "不允许少于": "[300000000, ∞)",
    "没有达到": "(-∞, 300000000)",
    "未能达到": "(-∞, 300000000)",
    "不能达": "(-∞, 300000000)",
    "没到": "(-∞, 300000000)",
}
OPEN = (
    "不一定超过 未必低于 不必达到 是否超过 能否突破 有没有超过 会不会低于 没有接近 不得不超过 不会至少 难以超过"
).split()
ENGLISH = {
    "did not exceed": "(-∞, 300000000]",
    "has not surpassed": "(-∞, 300000000]",
    "never exceeded": "(-∞, 300000000]",
    "hasn't yet exceeded": "(-∞, 300000000]",
    "must not be below": "[300000000, ∞)",
    "cannot fall below": "[300000000, ∞)",
    "is not under": "[300000000, ∞)",
    "did not reach": "(-∞, 300000000)",
}


@pytest.mark.parametrize(("words", "interval"), COMPOSED.items(), ids=list(COMPOSED))
def test_negation_of_a_bound_is_the_other_side(words: str, interval: str) -> None:
    amount = f"{words}3亿元"
    assert str(parse_quantity(amount).interval) == interval
    (found,) = find_mentions(f"去年总投资{amount}。")
    assert (found.quantity.raw, str(found.quantity.interval)) == (amount, interval)


@pytest.mark.parametrize("words", OPEN)
def test_negation_that_leaves_the_bound_open_is_refused(words: str) -> None:
    with pytest.raises(ZhaoshangError):
        parse_quantity(f"{words}3亿元")
    assert not find_mentions(f"总投资{words}3亿元。")


@pytest.mark.parametrize(("words", "interval"), ENGLISH.items(), ids=list(ENGLISH))
def test_negation_in_english(words: str, interval: str) -> None:
    (found,) = find_mentions(f"The investment {words} 300 million yuan.")
    assert str(found.quantity.interval) == interval


@pytest.mark.parametrize("words", ["not nearly", "not at least", "never up to"])
def test_negation_that_leaves_the_bound_open_in_english(words: str) -> None:
    assert not find_mentions(f"The investment is {words} 300 million yuan.")


@pytest.mark.parametrize("text", ["淹没超过3亿元", "沉没超过3亿元", "会超过3亿元", "应超过3亿元"])
def test_other_words_negate_nothing(text: str) -> None:
    (found,) = find_mentions(text)
    assert str(found.quantity.interval) == "(300000000, ∞)"
