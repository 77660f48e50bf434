"""What tests, documentation and docstrings share: how Hypothesis searches, and that the code blocks of pages run."""

import gc
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable
from itertools import cycle, product
from math import ceil
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser
from tests.drawing import IN_GATE, examples

# no test is timed, and a slow machine is no fault of the code
settings.register_profile(
    "dev", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=examples(100)
)
# the gate draws the same few cases each time; more are drawn by hand
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True)
settings.load_profile("ci" if IN_GATE else "dev")

pytest_plugins = ["tests.by_table"]

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()],
    pattern="*.md",
).pytest()


LONG = {"acceptance", "house", "offices", "properties", "trust", "words"}


def _is_long(path: Path, root: Path) -> bool:
    """Whether a file stands in the folders of laws, attacks, whole programs and data, or of what is said in the code."""
    return bool(LONG & set(path.relative_to(root).parts[1:2]))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Load no module of which nothing would be run: with `-m long` and `-m "not long"` most of the time is loading."""
    asked = config.getoption("markexpr")
    if asked not in {"long", "not long"} or not collection_path.is_file():
        return None
    if _is_long(collection_path, config.rootpath):
        return True if asked == "not long" else None
    return True if asked == "long" and b"mark.long" not in collection_path.read_bytes() else None


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect tens of thousands of tests without looking through them for garbage, then or later."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what stands in folders of long tests as long, and leave rows out of tables of which the gate runs one in so many."""
    for item in items:
        if _is_long(item.path, item.config.rootpath):
            item.add_marker("long")
    if not config.getoption("--wide"):
        tables: dict[tuple[pytest.Collector | None, str], list[pytest.Item]] = defaultdict(list)
        for item in items:
            if isinstance(item, pytest.Function) and item.get_closest_marker("one_in"):
                tables[item.parent, item.originalname].append(item)
        left = {row for rows in tables.values() for row in _left_out(rows)}
        config.hook.pytest_deselected(items=[*left])
        items[:] = [item for item in items if item not in left]


def _left_out(rows: list[pytest.Item]) -> set[pytest.Item]:
    """Choose the rows of a table that are run by hand alone, the same each time."""
    (so_many,) = next(rows[0].iter_markers("one_in")).args
    return set(rows) - set(Random(so_many).sample(rows, ceil(len(rows) / so_many)))  # noqa: S311 - no secrets


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the acceptance data be named on the command line."""
    group = parser.getgroup("acceptance")
    group.addoption("--acceptance", metavar="DIR", help="folder of the acceptance data (default: ../shared)")
    group.addoption(
        "--acceptance-report", metavar="FILE", help="write right, total and wrong of each file as JSON"
    )
    group.addoption("--acceptance-raise", action="store_true", help="raise the floors to what was reached")
    parser.addoption(
        "--wide", action="store_true", help="draw more cases where a test draws its own (by hand)"
    )


@pytest.fixture
def drawn_cases(request: pytest.FixtureRequest) -> int:
    """How many cases a test of the slow kind draws: a few in the gate, many with `--wide`."""
    return 60 if request.config.getoption("--wide") else 6


@pytest.fixture
def paired(request: pytest.FixtureRequest) -> Callable[..., Iterable[tuple[Any, Any]]]:
    """How a test of the slow kind pairs two lists: in the gate each of the first with the next of the second, all with `--wide`."""
    if request.config.getoption("--wide"):
        return product
    return lambda first, second: zip(first, cycle(second), strict=False)


@pytest.fixture
def one_in(request: pytest.FixtureRequest) -> Callable[[int, Iterable[Any]], list[Any]]:
    """Which of many a test of the slow kind tries: in the gate one in so many, drawn once for all; all with `--wide`."""

    def chosen(so_many: int, cases: Iterable[Any]) -> list[Any]:
        listed = list(cases)
        if request.config.getoption("--wide"):
            return listed
        return Random(so_many).sample(listed, len(listed) // so_many)  # noqa: S311 - no secrets

    return chosen
