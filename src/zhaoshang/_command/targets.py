"""Where a verb may write: to a file of the kind that it makes, and over none that the line reads."""

import argparse
from collections.abc import Collection
from pathlib import Path

from zhaoshang._command.words import Words

__all__ = ["check_target"]

_READ_BY = ("book", "books", "articles", "ledger", "mapping", "profile", "older", "newer")
"""Arguments of any verb that may name a file which is read."""


def check_target(
    given: argparse.Namespace, words: Words, target: str, suffixes: Collection[str] = ()
) -> None:
    """End with a usage error where a file cannot be written to.

    Args:
        given: the line.
        words: the words of its language.
        target: the file to write.
        suffixes: what its name may end in; anything, where the verb tells formats by the suffix itself.
    """
    if suffixes and Path(target).suffix.lower() not in suffixes:
        given.parser.error(words("not_its_kind").format(target, words("comma").join(suffixes)))
    if any(_is_one_file(target, read) for read in _read_by(given)):
        given.parser.error(words("same_file").format(target))


def _read_by(given: argparse.Namespace) -> list[str]:
    named: list[str] = []
    for argument in _READ_BY:
        said = getattr(given, argument, None)
        named += said if isinstance(said, list) else [said] if said else []
    return named


def _is_one_file(one: str, other: str) -> bool:
    """Tell whether two names are one file: by whatever links."""
    try:
        return Path(one).samefile(other)
    except OSError:  # one of them is not there
        return Path(one).absolute() == Path(other).absolute()
