"""Every form of output with any name."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from chances import MARKS, Drawn, answered, require

from harnesses.invented import ledger
from zhaoshang import bulletins, checks, kpis, lifecycle, reports, workbooks

STEERING: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufffe\uffff]"
)
HOSTILE: Final = (
    *(
        "<script>",
        "</script>",
        "<!--",
        "]]>",
        "&#60;",
        "javascript:",
        "=cmd|'/C'!A0",
        "@SUM(1)",
        "%%{",
        "_x001B_",
        "[x](y)",
    ),
    *(
        "|",
        "\n",
        "\r",
        "\t",
        "`",
        "\\",
        "{name}",
        "{0}",
        "${x}",
        "../",
        "\x1b[31m",
        "\x9b",
        "\u2066",
        "\U000e0041",
        "\ud83d",
    ),
    *("click a", ":::", "-->", "#quot;", "'", '"', "长" * 200),
)
TAGS: Final = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "section",
        "h1",
        "h2",
        "p",
        "div",
        "span",
        "br",
        "small",
    ),
    *(
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "ul",
        "ol",
        "li",
        "footer",
        "header",
        "nav",
        "a",
    ),
}
"""What pages and tables are made of."""


class Tags(HTMLParser):
    """Collects the names of a page's tags."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__()
        self.names: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag; one that acts is noted by its attribute too."""
        self.names |= {tag, *(key for key, _ in attrs if key.startswith("on"))}


def fuzz_outputs(chance: Drawn, folder: Path) -> None:
    """Write what has odd names in every form, and find nothing that steers."""
    pieces = [
        chance.choice(HOSTILE) if chance.random() < 0.7 else chance.choice(MARKS)
        for _ in range(chance.choice((1, 2, 5)))
    ]
    name = "".join(pieces)
    held = answered(lambda: ledger(f"{name}{{}}", name))
    if held is None:
        return
    figures = kpis.evaluate(held, ["signed_project_count", "start_rate"], by=["owner"])
    tables = [
        reports.kpi_table(figures, names={"P1": name}),
        reports.stage_board(held),
        reports.Table(title=name, columns=[reports.Column(title=name)], rows=[(name,)], notes=[name]),
    ]
    texts = [
        lifecycle.draw_project(held.projects["P1"], as_of="2022-06-30"),
        checks.check(held).render("zh_CN"),
    ]
    for table in tables:
        texts += [table.to_markdown(), table.to_text()]
    pages = [reports.page(tables, title=name), *(table.to_html() for table in tables)]
    for text in (*texts, *pages):
        require(not STEERING.search(text), name, text[:200])
    for text in pages:
        require(not Tags(text).names - TAGS, name, Tags(text).names)
    written = answered(lambda: bulletins.write(kpis.evaluate(held, ["signed_project_count"]), subject=name))
    require(written is None or isinstance(written, str), name)
    workbooks.write(held, folder / "a.xlsx")
    reports.write_excel(tables, folder / "b.xlsx")
    require(len(workbooks.read(folder / "a.xlsx").ledger.projects) == len(held.projects), name)
