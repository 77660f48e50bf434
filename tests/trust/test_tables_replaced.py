"""Tables that are written anew while others read or write them: one writing is answered for, or an error says so."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Literal

import pytest

from zhaoshang import Ledger, Money, Project, evaluate
from zhaoshang.errors import FileAccessError
from zhaoshang.frames import Frames, read_parquet, write_parquet
from zhaoshang.model import Agreement

ASKED = ("signed_project_count", "signed_investment_total")


def ledger(count: int) -> Ledger:
    paper = Agreement(signed_on="2022-03-05")
    projects = [
        Project(id=f"P{number}", name="甲", investment=Money.of(count, "亿元"), agreements=[paper])
        for number in range(count)
    ]
    return Ledger(as_of="2022-06-30", projects=projects)


def answer(source: Ledger | Frames) -> list[object]:
    figures = evaluate(source, ASKED)
    return [figures[kpi].value for kpi in ASKED]


@pytest.mark.parametrize("backend", ["polars", "duckdb"])
def test_a_question_to_tables_that_were_replaced_says_so(
    tmp_path: Path, backend: Literal["polars", "duckdb"]
) -> None:
    write_parquet(ledger(2), tmp_path)
    frames = read_parquet(tmp_path, backend=backend)
    assert answer(frames) == answer(ledger(2))
    write_parquet(ledger(3), tmp_path)
    for _ in range(2):
        with pytest.raises(FileAccessError) as told:
            answer(frames)
        assert (told.value.reason, told.value.path) == ("replaced", str(tmp_path))
        assert "重新打开" in told.value.render("zh_CN")
    assert answer(read_parquet(tmp_path, backend=backend)) == answer(ledger(3))


def test_those_who_write_and_read_at_once_each_have_one_writing(tmp_path: Path, drawn_cases: int) -> None:
    write_parquet(ledger(1), tmp_path)
    whole = [answer(ledger(count)) for count in (1, 2, 3)]

    def write(count: int) -> list[object]:
        for _ in range(drawn_cases // 4):
            write_parquet(ledger(count), tmp_path)
        return whole[count - 1]

    def read(_: int) -> list[object]:
        found = [whole[0]]
        for _ in range(drawn_cases):
            with suppress(FileAccessError):
                found.append(answer(read_parquet(tmp_path)))
        assert [each for each in found if each not in whole] == []
        return whole[0]

    with ThreadPoolExecutor(4) as pool:
        for done in [
            pool.submit(write, 2),
            pool.submit(write, 3),
            pool.submit(read, 0),
            pool.submit(read, 1),
        ]:
            assert done.result() in whole
    assert answer(read_parquet(tmp_path)) in whole
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]
