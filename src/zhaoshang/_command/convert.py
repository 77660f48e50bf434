"""`convert`: a workbook to JSON, and JSON to a workbook."""

import argparse
from typing import TYPE_CHECKING

from zhaoshang._command.books import add_printing, add_reading, day_of, opened, refuse_unread, write_ledger
from zhaoshang._command.printing import tell, tell_json
from zhaoshang._command.targets import check_target
from zhaoshang._command.words import Words

if TYPE_CHECKING:
    from zhaoshang._command.parsing import Parser


def add(commands: "argparse._SubParsersAction[Parser]", words: Words) -> None:
    """Declare the verb."""
    parser = commands.add_parser(
        "convert",
        words=words,
        help=words("convert"),
        description=words("convert_more"),
        epilog=words("status"),
    )
    parser.add_argument("book", metavar="BOOK", help=words("book"))
    parser.add_argument("out", metavar="FILE", help=words("out"))
    parser.add_argument("--as-of", help=words("as_of"))
    add_reading(parser, words)
    add_printing(parser, words, width=False)
    parser.set_defaults(run=run, parser=parser)


def run(given: argparse.Namespace, words: Words) -> int:
    """Read a ledger and write it in another format."""
    refuse_unread(given, given.book)
    check_target(given, words, given.out)
    source = opened(given.book, given, words, as_of=day_of(given))
    lost = write_ledger(source.ledger, given.out, given, words)
    if given.json:
        tell_json({"written": given.out, "projects": len(source.ledger.projects), "not_whole": lost})
        return 0
    tell(words("projects").format(len(source.ledger.projects)))
    if lost:
        tell(words("lost").format(lost))
    tell(words("written").format(given.out))
    return 0
