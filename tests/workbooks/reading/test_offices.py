"""Ledgers drawn with the habits of many offices: nothing wrong, nothing lost, and nearly all right.

`python -m tests.offices 0:400 --show 5` runs more of them and says which habit is read badly.
"""

from pathlib import Path

import pytest
from tests.offices.judging import Verdict, judge
from tests.offices.making import HABITS, make
from tests.offices.rendering import lay, write

pytest.importorskip("xlsxwriter")
pytest.importorskip("python_calamine")

_FILES = 60
_RIGHT = 0.92


def _judged(folder: Path, seed: int, only: set[str] | None = None) -> tuple[list[str], Verdict]:
    book = make(seed, only)
    pages, wanted = lay(book, f"o{seed}")
    path = folder / f"o{seed}{book.suffix}"
    write(book, pages, path)
    return book.features, judge(path, wanted)


@pytest.mark.long
def test_nothing_is_wrong_or_lost_in_silence_and_most_is_right(tmp_path: Path) -> None:
    judged = [_judged(tmp_path, seed) for seed in range(_FILES)]
    bad = [
        (seed, habits, fault)
        for seed, (habits, verdict) in enumerate(judged)
        for fault in verdict.faults
        if fault.startswith(("wrong", "lost", "foreign"))
    ]
    assert not bad
    assert sum(verdict.is_right for _, verdict in judged) >= _RIGHT * _FILES


@pytest.mark.long
@pytest.mark.parametrize("habit", sorted(HABITS))
def test_each_habit_alone_is_read(tmp_path: Path, habit: str, drawn_cases: int) -> None:
    for seed in range(500, 500 + -(-drawn_cases // 20)):
        _, verdict = _judged(tmp_path, seed, {habit})
        assert verdict.is_right, verdict.faults[:5]


def test_there_are_many_habits() -> None:
    assert len(HABITS) >= 60
