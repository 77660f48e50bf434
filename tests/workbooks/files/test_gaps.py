"""What is searched for in steps, beside the plain search."""

import re

from hypothesis import given
from hypothesis import strategies as st

from zhaoshang import workbooks
from zhaoshang._workbooks.cells.scales import _next_gap
from zhaoshang._workbooks.files.grids import column_letter
from zhaoshang._workbooks.files.surveys import _up_to

NUMBERS = st.lists(
    st.one_of(st.integers(1, 10**9), st.sampled_from([1, 30, 900, 27_000])).map(float), min_size=1
).map(sorted)


@given(NUMBERS)
def test_gaps_are_those_between_neighbours(found: list[float]) -> None:
    plain = [place for place in range(1, len(found)) if found[place] >= found[place - 1] * 30]
    stepped, place = [], 0
    while (place := _next_gap(found, place, 30)) < len(found):
        stepped.append(place)
    assert stepped == plain


@given(st.integers(1, 2_000_000), st.integers(1, 2_000_000))
def test_pattern_holds_the_numbers_up_to_one(last: int, number: int) -> None:
    pattern = re.compile(f"(?:{_up_to(str(last), '0', '9')})", re.ASCII)
    assert bool(pattern.fullmatch(str(number))) == (number <= last)


@given(st.integers(1, 16_384), st.integers(1, 16_384))
def test_pattern_holds_the_columns_up_to_one(last: int, column: int) -> None:
    pattern = re.compile(f"(?:{_up_to(column_letter(last), 'A', 'Z')})", re.ASCII)
    assert bool(pattern.fullmatch(column_letter(column))) == (column <= last)


def test_rows_of_an_import_are_the_same_each_time() -> None:
    text = "项目名称,投资方,总投资（亿元）\n一、签约,,\n甲项目,甲公司,3\n,乙公司,4\n\n合计,,7\n"
    imported = workbooks.read(text.encode(), name="a.csv")
    assert [(row.number, row.kind.value, row.project, row.groups) for row in imported.rows] == [
        (1, "header", None, ()),
        (2, "group", None, ()),
        (3, "project", "a!3", ("一、签约",)),
        (4, "rejected", None, ()),
        (5, "blank", None, ()),
        (6, "total", None, ()),
    ]
    assert imported.rows is imported.rows
    assert workbooks.read(text.encode(), name="a.csv").rows == imported.rows
