"""Write the tables of the lifecycle into the documentation, from the data that the code runs.

    python3 tools/dev.py tables

renews what stands between the marks `<!-- lifecycle:name -->` and `<!-- end -->`; a test compares.
"""

import re
from pathlib import Path

from zhaoshang.lifecycle import (
    DISPOSALS,
    GROUNDS,
    LADDER,
    RHYTHMS,
    VARIANTS,
    LocalWord,
    alarm_table,
    draw_lifecycle,
    evidence_table,
    stage_table,
    transition_table,
)

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES = {"zh_CN": DOCS / "zh/explanation/lifecycle.md", "en": DOCS / "en/explanation/lifecycle.md"}
PART = re.compile(r"(<!-- lifecycle:(\w+) -->\n\n).*?(\n<!-- end -->)", re.DOTALL)


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Write a Markdown table."""
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def sense(word: LocalWord, locale: str) -> str:
    """Write what a local word means."""
    senses = []
    for reading in word.readings:
        words = [reading.stage.label(locale)] if reading.stage else []
        senses.append(" · ".join(words + ([reading.mark.label(locale)] if reading.mark else [])))
    doubt = {"zh_CN": "（有歧义）", "en": " (ambiguous)"}[locale] if word.is_ambiguous else ""
    return (" 或 " if locale == "zh_CN" else " or ").join(senses) + doubt


def parts(locale: str) -> dict[str, str]:
    """Make every part of the page in one language."""
    zh = locale == "zh_CN"
    return {
        "graph": f"```mermaid\n{draw_lifecycle(locale=locale)}```\n",
        "stages": stage_table(locale=locale),
        "transitions": transition_table(locale=locale),
        "evidence": evidence_table(locale=locale),
        "limits": alarm_table(locale=locale),
        "ladder": table(
            ("逾期天数", "告知", "措施") if zh else ("days over", "who hears of it", "action"),
            [
                (
                    str(rung.days_over) if rung.days_over > 0 else "预警" if zh else "amber",
                    rung.who_zh if zh else rung.who_en,
                    rung.action_zh if zh else rung.action_en,
                )
                for rung in LADDER
            ],
        ),
        "rhythm": table(
            ("代码", "内容", "规则") if zh else ("code", "what", "rule"),
            [(f"`{one.code}`", one.zh if zh else one.en, f"`{one.rule}`") for one in RHYTHMS],
        ),
        "disposals": table(
            ("连续未全面履约年数", "履约等次", "原因", "处置")
            if zh
            else ("years in a row short of full", "class", "cause", "what follows"),
            [
                (
                    str(rung.years),
                    ("任何" if zh else "any") if rung.class_ is None else rung.class_.label(locale),
                    ("任何" if zh else "any") if rung.cause is None else f"`{rung.cause}`",
                    rung.zh if zh else rung.en,
                )
                for rung in DISPOSALS
            ],
        ),
        "grounds": table(
            ("代码", "情形", "由台账发现") if zh else ("code", "ground", "found in the records"),
            [
                (
                    f"`{one.code}`",
                    one.zh if zh else one.en,
                    ("是" if zh else "yes") if one.is_found else ("否" if zh else "no"),
                )
                for one in GROUNDS
            ],
        ),
        "variants": table(
            ("地方", "代码", "写法", "含义") if zh else ("place", "code", "word", "meaning"),
            [
                (variant.label(locale), f"`{variant.code}`", word.word, sense(word, locale))
                for variant in VARIANTS
                for word in variant.words
            ],
        ),
    }


def renewed(text: str, locale: str) -> str:
    """Put the parts of one language into a page."""
    made = parts(locale)
    return PART.sub(lambda match: match[1] + made[match[2]] + match[3], text)


def main() -> None:
    """Renew the pages."""
    for locale, page in PAGES.items():
        page.write_text(renewed(page.read_text("utf-8"), locale), "utf-8")


if __name__ == "__main__":
    main()
