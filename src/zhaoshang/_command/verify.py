"""`verify`: the figures of articles, against themselves and a ledger."""

import argparse
import errno
import os
import sys
from typing import TYPE_CHECKING, Final

from zhaoshang._command.books import add_printing, add_reading, day_of, opened, period_of, refuse_unread
from zhaoshang._command.printing import tell, tell_json
from zhaoshang._command.targets import check_target
from zhaoshang._command.words import Words
from zhaoshang._files.atomic import readable, replacing
from zhaoshang.errors import ZhaoshangError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhaoshang._command.parsing import Parser
    from zhaoshang.bulletins import Verdict, Verification


def add(commands: "argparse._SubParsersAction[Parser]", words: Words) -> None:
    """Declare the verb."""
    check = commands.add_parser(
        "verify",
        words=words,
        help=words("verify"),
        description=words("verify_more"),
        epilog=words("verify_status"),
    )
    check.add_argument("articles", metavar="ARTICLE", nargs="+", help=words("article"))
    check.add_argument("--ledger", metavar="BOOK", help=words("ledger"))
    check.add_argument("--as-of", help=words("as_of"))
    check.add_argument("--today", help=words("today"))
    check.add_argument("--period", help=words("period"))
    check.add_argument("--subject", help=words("subject"))
    check.add_argument("--profile", help=words("profile"))
    add_reading(check, words)
    add_printing(check, words, width=False)
    check.add_argument("--all", action="store_true", help=words("all"))
    check.add_argument("--html", metavar="HTML", help=words("html"))
    check.set_defaults(run=run, parser=check)


def run(given: argparse.Namespace, words: Words) -> int:
    """Print what was found in each article; something that differs ends with status 1."""
    from zhaoshang.bulletins import verify_corpus  # noqa: PLC0415 - loaded with the first article, not with every command

    if given.html and len(given.articles) > 1:
        given.parser.error(words("one_page"))
    if given.html:
        check_target(given, words, given.html, (".html", ".htm"))
    texts = [(name, _article(name, given, words)) for name in given.articles]
    ledger, day = None, day_of(given)
    if not given.ledger:
        given.parser.refuse_unused(given, ("as_of", "sheet", "mapping"), "only_ledger")
    else:
        refuse_unread(given, given.ledger)
        if day is None:
            given.parser.error(words("no_day"))
        ledger = opened(given.ledger, given, words, as_of=day).ledger
    today = period_of(given, "today")
    period = period_of(given, "period")
    found = verify_corpus(
        texts, ledger, today=today, period=period, subject=given.subject, profile=given.profile
    )
    if given.json:
        tell_json(
            {name: [_data(one, words) for one in _shown(each, given)] for name, each in found.texts.items()}
        )
    else:
        for name, verification in found.texts.items():
            lines = [f"  {verdict.render(words.locale)}" for verdict in _shown(verification, given)]
            tell("\n".join([name, *lines]))
        tell(found.render(words.locale))
    if given.html:
        page = next(iter(found.texts.values())).to_html(words.locale, title=given.articles[0])
        with replacing(given.html) as path:
            path.write_text(page, "utf-8")
        if not given.json:
            tell(words("written").format(given.html))
    return int(any(verification.differs for verification in found.texts.values()))


def _shown(verification: "Verification", given: argparse.Namespace) -> "Sequence[Verdict]":
    return verification.verdicts if given.all else verification.differs


def _data(verdict: "Verdict", words: Words) -> dict[str, object]:
    return {
        "answer": str(verdict.answer),
        "code": verdict.code,
        "start": verdict.start,
        "end": verdict.end,
        "text": verdict.raw,
        "kpi": verdict.kpi,
        "period": None if verdict.period is None else str(verdict.period),
        "unit": verdict.unit,
        "as_of": None if verdict.as_of is None else str(verdict.as_of),
        "expected": verdict.expected,
        "message": verdict.render(words.locale),
    }


_BOOKS: Final = (".csv", ".xls", ".xlsm", ".xlsx")


def _article(name: str, given: argparse.Namespace, words: Words) -> str:
    parser: argparse.ArgumentParser = given.parser
    if name.lower().endswith(_BOOKS):
        parser.error(words("is_book").format(name))
    try:
        if name != "-":
            return readable(name).read_text("utf-8-sig")
        if sys.stdin is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))  # noqa: TRY301 - told as any other
        text = sys.stdin.read(_LONGEST + 1)
    except UnicodeDecodeError:
        parser.error(words("not_text").format(name))
    except ZhaoshangError as error:
        parser.error(error.render(words.locale))
    except OSError as error:
        parser.error(f"{name}: {error.strerror}")
    if len(text) > _LONGEST:
        parser.error(words("too_long").format(name, _LONGEST))
    return text


_LONGEST: Final = 16_000_000
"""How much is taken from a pipe, which may never end."""
