"""Habits from elsewhere: paths for what they hold, runs of the wrong thing, names of other libraries, two things swapped.

Each is told by its place in what was given, and by what makes the thing that was meant.
"""

import json
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from zhaoshang import Area, Ledger, Money, Project, bulletins, evaluate, reports, workbooks
from zhaoshang.errors import ZhaoshangError
from zhaoshang.model import Agreement

P: Any = Project(id="P1", name="甲", agreements=[Agreement(signed_on="2022-03-05")])
L: Any = Ledger(as_of="2022-06-30", projects=[P])
MONEY: Any = Money.of
AREA: Any = Area.of
VERIFY: Any = bulletins.verify
JOIN: Any = workbooks.join
DOCX: Any = reports.write_docx
FIGURES: Any = evaluate(L, "开工率")
TABLE_: Any = reports.Table(columns=[reports.Column(title="单位")], rows=[("东镇",)])
CHART: Any = reports.Chart(title="x", data=json.dumps({"mark": "line", "height": 100}))

HABITS: dict[str, tuple[Callable[[], object], str, str]] = {
    # the habit, what stands in the English message, and in the Chinese one
    "paths to join": (
        lambda: JOIN(["a.xlsx", "b.xlsx"]),
        "imports[0]|'a.xlsx'|Import|workbooks.read('a.xlsx', as_of=…)",
        "imports[0]|请改用",
    ),
    "ledgers to join": (lambda: JOIN([L, L]), "imports[0]|Import|ledger.merge(other)", "imports[0]|请改用"),
    "a path for an article": (lambda: VERIFY(Path("a.txt")), "text|read_text", "text|请改用"),
    "bytes for an article": (lambda: VERIFY(b"1"), "text|data.decode()", "text|请改用"),
    "a name of a file for an article": (
        lambda: VERIFY("某县 通报.docx"),
        "'某县 通报.docx'|read_text",
        "文章的文字|read_text",
    ),
    "a name of a file to read": (lambda: bulletins.read_figures("a.txt"), "'a.txt'|read_text", "文章的文字"),
    "two arguments in the other order": (
        lambda: VERIFY(L, "签约3个"),
        "text|verify(text, ledger)",
        "请改用 verify",
    ),
    "a paper before its parts": (
        lambda: DOCX("a.docx", [TABLE_], title="x"),
        "target|write_docx(parts, target)",
        "请改用 write_docx",
    ),
    "figures for a paper": (
        lambda: DOCX([FIGURES], "a.docx", title="x"),
        "parts[0]|reports.kpi_table(figures)",
        "parts[0]|请改用",
    ),
    "another kind of paper": (
        lambda: DOCX([TABLE_], "a.doc", title="x"),
        "a.doc|Word document|report.docx",
        "a.doc|report.docx",
    ),
    "a bulletin of another kind": (
        lambda: bulletins.write_docx(FIGURES, "a.pdf", title="x"),
        "a.pdf|report.docx",
        "a.pdf|report.docx",
    ),
    "an article of another kind": (
        lambda: VERIFY("签约3个。").write_docx("a.xlsx"),
        "a.xlsx|report.docx",
        "a.xlsx|report.docx",
    ),
    "money of a text": (lambda: MONEY("3亿元"), "Money.of|parse_money('3亿元')", "请写 parse_money"),
    "an area of a text": (lambda: AREA("80亩"), "Area.of|parse_quantity('80亩')", "请写 parse_quantity"),
    "a language for data": (
        lambda: FIGURES.to_dicts("zh_CN"),
        "Figures.to_dicts()|'zh_CN'",
        "不带参数|Figures.to_dicts()",
    ),
    "a ranking of one": (lambda: reports.ranking(FIGURES), 'by="owner"', '分组|by="owner"'),
    "a chart to save": (lambda: CHART.save("a.svg"), "save|to_svg()", "save|to_svg()"),
    "a table for JSON": (lambda: TABLE_.to_json(indent=1), "to_json|to_data()", "to_data()"),
}


@pytest.mark.parametrize("what", HABITS)
def test_a_habit_is_told_what_to_write_in_both_languages(what: str) -> None:
    make, *words = HABITS[what]
    with pytest.raises(ZhaoshangError) as caught:
        make()
    for said, wanted in zip((str(caught.value), caught.value.render("zh_CN")), words, strict=True):
        assert [word for word in wanted.split("|") if word not in said] == [], said
    assert str(caught.value) != caught.value.render("zh_CN")


@pytest.mark.parametrize(
    "value",
    [
        *(3, 2**60, "甲", None, Fraction(7, 2), Fraction(1, 3), Fraction(10**30, 7)),
        *map(Decimal, ("3.50", "1E+3", "0.1", "1180591620717411303424", "1.2345678901234567890123")),
    ],
    ids=str,
)
def test_a_table_is_json_data_that_loses_no_digit(value: Any) -> None:
    table = reports.Table(columns=[reports.Column(title="数")], rows=[(str(value),)], values=[(value,)])
    (row,) = json.loads(json.dumps(table.to_data()))
    if isinstance(value, int | Decimal | Fraction):
        given = row["数"]
        assert Fraction(repr(given) if isinstance(given, float) else given) == value
    else:
        assert row["数"] == value
    assert table.to_data(exact=True) == [{"数": value}]
