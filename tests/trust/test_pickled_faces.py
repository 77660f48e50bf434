"""Whatever a public room offers can be handed to another process, and is the same there."""

import copy
import pickle
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import FunctionType
from typing import Any

import pytest

import zhaoshang
from zhaoshang import Ledger, Project, evaluate, frames, workbooks
from zhaoshang.boards import BOARDS, Board, BoardColumn
from zhaoshang.checks import ADMISSION_MEASURES
from zhaoshang.errors import OperationError
from zhaoshang.model import Agreement

ROOMS = [
    "zhaoshang",
    *(f"zhaoshang.{room.name}" for room in iter_modules(zhaoshang.__path__) if not room.name.startswith("_")),
]
APART = {
    "zhaoshang.testing": {"chains", "ledgers"},  # strategies of hypothesis, which are made where they stand
}


def offered(room: str) -> Iterator[tuple[str, Any]]:
    module = import_module(room)
    for name in getattr(module, "__all__", ()):
        if name not in APART.get(room, ()):
            yield name, getattr(module, name)


@pytest.mark.parametrize("room", ROOMS)
def test_what_a_room_offers_pickles(room: str) -> None:
    for name, value in offered(room):
        again = pickle.loads(pickle.dumps(value))  # noqa: S301 - our own
        if isinstance(value, FunctionType | type):
            assert again is value, name
            assert "._" not in value.__module__ or isinstance(value, type), name


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("board", BOARDS)
def test_a_board_that_is_shipped_pickles_by_its_id(board: str, protocol: int) -> None:
    shipped = BOARDS[board]
    assert pickle.loads(pickle.dumps(shipped, protocol)) is shipped  # noqa: S301 - our own
    assert copy.deepcopy(shipped) is shipped


def test_parts_of_what_is_shipped_pickle_alone() -> None:
    parts = [part for board in BOARDS.values() for part in (*board.columns, *board.lights)]
    for part in parts:
        assert pickle.loads(pickle.dumps(part)) == part == copy.deepcopy(part)  # noqa: S301 - our own
    assert copy.deepcopy(dict(ADMISSION_MEASURES)) == ADMISSION_MEASURES
    assert pickle.loads(pickle.dumps(ADMISSION_MEASURES)) == ADMISSION_MEASURES  # noqa: S301 - our own


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_an_import_pickles_with_every_protocol(protocol: int) -> None:
    text = "项目名称,投资方,总投资（亿元）\n虚构甲,虚构公司,3.5\n虚构乙,虚构公司,3.5\n"
    imported = workbooks.read(text.encode(), name="a.csv")
    again = pickle.loads(pickle.dumps(imported, protocol))  # noqa: S301 - our own
    assert (again, again.sheets) == (imported, imported.sheets)
    first = imported.ledger.projects.ids[0]
    assert list(again.facts(first)) == list(imported.facts(first))


def test_a_board_of_ones_own_pickles_by_what_it_holds() -> None:
    own = Board(
        id="funds",
        zh="基金",
        en="funds",
        rows="funds",
        columns=[BoardColumn(id="n", zh="名称", en="name", value="name")],
    )
    assert pickle.loads(pickle.dumps(own)) == own  # noqa: S301 - our own
    assert copy.copy(own) == own


@pytest.mark.one_in(2)
@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow", "duckdb"])
@pytest.mark.parametrize("way", ["a ledger", "files"])
def test_frames_that_have_answered_pickle(tmp_path: Path, backend: Any, way: str) -> None:
    """What was worked out for questions stays behind; tables of a connection say what to do instead."""
    signed = [Agreement(signed_on="2022-03-05")]
    projects = [Project(id=f"P{n}", name=f"项目{n}", owner="甲", agreements=signed) for n in range(3)]
    ledger = Ledger(as_of="2022-06-30", projects=projects)
    if way == "files":
        frames.write_parquet(ledger, tmp_path)
        made = frames.read_parquet(tmp_path, backend=backend)
    else:
        made = frames.from_ledger(ledger, backend=backend)
    kpis = ["signed_project_count", "start_rate"]
    told = evaluate(made, kpis, by="owner", as_of="2022-06-30")
    if (backend, way) == ("duckdb", "files"):
        with pytest.raises(OperationError, match="write_parquet"):
            pickle.dumps(made)
        return
    sent = pickle.loads(pickle.dumps(made))  # noqa: S301 - our own
    for again in (sent, copy.deepcopy(made), copy.copy(made)):
        assert evaluate(again, kpis, by="owner", as_of="2022-06-30") == told
