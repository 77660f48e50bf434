"""The command: `zhaoshang report BOOK …`, or `python -m zhaoshang report BOOK …`.

It prints to standard output, and ends with status 0, with 1 where an article differs, a ledger has errors or two ledgers differ, or
with 2 where a file, a text or an argument cannot be used. Its language is that of `--locale`, else of the environment.
"""

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from typing import Final

from zhaoshang._command import check, convert, following, listing, report, text, verify
from zhaoshang._command.parsing import UNUSABLE, Parser
from zhaoshang._command.printing import tell, write_out
from zhaoshang._command.words import Words, locale_of
from zhaoshang._version import __version__
from zhaoshang.errors import UnknownCodeError, ZhaoshangError

__all__ = ["main"]

VERBS: Final = (report, check, text, verify, following, convert, listing)


def parser_of(words: Words) -> argparse.ArgumentParser:
    """Make the parser of the command line."""
    parser = Parser(words, prog="zhaoshang", description=words("about"), epilog=words("status"))
    parser.add_argument("--version", action="version", version=__version__, help=words("version"))
    commands = parser.add_subparsers(
        dest="command", required=True, title=words("commands"), metavar=words("command")
    )
    for verb in VERBS:
        verb.add(commands, words)
    return parser


def main(line: Sequence[str] | None = None) -> int:
    """Do what the command line says.

    Args:
        line: the arguments, by default those of the process.

    Returns:
        The exit status: 0, 1 where something differs, or 2 where something cannot be used.
    """
    line = sys.argv[1:] if line is None else line
    try:
        words = Words(locale_of(line, os.environ))
    except UnknownCodeError as error:
        parser_of(Words("en")).error(str(error))
    parser = parser_of(words)
    try:
        return _done(parser, line, words)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        _drop_output()
        return 0
    except ZhaoshangError as error:
        _tell(error.render(words.locale))
    except OSError as error:
        _tell(words("file_error").format(error.filename or "", error.strerror or error))
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - whoever runs a command is not to read a traceback
        _tell(words("internal").format(f"{type(error).__name__}: {error}"))
    finally:
        _end_output()
    return UNUSABLE


def _done(parser: argparse.ArgumentParser, line: Sequence[str], words: Words) -> int:
    """Do what the line says, and write out what that printed."""
    if sys.stdout is None:  # closed by whoever started the command
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), "stdout")
    try:
        given = parser.parse_args(line)
        status: int = given.run(given, words)
    except SystemExit as left:  # help and version are printed too
        if not left.code:
            write_out()
        raise
    write_out()
    return status


def _end_output() -> None:
    """Leave nothing to write to the interpreter's end, whose own words and status would hide those of the command."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:  # told already, or less than what is told
        _drop_output()


def _drop_output() -> None:
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - for the interpreter's last flush


def _tell(message: str) -> None:
    """Say what was wrong where that can be said: the status says it too, and stays what it is."""
    if sys.stderr is None:
        return
    try:
        tell(message, sys.stderr)
        sys.stderr.flush()
    except OSError:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - for the interpreter's last flush


if __name__ == "__main__":
    sys.exit(main())
