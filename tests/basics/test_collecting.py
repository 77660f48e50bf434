"""The collector of garbage is as it was, however a block ends that held it back."""

import gc
from collections.abc import Iterator
from contextlib import suppress

import pytest

from zhaoshang import workbooks
from zhaoshang._basics.collecting import held_back


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    yield
    gc.enable()


def test_it_runs_again_after_an_error() -> None:
    states = []

    def fail() -> None:
        with held_back():
            states.append(gc.isenabled())
            raise EOFError

    with pytest.raises(EOFError):
        fail()
    assert [*states, gc.isenabled()] == [False, True]


def test_one_that_the_caller_had_stopped_stays_so() -> None:
    gc.disable()
    with held_back():
        pass
    assert not gc.isenabled()


@pytest.mark.parametrize("text", ["项目名称,投资方,总投资（亿元）\n虚构甲项目,甲公司,3\n", "无,表\n"])
def test_reading_a_workbook_leaves_it_running(text: str) -> None:
    with suppress(workbooks.NoHeaderError):
        workbooks.read(text.encode(), name="台账.csv")
    assert gc.isenabled()
