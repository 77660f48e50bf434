"""多 and 余 behind a unit belong to the number only where no word of their own begins with them."""

import pytest

from zhaoshang.reading import find_mentions


@pytest.mark.parametrize(
    ("text", "raws"),
    [
        ("比上年同期42亿元多出28亿元。", ["42亿元", "28亿元"]),
        ("比上年42亿元多28亿元。", ["42亿元", "28亿元"]),
        ("比去年的5个多签了3个。", ["5个", "3个"]),
        ("总投资3亿元余下的部分。", ["3亿元"]),
        ("总投资3亿元多。", []),
        ("3亿元多的投资。", []),
        ("总投资30多亿元。", ["30多亿元"]),
    ],
)
def test_a_word_of_its_own_takes_nothing_from_the_number(text: str, raws: list[str]) -> None:
    assert [mention.raw for mention in find_mentions(text)] == raws
