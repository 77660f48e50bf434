"""Reading the ledgers that a command line names: workbooks, CSV, JSON, or the one that ships with the library."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, NamedTuple, final

from attrs import evolve

from zhaoshang import records, workbooks
from zhaoshang._command.parsing import Parser
from zhaoshang._command.printing import KEPT, WIDEST
from zhaoshang._command.words import Words
from zhaoshang._workbooks.reading.importing import look_at_workbook
from zhaoshang.errors import PeriodSyntaxError, TodayNeededError, ZhaoshangError
from zhaoshang.ledger import Ledger
from zhaoshang.periods import Period
from zhaoshang.reading import parse_period
from zhaoshang.workbooks import Decision, Import, Mapping, NoHeaderError, Progress, RowKind

DEMO: Final = Path(__file__).parent / "demo.xlsx"
DEMO_PERIOD: Final = "2022-H1"
"""The widest page that can be asked for, in columns."""
_JSON: Final = frozenset({".json", ".jsonl"})


@final
class Opened(NamedTuple):
    """A ledger, the import that it came from where it was a workbook, and why that lists no projects."""

    ledger: Ledger
    imported: Import | None
    refused: NoHeaderError | None = None


def add_book(parser: Parser, words: Words) -> None:
    """Let a verb take one ledger, and how to read it."""
    parser.add_argument("book", metavar="BOOK", nargs="?", help=words("book"))
    parser.add_argument("--demo", action="store_true", help=words("demo"))
    add_reading(parser, words)


def add_reading(parser: Parser, words: Words) -> None:
    """Let a verb say how ledgers are read."""
    parser.add_argument("--sheet", action="append", default=[], help=words("sheet"))
    parser.add_argument("--mapping", metavar="TOML", help=words("mapping"))


def add_printing(parser: Parser, words: Words, *, width: bool = True) -> None:
    """Let a verb say how its answer is printed: as JSON or, where there are tables, within a width."""
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=words("json"))
    if width:
        form.add_argument("--width", type=_width_in(words), metavar="N", help=words("width"))


def refuse_unread(given: argparse.Namespace, *books: str | Path) -> None:
    """Refuse options of reading a workbook where every ledger is JSON."""
    if all(Path(book).suffix.lower() in _JSON for book in books):
        given.parser.refuse_unused(given, ("sheet", "mapping"), "only_workbook")


def _width_in(words: Words) -> Callable[[str], int]:
    """Read a width; no page is wider than `WIDEST`, for charts and rules fill it."""

    def read(text: str) -> int:
        if text.isdecimal() and len(text) < 9 and int(text) <= WIDEST:
            return int(text)
        raise argparse.ArgumentTypeError(words("width_range").format(WIDEST))

    return read


def book_of(given: argparse.Namespace, words: Words) -> Path:
    """Give the ledger that the line names, or the one that ships with the library."""
    if given.demo:
        if given.book is not None:
            given.parser.error(words("book_or_demo").format(given.book))
        return DEMO
    if given.book is None:
        given.parser.error(words("no_book"))
    return Path(given.book)


def mapping_of(given: argparse.Namespace) -> Mapping:
    """Give the mapping that the line asks for."""
    mapping = Mapping.load(given.mapping) if given.mapping else Mapping()
    return evolve(mapping, sheets=given.sheet) if given.sheet else mapping


def day_of(given: argparse.Namespace) -> Period | None:
    """Give the day that the figures stand on: `--as-of`, else the end of the period."""
    said = period_of(given, "as_of" if given.as_of or not hasattr(given, "period") else "period")
    return None if said is None else Period.of(said.end)


def period_of(given: argparse.Namespace, option: str) -> Period | None:
    """Read the date or period of an option; what it is not is told by the name of the option."""
    said = getattr(given, option)
    today = period_of(given, "today") if option != "today" and hasattr(given, "today") else None
    try:
        return parse_period(said, today=today) if said else None
    except ZhaoshangError as error:
        if isinstance(error, TodayNeededError) and not hasattr(given, "today"):
            error = PeriodSyntaxError(error.text, error.span, "a year in figures")
        raise error.at("--" + option.replace("_", "-")) from None


def opened(
    path: str | Path, given: argparse.Namespace, words: Words, *, as_of: Period | None = None
) -> Opened:
    """Read a ledger, whatever file holds it."""
    path = Path(path)
    if path.suffix.lower() in _JSON:
        ledger = records.load(path)
        return Opened(ledger if as_of is None else evolve(ledger, as_of=as_of), None)
    with progress(words) as told:
        imported = workbooks.read(path, as_of=as_of, mapping=mapping_of(given), on_progress=told)
    return Opened(imported.ledger, imported)


def seen(path: Path, given: argparse.Namespace, words: Words, *, as_of: Period | None = None) -> Opened:
    """Read a ledger; of a workbook that lists no projects, say what its sheets are and why it is refused."""
    try:
        return opened(path, given, words, as_of=as_of)
    except NoHeaderError as refused:
        imported = look_at_workbook(path, mapping=mapping_of(given))
        return Opened(imported.ledger, imported, refused)


def write_ledger(ledger: Ledger, path: str, given: argparse.Namespace, words: Words) -> int:
    """Write a ledger in the format of the suffix; give the number of projects that a table cannot hold whole."""
    suffix = Path(path).suffix.lower()
    if suffix in _JSON:
        records.dump(ledger, path)
        return 0
    if suffix not in {".xlsx", ".csv"}:
        given.parser.error(words("not_a_ledger").format(path))
    workbooks.write(ledger, path)
    kept = workbooks.writable(ledger, kind="csv" if suffix == ".csv" else "xlsx")
    return sum(kept.projects.get(project.id) != project for project in ledger.projects)


def account(imported: Import, words: Words) -> Iterator[str]:
    """Say what was read as what, sheet by sheet: rows, columns with their fields, and what a sheet is that lists none."""
    decided = {each.sheet: each for each in imported.layout if each.about == "sheet"}
    for sheet in imported.sheets:
        projects, rejected = (sheet.counts.get(kind, 0) for kind in (RowKind.PROJECT, RowKind.REJECTED))
        yield words.account(sheet.name, sheet.row_count, projects, rejected)
        unread = [
            f"{column.letter}{KEPT}{column.header}"
            for column in sheet.columns
            if column.field is None and column.header
        ]
        if sheet.is_ledger:
            found = [
                KEPT.join((column.letter, *column.header.split(), "=", column.field))
                for column in sheet.columns
                if column.field
            ]
            yield f"  {words('columns_read').format(words('comma').join(found))}"
        else:
            yield f"  {decided[sheet.name].render(words.locale)}"
        if unread:
            yield f"  {words('no_columns').format(words('comma').join(unread))}"


def doubts(imported: Import, words: Words) -> Iterator[str]:
    """Say what was not read, and every finding."""
    rejected = {row.reason for row in imported.rejected}
    for reason in (row.reason for row in imported.rejected):
        yield f"{words('not_read')}{reason.render(words.locale)}"
    for finding in imported.findings:
        if finding not in rejected:
            yield f"  {finding.severity.label(words.locale)}  {finding.render(words.locale)}"


def decision_data(decision: Decision, words: Words) -> dict[str, object]:
    """Write a decision as JSON data."""
    return {
        "sheet": decision.sheet,
        "about": decision.about,
        "choice": decision.choice,
        "evidence": decision.zh if words.is_chinese else decision.en,
        "runner_up": decision.runner_up,
    }


@contextmanager
def progress(words: Words, stream: IO[str] | None = None) -> Iterator[Progress | None]:
    """Show a bar for files that take longer than a second, where tqdm is installed and somebody watches."""
    shown = stream or sys.stderr
    try:
        from tqdm import tqdm  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        yield None
        return
    hidden = not shown.isatty()
    with tqdm(unit=f" {words('rows')}", leave=False, delay=1, disable=hidden, file=shown) as bar:

        def told(sheet: str, done: int, total: int, /) -> None:
            bar.set_description(f"{words('reading')} {sheet}", refresh=False)
            bar.total = total
            bar.update(done - bar.n)

        yield told
