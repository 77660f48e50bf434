"""Patterns over texts of strangers: none can match one text in more ways than the text has signs."""

import json
import random
import re
import sys
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from tests.trust.programs import output_of
from tests.trust.ways import loops_of_two_ways, modules_of, patterns_of, words_of

from zhaoshang._basics.deferred_re import DeferredPattern

PARTED: Final = "(?<=hundred) and "
"""Between words of a number, which looks back at the word that lets it stand there, and goes on twelve times."""


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Find the patterns over texts: by a test, for it takes a while."""
    return patterns_of("zhaoshang._bulletins", "zhaoshang._reading")


def test_every_pattern_is_one() -> None:
    """What is compiled when it is first used is compiled here, in every room."""
    held = [
        value
        for module in modules_of("zhaoshang")
        for value in vars(module).values()
        if isinstance(value, DeferredPattern)
    ]
    assert len({each.compiled for each in held}) > 1000


def test_no_pattern_goes_round_in_two_ways() -> None:
    """A loop that comes back to itself by two paths on one text takes 2**n steps on n of them."""
    held = patterns() | patterns_of("zhaoshang._workbooks")
    told = {name: found for name, pattern in held.items() if (found := loops_of_two_ways(pattern))}
    assert all(PARTED in name for name in told), told


@pytest.mark.parametrize(
    ("pattern", "is_told"),
    [
        ("(?:甲|乙)*$", False),
        ("(?:甲|甲乙|乙)*$", True),
        ("(?:甲+)*$", True),
        ("(?:甲*乙)*$", False),
        (r"(?:[\u4e00-\u9fff]{2,12}和)+。", True),
        (r"(?:[\u4e00-\u9fff]{2,12}、)+。", False),
        (r"(?:(?>[\u4e00-\u9fff]+)和)+。", False),
        (r"(?:\d{4}年|\d个?)*$", False),
        ("(?:位(?!居)|位居|居)*$", False),
        ("(?:ab|Ab)*$", False),
        ("(?i)(?:ab|Ab)*$", True),
    ],
)
def test_a_loop_of_two_ways_is_found(pattern: str, is_told: bool) -> None:
    assert bool(loops_of_two_ways(re.compile(pattern))) == is_told


SHORT, SECONDS = 300, 60
JOINED: Final = (
    "和",
    "和其中",
    "和计划至",
    "涉及甲",
    "参与甲",
    "以及甲",
    "和谐甲",
    "东镇和",
    "甲与",
    "区民",
    "1个和",
    "园区、",
)


def texts(count: int) -> list[str]:
    """Draw texts of one to three words again and again, to 300 and to 600 signs."""
    drawn = random.Random(3)  # noqa: S311 - drawn texts, no secret
    words = sorted(set[str]().union(*map(words_of, patterns().values())))
    tiles = [*JOINED, *("".join(drawn.choices(words, k=drawn.randint(1, 3))) for _ in range(count))]
    return [
        f"2022年，{(tile * length)[:length]}{tail}"
        for tile in tiles
        for length, tail in ((SHORT, "签约项目3个。"), (2 * SHORT, ""))
    ]


READ: Final = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
from zhaoshang import Ledger, Project, bulletins, reading
held = Ledger(as_of="2022-06-30", projects=[Project(id="A", name="虚构东镇项目", owner="东镇")])
for text in json.load(open(sys.argv[1], encoding="utf-8")):
    bulletins.read_figures(text, today="2022-06-30", subjects=["东镇", "西镇"])
    bulletins.verify(text, today="2022-06-30")
    bulletins.verify(text, held, today="2022-06-30")
    reading.find_mentions(text)
    reading.find_periods(text, today="2022-06-30")
print("read")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of processor time is Linux's")
def test_texts_of_the_words_of_patterns_are_read_in_a_bounded_time(tmp_path: Path, drawn_cases: int) -> None:
    """The operating system ends a process that goes on for longer; most texts take hundredths of a second."""
    (tmp_path / "texts.json").write_text(json.dumps(texts(7 * drawn_cases)), "utf-8")
    (tmp_path / "read.py").write_text(READ.format(seconds=SECONDS), "utf-8")
    assert output_of(str(tmp_path / "read.py"), str(tmp_path / "texts.json")) == "read\n"
