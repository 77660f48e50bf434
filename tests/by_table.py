"""Tables of cases as the gate runs them, for setting a test up and telling how it went costs more than checking a row.

With `--by-table`, rows of a test that need nothing but their own values are run together: every row is run, and every wrong one is
shown under the name by which it is run alone. Coverage is measured while the source is loaded and of what is not long.
"""

import sys
from collections.abc import Generator, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

TOGETHER = 16


class WrongRowsError(Exception):
    """Some rows are wrong; each stands with its name."""

    def __init__(self, wrong: list[tuple[str, pytest.ExceptionInfo[BaseException]]]) -> None:
        super().__init__(wrong)
        self.wrong = wrong


class Rows(pytest.Item):
    """Rows of one test."""

    def __init__(self, *, rows: list[pytest.Function], **node: Any) -> None:
        super().__init__(**node)
        self.test = rows[0].obj
        self.rows = [(row.nodeid, row.callspec.params) for row in rows]
        self.place = rows[0].reportinfo()[:2]
        self.user_properties.append(("rows", len(rows)))
        if rows[0].get_closest_marker("long"):
            self.add_marker("long")

    def runtest(self) -> None:
        wrong = []
        skipped = None
        for name, values in self.rows:
            try:
                self.test(**values)
            except pytest.skip.Exception as skip:
                skipped = skip
            except (Exception, pytest.fail.Exception):  # noqa: BLE001 - a test fails by whatever it raises
                wrong.append((name, pytest.ExceptionInfo.from_current()))
        if wrong:
            raise WrongRowsError(wrong)
        if skipped:
            raise skipped

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, WrongRowsError):
            return "\n\n".join(f"{name}\n{why.getrepr(style='short')}" for name, why in excinfo.value.wrong)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> Any:
        return *self.place, self.name


def _table(item: pytest.Item) -> object:
    """Give the test of which this is a row that needs nothing but its own values, or else what stands for the item alone."""
    if not isinstance(item, pytest.Function) or not hasattr(item, "callspec"):
        return item
    tables = list(item.iter_markers("parametrize"))
    names = {
        name.strip()
        for table in tables
        for name in (table.args[0].split(",") if isinstance(table.args[0], str) else table.args[0])
    }
    marks = {mark.name for mark in item.own_markers}
    plain = item.cls is None and marks <= {"parametrize", "long", "one_in"} and names == {*item.fixturenames}
    if not plain or any("indirect" in table.kwargs for table in tables):
        return item
    return item.parent, item.originalname, "long" in marks


def together(items: Iterable[pytest.Item]) -> Iterator[pytest.Item]:
    """Put rows of the same test together."""
    for _, table in groupby(items, key=_table):
        rows = list(table)
        for start in range(0, len(rows), TOGETHER):
            some = rows[start : start + TOGETHER]
            first = some[0]
            if len(some) > 1 and first.parent:
                yield Rows.from_parent(first.parent, name=f"{first.name}+{len(some) - 1}", rows=some)
            else:
                yield first


class Measuring:
    """Measure the source while it is loaded, and then by what is not long."""

    def __init__(self, tests: Path) -> None:
        self.tests = tests
        self.tracer = sys.gettrace()

    def pytest_collectstart(self, collector: pytest.Collector) -> None:
        if isinstance(collector, pytest.Module) and collector.path.is_relative_to(self.tests):
            sys.settrace(None)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        sys.settrace(None if item.get_closest_marker("long") else self.tracer)
        try:
            return (yield)
        finally:
            sys.settrace(None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--by-table", action="store_true", help="run rows of a table together (the gate)")


def pytest_collection(session: pytest.Session) -> None:
    if session.config.getoption("by_table"):
        session.config.pluginmanager.register(Measuring(session.config.rootpath / "tests"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("by_table"):
        items[:] = together(items)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    passed = [dict(report.user_properties) for report in terminalreporter.stats.get("passed", ())]
    if rows := sum(properties.get("rows", 0) for properties in passed):
        alone = sum("rows" not in properties for properties in passed)
        terminalreporter.write_line(f"{rows + alone} cases passed, of which {rows} are rows of tables")
