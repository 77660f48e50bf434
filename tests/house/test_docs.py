"""The documentation says the same in both languages, and what the code says."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import glossary
import public_api
import pytest
import site_nav

from zhaoshang import kpis
from zhaoshang.boards import BOARDS
from zhaoshang.lifecycle import MEASURES
from zhaoshang.records import json_schema

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
FENCE = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
PAGES = sorted(str(path.relative_to(DOCS / "en")) for path in (DOCS / "en").rglob("*.md"))


def text(*parts: str) -> str:
    return DOCS.joinpath(*parts).read_text("utf-8")


def rooms_by_floor(language: str) -> dict[str, int]:
    """Read the floor table: every name in code font in the second column."""
    rows = re.findall(
        r"^\| (\d+) \| (.*?) \|", text(language, "explanation", "architecture.md"), re.MULTILINE
    )
    return {room: int(floor) for floor, cell in rows for room in re.findall(r"`(\w+)`", cell)}


def test_the_two_trees_are_mirrors() -> None:
    chinese, english = (
        {str(path.relative_to(DOCS / language)) for path in (DOCS / language).rglob("*.*")}
        for language in ("zh", "en")
    )
    assert chinese == english


@pytest.mark.parametrize("page", PAGES)
def test_the_code_is_the_same_in_both_languages(page: str) -> None:
    """The Chinese reference includes the English page; elsewhere blocks differ in comments and locales alone."""
    chinese, english = text("zh", page), text("en", page)
    if f'--8<-- "docs/en/{page}' in chinese:
        return
    blocks = [
        [
            re.sub(r'"(?:zh_CN|en)"', '"…"', re.sub(r" *#.*", "", block)).strip()
            for block in FENCE.findall(words)
        ]
        for words in (chinese, english)
    ]
    assert blocks[0] == blocks[1]


@pytest.mark.parametrize("page", [page for page in PAGES if page.startswith("reference/")])
def test_the_reference_is_written_once(page: str) -> None:
    assert f'--8<-- "docs/en/{page}' in text("zh", page)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_floor_table_is_the_import_contract(language: str) -> None:
    """A room that the contract puts above another stands on no lower floor in the table."""
    table = rooms_by_floor(language)
    layers = [[table[room] for room in layer if room in table] for layer in site_nav.floors()]
    told = [layer for layer in layers if layer]
    assert all(max(lower) <= min(upper) for lower, upper in pairwise(told))
    contracted = {room for layer in site_nav.floors() for room in layer}
    assert contracted - table.keys() <= {"_command", "_quantities", "_rates", "_typed", "_version"}
    assert table.keys() <= contracted


def test_every_room_stands_in_the_floor_table() -> None:
    rooms = {name.split(".")[1] for name in public_api.public_modules()[1:]}
    assert rooms <= rooms_by_floor("en").keys()
    assert rooms_by_floor("en") == rooms_by_floor("zh")


def test_the_glossaries_hold_the_same_terms_once() -> None:
    chinese, english = (
        re.findall(r"^\| (.+?) \| (.+?) \|", text(language, "explanation", "glossary.md"), re.MULTILINE)
        for language in ("zh", "en")
    )
    assert chinese == english
    terms = [term for term, _ in english if term not in {"中文", "---"}]
    assert len(terms) == len(set(terms))


def lines_of_glossary(language: str) -> list[tuple[str, str]]:
    """Read the word and the sense of every line."""
    rows = re.findall(
        r"^\| (.+?) \| .+? \| (.+?) \|", text(language, "explanation", "glossary.md"), re.MULTILINE
    )
    return [(word, sense) for word, sense in rows if word not in {"中文", "---"}]


def test_the_glossary_holds_every_word_of_the_library() -> None:
    """Names of KPIs, boards, their columns, measures of agreements, codes and fields are terms of the glossary."""
    terms = {word for word, _ in lines_of_glossary("zh")}
    columns = [glossary.UNIT.sub("", column.zh) for board in BOARDS.values() for column in board.columns]
    codes = [code.zh for _, code in glossary.codes()]
    records = json_schema()["$defs"].values()
    fields = [field.get("title", "") for each in records for field in each.get("properties", {}).values()]
    labels = [label for label in fields if label and label != "格式版本"]
    others: list[Any] = [*kpis.CATALOGUE, *BOARDS.values(), *MEASURES]
    named = [each.zh for each in others]
    words = {*columns, *codes, *labels, *named}
    assert words <= terms, sorted(words - terms)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_glossary_says_what_a_word_means(language: str) -> None:
    """Not where it stands: without names in code font and titles, every sense is left, and no two are the same."""
    lines = [
        (word, re.sub(r"`[^`]*`|《[^》]*》|[\d\s。，、；：.,;:]", "", sense))
        for word, sense in lines_of_glossary(language)
    ]
    seen: dict[str, str] = {}
    same = [(word, seen.setdefault(sense, word)) for word, sense in lines]
    short = 4 if language == "zh" else 8
    assert [pair for pair in same if pair[0] != pair[1]] == []
    assert [word for word, sense in lines if len(sense) < short or sense == word] == []


def test_every_definition_is_of_a_word_in_use() -> None:
    told = {entry.zh for made in glossary.entries().values() for entry in made}
    assert glossary.written().keys() <= told
    assert not glossary.written().keys() & glossary.by_hand("zh").keys()


def test_every_decision_is_in_the_index() -> None:
    index = text("adr", "README.md")
    decisions = sorted(path.name for path in (DOCS / "adr").glob("[0-9]*.md"))
    assert re.findall(r"\((\d.*?\.md)\)", index) == decisions


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_how_to_stands_on_the_front_page(language: str) -> None:
    """Under its own title, so that a newcomer finds it without the navigation."""
    told = dict(re.findall(r"\[([^\]]+)\]\(how-to/([\w-]+)\.md\)", text(language, "index.md")))
    titles = {
        path.read_text("utf-8").partition("\n")[0].removeprefix("# "): path.stem
        for path in (DOCS / language / "how-to").glob("*.md")
    }
    assert told == titles
