"""`join` and `diff`: several ledgers, and what changed between two."""

import argparse
from pathlib import Path

from zhaoshang._command.books import add_printing, add_reading, opened, refuse_unread, write_ledger
from zhaoshang._command.parsing import Parser
from zhaoshang._command.printing import plain, tell, tell_json, tell_lines, width_of
from zhaoshang._command.targets import check_target
from zhaoshang._command.words import Words
from zhaoshang.findings import Finding, Report
from zhaoshang.ledger import Change, Changes, Ledger, Match
from zhaoshang.reports import change_table
from zhaoshang.workbooks import Import, join


def add(commands: "argparse._SubParsersAction[Parser]", words: Words) -> None:
    """Declare the verbs."""
    joining = commands.add_parser(
        "join", words=words, help=words("join"), description=words("join_more"), epilog=words("status")
    )
    joining.add_argument("books", metavar="BOOK", nargs="+", help=words("books"))
    joining.add_argument("--merge", action="store_true", help=words("merge"))
    joining.add_argument("-o", "--out", metavar="FILE", help=words("out"))
    _add_shared(joining, words)
    joining.set_defaults(run=run_join, parser=joining)
    differing = commands.add_parser(
        "diff", words=words, help=words("diff"), description=words("diff_more"), epilog=words("diff_status")
    )
    differing.add_argument("older", metavar="OLDER", help=words("older"))
    differing.add_argument("newer", metavar="NEWER", help=words("newer"))
    _add_shared(differing, words)
    differing.set_defaults(run=run_diff, parser=differing)


def _add_shared(parser: Parser, words: Words) -> None:
    parser.add_argument("--identity", action="append", default=[], metavar="FIELD", help=words("identity"))
    add_reading(parser, words)
    add_printing(parser, words)


def run_join(given: argparse.Namespace, words: Words) -> int:
    """Put ledgers into one, print what may be one project and what differs, and write the result."""
    if given.out:
        check_target(given, words, given.out)
    refuse_unread(given, *given.books)
    if not given.merge:
        given.parser.refuse_unused(given, ["identity"], "only_merge")
    sources = [opened(book, given, words) for book in given.books]
    ledger: Ledger
    findings: list[Finding]
    doubts: tuple[Match, ...]
    if given.merge:
        ledgers = [
            source.ledger if source.ledger.name else source.ledger.with_(name=Path(book).stem)
            for source, book in zip(sources, given.books, strict=True)
        ]
        merged = ledgers[0].merge(*ledgers[1:], identity=given.identity or None)
        ledger, findings, doubts = merged.ledger.with_(name=None), [*merged.findings], merged.doubts
    else:
        joined = join(
            source.imported or Import(ledger=source.ledger, findings=Report(), path=str(book))
            for source, book in zip(sources, given.books, strict=True)
        )
        ledger, doubts = joined.ledger, joined.matches
        findings = [finding for finding in joined.findings if finding.code != "possible_duplicate"]
    lost = write_ledger(ledger, given.out, given, words) if given.out else 0
    if given.json:
        tell_json(
            {
                "projects": len(ledger.projects),
                "doubts": [{"first": d.first, "second": d.second, "level": str(d.level)} for d in doubts],
                "findings": [finding.to_dict(words.locale) for finding in findings],
            }
        )
        return 0
    names = {project.id: project.name for project in ledger.projects}
    lines = [
        f"{finding.severity.label(words.locale)}  {_names(finding.ids, names, words)}{finding.render(words.locale)}"
        for finding in findings
    ]
    lines += [
        f"{words('doubts')}{_called(doubt.first, names)} / {_called(doubt.second, names)} ({doubt.level.label(words.locale)})"
        for doubt in doubts
    ]
    tell_lines(lines, width_of(given.width))
    tell(words("projects").format(len(ledger.projects)))
    if lost:
        tell(words("lost").format(lost))
    if given.out:
        tell(words("written").format(given.out))
    return 0


def _names(ids: tuple[str, ...], names: dict[str, str], words: Words) -> str:
    told = [names[id_] for id_ in ids if names.get(id_, id_) != id_]
    return f"{words('comma').join(told)} " if told else ""


def _called(id_: str, names: dict[str, str]) -> str:
    name = names.get(id_, id_)
    return id_ if name == id_ else f"{name} [{id_}]"


def run_diff(given: argparse.Namespace, words: Words) -> int:
    """Print what changed; a change ends with status 1."""
    refuse_unread(given, given.older, given.newer)
    older, newer = (opened(book, given, words).ledger for book in (given.older, given.newer))
    changes = newer.diff(older, identity=given.identity or None)
    told = [change for change in changes if change.collection != "ledger"]
    if given.json:
        tell_json(
            {
                "changes": [_data(change) for change in told],
                "doubts": [
                    {"first": d.first, "second": d.second, "level": str(d.level)} for d in changes.doubts
                ],
                "findings": [finding.to_dict(words.locale) for finding in changes.findings],
            }
        )
        return int(bool(told))
    names = {project.id: project.name for ledger in (changes.older, newer) for project in ledger.projects}
    lines = _lines(changes, told, words)
    lines += [
        f"{words('doubts')}{_called(doubt.first, names)} ({doubt.level.label(words.locale)})"
        for doubt in changes.doubts
    ]
    lines += [finding.render(words.locale) for finding in changes.findings]
    tell_lines(lines, width_of(given.width))
    if not told:
        tell(words("no_change"))
    return int(bool(told))


def _data(change: Change) -> dict[str, object]:
    data: dict[str, object] = {"kind": str(change.kind), "collection": change.collection, "id": change.id}
    if change.field:
        data["field"] = change.field
    return {**data, "old": plain(change.old), "new": plain(change.new)}


def _lines(changes: "Changes[Ledger]", told: list[Change], words: Words) -> list[str]:
    """Say what changed as a table of changes does, projects first."""
    rows = zip(told, change_table(changes, locale=words.locale).rows, strict=True)
    ordered = sorted(rows, key=lambda each: each[0].collection != "projects")
    return [
        f"{kind}  {name} {field}: {old} → {new}" if change.field else f"{kind}  {name}"
        for change, (kind, _, name, field, old, new) in ordered
    ]
