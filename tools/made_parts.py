"""Write the parts of the documentation that are made from code and data: tables, and what commands print.

    python3 tools/dev.py tables

renews what stands between the marks `<!-- made:name -->` and `<!-- end -->` on every page, and the programs between
`<!-- code:examples/file.py:section -->` and `<!-- end -->`, so that a page can be read as it lies in the repository; a
test compares.
"""

import contextlib
import importlib
import importlib.util
import inspect
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from textwrap import dedent
from types import ModuleType

import attrs
import glossary
import public_api
import walks
from profile_options import MEANINGS

import zhaoshang.vocabulary as words
from zhaoshang._engine.frames.schema import SCHEMA
from zhaoshang._engine.tables.columns import LISTED
from zhaoshang._reading.chinese import dates as chinese
from zhaoshang._reading.chinese.forms import FORMS
from zhaoshang._reading.chinese.grammar import GRAMMAR as CHINESE_AMOUNTS
from zhaoshang._reading.chinese.guards import ARABIC, CHINESE, COMMON
from zhaoshang._reading.chinese.tokens import KINDS as CHINESE_TOKENS
from zhaoshang._reading.english import dates as english
from zhaoshang._reading.english.grammar import GRAMMAR as ENGLISH_AMOUNTS
from zhaoshang._reading.english.tokens import KINDS as ENGLISH_TOKENS
from zhaoshang.checks import RULES, rule_table
from zhaoshang.errors import ZhaoshangError
from zhaoshang.kpis import BUNDLES, CATALOGUE, Kpi, find
from zhaoshang.model._fields.keys import COLUMN_ALIASES
from zhaoshang.profiles import DEFAULT, PROFILES, Profile
from zhaoshang.quantities import Quantity
from zhaoshang.reading import find_periods, parse_period, parse_quantity_cell
from zhaoshang.units import COUNTERS, CURRENCIES, UNITS
from zhaoshang.vocabulary import Stage

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
LOCALES = {"zh": "zh_CN", "en": "en"}
PART = re.compile(r"(<!-- made:(\w+) -->\n\n).*?(\n?<!-- end -->)", re.DOTALL)
CODE = re.compile(r"(<!-- code:([\w./]+\.py)(?::(\w+))? -->\n\n).*?(<!-- end -->)", re.DOTALL)


def example(name: str) -> ModuleType:
    """Load a script of examples/ as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "examples" / f"{name}.py")
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def report(locale: str) -> str:
    """Print the report of the example ledger as Markdown, the account of its rows as text."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        example("kpi_report").main(["--markdown", "--locale", locale])
    table, _, account = printed.getvalue().rpartition("\n\n")
    return f"{table}\n\n```text\n{account}```\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a Markdown table; a line break within a cell is written as HTML."""
    lines = [head, ("---",) * len(head), *rows]
    return "".join(
        f"| {' | '.join(cell.replace('|', '&#124;').replace(chr(10), '<br>') for cell in line)} |\n"
        for line in lines
    )


def code(words: Iterable[object], parting: str = ", ") -> str:
    """Write names in code font."""
    return parting.join(f"`{word}`" for word in words)


def catalogue(locale: str) -> str:
    """List every KPI with its formula, what it asks for, the options it reads and its sources."""
    zh = locale == "zh_CN"
    head = (
        ("指标", "计算", "单位", "参数", "口径选项", "出处")
        if zh
        else ("KPI", "computed", "unit", "asks for", "options", "sources")
    )
    shared = read_by_most()
    rows = [
        (
            f"{kpi.zh if zh else kpi.en}\n`{kpi.id}`" + ("" if zh else f"\n{kpi.zh}"),
            f"{kpi.formula_zh}\n*{kpi.edge_cases_zh}*" if zh else f"{kpi.formula_en}\n*{kpi.edge_cases_en}*",
            kpi.unit,
            code(kpi.arguments),
            code(option for option in kpi.options if option not in shared),
            ", ".join(source.key for source in kpi.references),
        )
        for kpi in CATALOGUE
    ]
    over = (
        f"数项目的指标还读这些选项：{code(shared, '、')}。"
        if zh
        else f"KPIs over projects read these options besides: {code(shared)}."
    )
    return f"{table(head, rows)}\n{over}\n"


def read_by_most() -> list[str]:
    """List the options that more than half of the catalogue reads."""
    return [
        option for option in MEANINGS if 2 * sum(option in kpi.options for kpi in CATALOGUE) > len(CATALOGUE)
    ]


def readers(kpis: Iterable[Kpi], locale: str) -> str:
    """Name the first KPIs of some, and how many there are."""
    zh, listed = locale == "zh_CN", list(kpis)
    shown = ("、" if zh else ", ").join(kpi.zh if zh else f"`{kpi.id}`" for kpi in listed[:4])
    if len(listed) <= 4:
        return shown
    return shown + (f"等 {len(listed)} 项" if zh else f" and others, in all {len(listed)}")


def sources(locale: str) -> str:
    """List the documents that the catalogue refers to."""
    cited = {source.key: source.title for kpi in CATALOGUE for source in kpi.references}

    def place(key: str) -> tuple[str, int]:
        letters = key.rstrip("0123456789")
        return letters, int(key[len(letters) :] or 0)

    head = ("编号", "文件或报道") if locale == "zh_CN" else ("key", "document or report")
    return table(head, [(key, cited[key]) for key in sorted(cited, key=place)])


def options(locale: str) -> str:
    """List every option of a profile with its default, and the KPIs that read it."""
    zh = locale == "zh_CN"
    head = ("选项", "含义", "默认值", "用于") if zh else ("option", "what it decides", "default", "read by")
    rows = [
        (
            f"`{option}`",
            meaning[0 if zh else 1],
            default(option),
            readers((kpi for kpi in CATALOGUE if option in kpi.options), locale),
        )
        for option, meaning in MEANINGS.items()
    ]
    return table(head, rows)


def profiles(locale: str) -> str:
    """List the shipped profiles with what differs from the default, and where each comes from."""
    zh = locale == "zh_CN"
    head = (
        ("口径", "与默认口径的不同", "出处") if zh else ("profile", "differs from the default in", "source")
    )
    rows = [
        (
            f"{(profile.zh if zh else profile.en) or profile.id}\n`{profile.id}`",
            "\n".join(f"`{name}` = {written(profile, name)}" for name in profile.differences()) or "—",
            "\n".join(str(source) for source in profile.references),
        )
        for profile in PROFILES.values()
    ]
    return table(head, rows)


def bundles(locale: str) -> str:
    """List the sets of KPIs that places publish together."""
    zh = locale == "zh_CN"
    head = ("组合", "指标", "口径") if zh else ("bundle", "KPIs", "profile")
    rows = [
        (
            f"{bundle.zh if zh else bundle.en}\n`{bundle.id}`",
            "、".join(find(kpi).zh for kpi in bundle.kpis) if zh else code(bundle.kpis),
            f"`{bundle.profile.id}`",
        )
        for bundle in BUNDLES.values()
    ]
    return table(head, rows)


def default(option: str) -> str:
    """Write the default of an option."""
    return written(DEFAULT, option)


def written(profile: Profile, option: str) -> str:
    """Write the value of an option."""
    value = getattr(profile, option)
    if isinstance(value, Mapping):
        return code(f"{key}: {each}" for key, each in value.items()) or "—"
    if option == "disposals":
        return code(f"{row.years}: {row.zh}" for row in value)
    if isinstance(value, tuple):
        pairs = (" = ".join(map(str, each)) if isinstance(each, tuple) else each for each in value)
        return code(pairs) or "—"
    if attrs.has(type(value)) and not isinstance(value, Quantity):
        kept = attrs.asdict(value, recurse=False)
        named = [
            f"{name}: {shown(each)}"
            for name, each in kept.items()
            if each not in (None, ()) and name != "reference"
        ]
        return code(named) or ("`CN`" if option == "calendar" else "—")
    return "—" if value is None else f"`{value}`"


def shown(value: object) -> str:
    """Write the part of an option."""
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def units(_locale: str) -> str:
    """List the units, currencies and counters."""
    parts = []
    for title, known in (("Units", UNITS), ("Currencies", CURRENCIES), ("Counters", COUNTERS)):
        rows = [
            (
                f"`{unit.code}`",
                unit.zh,
                unit.en,
                ", ".join(word for word in unit.words if word not in {unit.zh, unit.en, unit.code}),
                f"{unit.factor} {unit.base}" if unit.base and unit.base != unit.code else "",
            )
            for unit in known
        ]
        parts.append(f"### {title}\n\n{table(('code', '中文', 'English', 'also written', 'is'), rows)}")
    return "\n".join(parts)


def vocabulary(_locale: str) -> str:
    """List the words of every closed list."""
    named = [getattr(words, name) for name in words.__all__]
    lists: list[type[words.Term]] = [each for each in named if isinstance(each, type)]
    parts = []
    for one in lists:
        if one is not words.Term:
            doc = (one.__doc__ or "").partition("\n")[0]
            rows = [(f"`{term}`", term.zh, term.en, glossary.sense_of(term)) for term in one]
            parts.append(
                f"### {one.__name__}\n\n{doc}\n\n{table(('code', '中文', 'English', 'meaning'), rows)}"
            )
    return "\n".join(parts)


MADE_OF = {
    **dict.fromkeys(("lettings", "tenancies", "rentals"), "leases"),
    **dict.fromkeys(("due", "promised"), "terms"),
    **dict.fromkeys(("completions", "endings"), "history"),
    "leads_found": "outreach",
}
"""The tables of a source that those of a question are worked out from, where they have another name."""


def frames(locale: str) -> str:
    """List the tables that frames may hold, with their columns and the KPIs that read them."""
    rows = []
    for name, fields in SCHEMA.items():
        columns = []
        for field in fields:
            kind = "" if field.holds in {"text", "date", "day"} else f" ({field.holds})"
            columns.append(f"`{', '.join(field.columns)}`{kind}{'?' if field.is_optional else ''}")
        read = [kpi for kpi in CATALOGUE if name in {MADE_OF.get(made, made) for made in kpi.columns}]
        rows.append((f"`{name}`", ", ".join(columns), readers(read, locale)))
    return table(("table", "columns", "read by"), rows)


def conditions(locale: str) -> str:
    """List the columns that a condition takes: those chosen from, amounts, days."""
    zh = locale == "zh_CN"
    labels = {name: label for label, name in reversed([*COLUMN_ALIASES.items()])}
    held = {
        kind: [
            field.name
            for field in SCHEMA["projects"]
            if field.holds == kind and not field.name.startswith("own_")
        ]
        for kind in ("text", "amount")
    }
    kinds = (
        ('.is_in("甲镇", "乙镇")', dict.fromkeys([*held["text"], *LISTED, "stage"])),
        ('>= "1亿元"', held["amount"]),
        ('>= "2022-03"', [f"{stage}_on" for stage in Stage]),
    )
    rows = [
        (
            f"`{written}`",
            ", ".join(f"`{name}`" + (f" {labels[name]}" if name in labels else "") for name in names),
        )
        for written, names in kinds
    ]
    own = (
        "`extra.` 加表头，如 `extra.包保单位`" if zh else "`extra.` and the header, such as `extra.包保单位`"
    )
    rows[0] = (rows[0][0], f"{rows[0][1]}, {own}")
    return table(("条件", "列名（两种写法均可）") if zh else ("Condition", "Column, by either name"), rows)


DAY = "2022-05-27"


def dates(locale: str) -> str:
    """List the ways to write a date that the rules of both languages read, in cells or in text."""
    head = ("写法", "读作", "") if locale == "zh_CN" else ("Written", "Read as", "")
    only = "仅单元格" if locale == "zh_CN" else "in cells"
    rows = [
        (rule.example, _period(rule.example), only if rule.is_cell else "")
        for rule in (*chinese.YEARS, *chinese.PARTS, *chinese.ALONE, *english.RULES)
    ]
    return table(head, rows)


def _period(text: str) -> str:
    """Read an example as a cell, else as text: what needs a period to compare with, or a list of years."""
    try:
        return str(parse_period(text, today=DAY))
    except ZhaoshangError:
        return ", ".join(str(found.period) for found in find_periods(f"一季度，{text}", today=DAY)[1:])


LANGUAGES = ((CHINESE_AMOUNTS, CHINESE_TOKENS), (ENGLISH_AMOUNTS, ENGLISH_TOKENS))


def rules(locale: str) -> str:
    """List the rules that `check` walks."""
    return f"{rule_table(RULES, locale)}\n"


def amounts(locale: str) -> str:
    """List the rules of amounts with what their examples are read as."""
    head = ("写法", "词类", "读作") if locale == "zh_CN" else ("Written", "Tokens", "Read as")
    rules = [rule for grammar, _ in LANGUAGES for rule in grammar.rules]
    rows = [
        (
            rule.example,
            code((rule.pattern,)),
            str(parse_quantity_cell(rule.example, default_unit="亿元").quantity),
        )
        for rule in rules
    ]
    return table(head, rows)


def tokens(locale: str) -> str:
    """List the kinds of tokens that amounts are made of."""
    head = ("词类", "写法") if locale == "zh_CN" else ("Token", "Written")
    return table(head, [(code((kind.name,)), kind.examples) for _, kinds in LANGUAGES for kind in kinds])


def cells(locale: str) -> str:
    """List the forms of cells with what they are read as."""
    head = ("写法", "读作", "备注") if locale == "zh_CN" else ("Written", "Read as", "Remark")
    read = [(form.example, parse_quantity_cell(form.example, default_unit="亿元")) for form in FORMS]
    return table(head, [(text, str(cell.quantity), cell.remark or "") for text, cell in read])


def guards(locale: str) -> str:
    """List what looks like an amount and is none."""
    kinds = (*COMMON, *ARABIC, *CHINESE)
    if locale == "zh_CN":
        return table(("写法",), [(guard.example,) for guard in kinds])
    return table(("Written", "What it is"), [(guard.example, guard.name) for guard in kinds])


def names(locale: str) -> str:
    """List every public name by room, with what the room is for."""
    lines = []
    for room in public_api.public_modules()[1:]:
        if room.startswith("zhaoshang.model."):
            continue  # the package repeats the names of its modules
        module = importlib.import_module(room)
        first = " ".join((module.__doc__ or "").split("\n\n")[0].split())
        links = [
            f"[`{name}`][{_home(getattr(module, name), room)}.{name}]" for name in sorted(module.__all__)
        ]
        lines.append((f"`{room.removeprefix('zhaoshang.')}`", first, " ".join(links)))
    return table(
        ("房间", "用途", "名称") if locale == "zh_CN" else ("room", "what it is for", "names"), lines
    )


def _home(value: object, room: str) -> str:
    """Find the room whose page tells of a value."""
    home = str(value.__module__) if inspect.isclass(value) or inspect.isroutine(value) else room
    return home if home in public_api.public_modules() else room


def terms(kind: str) -> Callable[[str], str]:
    """Give what makes the table of one kind of words of the glossary."""
    return lambda locale: table(*glossary.rows(kind, locale))


MAKERS: Mapping[str, Callable[[str], str]] = {
    "amounts": amounts,
    "bundles": bundles,
    "catalogue": catalogue,
    "cells": cells,
    "dates": dates,
    "conditions": conditions,
    "frames": frames,
    "guards": guards,
    "names": names,
    "options": options,
    "profiles": profiles,
    "report": report,
    "rules": rules,
    "sources": sources,
    "tokens": tokens,
    "units": units,
    "vocabulary": vocabulary,
    "walks": walks.drawn,
    **{f"terms_{kind}": terms(kind) for kind in glossary.KINDS},
}


def pages() -> dict[Path, str]:
    """Find the pages with parts that are made, and the language of each."""
    return {
        page: locale
        for folder, locale in LOCALES.items()
        for page in sorted((DOCS / folder).rglob("*.md"))
        if (text := page.read_text("utf-8")) and (PART.search(text) or CODE.search(text))
    }


def renewed(text: str, locale: str) -> str:
    """Put the parts of one language, and programs, into a page."""
    text = CODE.sub(lambda match: f"{match[1]}{program(match[2], match[3])}\n{match[4]}", text)
    return PART.sub(lambda match: f"{match[1]}{MAKERS[match[2]](locale)}\n<!-- end -->", text)


def program(path: str, section: str | None) -> str:
    """Show a file of code, or one section of it between its marks; examples run by themselves, and not on the page."""
    lines = ROOT.joinpath(path).read_text("utf-8").splitlines()
    if section is not None:
        marks = [line.strip() for line in lines]
        start, end = (marks.index(f"# --8<-- [{edge}:{section}]") for edge in ("start", "end"))
        lines = lines[start + 1 : end]
    shown = dedent("\n".join(line for line in lines if "--8<--" not in line)).strip("\n")
    return f"``` {{ .python }}\n{shown}\n```\n"


def main() -> None:
    """Renew the pages."""
    for page, locale in pages().items():
        page.write_text(renewed(page.read_text("utf-8"), locale), "utf-8")


if __name__ == "__main__":
    main()
