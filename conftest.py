"""What tests, documentation and docstrings share: how Hypothesis searches, and that the code blocks of pages run."""

import os

import pytest
from hypothesis import HealthCheck, settings
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

# no test is timed, and a slow machine is no fault of the code
settings.register_profile("dev", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()],
    pattern="*.md",
).pytest()


LONG = {"house", "offices", "properties", "trust"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands in folders of laws, attacks and whole programs as long."""
    for item in items:
        if LONG & set(item.path.relative_to(item.config.rootpath).parts[1:2]):
            item.add_marker("long")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the acceptance data be named on the command line."""
    group = parser.getgroup("acceptance")
    group.addoption("--acceptance", metavar="DIR", help="folder of the acceptance data (default: ../shared)")
    group.addoption(
        "--acceptance-report", metavar="FILE", help="write right, total and wrong of each file as JSON"
    )
    group.addoption("--acceptance-raise", action="store_true", help="raise the floors to what was reached")
