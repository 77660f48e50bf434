"""Run the code blocks of the READMEs and of the documentation as tests, in both languages."""

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()],
    pattern="*.md",
).pytest()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the acceptance data be named on the command line."""
    group = parser.getgroup("acceptance")
    group.addoption("--acceptance", metavar="DIR", help="folder of the acceptance data (default: ../shared)")
    group.addoption(
        "--acceptance-report", metavar="FILE", help="write right, total and wrong of each file as JSON"
    )
    group.addoption("--acceptance-raise", action="store_true", help="raise the floors to what was reached")
