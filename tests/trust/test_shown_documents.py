"""What an .ods shows beside the values of its cells: units, currencies, months, what is hidden, and boxes."""

import zipfile
from pathlib import Path

import pytest
from tests.trust.test_cells_of_books import document
from tests.workbooks.packing import packed, unpacked

from zhaoshang import workbooks
from zhaoshang._workbooks.files.opening import open_workbook
from zhaoshang.errors import ArgumentError, FieldTypeError, NumberRangeError, UnfitValueError
from zhaoshang.workbooks import LIMITS, Import, Limits, Mapping, UnreadableWorkbookError

TEXT = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


def number(value: str, shown: str, kind: str = "float", more: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="{kind}"{more} office:value="{value}">'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


def day(value: str, shown: str) -> str:
    given = f'office:value-type="date" office:date-value="{value}"'
    return number("3.5", "3.5") + f"<table:table-cell {given}><text:p>{shown}</text:p></table:table-cell>"


def read(path: Path, cell: str) -> Import:
    return workbooks.read(document(path / "a.ods", cell))


def codes(imported: Import) -> list[str]:
    return sorted(each.code for each in imported.findings)


USD, CNY = ' office:currency="USD"', ' office:currency="CNY"'
NUMBERS = {
    "plain": (number("3.5", "3.5"), "350000000 CNY", []),
    "rounded": (number("3.4567", "3.46"), "345670000 CNY", []),
    "grouped": (number("1234.5", "1,234.50"), "123450000000 CNY", []),
    "yuan sign": (number("3.5", "¥3.50", "currency", CNY), "350000000 CNY", []),
    "yuan": (number("3.5", "￥3.50", "currency"), "350000000 CNY", []),
    "yuan code": (number("3.5", "3.50 CNY", "currency", CNY), "350000000 CNY", []),
    "negative": (number("3.5", " 3.5 "), "350000000 CNY", []),
    "too narrow": (number("3.5", "###"), "350000000 CNY", []),
    "exponent": (number("3.5", "3.5E+00"), "350000000 CNY", []),
    "the header's unit": (number("3.5", "3.5亿元"), "350000000 CNY", []),
    "the header's unit, rounded": (number("3.4567", "3.46亿元"), "345670000 CNY", []),
    "the header's unit, grouped": (number("1234.567", "1,234.57亿元"), "123456700000 CNY", []),
    "dollars": (number("3.5", "$3.50", "currency", USD), "3.5 USD", ["unit_conflict"]),
    "dollars unseen": (number("3.5", "3.5", "currency", USD), "3.5 USD", ["unit_conflict"]),
    "another unit": (number("3.5", "3.5万元"), "35000 CNY", ["unit_conflict"]),
    "scaled": (number("35000", "3.5万元"), "35000 CNY", ["unit_conflict"]),
    "thousands of it": (number("3500", "3.5千"), "None", ["not_a_quantity"]),
    "euros with a comma": (
        number("3.5", "3,50 €", "currency", ' office:currency="EUR"'),
        "None",
        ["not_a_quantity"],
    ),
    "a word before": (number("3.5", "约3.5"), "350000000 CNY (about)", []),
    "no sign that tells": (number("3.5", "—"), "350000000 CNY", []),
    "a percentage of no kind": (number("0.035", "3.5%"), "None", ["not_a_quantity"]),
    "percentage": (number("0.035", "3.5%", "percentage"), "None", ["not_a_quantity"]),
    "thousands": (number("5000", "5.00"), "500000000 CNY", []),
    "thousands, rounded": (number("5123.4", "5.12"), "512340000 CNY", []),
    "thousands, grouped": (number("1234567.8", "1,235"), "123456780000 CNY", []),
    "thousands of yuan": (number("5000", "¥5.0", "currency", CNY), "500000000 CNY", []),
    "thousands of dollars": (number("5000", "5.0", "currency", USD), "5 USD", ["unit_conflict"]),
    "thousands below nought": (number("-5000", "(5.0)", "currency", USD), "None", ["negative_amount"]),
    "millions": (number("3500000", "3.5"), "350000000 CNY", []),
    "tens of thousands": (number("35123", "3.5"), "351230000 CNY", []),
    "tens of thousands, with their word": (number("51234", "5.1万"), "51234 CNY", ["unit_conflict"]),
    "another number": (number("5000", "6000"), "None", ["not_a_quantity"]),
    "a tenth": (number("12", "1"), "None", ["not_a_quantity"]),
    "no number": (number("NaN", "3.5"), "None", ["not_a_quantity"]),
    "rounded to nought": (number("0.3", "0"), "30000000 CNY", []),
    "nought of thousands": (number("300", "0"), "None", ["not_a_quantity"]),
    "a point for groups": (number("1234.5", "1.234,50"), "123450000000 CNY", []),
    "a comma for a point": (number("3.5", "3,5"), "350000000 CNY", []),
    "a comma for a point, three digits": (number("1.234", "1,234"), "123400000 CNY", []),
    "blanks for groups": (number("1234.5", "1 234.50"), "123450000000 CNY", []),
    "a fraction": (number("3.5", "7/2"), "350000000 CNY", []),
}


@pytest.mark.parametrize("name", NUMBERS, ids=str)
def test_a_number_is_read_as_it_is_shown(tmp_path: Path, name: str) -> None:
    """3.5 shown as dollars or in 万元 was 3.5亿元 by the header, and 3.5% of nothing 350万元."""
    cell, amount, told = NUMBERS[name]
    imported = read(tmp_path, cell)
    (project,) = imported.ledger.projects
    assert (str(project.investment), codes(imported)) == (amount, told)


_LITERAL = (
    '<number:{0} style:name="N1P0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"><number:text>不足</number:text>'
    "<number:text>{1}</number:text>{2}</number:{0}>"
)


@pytest.mark.parametrize("kind", ["number-style", "currency-style"])
@pytest.mark.parametrize(
    ("text", "rest", "amount"),
    [
        ("1", "", "100000000 CNY (below)"),
        ("", "<number:number/>", "50000000 CNY (below)"),
        ("2", "", "50000000 CNY (below)"),
    ],
    ids=["a text alone", "a number behind it", "another text"],
)
def test_a_style_that_shows_a_text_alone_is_read_as_it_shows(
    tmp_path: Path, kind: str, text: str, rest: str, amount: str
) -> None:
    """Half of the unit is shown as less than one of it: by the words of the style, or rounded behind them."""
    styles = _LITERAL.format(kind, text, rest)
    path = document(tmp_path / "a.ods", number("0.5", "不足1"), styles=styles)
    (project,) = workbooks.read(path).ledger.projects
    assert str(project.investment) == amount


NUMBER = "<number:number/>"
YI, WAN = "<number:text>亿元</number:text>", "<number:text>万元</number:text>"
PARTS = '<number:number number:display-factor="{}"/>'
STYLES = {
    "a unit": ("number", NUMBER + YI, "5", "5亿元"),
    "another unit": ("number", NUMBER + WAN, "5", "5万元"),
    "a hedge": ("number", "<number:text>约</number:text>" + NUMBER, "5", "约5"),
    "thousands": ("number", PARTS.format(1000), "5000", "5"),
    "tens of thousands": ("number", PARTS.format(10000) + WAN, "50000", "5万元"),
    "hundreds of millions": ("number", PARTS.format("100000000.0") + YI, "500000000", "5亿元"),
    "a point that is typed": (
        "number",
        '<number:number number:display-factor="1000"><number:embedded-text number:position="1">.</number:embedded-text></number:number>',
        "50000",
        "5",
    ),
    "a part that is no power of ten": ("number", PARTS.format("6.5"), "65", "65÷6.5"),
    "euros": ("currency", "<number:currency-symbol>€</number:currency-symbol>" + NUMBER, "5", "€5"),
    "yen": (
        "currency",
        '<number:currency-symbol number:language="ja" number:country="JP">￥</number:currency-symbol>'
        + NUMBER,
        "5",
        "5日元",
    ),
    "a percentage": ("percentage", NUMBER + "<number:text>%</number:text>", "0.05", "5%"),
    "a word of some": (
        "number",
        NUMBER + '<style:map style:condition="value()&lt;1" style:apply-style-name="N2"/>',
        "0.5",
        "不足1",
    ),
    "a word of others": (
        "number",
        NUMBER + YI + '<style:map style:condition="value()&lt;1" style:apply-style-name="N2"/>',
        "5",
        "5亿元",
    ),
}
_STYLED = (
    '<number:number-style style:name="N2"><number:text>不足1</number:text></number:number-style>'
    '<number:{0}-style style:name="N1">{1}</number:{0}-style>'
    '<style:style style:name="{2}" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="b" style:family="table-cell" style:parent-style-name="{2}"/>'
)


@pytest.mark.one_in(3)
@pytest.mark.parametrize("name", STYLES, ids=str)
@pytest.mark.parametrize("has_text", [False, True], ids=["no text", "digits alone"])
@pytest.mark.parametrize(
    "style", ["a", "b", "Default"], ids=["its own", "of the style around", "of all cells"]
)
def test_a_cell_that_shows_no_words_is_read_by_its_style(
    tmp_path: Path, name: str, has_text: bool, style: str
) -> None:
    """5 of a style that shows 5亿元 was 5万元 by the header; a text in the cell that says so is read alike."""
    kind, inner, value, said = STYLES[name]
    more = "" if style == "Default" else f' table:style-name="{style}"'
    cell = number(value, value if has_text else "", more=more)
    styles = _STYLED.format(kind, inner, "a" if style == "b" else style)
    found = workbooks.read(document(tmp_path / "a.ods", cell, styles=styles))
    stated = read(tmp_path, TEXT.format(said))
    (project,), (same,) = found.ledger.projects, stated.ledger.projects
    assert (project.investment, codes(found)) == (same.investment, codes(stated))


@pytest.mark.parametrize("currency", ["EUR", "USD", "HKD", "JPY", "XAU"])
@pytest.mark.parametrize("shown", ["", "3000"], ids=["no text", "digits alone"])
def test_the_currency_of_a_cell_is_read_though_no_text_shows_it(
    tmp_path: Path, currency: str, shown: str
) -> None:
    found = read(tmp_path, number("3000", shown, "currency", f' office:currency="{currency}"'))
    stated = read(tmp_path, TEXT.format(f"3000 {currency}"))
    (project,), (same,) = found.ledger.projects, stated.ledger.projects
    assert (project.investment, codes(found)) == (same.investment, codes(stated))
    assert codes(found)


def test_a_day_is_as_fine_as_its_style_shows(tmp_path: Path) -> None:
    """Without a text in the cell, too; and a plan in the words of the style is no fact."""
    month = '<number:year number:style="long"/><number:text>年</number:text><number:month/><number:text>月</number:text>'
    given = '<table:table-cell office:value-type="date" office:date-value="2022-03-05" table:style-name="a"/>'
    for inner, told, found in (
        (month, "2022-03", []),
        ("<number:text>预计</number:text>" + month, "", ["planned_date"]),
        ("<number:quarter/>", "2022-03-05", []),
    ):
        styles = _STYLED.format("date", inner, "a")
        imported = workbooks.read(document(tmp_path / "a.ods", number("3.5", "3.5") + given, styles=styles))
        (project,) = imported.ledger.projects
        assert ("".join(str(each.signed_on or "") for each in project.agreements), codes(imported)) == (
            told,
            found,
        )


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ("2022-03-05", "2022-03-05"),
        ("2022年3月5日", "2022-03-05"),
        ("22-3-5", "2022-03-05"),
        ("2022年3月5日星期六", "2022-03-05"),
        ("5 Mar 2022", "2022-03-05"),
        ("二〇二二年三月五日", "2022-03-05"),
        ("3月5日", "2022-03-05"),
        ("2022-03-05 10:30:00", "2022-03-05"),
        ("2022年3月", "2022-03"),
        ("2022-03", "2022-03"),
        ("2022/3", "2022-03"),
        ("2022.03", "2022-03"),
        ("2022年", "2022"),
        ("2022", "2022"),
        ("2022年4月", "2022-03-05"),
    ],
    ids=str,
)
def test_a_date_is_as_fine_as_shown(tmp_path: Path, shown: str, told: str) -> None:
    (project,) = read(tmp_path, day("2022-03-05", shown)).ledger.projects
    assert [str(each.signed_on) for each in project.agreements] == [told]


@pytest.mark.parametrize("shown", ["预计2022年3月", "2022年3月前", "拟于2022年3月5日"], ids=str)
def test_a_date_shown_with_words_is_what_they_say(tmp_path: Path, shown: str) -> None:
    imported = read(tmp_path, day("2022-03-05", shown))
    (project,) = imported.ledger.projects
    assert (not any(each.signed_on for each in project.agreements), bool(codes(imported))) == (True, True)


HIDDEN = {
    "collapse": '<table:table-row table:visibility="collapse">{}</table:table-row>',
    "filter": '<table:table-row table:visibility="filter">{}</table:table-row>',
    "group": '<table:table-row-group table:display="false"><table:table-row>{}</table:table-row></table:table-row-group>',
    "group in a group": '<table:table-row-group table:display="false"><table:table-row-group><table:table-row>{}'
    "</table:table-row></table:table-row-group></table:table-row-group>",
    "open": '<table:table-row table:visibility="visible">{}</table:table-row>',
    "open group": "<table:table-row-group><table:table-row>{}</table:table-row></table:table-row-group>",
}


@pytest.mark.parametrize("form", HIDDEN, ids=str)
def test_what_is_hidden_is_told(tmp_path: Path, form: str) -> None:
    """As of the rows of an .xlsx; the row is read, and those around it are not told of."""
    row = "".join(map(TEXT.format, ("另一项目", "另一公司", "4", "2022年4月")))
    plain = "<table:table-row>{}</table:table-row>".format(row.replace("另一", "第三"))
    more = TEXT.format("3.5") + "</table:table-row>" + HIDDEN[form].format(row) + plain
    imported = read(tmp_path, more.removesuffix("</table:table-row>"))
    told = [each.path for each in imported.findings if each.code == "hidden_row"]
    assert (len(imported.ledger.projects), told) == (3, [] if form.startswith("open") else ["S!A3"])


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ('<table:table-column/><table:table-column table:visibility="collapse"/>', {2}),
        (
            (
                '<table:table-column-group table:display="false"><table:table-column table:number-columns-repeated="2"/>'
                "</table:table-column-group><table:table-column/>"
            ),
            {1, 2},
        ),
        ('<table:table-column table:number-columns-repeated="3"/>', set()),
        (
            '<table:table-column table:visibility="filter" table:number-columns-repeated="999999999"/>',
            {1, 2, 3, 4},
        ),
    ],
    ids=["collapse", "group", "none", "vast"],
)
def test_hidden_columns_are_known(tmp_path: Path, columns: str, told: set[int]) -> None:
    cell = number("3.5", "3.5") + TEXT.format("2022年3月")
    path = document(tmp_path / "a.ods", cell)
    parts = unpacked(path)
    mark = b'<table:table table:name="S">'
    parts["content.xml"] = parts["content.xml"].replace(mark, mark + columns.encode())
    path.write_bytes(packed(parts))
    (grid,) = open_workbook(path, LIMITS).grids
    assert grid.hidden_columns == told


_SIZED = (
    '<style:style style:name="one" style:family="table-column"><style:table-column-properties style:column-width="{}"/></style:style>'
    '<style:style style:name="two" style:family="table-row"><style:table-row-properties style:row-height="{}"{}/></style:style>'
)


@pytest.mark.parametrize(
    ("sizes", "columns", "rows"),
    [
        (("0cm", "0cm", ""), {2}, {2}),
        (("0.000in", "0.00pt", ' style:use-optimal-row-height="false"'), {2}, {2}),
        (("0.5cm", "0cm", ' style:use-optimal-row-height="true"'), set(), set()),
    ],
    ids=["none", "none in inches", "some"],
)
def test_rows_and_columns_of_no_size_are_known(
    tmp_path: Path, sizes: tuple[str, str, str], columns: set[int], rows: set[int]
) -> None:
    path = document(tmp_path / "a.ods", number("3.5", "3.5"), styles=_SIZED.format(*sizes))
    parts = unpacked(path)
    mark = '<table:table table:name="S">'
    described = (
        f'{mark}<table:table-column table:style-name="two"/><table:table-column table:style-name="one"/>'
    )
    text = parts["content.xml"].decode().replace(mark, described)
    head, _, body = text.rpartition("<table:table-row>")
    parts["content.xml"] = f'{head}<table:table-row table:style-name="two">{body}'.encode()
    path.write_bytes(packed(parts))
    (grid,) = open_workbook(path, LIMITS).grids
    assert (set(grid.hidden_columns), set(grid.hidden_rows)) == (columns, rows)


def test_a_table_within_a_cell_is_refused(tmp_path: Path) -> None:
    """Its reader takes none of it: the amount was an empty cell."""
    row = f"<table:table-row>{number('3.5', '3.5')}</table:table-row>"
    with pytest.raises(UnreadableWorkbookError):
        read(
            tmp_path,
            f'<table:table-cell><table:table table:is-sub-table="true">{row}</table:table></table:table-cell>',
        )


@pytest.mark.parametrize("box", ["frame><draw:text-box", "custom-shape"], ids=["frame", "shape"])
def test_a_box_of_text_in_a_cell_is_told(tmp_path: Path, box: str) -> None:
    ends = "".join(
        f"</{each}>" for each in reversed([f"draw:{box.split('>', maxsplit=1)[0]}", *box.split("<")[1:]])
    )
    cell = f"<table:table-cell><draw:{box}><text:p>3.5</text:p>{ends}</table:table-cell>"
    path = document(
        tmp_path / "a.ods", cell.replace("<table:table-cell>", '<table:table-cell xmlns:draw="urn:draw">')
    )
    assert [(each.path, each.code) for each in workbooks.read(path).findings] == [("S!C2", "cell_comment")]


# ------------------------------------------------------------------ what is asked for

CSV = "项目名称,投资方,总投资（亿元）,签约时间\n虚构项目,虚构公司,3.5,3月5日\n".encode()


def _refused(value: object) -> type[Exception] | tuple[type[Exception], ...]:
    """What is no number at all is refused for the argument, before anybody asks which number it is."""
    return ArgumentError if isinstance(value, str | float | bool) else (FieldTypeError, NumberRangeError)


@pytest.mark.parametrize("year", [22, 0, -2022, 10**30, True, "2022", 2022.0], ids=repr)
def test_a_year_has_four_digits(year: object) -> None:
    """22 was the year 22, and True the year 1."""
    with pytest.raises(_refused(year)):
        workbooks.read(CSV, name="a.csv", year=year)  # type: ignore[arg-type]
    with pytest.raises((NumberRangeError, FieldTypeError)):
        Mapping(year=year)  # type: ignore[arg-type]


@pytest.mark.parametrize("epoch", [0, 22, True, "1904", 1904.0], ids=repr)
def test_days_count_from_one_of_two_years(epoch: object) -> None:
    with pytest.raises(_refused(epoch)):
        workbooks.read(CSV, name="a.csv", epoch=epoch)  # type: ignore[arg-type]


def test_no_epoch_changes_cells_that_are_dates(tmp_path: Path) -> None:
    """It was taken and had no effect."""
    path = document(tmp_path / "a.ods", day("2022-03-05", "2022-03-05"))
    assert len(workbooks.read(path, epoch=1900).ledger.projects) == 1
    with pytest.raises(UnfitValueError) as caught:
        workbooks.read(path, epoch=1904)
    assert "epoch" in caught.value.render("zh_CN")
    assert len(workbooks.read(CSV, name="a.csv", epoch=1904, year=2022).ledger.projects) == 1


@pytest.mark.parametrize("rows", [0, -1, 2.5, True, "9", None], ids=repr)
def test_a_limit_is_a_whole_number_above_nought(rows: object) -> None:
    with pytest.raises((NumberRangeError, FieldTypeError)):
        Limits(rows=rows)  # type: ignore[arg-type]


def test_bytes_need_not_lie_together() -> None:
    doubled = bytes(each for byte in CSV for each in (byte, 0))
    assert workbooks.read(memoryview(doubled)[::2], name="a.csv", year=2022).ledger.projects


def test_a_document_whose_styles_are_no_xml_is_refused(tmp_path: Path) -> None:
    """All that they say of its cells was lost without a word."""
    path = document(tmp_path / "a.ods", number("3.5", "3.5"))
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("styles.xml", "<office:document-styles><broken")
    with pytest.raises(UnreadableWorkbookError):
        workbooks.read(path)
