"""What an example says that it prints, it prints."""

import re
import runpy
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
TOLD = re.compile(r"^ *print\(.*\)  # (.*)$", re.MULTILINE)


@pytest.mark.parametrize(
    "example",
    [path for path in sorted(EXAMPLES.glob("*.py")) if TOLD.search(path.read_text("utf-8"))],
    ids=lambda path: path.stem,
)
def test_the_comments_are_the_output(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A comment after a `print` is its output, and nothing else is printed."""
    runpy.run_path(str(example), run_name="__main__")
    assert capsys.readouterr().out.splitlines() == TOLD.findall(example.read_text("utf-8"))
