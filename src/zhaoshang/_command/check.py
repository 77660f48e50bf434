"""`check`: the errors and doubts of a ledger."""

import argparse
from typing import TYPE_CHECKING

from zhaoshang._command.books import add_book, add_printing, book_of, day_of, opened, refuse_unread
from zhaoshang._command.printing import tell, tell_json, tell_lines, width_of
from zhaoshang._command.words import Words
from zhaoshang.checks import check
from zhaoshang.findings import Severity

if TYPE_CHECKING:
    from zhaoshang._command.parsing import Parser


def add(commands: "argparse._SubParsersAction[Parser]", words: Words) -> None:
    """Declare the verb."""
    parser = commands.add_parser(
        "check",
        words=words,
        help=words("check"),
        description=words("check_more"),
        epilog=words("check_status"),
    )
    add_book(parser, words)
    parser.add_argument("--as-of", help=words("as_of"))
    add_printing(parser, words)
    parser.set_defaults(run=run, parser=parser)


def run(given: argparse.Namespace, words: Words) -> int:
    """Print what was found in reading and in the ledger; an error ends with status 1."""
    book = book_of(given, words)
    refuse_unread(given, book)
    source = opened(book, given, words, as_of=day_of(given))
    read = () if source.imported is None else source.imported.findings
    found = [*read, *check(source.ledger)]
    counts = [sum(finding.severity is severity for finding in found) for severity in Severity]
    if given.json:
        tell_json([finding.to_dict(words.locale) for finding in found])
    else:
        names = {project.id: project.name for project in source.ledger.projects}
        lines = [
            f"{finding.severity.label(words.locale)}  {_named(finding.ids, names, words)}{finding.render(words.locale)}"
            for finding in sorted(found, key=lambda finding: finding.severity.rank)
        ]
        tell_lines(lines, width_of(given.width))
        tell(words("summary").format(*counts) if found else words("clean"))
    return int(counts[0] > 0)


def _named(ids: tuple[str, ...], names: dict[str, str], words: Words) -> str:
    """Name the projects whose ids say nothing to a reader."""
    told = [names[id_] for id_ in ids if id_ in names and names[id_] != id_]
    return f"{words('comma').join(told)} " if told else ""
