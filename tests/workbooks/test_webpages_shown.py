"""What a cell of a web page shows is what is read of it: nothing hidden, no two boxes as one number."""

import time

import pytest

from zhaoshang import workbooks

HEAD = "<tr><th>项目名称</th><th>投资方</th><th>总投资（亿元）</th><th>签约时间</th></tr>"


def page(*rows: str) -> workbooks.Import:
    return workbooks.read(
        f"<html><body><table>{HEAD}{''.join(rows)}</table></body></html>".encode(), name="a.html"
    )


def row(cell: str, name: str = "虚构项目") -> str:
    return f"<tr><td>{name}</td><td>虚构公司</td><td>{cell}</td><td>2022年3月</td></tr>"


HIDING = [
    'style="display:none"',
    "style='display : none; color:red'",
    "hidden",
    'hidden=""',
    'style="visibility:hidden"',
    'style="font-size:0"',
    'style="font-size: 0.0px"',
]


@pytest.mark.parametrize("hiding", HIDING)
@pytest.mark.parametrize(
    "form",
    [
        "3.5<span {}>9</span>",
        "<span {}>00</span>3.5",
        "3.5<b {}><b>9</b>9</b>",
        "3.5<div {}>9<br>9</div>",
        "3.5<i {}>9",
        "<font {}>9</font><font>3.5</font>",
    ],
)
def test_what_is_hidden_is_not_read(form: str, hiding: str) -> None:
    """A key to sort by, hidden in the cell, was part of the amount."""
    imported = page(row(form.format(hiding)), row("4", "又一项目"))
    assert [each.investment and each.investment.value for each in imported.ledger.projects] == [
        350_000_000,
        400_000_000,
    ]


@pytest.mark.parametrize(
    "style", ["font-size:0.9em", "font-size:10px", "display:inline", "visibility:visible", "color:#000"]
)
def test_what_is_styled_is_read(style: str) -> None:
    """A style that hides nothing changes nothing."""
    (project,) = page(row(f'3.<span style="{style}">5</span>')).ledger.projects
    assert project.investment is not None
    assert project.investment.value == 350_000_000


BOXES = "option button textarea fieldset summary object h4 li dt dd div p pre blockquote section figure svg label output q".split()


@pytest.mark.parametrize(
    "cell",
    [
        *(f"<{name}>3</{name}>5" for name in BOXES),
        *(f"3<{name}>5</{name}>" for name in BOXES),
        "3<hr>5",
        "3<progress value=2 max=9></progress>5",
        "3<meter>9</meter>5",
        "<label>3</label><label>5</label>",
        "<progress value=3 max=9></progress>",
        "<progress>9</progress>",
        "<meter value=3.5>9</meter>",
        "<input type=range value=3>",
        "3<img src=x>5",
        "3<input value=5>",
        "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>",
        '3.5<span style="vertical-align:super">2</span>',
        '3.5<span style="vertical-align: sub">2</span>',
        '<span style="text-decoration:line-through">3.5</span>4',
        '<font style="text-decoration-line: line-through">3</font>4',
    ],
)
def test_two_boxes_are_no_one_number(cell: str) -> None:
    """Two options were one amount, and so were an amount and what it was before."""
    imported = page(row(cell))
    (project,) = imported.ledger.projects
    assert project.investment is None
    assert imported.findings.codes == ("not_a_quantity",)


@pytest.mark.parametrize(
    "cell",
    [
        '<input value="3.5">',
        "<audio>9</audio>3.5",
        "<video>9</video>3.5",
        "<meter>9</meter>3.5",
        "<progress value=9 max=10></progress>3.5",
        "3.5<meter value=9>",
        "3.5<input type=range value=9>",
        "<meter hidden>9</meter>3.5",
        "<label>3.5</label>",
        "<input type=hidden value=9>3.5",
    ],
)
def test_a_box_shows_its_value(cell: str) -> None:
    """A field of a form shows its value; a film shows no text of its own."""
    (project,) = page(row(cell)).ledger.projects
    assert project.investment is not None
    assert project.investment.value == 350_000_000


@pytest.mark.parametrize(
    "cell", ["<progress hidden></progress>", "<meter style='display:none'>9</meter>", "<img src=x>"]
)
def test_what_draws_nothing_is_no_amount(cell: str) -> None:
    """A hidden bar is as good as none."""
    imported = page(row(cell))
    assert [each.investment for each in imported.ledger.projects] == [None]
    assert not imported.findings


def test_how_a_name_is_said_is_no_part_of_it() -> None:
    """A gloss above a character is none of the name's."""
    (project,) = page(row("3.5", "<ruby>虚<rp>(</rp><rt>xu</rt><rp>)</rp></ruby>构项目")).ledger.projects
    assert project.name == "虚构项目"


def test_a_span_of_nought_reaches_to_the_end() -> None:
    """The row below began one column too far to the left."""
    first = '<tr><td rowspan="0">甲项目</td><td>甲公司</td><td>3.5</td><td>2022年3月</td></tr>'
    imported = page(first, "<tr><td>甲公司</td><td>3.5</td><td>2022年3月</td></tr>")
    assert {each.name for each in imported.ledger.projects} == {"甲项目"}


def test_cells_that_reach_down_beyond_the_limit_of_columns_are_refused() -> None:
    """Their time grew as the square of their number."""
    started = time.process_time()
    with pytest.raises(workbooks.WorkbookLimitError) as told:
        page("<tr><td rowspan=60000>a</td></tr>" * 20_000)
    assert told.value.limit == "columns"
    assert time.process_time() - started < 5
