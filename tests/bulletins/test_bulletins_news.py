"""What the reader makes of news that it was not written for: invented passages, each quantity judged by hand."""

import re
from pathlib import Path
from typing import Final

import pytest

from zhaoshang.bulletins import read_figures, verify

_MARK: Final = re.compile(r"\[([^\[\]|]+)\|([\w:]+)\]")
_LINES: Final = (Path(__file__).parents[1] / "corpus" / "news.txt").read_text("utf-8").splitlines()
PASSAGES: Final = [line for line in _LINES if line and not line.startswith("#")]


@pytest.mark.parametrize("passage", PASSAGES)
def test_every_quantity_is_told_for_what_it_is(passage: str) -> None:
    """What is marked measures just that, and what is not marked measures nothing; nothing contradicts itself."""
    text = _MARK.sub(lambda match: match[1], passage)
    expected: dict[tuple[int, int], str] = {}
    removed = 0
    for match in _MARK.finditer(passage):
        start = match.start() - removed
        expected[start, start + len(match[1])] = match[2]
        removed += len(match[0]) - len(match[1])
    readings = read_figures(text, today="2024-03-01")
    assert {(item.start, item.end): item.kpi for item in readings if item.kpi is not None} == expected
    found = verify(text, today="2024-03-01")
    assert not found.differs, found.render("zh_CN")


def test_there_is_news_of_many_kinds() -> None:
    assert len(PASSAGES) > 100
    assert sum(not _MARK.search(passage) for passage in PASSAGES) > 20
    assert len({match[2] for passage in PASSAGES for match in _MARK.finditer(passage)}) > 35
