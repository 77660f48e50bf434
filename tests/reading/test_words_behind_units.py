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
        ("总投资28亿一期已开工。", ["28亿"]),
        ("总投资28亿 一期10亿。", ["28亿", "10亿"]),
        ("总投资8000万两期建设。", ["8000万"]),
        ("总投资28亿三个项目开工。", ["28亿", "三个"]),
        ("总投资28亿两条生产线。", ["28亿", "两条"]),
        ("产值28亿间接带动就业。", ["28亿"]),
        ("总投资28亿起，占地100亩。", ["28亿起", "100亩"]),
        ("投资28亿门槛。", []),
        ("总投资28亿三千万元。", ["28亿三千万元"]),
        ("客房5万间，收件1万五千个。", ["5万间", "1万五千个"]),
        ("3亿元多的投资。", []),
        ("总投资30多亿元。", ["30多亿元"]),
    ],
)
def test_a_word_of_its_own_takes_nothing_from_the_number(text: str, raws: list[str]) -> None:
    assert [mention.raw for mention in find_mentions(text)] == raws
