"""Reports as a page that needs no network."""

from collections.abc import Iterable

from zhaoshang._files.inert import in_html
from zhaoshang._reports.charts import Chart
from zhaoshang._reports.shell import document
from zhaoshang._reports.tables import Table, notes_html, table_html
from zhaoshang._text.wording import Script


def page(
    parts: Iterable[str | Table | Chart],
    /,
    *,
    title: str,
    locale: str = "zh_CN",
) -> str:
    """Write texts, tables and charts as one HTML page that needs no network and fits a telephone and a desk.

    Args:
        parts: the texts, tables and charts, in order; each line of a text is a paragraph.
        title: the heading of the page.
        locale: the language of the page, for its fonts and for readers of screens.

    Returns:
        A whole HTML document without scripts, light or dark as the reader likes, ready for print. Wide tables scroll
        while the column that names the rows stays; each chart is there for a telephone and for a desk.

    Raises:
        MissingExtraError: when there is a chart and the extra `charts` is not installed.

    Examples:
        >>> from zhaoshang.reports import Column, Table, page
        >>> table = Table(columns=[Column(title="单位")], rows=[["东镇"]])
        >>> html = page([table], title="周报")
        >>> '<html lang="zh-Hans">' in html, "http" in html
        (True, False)
        >>> "<p>本周新签1个。</p>" in page(["本周新签1个。", table], title="周报")
        True
    """
    body = [f"<h1>{in_html(title)}</h1>"]
    for number, part in enumerate(parts):
        if isinstance(part, str):
            body += [f"<p>{in_html(line)}</p>" for line in filter(None, map(str.strip, part.splitlines()))]
        else:
            body.append(_section(part, number) if isinstance(part, Table) else part.to_section(number))
    return document(title, "".join(body), Script.of(locale))


def _section(table: Table, number: int) -> str:
    """Put a table under its heading, where the keyboard can reach what has to be scrolled."""
    label = f' aria-labelledby="part{number}"' if table.title else ""
    heading = f'<h2 id="part{number}">{in_html(table.title)}</h2>' if table.title else ""
    shown = table_html(table, label=label)
    return (
        f'<section>{heading}<div class="scroll" role="group"{label} tabindex="0">{shown}</div>'
        f"{notes_html(table)}</section>"
    )
