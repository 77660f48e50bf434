"""Word documents: what is printed is in them, in order, inert, in official layout, and the same bytes every time."""

import hashlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drawing import examples

from zhaoshang import Ledger, Money, Project, evaluate
from zhaoshang.bulletins import verify, write
from zhaoshang.bulletins import write_docx as write_bulletin
from zhaoshang.errors import ArgumentError, MissingExtraError
from zhaoshang.kpis import Figures
from zhaoshang.model import Agreement, Milestone
from zhaoshang.reports import Column, Table, funnel_chart, kpi_table, stage_board, write_docx

LOCALES = ("zh_CN", "zh_TW", "en")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]"
)
KPIS = ["signed_project_count", "signed_investment_total", "start_rate", "projects_in_band"]


def ledger() -> Ledger:
    return Ledger(
        as_of="2023-06-30",
        projects=[
            Project(
                id=f"P{number}",
                name=f"甲{number}",
                owner=("南镇", "北镇", "")[number % 3],
                investment=Money.of(number + 1, "亿元"),
                agreements=[Agreement(signed_on="2023-02-03")],
                milestones=[Milestone(stage="started", on="2023-05-01")] if number % 4 else [],
            )
            for number in range(11)
        ],
    )


def figures() -> Figures:
    return evaluate(ledger(), KPIS, period="2023-H1", by="owner", bands=["≥5亿元", "≥10亿元"])


def opened(made: io.BytesIO) -> Any:
    made.seek(0)
    return docx.Document(made)


def lines(document: Any) -> Iterator[str]:
    """Give every paragraph and cell in the order of the paper."""
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                yield from (cell.text for cell in row.cells)
        else:
            yield block.text


@pytest.mark.parametrize("locale", LOCALES)
def test_a_bulletin_holds_every_figure_printed_in_order(locale: str) -> None:
    """The paragraphs are the sentences of `write`, and the attachment has a row for each number in them."""
    made = io.BytesIO()
    write_bulletin(figures(), made, title="通报", subject="江县", locale=locale)
    document = opened(made)
    text = write(figures(), subject="江县", locale=locale)
    printed = [line for line in lines(document) if line]
    body = printed[
        1 : next(place for place, line in enumerate(printed) if "附件" in line or "Attach" in line)
    ]
    assert "".join(body).replace(" ", "") == text.replace(" ", "")
    (table,) = document.tables
    values = [row.cells[1].text for row in table.rows[1:]]
    assert all(value in text for value in values)
    told = "".join(values)
    numbers = NUMBER.findall(re.sub(r"\d+[亿億]元以上|\d{4}年上半年|（数据截至[^）]*）|In [^,]*,", "", text))
    assert all(number in told for number in numbers)
    assert len(values) == len(set(zip(values, (row.cells[0].text for row in table.rows[1:]), strict=True)))


def test_the_page_is_that_of_official_papers() -> None:
    """A4, 37 mm above and 28 mm left of 156 × 225 mm; 小标宋, 仿宋, 黑体; numbers outside, between dashes."""
    made = io.BytesIO()
    write_docx(
        ["文。", kpi_table(figures()), kpi_table(figures())],
        made,
        title="月报",
        issuer="局",
        issued_on="2023-07",
    )
    document = opened(made)
    section = document.sections[0]
    edges = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    assert [round(edge.mm) for edge in edges] == [37, 28, 26, 35]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    grid = section._sectPr.find(qn("w:docGrid"))
    lines_of = 225 / 25.4 * 1440 / int(grid.get(qn("w:linePitch")))
    spacing = document.styles["Normal"].element.rPr.find(qn("w:spacing"))
    across = 156 / 25.4 * 72 / (16 + int(spacing.get(qn("w:val"))) / 20)
    assert (int(lines_of), int(across)) == (22, 28)
    for name, font, size in (
        ("Title", "方正小标宋简体", 22),
        ("Normal", "仿宋", 16),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体", 16),
        ("Footer", "宋体", 14),
    ):
        style = document.styles[name]
        assert (style.element.rPr.rFonts.get(qn("w:eastAsia")), style.font.size.pt) == (font, size)
        assert str(style.font.color.rgb) == "000000"
    headings = (each.text for each in document.paragraphs if each.style.name == "Heading 1")
    assert next(headings)[:2] == "一、"
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        xml = footer.paragraphs[0]._p.xml
        assert f'w:{side}Chars="100"' in xml
        assert 'w:jc w:val="' + side in xml
        assert " PAGE " in xml
        assert footer.paragraphs[0].text.count("—") == 2


def test_a_wide_table_turns_the_page_and_repeats_its_heading() -> None:
    made = io.BytesIO()
    write_docx(["前。", stage_board(ledger()), "后。"], made, title="挂图", sources=False)
    document = opened(made)
    assert [section.page_width > section.page_height for section in document.sections] == [False, True, False]
    (table,) = document.tables
    properties = table.rows[0]._tr.trPr
    assert properties.find(qn("w:tblHeader")) is not None
    assert len(table.rows) == 12
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.findall(qn("w:gridCol"))]
    assert 0.98 < sum(widths) / (225 / 25.4 * 1440) <= 1
    made = io.BytesIO()
    write_docx([stage_board(ledger()), stage_board(ledger())], made, title="挂图", sources=False)
    assert [section.page_width > section.page_height for section in opened(made).sections] == [True]


@pytest.mark.parametrize(
    ("issuer", "day", "name_at", "day_at"),
    [
        ("某某县招商引资工作领导小组办公室", "2023-07-05", 1000, 1200),
        ("招商局", "2023-07-05", 1675, 1875),
        ("", "2023-07-05", None, 1875),
    ],
)
def test_an_unsealed_paper_is_signed_by_the_rule(
    issuer: str, day: str, name_at: int | None, day_at: int
) -> None:
    """The date begins two characters behind where the name does, and neither comes closer than two to the edge."""
    made = io.BytesIO()
    write_docx("文。", made, title="通报", issuer=issuer, issued_on=day)
    found = [
        (paragraph.text, int(paragraph._p.pPr.ind.get(qn("w:leftChars"))))
        for paragraph in opened(made).paragraphs
        if paragraph._p.pPr is not None and paragraph._p.pPr.ind is not None
        and paragraph._p.pPr.ind.get(qn("w:leftChars"))
    ]  # fmt: skip
    assert [found[-1]] == [("2023年7月5日", day_at)]
    assert [each[1] for each in found[:-1]] == ([] if name_at is None else [name_at])


def test_charts_are_pictures_of_both_kinds_with_words_for_them() -> None:
    made = io.BytesIO()
    write_docx(funnel_chart([]), made, title="图")
    with ZipFile(made) as archive:
        names = archive.namelist()
        body = archive.read("word/document.xml").decode()
        drawn = archive.read("word/media/vector1.svg").decode()
    assert drawn.startswith("<svg")
    assert any(name.endswith(".png") for name in names)
    assert "svgBlip" in body
    assert 'descr="' in body


@pytest.mark.long
@settings(max_examples=examples(20))
@given(st.text(max_size=30), st.text(max_size=30))
def test_no_text_steers_the_reader_or_breaks_the_file(name: str, note: str) -> None:
    """Whatever a name holds, the file opens, and no run holds what XML forbids or what hides or turns writing."""
    table = Table(title=name, columns=[Column(title=name)], rows=[[note]], notes=[name])
    made = io.BytesIO()
    write_docx([name, table], made, title=note, issuer=name, addressee=note)
    document = opened(made)
    assert not any(UNFIT.search(line) for line in lines(document))
    assert document.tables[0].rows[1].cells[0].text == document.tables[0].cell(1, 0).text


@pytest.mark.parametrize("bad", ["甲\u202e乙", "a\x00b", "]]>&<w:t>", "\ud800", "\ufffe", "\u2028x"])
def test_hostile_names_in_every_place(bad: str) -> None:
    project = Project(
        id="P", name="乙", owner=bad.strip("\x00"), agreements=[Agreement(signed_on="2023-01-02")]
    )
    found = evaluate(Ledger(as_of="2023-06-30", projects=[project]), "signed_project_count", by="owner")
    made, checked = io.BytesIO(), io.BytesIO()
    write_bulletin(found, made, title=bad, subject=bad, addressee=bad, issuer=bad)
    verify(f"全县签约项目9个{bad}，其中乙12个。").write_docx(checked, title=bad)
    for document in map(opened, (made, checked)):
        assert not any(UNFIT.search(line) for line in lines(document))
    assert "]]>&<w:t>" not in bad or any("]]>&<w:t>" in line for line in lines(opened(made)))


def test_a_verified_article_shows_its_text_marks_and_verdicts() -> None:
    text = "情况如下。\n上半年全县签约项目80个，其中亿元以上项目36个，占比54%。\n特此通报。"
    found = verify(text)
    made = io.BytesIO()
    found.write_docx(made, title="核对")
    document = opened(made)
    (table,) = document.tables
    assert len(table.rows) == 1 + len(found)
    assert [row.cells[0].text for row in table.rows[1:]] == [str(number + 1) for number in range(len(found))]
    assert "54%✗1" in "".join(lines(document))
    plain = re.sub(r"[✓✗?]\d+", "", "\n".join(p.text for p in document.paragraphs))
    assert text.replace("\n", "") in plain.replace("\n", "")
    clean = io.BytesIO()
    verify("没有数字。").write_docx(clean, locale="en")
    assert "There was no figure to check." in list(lines(opened(clean)))


@pytest.mark.long
def test_equal_papers_are_equal_byte_for_byte(tmp_path: Path) -> None:
    """Neither the clock nor the seed of hashes is in the file; a path and a stream hold the same."""
    script = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1]); import io, test_papers as t;"
        "made = io.BytesIO(); t.write_docx(['文。', t.kpi_table(t.figures()), t.stage_board(t.ledger())], made, title='报');"
        "t.write_bulletin(t.figures(), made, title='报'); print(hashlib.sha256(made.getvalue()).hexdigest())"
    )
    found = {
        subprocess.run(  # noqa: S603 - this very Python
            [sys.executable, "-c", script, str(Path(__file__).parent)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "77")
    }
    assert len(found) == 1
    made = io.BytesIO()
    write_docx("文。", made, title="报")
    write_docx("文。", tmp_path / "a.docx", title="报")
    assert (
        hashlib.sha256((tmp_path / "a.docx").read_bytes()).digest()
        == hashlib.sha256(made.getvalue()).digest()
    )


def test_a_paper_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "old.docx"
    path.write_bytes(b"old")
    wrong: Any = ["文。", 3]
    with pytest.raises(ArgumentError):
        write_docx(wrong, path, title="报")
    assert path.read_bytes() == b"old"
    with pytest.raises(OSError, match="missing"):
        write_docx("文。", tmp_path / "missing" / "a.docx", title="报")


def test_the_extra_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtraError) as missing:
        write_docx("文。", io.BytesIO(), title="报")
    assert (missing.value.package, missing.value.extra) == ("python-docx", "word")
