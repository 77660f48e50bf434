"""What an example says that it prints, it prints."""

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import zhaoshang

EXAMPLES = Path(__file__).parents[2] / "examples"
APART = {"add_a_stage"}
"""What holds for a whole process is run in one of its own."""

TOLD = re.compile(r"^ *print\(.*\)  # (.*)$", re.MULTILINE)


@pytest.mark.parametrize(
    "example",
    [path for path in sorted(EXAMPLES.glob("*.py")) if TOLD.search(path.read_text("utf-8"))],
    ids=lambda path: path.stem,
)
def test_the_comments_are_the_output(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A comment after a `print` is its output, and nothing else is printed."""
    if example.stem in APART:
        here = {**os.environ, "PYTHONPATH": str(Path(zhaoshang.__file__).parent.parent)}
        told = subprocess.check_output([sys.executable, example], env=here, text=True)  # noqa: S603 - ours
    else:
        runpy.run_path(str(example), run_name="__main__")
        told = capsys.readouterr().out
    assert told.splitlines() == TOLD.findall(example.read_text("utf-8"))
