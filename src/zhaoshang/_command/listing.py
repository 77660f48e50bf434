"""`kpis`, `profiles` and `columns`: what there is, and what was read as what."""

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from attrs import fields

from zhaoshang import kpis, profiles
from zhaoshang._command.books import add_book, add_printing, book_of, decision_data, refuse_unread, seen
from zhaoshang._command.printing import tell, tell_json, tell_lines, text_of, width_of, write_out
from zhaoshang._command.targets import check_target
from zhaoshang._command.words import Words
from zhaoshang._files.atomic import replacing
from zhaoshang._text.messages import say
from zhaoshang.errors import UnknownCodeError
from zhaoshang.kpis import Kpi
from zhaoshang.reports import Column, Table
from zhaoshang.workbooks import Import, Mapping, SheetImport

if TYPE_CHECKING:
    from zhaoshang._command.parsing import Parser


def add(commands: "argparse._SubParsersAction[Parser]", words: Words) -> None:
    """Declare the verbs."""
    for verb, run in (("kpis", run_kpis), ("profiles", run_profiles)):
        parser = commands.add_parser(
            verb, words=words, help=words(verb), description=words(f"{verb}_more"), epilog=words("status")
        )
        parser.add_argument("word", metavar="WORD", nargs="?", help=words("word"))
        add_printing(parser, words)
        parser.set_defaults(run=run, parser=parser)
    columns = commands.add_parser(
        "columns",
        words=words,
        help=words("columns"),
        description=words("columns_more"),
        epilog=words("status"),
    )
    add_book(columns, words)
    columns.add_argument("--write", metavar="TOML", help=words("write_mapping"))
    add_printing(columns, words)
    columns.set_defaults(run=run_columns, parser=columns)


def _tell_table(titles: list[str], rows: Sequence[tuple[str, ...]], given: argparse.Namespace) -> None:
    tell(text_of(Table(columns=[Column(title=title) for title in titles], rows=rows), width_of(given.width)))


# ------------------------------------------------------------------ kpis


def run_kpis(given: argparse.Namespace, words: Words) -> int:
    """List the KPIs, those that hold a word, or explain one."""
    if given.word is None:
        found = list(kpis.CATALOGUE)
    else:
        try:
            found = [kpis.find(given.word)]
        except UnknownCodeError as error:
            found = [kpi for kpi in kpis.CATALOGUE if _holds(kpi, given.word)]
            if not found:
                near = ", ".join(error.similar)
                told = words("no_kpi").format(given.word)
                if near:
                    told += words("meant").format(say("error.hint.near", words.locale, near=near))
                given.parser.error(told)
    if given.json:
        tell_json([_kpi_data(kpi) for kpi in found])
    elif len(found) == 1 and given.word is not None:
        tell_lines(_explained(found[0], words), width_of(given.width))
    else:
        chinese = words.is_chinese
        rows = [(kpi.id, kpi.zh if chinese else kpi.en) for kpi in found]
        _tell_table([words("id"), words("name")], rows, given)
    return 0


def _holds(kpi: Kpi, word: str) -> bool:
    return any(
        word.casefold() in text.casefold()
        for text in (kpi.id, kpi.zh, kpi.en, kpi.formula_zh, kpi.formula_en)
    )


def _explained(kpi: Kpi, words: Words) -> Iterator[str]:
    chinese = words.is_chinese
    yield f"{kpi.zh if chinese else kpi.en} ({kpi.id})"
    for key, told in (
        ("formula", kpi.formula_zh if chinese else kpi.formula_en),
        ("edge", kpi.edge_cases_zh if chinese else kpi.edge_cases_en),
        ("asks", words("comma").join(kpi.arguments)),
        ("follows", words("comma").join(kpi.options)),
        ("sources", words("comma").join(str(reference) for reference in kpi.references)),
    ):
        if told:
            yield f"  {words(key)}  {told}"


def _kpi_data(kpi: Kpi) -> dict[str, object]:
    return {
        "id": kpi.id,
        "zh": kpi.zh,
        "en": kpi.en,
        "unit": kpi.unit,
        "formula_zh": kpi.formula_zh,
        "formula_en": kpi.formula_en,
        "arguments": list(kpi.arguments),
        "options": list(kpi.options),
    }


# ------------------------------------------------------------------ profiles


def run_profiles(given: argparse.Namespace, words: Words) -> int:
    """List the profiles, or say where one differs from the default."""
    if given.word is not None:
        profile = profiles.profile_of(given.word)
        rows = [
            (field.name, _said(getattr(profile, field.name)), _said(getattr(profiles.DEFAULT, field.name)))
            for field in fields(type(profile))
            if field.name not in {"id", "zh", "en", "references"}
            and getattr(profile, field.name) != getattr(profiles.DEFAULT, field.name)
        ]
        if given.json:
            tell_json({name: {"here": here, "default": default} for name, here, default in rows})
        else:
            tell(f"{profile.zh if words.is_chinese else profile.en} ({profile.id})")
            tell_lines(
                (f"  {name}  {here} ({words('default')} {default})" for name, here, default in rows),
                width_of(given.width),
            )
        return 0
    known = [*profiles.PROFILES.values()]
    if given.json:
        tell_json([{"id": profile.id, "zh": profile.zh, "en": profile.en} for profile in known])
    else:
        named = [(profile.id, profile.zh if words.is_chinese else profile.en) for profile in known]
        _tell_table([words("id"), words("name")], named, given)
    return 0


def _said(value: Any) -> str:  # noqa: ANN401 - an option has any type
    if value is None:
        return "—"
    if isinstance(value, tuple | frozenset):
        return ", ".join(sorted(map(str, value)) if isinstance(value, frozenset) else map(str, value))
    return str(value)


# ------------------------------------------------------------------ columns


def run_columns(given: argparse.Namespace, words: Words) -> int:
    """Print what was decided of each sheet and column, and write a mapping to edit where one is asked for."""
    book = book_of(given, words)
    refuse_unread(given, book)
    if given.write:
        check_target(given, words, given.write, (".toml",))
    source = seen(book, given, words)
    imported = source.imported
    if given.json:
        tell_json([] if imported is None else list(_decided(imported, words)))
    elif imported is not None:
        told = [each for each in imported.layout if not each.about.startswith("column")]
        tell_lines([each.render(words.locale) for each in told], width_of(given.width))
        for sheet in imported.sheets:
            if sheet.is_ledger:
                tell(sheet.name)
                _tell_columns(sheet, given, words)
    if source.refused is not None:
        write_out()  # what the sheets are stands above why no list was read
        raise source.refused
    if given.write:
        with replacing(given.write) as path:
            path.write_text(Mapping.suggest(book), "utf-8")
        if not given.json:
            tell(words("written").format(given.write))
    return 0


def _tell_columns(sheet: SheetImport, given: argparse.Namespace, words: Words) -> None:
    titles = [words("column"), words("header"), words("field"), words("unit_of"), words("runner_up")]
    rows = [
        (
            column.letter,
            column.header,
            column.field or (words("nothing") if column.is_left_out else "extra"),
            column.unit or "",
            words("comma").join(column.candidates),
        )
        for column in sheet.columns
    ]
    used = len(titles) if any(row[-1] for row in rows) else -1
    _tell_table(titles[:used], [row[:used] for row in rows], given)


def _decided(imported: Import, words: Words) -> Iterator[dict[str, object]]:
    """Give every decision with its evidence and what came next; of a column, what is known of it too."""
    columns = (
        column
        for sheet in imported.sheets
        if sheet.is_ledger
        for column in sheet.columns
        if column.header or column.field
    )  # those that are decided about, in the order of the decisions
    for each in imported.layout:
        column = next(columns) if each.about.startswith("column") else None
        yield decision_data(each, words) | {
            "column": column and column.letter,
            "header": column and column.header,
            "field": column and column.field,
            "unit": column and column.unit,
            "certainty": column and column.certainty,
            "why": column and column.why,
            "candidates": list(column.candidates) if column else [],
        }
