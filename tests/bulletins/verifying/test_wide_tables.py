"""A row of many columns is judged in a time that grows as the row does."""

from collections.abc import Iterator

import pytest

from zhaoshang._bulletins.verifying.tables import SaidCell, SaidRow
from zhaoshang._bulletins.verifying.verify import _in_row
from zhaoshang.bulletins import Answer, Verdict


def row_of(columns: int, *, is_timed: bool) -> SaidRow:
    return SaidRow(
        "2024年，东镇",
        tuple(
            SaidCell(
                start=number,
                end=number + 1,
                name="签约项目数",
                said="3个",
                is_timed=is_timed,
                is_rate=True,
                is_part=False,
            )
            for number in range(columns)
        ),
    )


@pytest.mark.parametrize("is_timed", [False, True], ids=["plain", "timed"])
@pytest.mark.parametrize("answer", [Answer.DIFFERS, Answer.AGREES], ids=str)
def test_the_words_that_are_judged_grow_as_the_row_does(answer: Answer, is_timed: bool) -> None:
    read = []

    def judged(sentence: str) -> Iterator[Verdict]:
        read.append(len(sentence))
        for place in range(len(sentence)):
            if sentence[place] == "3":
                yield Verdict(
                    answer=answer,
                    against="ledger",
                    code="count",
                    start=place,
                    end=place + 2,
                    raw="3个",
                    zh="",
                    en="",
                )

    spent = []
    for columns in (30, 60, 120):
        read.clear()
        found = _in_row(row_of(columns, is_timed=is_timed), judged)
        assert len(found) == columns
        assert {verdict.code for number, verdict in found.items() if number > 8} == {"no_measure"}
        spent.append(sum(read))
    assert spent[2] - spent[1] <= 2.2 * (spent[1] - spent[0])
