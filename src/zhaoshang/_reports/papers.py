"""Reports as a Word document in the layout of official papers."""

from collections.abc import Iterable

from zhaoshang._reports.charts import Chart
from zhaoshang._reports.tables import Table
from zhaoshang._word.papers import Paper, Target, refuse_another_kind
from zhaoshang._word.sources import source_title, write_sources
from zhaoshang.periods import DateLike

Part = str | Table | Chart


def write_docx(
    parts: Part | Iterable[Part],
    target: Target,
    /,
    *,
    title: str,
    locale: str = "zh_CN",
    addressee: str = "",
    issuer: str = "",
    issued_on: DateLike | None = None,
    sources: bool = True,
) -> None:
    """Write paragraphs, tables and charts as a Word document in the layout of official papers (GB/T 9704-2012).

    A4 with the margins, fonts, sizes, lines and page numbers of the standard; headings are numbered 一、二、. A table
    too wide for an upright page stands on a turned one, and its heading is repeated on every page. A chart is drawn
    as SVG, with a PNG for programs that read none. Equal parts give equal bytes.

    Args:
        parts: texts, tables and charts, in order; each line of a text is a paragraph.
        target: the file to write, or a stream that takes bytes.
        title: the title of the paper.
        locale: `zh_CN`, `zh_TW` or `en`.
        addressee: whom it goes to (主送机关).
        issuer: whose paper it is (发文机关署名).
        issued_on: its day (成文日期).
        sources: whether the definitions, periods and days of the figures in tables are attached (附件).

    Raises:
        MissingExtraError: when the extra `word` is not installed, or for a chart `charts`.
        ArgumentError: for a part that is no text, table or chart.
        UnfitValueError: for the name of a file of another kind, such as `.doc`.
        FileAccessError: when the file cannot be written.

    Examples:
        >>> import io
        >>> from zhaoshang.reports import Column, Table, write_docx
        >>> table = Table(
        ...     title="开工", columns=[Column(title="单位"), Column(title="个")], rows=[("甲镇", "3")]
        ... )
        >>> made = io.BytesIO()
        >>> write_docx(["现将有关情况通报如下。", table], made, title="招商引资情况通报", issuer="某县招商局")
        >>> made.getvalue()[:2]
        b'PK'
    """
    refuse_another_kind(target)
    listed = [parts] if isinstance(parts, str | Table | Chart) else list(parts)
    if not all(isinstance(part, str | Table | Chart) for part in listed):
        raise TypeError  # the guard says which part, and what makes a table of it
    paper = Paper(title, locale)
    paper.addressee(addressee)
    is_numbered = sum(bool(part.title) for part in listed if not isinstance(part, str)) > 1
    for part in listed:
        _write(part, paper, is_numbered=is_numbered)
    shown = [
        (figure, text)
        for part in listed
        if isinstance(part, Table)
        for texts, figures in zip(part.rows, part.figures, strict=True)
        for text, figure in zip(texts, figures, strict=True)
        if figure is not None
    ]
    if sources and shown:
        paper.names_attachment(source_title(paper.script))
    paper.signature(issuer, issued_on)
    if sources and shown:
        write_sources(paper, shown, named=False)
    paper.save(target)


def _write(part: Part, paper: Paper, *, is_numbered: bool) -> None:
    if isinstance(part, str):
        for line in filter(None, map(str.strip, part.splitlines())):
            paper.paragraph(line)
        return
    if part.title:
        paper.heading(part.title, is_numbered=is_numbered)
    if isinstance(part, Chart):
        paper.picture(*part.to_pictures(), part.spec.get("description", ""))
        return
    paper.table(
        [column.title for column in part.columns],
        part.rows,
        right=[place for place, column in enumerate(part.columns) if column.align == "right"],
        totals=part.total_rows,
        notes=part.notes,
    )
