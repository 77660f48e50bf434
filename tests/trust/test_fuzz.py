"""The harnesses of `fuzz/`: each answers what is kept of its corpus, and those who fuzz elsewhere build every one."""

import importlib
import random
import re
import sys
from pathlib import Path
from typing import Any

import pytest

FUZZ = Path(__file__).parents[2] / "fuzz"
NAMES = "text amounts bulletins csv pages workbooks reviews books records settings frames outputs".split()


@pytest.fixture(scope="module")
def fuzz() -> Any:
    """Import the runner as its own command would, and leave the path as it was."""
    sys.path.insert(0, str(FUZZ))
    try:
        yield importlib.import_module("everything")
    finally:
        sys.path.remove(str(FUZZ))


@pytest.mark.parametrize("name", NAMES)
def test_a_harness_answers_what_is_kept(fuzz: Any, name: str, tmp_path: Path) -> None:
    """Inputs that once broke a reader, and the first of those that reach most of it."""
    faults = sorted((FUZZ / "corpus" / name).glob("fault-*"))
    others = sorted({*(FUZZ / "corpus" / name).iterdir()} - {*faults})
    assert others
    for path in (*faults, others[0]):
        fuzz.HARNESSES[name](fuzz.Drawn(path.read_bytes()), tmp_path)


def test_every_harness_is_named_here(fuzz: Any) -> None:
    """Nothing is fuzzed that these tests leave out."""
    assert sorted(fuzz.HARNESSES) == sorted(NAMES)
    page = (FUZZ.parent / "SECURITY.md").read_text("utf-8")
    table = page.partition("| Harness")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == [*fuzz.HARNESSES]


def test_chances_are_taken_from_bytes(fuzz: Any) -> None:
    """The same bytes are the same input; when they are used up, every choice is the first."""
    data = random.Random(4).randbytes(64)  # noqa: S311 - no secret
    one, other = fuzz.Drawn(data), fuzz.Drawn(data)
    drawn = [one.choice("abcdefg") for _ in range(20)]
    assert drawn == [other.choice("abcdefg") for _ in range(20)]
    assert len({*drawn}) > 4
    one = fuzz.Drawn(data)
    assert (one.getrandbits(12), one.randbytes(24)) == (
        int.from_bytes(data[:2], "little") & 0xFFF,
        data[2:26],
    )
    one.rest()
    assert (one.random(), one.choice("abc"), one.randrange(9), one.rest()) == (0.0, "a", 0, b"")


def test_what_breaks_a_harness_is_found(fuzz: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of ours is an answer, one of Python a fault, whatever it says."""

    class Told:
        def __init__(self) -> None:
            self.said: list[tuple[bytes, str]] = []

        def send(self, said: tuple[bytes, str]) -> None:
            self.said.append(said)

    def harness(chance: Any, folder: Path) -> None:
        del folder
        if chance.rest() == b"bad":
            raise KeyError("\ud800")

    monkeypatch.setitem(fuzz.HARNESSES, "csv", harness)
    monkeypatch.setattr(fuzz.resource, "setrlimit", lambda *_: None)
    told: Any = Told()
    fuzz.work("csv", [b"good", b"bad"], 0, told)
    assert [fault for _, fault in told.said] == ["", "", "KeyError: '\\ud800'"]


def test_others_build_every_harness() -> None:
    """The recipe asks for the list of harnesses, and installs what they need."""
    recipe = (FUZZ / "oss-fuzz" / "build.sh").read_text("utf-8")
    assert "from harnesses import HARNESSES" in recipe
    assert "_seed_corpus.zip" in recipe
    assert {path.name for path in (FUZZ / "oss-fuzz").iterdir()} >= {"Dockerfile", "build.sh", "project.yaml"}
