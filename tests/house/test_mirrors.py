"""Tutorial, how-to guides, glossary and FAQ mirror each other in 中文 and English, and what is made is up to date."""

import re
from pathlib import Path

import attrs
import made_parts
import pytest
from profile_options import MEANINGS

from zhaoshang import Ledger, Project, evaluate
from zhaoshang.errors import UnknownCodeError
from zhaoshang.measures import Predicate, column
from zhaoshang.profiles import Profile

DOCS = Path(__file__).parents[2] / "docs"
FENCES = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
MIRRORED = sorted(
    str(page.relative_to(DOCS / "en"))
    for folder in ("tutorial", "how-to", "explanation")
    for page in (DOCS / "en" / folder).rglob("*.md")
)


def shape(language: str, page: str) -> list[str]:
    """List what both languages share: heading levels, fences, snippets, marks, rows of tables, items of lists."""
    text = DOCS.joinpath(language, page).read_text("utf-8")
    text = made_parts.PART.sub(lambda made: f"\n[{made[2]}]\n", text)
    fences = [fence.partition("\n")[0] for fence in FENCES.findall(text)]
    snippets = re.findall(r'^--8<-- ".*"$', text, re.MULTILINE)
    prose = FENCES.sub("\n```\n", text)
    lines = re.findall(r"^(#+ |```|\| |[-*] |\d+\. |!!!|\?\?\?|\[\w+\]$)", prose, re.MULTILINE)
    return [*lines, *fences, *snippets]


@pytest.mark.parametrize("page", MIRRORED)
def test_a_page_has_one_shape_in_both_languages(page: str) -> None:
    assert shape("zh", page) == shape("en", page)


@pytest.mark.parametrize("page", MIRRORED)
def test_a_page_links_to_the_same_pages(page: str) -> None:
    """Links between pages, anchors apart: a heading's anchor is in its language, and so is a picture."""
    chinese, english = (
        sorted(
            re.sub(rf"\.{language}(?=\.\w+$)", "", link)
            for link in re.findall(
                r"\]\((?!https?:)([^)#]*)[^)]*\)", DOCS.joinpath(language, page).read_text("utf-8")
            )
        )
        for language in ("zh", "en")
    )
    assert chinese == english


@pytest.mark.parametrize("page", made_parts.pages(), ids=lambda page: str(page.relative_to(DOCS)))
def test_what_is_made_is_up_to_date(page: Path) -> None:
    text = page.read_text("utf-8")
    assert made_parts.renewed(text, made_parts.pages()[page]) == text, "run: python3 tools/dev.py tables"


@pytest.mark.parametrize("place", [0, 1, 2], ids=["chosen", "amounts", "days"])
def test_every_column_listed_for_conditions_is_taken(place: int) -> None:
    """What the page on KPIs of one's own lists is what `where` takes, by either name."""
    listed = made_parts.conditions("zh_CN").splitlines()[2:][place].split("|")[2]
    names = [
        word
        for pair in re.findall(r"`(\w+)`(?: (\w+))?(?:,| \Z)", listed.partition(", `extra")[0] + " ")
        for word in pair
    ]
    assert len(names) > 8
    ledger = Ledger(as_of="2022-12-31", projects=[Project(id="1", name="甲")])
    for name in filter(None, names):
        one = column(name)
        refused = ""
        where: Predicate
        try:
            if place == 0:
                where = one.is_in("无")
            elif place == 1:
                where = one >= ("3亩" if one.name in {"land", "floor_area"} else "1亿元")
            else:
                where = one >= "2022-03"
            evaluate(ledger, "签约项目数", where=where)
        except UnknownCodeError as error:
            refused = error.code
        assert refused in {"", "无"}, name  # which is no code of a closed list


def test_every_option_of_a_profile_is_told() -> None:
    named = [option.name for option in attrs.fields(Profile)]
    assert [*named[:4], *MEANINGS] == named


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_begins_with_its_title(language: str) -> None:
    for page in (DOCS / language).rglob("*.md"):
        first = page.read_text("utf-8").partition("\n")[0]
        assert first.startswith(("# ", "--8<--")), page
