"""Reading the acceptance data once, and reporting how much of it came out right."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.acceptance.runner import DEFAULT, Result, results_in, summary

_RESULTS = pytest.StashKey[Mapping[str, Result]]()


@pytest.fixture(scope="session")
def folder(pytestconfig: pytest.Config) -> Path:
    """Give the folder of the acceptance data, or skip where there is none."""
    folder = Path(pytestconfig.getoption("--acceptance") or DEFAULT)
    if not folder.is_dir():
        pytest.skip(f"no acceptance data at {folder.name}: pass --acceptance DIR")
    return folder


@pytest.fixture(scope="session")
def results(folder: Path, pytestconfig: pytest.Config) -> Mapping[str, Result]:
    """Work all acceptance data out, once a session."""
    found = results_in(folder)
    pytestconfig.stash[_RESULTS] = found
    report = pytestconfig.getoption("--acceptance-report")
    if report:
        Path(report).write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return found


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Show right and total of every file."""
    found = config.stash.get(_RESULTS, None)
    if found is not None:
        terminalreporter.section("acceptance")
        terminalreporter.write(summary(found))
