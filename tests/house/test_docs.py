"""The documentation says the same in both languages, and what the code says."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import public_api
import pytest
import site_nav

from zhaoshang import kpis, vocabulary
from zhaoshang.boards import BOARDS
from zhaoshang.lifecycle import MEASURES

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


def test_the_glossary_holds_every_word_of_the_library() -> None:
    """Names of KPIs, boards, their columns, measures of agreements and codes of fields are terms of the glossary."""
    page = text("zh", "explanation", "glossary.md")
    terms = set(re.findall(r"^\| (.+?) \|", page, re.MULTILINE))
    columns = [column.zh for board in BOARDS.values() for column in board.columns]
    known: list[Any] = [getattr(vocabulary, name) for name in dir(vocabulary)]
    kinds: list[Any] = [
        kind for kind in known if isinstance(kind, type) and issubclass(kind, vocabulary.Term)
    ]
    codes = [code.zh for kind in kinds for code in kind]
    others: list[Any] = [*kpis.CATALOGUE, *BOARDS.values(), *MEASURES]
    named = [each.zh for each in others]
    words = {re.sub(r"（[^）]*）$", "", word) for word in columns} | {*codes, *named}
    assert words <= terms, sorted(words - terms)


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
