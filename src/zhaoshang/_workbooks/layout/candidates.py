"""Which row of a sheet is the header of a list of projects: each that may be is tried, and the one that tells most taken."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.grids import Cell, Grid
from zhaoshang._workbooks.layout.header import Adjust, Layout, layout_at
from zhaoshang._workbooks.layout.naming import is_told
from zhaoshang._workbooks.layout.stated import is_titled_unit, is_unit_row
from zhaoshang._workbooks.layout.tiers import HEADER_DEPTH, known_words
from zhaoshang._workbooks.words.aliases import EXTRA
from zhaoshang._workbooks.words.columns import leaf_of
from zhaoshang._workbooks.words.headwords import is_header_word, is_name_word
from zhaoshang._workbooks.words.text import key

__all__ = ["Candidate", "find_layout", "header_candidates", "holds_a_form", "score", "unnamed_header"]

_SEARCHED: Final = 40


def find_layout(
    grid: Grid,
    /,
    *,
    extra: Sequence[str] = (),
    adjust: Adjust | None = None,
) -> Layout | None:
    """Find the header of a sheet; `None` when the sheet is no list of projects.

    Args:
        grid: the sheet.
        extra: header words that a mapping names.
        adjust: puts what a mapping says in the place of what is proposed.
    """
    words = frozenset(key(word) for word in extra)
    best: tuple[float, Layout] | None = None
    for layout in _layouts(grid, words, adjust):
        points = score(layout, words)
        if points and (best is None or points > best[0]):
            best = (points, layout)
    return best[1] if best else None


def _layouts(grid: Grid, words: frozenset[str], adjust: Adjust | None) -> Iterator[Layout]:
    """Take each row that may be a header for one."""
    begins: dict[int, int] = {}  # by row, where the merged cells that cover it begin
    for first, _, last, _ in grid.merged or ():
        if last - first < HEADER_DEPTH:
            for number in range(first + 1, last + 1):
                begins[number] = min(first, begins.get(number, first))
    tried: set[int] = set()
    for top in range(1, min(len(grid.rows), _SEARCHED) + 1):
        row = grid.rows[top - 1]
        if known_words(row, words) < 2 and not any(
            isinstance(cell, str) and is_name_word(cell) for cell in row
        ):
            continue
        start = begins.get(top, top)
        if start in tried or _states_unit(grid.rows[start - 1]):
            continue
        tried.add(start)
        yield layout_at(grid, start, words, adjust=adjust)


def _states_unit(row: Sequence[Cell]) -> bool:
    return is_unit_row(row) or is_titled_unit(row)


@final
class Candidate(NamedTuple):
    """A row that may be a header: what the table would be, how much speaks for it, and what speaks against."""

    layout: Layout
    points: float
    known: int
    refused: str


def header_candidates(grid: Grid, /) -> tuple[Candidate, ...]:
    """List the rows that may be headers, each with its weight."""
    none: frozenset[str] = frozenset()
    return tuple(
        Candidate(
            layout,
            score(layout, none),
            sum(known_words(grid.rows[row - 1], none) for row in layout.header_rows),
            "summary" if _is_summary(layout) else "form" if _is_form(layout, none) else "",
        )
        for layout in _layouts(grid, none, None)
    )


def unnamed_header(grid: Grid, at: int | None = None, /) -> int | None:
    """Find the row that heads a list of projects by all but a word for their names; `None` where there is none.

    Args:
        grid: the sheet.
        at: the row, where it is known.
    """
    none: frozenset[str] = frozenset()
    layouts = _layouts(grid, none, None) if at is None else [layout_at(grid, at, none)]
    told = (
        layout.bottom
        for layout in layouts
        if not layout.column("name") and is_told(layout.columns, layout.grid.rows[layout.bottom :])
    )
    return next(told, None)


def score(layout: Layout, words: frozenset[str], /) -> float:
    """Count what a header tells; 0 where it names no projects."""
    fields = {column.field for column in layout.columns if column.field}
    named = any(key(leaf_of(column)) in words for column in layout.columns)
    if "name" not in fields and not ("investors" in fields and len(fields) >= 4):
        return 0
    telling = {path for path in fields if not path.startswith(("@", EXTRA))}
    if not named and (_is_summary(layout) or _is_form(layout, words)):
        return 0
    known = sum(1 for column in layout.columns if column.header and is_header_word(leaf_of(column)))
    if len(telling) + known < 4 and not named and len(telling) < 2:
        return 0
    # of two header-like rows the lower of equals is a repetition, so the first is kept by comparing with >
    return known + len(telling) * 2 + ("name" in fields) * 5


_COUNT_HEADER: Final = re.compile(r"(?:签约|在谈|开工|新增|累计)?(?:项目)?(?:个数|数量|数|宗数)(?:\(.*\))?")


def _is_summary(layout: Layout) -> bool:
    """Tell whether a table counts projects, or lists firms, and names no project: 项目, 个数, 总投资."""
    name = layout.column("name")
    if name is None:
        investors = layout.column("investors")
        deals = [column for column in layout.columns if column.field in _DEALS]
        return investors is not None and investors.certainty < 0.9 and not deals
    counts = any(_COUNT_HEADER.fullmatch(key(column.header)) for column in layout.columns)
    facts = {
        column.field
        for column in layout.columns
        if column.field and not column.field.startswith(("@", "investor."))
    }
    return name.certainty < 0.9 and (counts or facts <= {"name", "id"})


def _is_form(layout: Layout, words: frozenset[str]) -> bool:
    """Tell whether labels stand beside values: the header has words that name nothing, and labels stand below.

    A row with a code is a project, whatever it is called.
    """
    row = layout.grid.rows[layout.header_rows[-1] - 1]
    known = [
        isinstance(cell, str) and (known_words([cell], words) > 0 or column.field is not None)
        for cell, column in zip(row, layout.columns, strict=False)
        if cell is not None
    ]
    below = layout.grid.rows[layout.header_rows[-1] : layout.header_rows[-1] + 3]
    labels = sum(known_words(line, words) >= 2 and not layout.is_coded(line) for line in below)
    return 2 * sum(known) <= len(known) and labels >= 1


def holds_a_form(grid: Grid, /) -> bool:
    """Tell whether most rows of a sheet hold labels that are known, each beside a value, one of them a project's name.

    Examples:
        >>> rows = [["项目名称", "虚构项目"], ["投资方", "虚构公司"], ["总投资", "3.5亿元"]]
        >>> holds_a_form(Grid(name="", rows=rows)), holds_a_form(Grid(name="", rows=rows[:2]))
        (True, False)
    """
    none: frozenset[str] = frozenset()
    labels: list[str] = []
    labelled = filled = 0
    for row in grid.rows[:_SEARCHED]:
        cells = [cell for cell in row if cell is not None]
        pairs = [
            label
            for label, value in pairwise(cells)
            if isinstance(label, str) and known_words([label], none) and not known_words([value], none)
        ]
        filled += len(cells) > 1
        labelled += bool(pairs)
        labels += pairs
    return len(labels) >= _LABELS and 2 * labelled > filled and any(map(is_name_word, labels))


_LABELS: Final = 3
_DEALS: Final = frozenset({"investment", "outside_investment", "arrivals[].amount", "agreements[].signed_on"})
