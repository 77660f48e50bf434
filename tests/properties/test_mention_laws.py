"""The laws of running text: it reads an amount as a cell does or not at all, whatever stands around."""

from hypothesis import given
from hypothesis import strategies as st

from zhaoshang import ZhaoshangError, find_mentions, parse_quantity
from zhaoshang.quantities import Quantity

NUMBERS = st.one_of(
    st.integers(1, 99_999).map(str),
    st.integers(1_000, 10**9).map("{:,}".format),
    st.decimals(min_value="0.1", max_value=9_999, places=2).map(str),
    st.sampled_from(
        ["三百五十", "两千零五", "十几", "数十", "五六百", "二十", "一千二百", "3万4000", "1亿零500万"]
    ),
)
BEFORE = st.sampled_from(["", "", "近", "约", "超", "不低于", "不足", "-", "+", "负"])
BEHIND = st.sampled_from(["", "", "以上", "左右", "（含）以上", "至9999亿元", "～-2%", "级", "多"])
UNITS = st.sampled_from(
    ["元", "亿元", "万元", "亩", "家", "个", "%", "个百分点", "平方米", "立方米", "美元", "元/亩", "成"]
)
WRITTEN = st.tuples(BEFORE, NUMBERS, UNITS, BEHIND).map("".join)
ENGLISH = st.tuples(
    st.sampled_from(["", "about ", "more than ", "minus ", "up to "]),
    st.integers(1, 1_999).map(str),
    st.sampled_from(
        [" million yuan", " mu", " percent", " new projects", " yuan per mu", "-odd mu", "+ jobs"]
    ),
).map("".join)
OPENING = st.sampled_from(["", "，", ",", "。", "；", ";", "：", ":", "、", "（", "(", "“", "\n"])
CLOSING = st.sampled_from(["", "，", ",", "。", ".", "；", ";", "、", "）", ")", "”", "！", "\n"])


def cell(text: str) -> Quantity | None:
    """Read a cell, or give `None`."""
    try:
        return parse_quantity(text)
    except ZhaoshangError:
        return None


@given(st.one_of(WRITTEN, ENGLISH))
def test_the_text_of_one_cell_reads_as_the_cell_or_not_at_all(text: str) -> None:
    """What a cell reads whole is never read otherwise in text: no part of it, and no other value."""
    known = cell(text)
    if known is not None:
        assert [one.quantity for one in find_mentions(text)] in ([known], [])


@given(st.one_of(WRITTEN, ENGLISH), OPENING, CLOSING)
def test_punctuation_around_changes_nothing(text: str, opening: str, closing: str) -> None:
    """Punctuation of either width parts an amount from its neighbours and changes nothing in it."""
    known = cell(text)
    found = find_mentions(f"{opening}{text}{closing}")
    if known is not None and text[0] not in "-+":  # a sign behind a line break is a bullet
        assert [one.quantity for one in found] in ([known], [])


@given(
    st.lists(st.one_of(WRITTEN, ENGLISH), min_size=1, max_size=4), st.sampled_from(["，", "；", "。", "; "])
)
def test_the_text_of_a_span_reads_as_the_span(texts: list[str], mark: str) -> None:
    """The span of a mention, read as a cell, gives its value again: nothing of it stands outside."""
    for one in find_mentions(mark.join(texts)):
        assert cell(one.raw) == one.quantity, one.raw
