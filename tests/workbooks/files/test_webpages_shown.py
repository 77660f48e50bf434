"""What a cell of a web page shows is what is read of it: nothing hidden, no two boxes as one number."""

import time
from contextlib import suppress

import pytest

from zhaoshang import workbooks
from zhaoshang.errors import ZhaoshangError

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


@pytest.mark.long
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


@pytest.mark.long
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
    ],
)
def test_two_boxes_are_no_one_number(cell: str) -> None:
    """Two options were one amount."""
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


@pytest.mark.long
def test_cells_that_reach_down_beyond_the_limit_of_columns_are_refused() -> None:
    """Their time grew as the square of their number."""
    started = time.process_time()
    with pytest.raises(workbooks.WorkbookLimitError) as told:
        page("<tr><td rowspan=60000>a</td></tr>" * 20_000)
    assert told.value.limit == "columns"
    assert time.process_time() - started < 5


UNSEEN = [
    'style="display:none"',
    "hidden",
    'class="h"',
    "class='x h'",
    'id="k"',
    'style="opacity:0"',
    'style="opacity: 0.0"',
    'style="font-size:0px"',
    'style="color:#FFF"',
    'style="color: rgb(255, 255, 255)"',
    'style="color:transparent"',
    'style="color:rgba(0,0,0,0)"',
    'style="position:absolute;left:-9999px"',
    'style="display:inline-block;text-indent:-999em"',
    'style="position:absolute;clip:rect(0 0 0 0)"',
]
SHEET = "<style>/* } */ @media print { .p { display: none } } td.h, .h { display : none !important } #k{visibility:hidden}</style>"


@pytest.mark.parametrize("hiding", UNSEEN)
@pytest.mark.parametrize("place", ["before", "behind"])
def test_what_a_page_does_not_show_is_not_read(hiding: str, place: str) -> None:
    """A class that a style sheet hides, letters that nobody sees; a cell of which nothing is seen is told."""
    rows = (row(f'3<b {hiding}>0</b><b class="p"></b>'), row("4").replace("<td>4", f"<td {hiding}>40"))
    made = f"<table>{HEAD}{''.join(rows)}</table>"
    imported = workbooks.read(
        f"<html>{SHEET}{made}</html>".encode()
        if place == "before"
        else f"<html>{made}{SHEET}</html>".encode(),
        name="a.html",
    )
    assert [each.investment and each.investment.value for each in imported.ledger.projects] == [
        300_000_000,
        None,
    ]
    told = [(item.code, item.detail["row"], item.detail.get("note")) for item in imported.findings]
    assert [each for each in told if each[0] == "hidden_text"] == [("hidden_text", "3", "40")]


@pytest.mark.parametrize(
    "style",
    [
        'style="color:white;background:#333"',
        'bgcolor="navy" style="color:#fff"',
        'class="p"',
        'style="opacity:0.6"',
        'style="color:#fff;text-shadow:0 0 2px #000"',
        'style="color:transparent;background-clip:text"',
        'style="color:#fff;background-image:url(a)"',
    ],
)
def test_what_a_page_shows_is_read(style: str) -> None:
    """White letters on a dark ground are seen, and what is left out of a print is."""
    imported = workbooks.read(
        f"<html>{SHEET}<table>{HEAD}<tr {style}><td>虚构项目</td><td>虚构公司</td><td>3.5</td></tr></table></html>".encode(),
        name="a.html",
    )
    assert [each.investment is not None for each in imported.ledger.projects] == [True]
    assert not imported.findings


def test_a_column_that_is_hidden_is_read_and_told() -> None:
    """As one of a workbook is."""
    for hiding in ("class=h", "style='display:none'", "hidden"):
        head = HEAD.replace("<th>总投资", f"<th {hiding}>总投资")
        rows = row("3.5").replace("<td>3.5", f"<td {hiding}>3.5")
        imported = workbooks.read(f"<html>{SHEET}<table>{head}{rows}</table></html>".encode(), name="a.html")
        assert [each.investment is not None for each in imported.ledger.projects] == [True]
        assert imported.findings.codes == ("hidden_column",)
    columns = "<colgroup><col span=2><col style='display:none'></colgroup>"
    imported = workbooks.read(
        f"<html><table>{columns}{HEAD}{row('3.5')}</table></html>".encode(), name="a.html"
    )
    assert imported.findings.codes == ("hidden_column",)


@pytest.mark.parametrize("around", ["div hidden", "div style='display:none'", "div class=h"])
def test_rows_of_a_table_that_is_hidden_are_told(around: str) -> None:
    imported = workbooks.read(
        f"<html>{SHEET}<{around}><table>{HEAD}{row('3.5')}</table></div></html>".encode(), name="a.html"
    )
    assert [each.investment is not None for each in imported.ledger.projects] == [True]
    assert imported.findings.codes == ("hidden_row",)


@pytest.mark.parametrize(
    "text",
    [
        "虚构乙项目",
        "虚构乙项目,虚构公司,5,2022年3月",
        "<p>虚构乙项目</p><p>虚构丙项目</p>",
        "合计：2",
        "<ul><li>虚构乙项目</ul>",
    ],
)
def test_text_beside_a_table_is_no_row_of_it(text: str) -> None:
    """The lines below a table were projects of which only the name is known."""
    imported = workbooks.read(f"<html><table>{HEAD}{row('3.5')}</table>{text}</html>".encode(), name="a.html")
    assert [each.name for each in imported.ledger.projects] == ["虚构项目"]
    assert not imported.rejected


@pytest.mark.long
def test_a_page_of_many_styles_costs_no_more_than_its_length() -> None:
    """Openings of style sheets that never end, rules without an end, elements that are never closed."""
    for piece in (
        "<style ",
        "<style>",
        "/*",
        ".a{color:white}",
        "<b class='a b'>",
        "</i>",
        "{",
        "}",
        "@media print{",
    ):
        times = []
        for size in (10_000, 20_000):
            made = f"<html><style>{piece * size}</style>{piece * size}<table>{HEAD}{row(piece * 9 + '3.5')}</table></html>"
            started = time.process_time()
            with suppress(ZhaoshangError):
                workbooks.read(made.encode(), name="a.html")
            times.append(time.process_time() - started)
        assert times[1] < 4 * times[0] + 1, piece


@pytest.mark.parametrize(
    ("cell", "is_turned"),
    [
        ("<bdo dir=rtl>51</bdo>", True),
        ("<bdo dir=RTL><b>51</b></bdo>", True),
        ('<span style="direction:rtl; unicode-bidi:bidi-override">51</span>', True),
        ('<span dir="rtl" style="unicode-bidi: isolate-override">51</span>', True),
        ("<p dir=rtl><bdo>51</bdo></p>", True),
        ("<bdo>51</bdo>", False),
        ("<bdo dir=ltr>51</bdo>", False),
        ("<span dir=rtl>51</span>", False),
        ('<span style="unicode-bidi:bidi-override">51</span>', False),
        ("<bdo dir=rtl><bdo dir=ltr>51</bdo></bdo>", False),
        ("<bdo dir=rtl> </bdo>51", False),
    ],
)
def test_a_text_that_the_page_turns_is_no_amount(cell: str, is_turned: bool) -> None:
    """The page shows 15: its letters are in the opposite order, as marks of direction turn a text of any other file."""
    found = page(row(cell))
    [project] = found.ledger.projects
    assert (project.investment is None) is is_turned
    assert [finding.code for finding in found.findings] == ["not_a_quantity"] * is_turned


def styled(sheet: str, cell: str) -> workbooks.Import:
    page = f"<html><style>{sheet}</style><body><table>{HEAD}{row(cell)}{row('4', '又一项目')}</table></body></html>"
    return workbooks.read(page.encode(), name="a.html")


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [
        (".a.b{display:none}", '3.5<i class="b c a">9</i>'),
        ("i.a.b{display:none}", '3.5<i class="a b">9</i>'),
        ("td i#q.a{visibility:hidden}", '3.5<i id=q class="a">9</i>'),
        ("[data-key]{display:none}", "3.5<i data-key=1>9</i>"),
        ("td :is(.v, .w){display:none}", "3.5<i class=w>9</i>"),
        ('i[data-key="k" i]{display:none}', "3.5<i data-key=K>9</i>"),
        ("i[class^=sort]{font-size:0}", "3.5<i class=sortkey>9</i>"),
        ("i[class*='key' i]{font-size:0}", "3.5<i class=sortkey>9</i>"),
    ],
)
def test_rules_of_several_marks_hide(sheet: str, cell: str) -> None:
    imported = styled(sheet, cell)
    assert [str(each.investment) for each in imported.ledger.projects] == ["350000000 CNY", "400000000 CNY"]
    assert imported.findings.codes == ()


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [
        (".a.b{display:none}", '3<i class="a">5</i>'),
        (".a{display:none} .a.b{display:inline}", '3<i class="a b">5</i>'),
        ("i[data-key=x]{display:none}", "3<i data-key=k>5</i>"),
        ("i:hover{display:none}", "3<i>5</i>"),
        ("[hidden]{display:none!important}", "3<i>5</i>"),
        ('td::before{content:""}', "35"),
        ('td::before{content:"\\f101"}', "35"),
        ('td::after{content:" "}', "35"),
        ("tr:nth-child(even){background:#eee}", "35"),
    ],
)
def test_rules_that_do_not_touch_a_cell_leave_it(sheet: str, cell: str) -> None:
    imported = styled(sheet, cell)
    assert str(imported.ledger.projects[imported.ledger.projects.ids[0]].investment) == "3500000000 CNY"
    assert imported.findings.codes == ()


@pytest.mark.parametrize(
    ("sheet", "cell", "note"),
    [
        ('.k::before{content:"1"}', "<i class=k>5</i>", "1"),
        ('.k:after{content:"万元"}', "<i class=k>5</i>", "万元"),
        (".k::after{content:'\\30'}", "<i class=k>5</i>", "0"),
        (".k::after{content:attr(data-v)}", "<i class=k data-v=9>5</i>", "attr(data-v)"),
        ("td i:first-child{display:none}", "<i>约</i>5", "first-child"),
        ("i:not(.v){visibility:hidden}", "5<i>余</i>", ":not(.v)"),
    ],
)
def test_what_a_style_adds_or_may_hide_is_told(sheet: str, cell: str, note: str) -> None:
    imported = styled(sheet, cell)
    assert imported.findings.codes == ("styled_text",)
    (finding,) = imported.findings
    assert note in finding.render("zh_CN")


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ("<option>甲厂<option selected>乙厂", "乙厂"),
        ("<option selected>甲厂<option selected>乙厂</option>", "乙厂"),
        ("<option value=1>甲厂</option>\n<option value=2>乙厂</option>", "甲厂"),
        ("<option disabled>请选择</option><option>甲厂</option>", "甲厂"),
        ("<option disabled selected hidden>甲厂</option><option>乙厂</option>", "甲厂"),
        ("<optgroup label=东><option>甲&amp;乙</option></optgroup><option>丙厂</option>", "甲&乙"),
        ("<option label=甲厂>1</option><option label=乙厂>2</option>", "甲厂"),
        ("落款<option>甲<b>厂</b></option>落款", "甲厂"),
    ],
)
@pytest.mark.parametrize("end", ["</select>", "", "</select> "])
def test_of_a_list_of_options_the_chosen_one_is_read(options: str, shown: str, end: str) -> None:
    """All options together were one name."""
    (project,) = page(row("3.5", f"<select>{options}{end}")).ledger.projects
    assert project.name == shown


@pytest.mark.parametrize("kind", ["checkbox", "radio"])
def test_boxes_to_tick_are_shown_ticked(kind: str) -> None:
    """Of two boxes beside their words nobody could say which was ticked; a ticked one alone was empty."""
    box, ticked = f"<input type={kind}>", f"<input type={kind} checked>"
    head = "<tr><th>项目名称</th><th>责任单位</th><th>总投资（亿元）</th><th>是否开工</th></tr>"
    rows = [
        f"<tr><td>{first}{name}</td><td>{unit}</td><td>3</td><td>{started}</td></tr>"
        for name, first, unit, started in [
            ("甲厂", "", f"{box}东镇{ticked}西镇", ticked),
            ("乙厂", box, "东镇", box),
            ("丙厂", ticked, f"{ticked}东镇", "是"),
        ]
    ]
    read = workbooks.read(f"<table>{head}{''.join(rows)}</table>".encode(), name="a.html").ledger.projects
    marks = "☐☑" if kind == "checkbox" else "○●"
    assert [(each.name, each.owner) for each in read] == [
        ("甲厂", f"{marks[0]}东镇{marks[1]}西镇"),
        ("乙厂", "东镇"),
        ("丙厂", "东镇"),
    ]
    assert [len(each.milestones) for each in read] == [1, 0, 1]


@pytest.mark.parametrize(
    "cell",
    [
        "<i style='display:/**/none'>9</i>3.5",
        "<i style='d\\69splay:n\\6f ne'>9</i>3.5",
        "<i style='display&#58;none'>9</i>3.5",
        "<i style='display:none ! important'>9</i>3.5",
        "<i style='font:0px/1 a'>9</i>3.5",
        "<i style='font:italic 0 a'>9</i>3.5",
        "<i style='font-size:0'><b style='font-size:100%'>9</b></i>3.5",
        "<i style='color:white'><b style='color:inherit'>9</b></i>3.5",
        "<font color=FFFFFF>9</font>3.5",
        "<dialog>9</dialog>3.5",
        "<datalist><option>9</datalist>3.5",
        "<iframe>9</iframe>3.5",
        "<noembed>9</noembed>3.5",
        "<i popover>9</i>3.5",
        "<style>.md\\:k{display:none}</style><i class='md:k'>9</i>3.5",
        "<style>@media screen{.k{display:none}}</style><i class=k>9</i>3.5",
        "<style>.k{color:red;.l{display:none}}</style>3.5",
    ],
)
def test_what_hides_in_other_words_hides(cell: str) -> None:
    """As a browser reads a style: comments, escapes, entities, short forms; and elements that it never shows."""
    imported = styled("", cell)
    assert [str(each.investment) for each in imported.ledger.projects] == ["350000000 CNY", "400000000 CNY"]
    assert imported.findings.codes == ()


NOT_UNDERSTOOD = [
    "display:var(--d)",
    "display:block",
    "content-visibility:hidden",
    "border-left:1px solid",
    "border-radius:50%",
    "outline:1px solid red",
    "box-shadow:0 0 0 1px red",
    "background:#d33;color:#fff",
    "vertical-align:top",
    "font-size:55%",
    "font-family:Wingdings",
    "transform:scale(0)",
    "zoom:0",
    "filter:opacity(0)",
    "-webkit-text-fill-color:transparent",
    "display:inline-block;width:0;overflow:hidden",
    "float:right",
    "position:absolute",
    "margin-left:-9em",
    "color:#ffffff00",
    "color:rgb(0 0 0 / 0)",
    "color:hsl(0,0%,100%)",
    "opacity:0.01",
    "font-size:0.1px",
    "font-size:calc(1px - 1px)",
    "clip-path:inset(50%)",
    "some-property-of-tomorrow:on",
    "width:" + "9" * 9999,
]


@pytest.mark.parametrize(
    ("sheet", "form"),
    [
        ("", "9<i style='{}'>3</i>"),
        ("", "<i style='{}'>9</i>3"),
        ("", "<i style='{}'><b>9</b></i>3"),
        ("", "9.<i style='{}'>3</i>"),
        ("", "&#57;<i style='{}'>&#51;</i>"),
        (".k{{{}}}", "9<i class=k>3</i>"),
        ("i:nth-child(1){{{}}}", "9<i>3</i>"),
        ("@media (max-width:9px){{.k{{{}}}}}", "9<i class=k>3</i>"),
        ("i:not(:is(.a, :not(.b))){{{}}}", "9<i>3</i>"),
    ],
)
@pytest.mark.parametrize("style", ["float:right", "display:var(--d)"])
def test_digits_on_two_sides_of_a_style_that_is_not_understood_are_no_one_number(
    style: str, sheet: str, form: str
) -> None:
    """A browser may show one of them, or the second first; the style is told."""
    imported = styled(sheet.format(style), form.format(style))
    assert [str(each.investment) for each in imported.ledger.projects] == ["None", "400000000 CNY"]
    assert imported.findings.codes == ("not_a_quantity", "styled_text")


@pytest.mark.parametrize("style", NOT_UNDERSTOOD)
def test_a_style_that_is_not_understood_parts_digits(style: str) -> None:
    imported = styled("", f"9<i style='{style}'>3</i>")
    assert [str(each.investment) for each in imported.ledger.projects] == ["None", "400000000 CNY"]
    assert imported.findings.codes == ("not_a_quantity", "styled_text")


@pytest.mark.parametrize("more", ["<link rel=stylesheet href=a.css>", "<style>@import 'a.css'</style>"])
def test_digits_of_a_page_whose_styles_stand_elsewhere_are_no_one_number(more: str) -> None:
    imported = styled("", f"9<i class=k>3</i>{more}")
    assert [str(each.investment) for each in imported.ledger.projects] == ["None", "400000000 CNY"]
    assert imported.findings.codes == ("not_a_quantity", "styled_text")


@pytest.mark.parametrize("style", ["float:right", "padding:0 3px"])
@pytest.mark.parametrize(
    "form",
    [
        "<i style='{}'>3.5</i>",
        "3.5<i style='{}'>亿元</i>",
        "<i style='{}'></i>3.5",
        "<i style='visibility:hidden;{}'>9</i>3.5",
    ],
)
def test_a_style_that_parts_no_digits_leaves_the_amount(style: str, form: str) -> None:
    imported = styled("", form.format(style))
    assert [str(each.investment) for each in imported.ledger.projects] == ["350000000 CNY", "400000000 CNY"]
    assert imported.findings.codes == ()


def test_a_text_that_a_style_may_hide_is_told() -> None:
    """Its unit, or all of it, may not be seen; it is read, and the style told."""
    untold = [
        (style, form)
        for style in (
            "display:var(--d)",
            "transform:scale(0)",
            "zoom:0",
            "max-height:0;overflow:hidden",
            "all:unset",
        )
        for form in ("<i style='{}'>3.5</i>", "3.5<i style='{}'>亿元</i>", "<b style='{}'><i>3.5</i></b>")
        if styled("", form.format(style)).findings.codes != ("styled_text",)
    ]
    assert untold == []


SHOWN_APART = (
    "<b style='display:flex;flex-direction:row-reverse'><i>5</i><i>3</i></b>",
    "<b style='display:inline-flex;gap:9px'>3<i>5</i></b>",
    "<b style='display:grid'><u style='display:contents'><i>3</i><i>5</i></u></b>",
    "<b dir=rtl><bdi>5</bdi><bdi>3</bdi></b>",
    "<b dir=rtl><i dir=ltr>5</i><i dir=ltr>3</i></b>",
    "<b style='display:flex;flex-direction:column'><i>1亿</i><i>2000万元</i></b>",
    "3<small>5</small>",
    "3<x-badge>5</x-badge>",
    "3<i style='visibility:hidden'>9</i>5",
    "3<i style='opacity:0'>9</i>5",
    "3<i class=dot>5</i>",
    "3<i class=blank>5</i>",
    "<i class=behind>3</i>5",
)


def test_digits_that_stand_apart_are_no_one_number() -> None:
    """In boxes of their own, in the other order, beside room or a sign that a style puts between them."""
    sheet = ".dot::before{content:'.'} .blank::before{content:' '} .behind::after{content:'';display:table}"
    wrong = [
        (cell, codes)
        for cell in SHOWN_APART
        if (codes := (found := styled(sheet, cell)).findings.codes) == ()
        or found.ledger.projects[found.ledger.projects.ids[0]].investment is not None
    ]
    assert wrong == []


def test_a_table_of_numbers_in_a_cell_is_told() -> None:
    """The page was of no use: its list was taken for what arranges the page."""
    for inner in ("<tr><td>3<td>5", "<tr><td>一期<td>3<tr><td>二期<td>5"):
        found = page(row(f"<table>{inner}</table>"), row("4", "又一项目"))
        assert [str(each.investment) for each in found.ledger.projects] == ["None", "400000000 CNY"]
        assert "styled_text" in found.findings.codes


@pytest.mark.parametrize(
    "style",
    [
        "color:red",
        "color:rgb(1, 2, 3)",
        "color:rgba(1,2,3,.5)",
        "font:italic bold 12px/1.5 宋体, serif",
        "font-weight:700; mso-font-charset:134; text-decoration:none",
        "font-size:11.0pt",
        "font-size:80%",
        "background:#ff0",
        "float:none; transform:none; margin:0 0px; position:static; overflow:visible",
        "--width:0",
        "display:inline-block",
        "opacity:.5",
        "border-bottom:1px solid; letter-spacing:normal",
        "border:none windowtext 1.0pt",
        "border-width:0; border-style:solid",
        "left:-9999px",
    ],
)
def test_digits_that_differ_in_how_they_look_are_one_number(style: str) -> None:
    imported = styled(".k{" + style + "}", f"3.<i class=k>5</i><i style='{style}'>5</i>")
    assert str(imported.ledger.projects[imported.ledger.projects.ids[0]].investment) == "355000000 CNY"
    assert imported.findings.codes == ()


@pytest.mark.long
@pytest.mark.parametrize(
    "style",
    [
        "opacity:{}!",
        "opacity:{}",
        "color:rgba({}",
        "font:{}",
        "width:{}!",
        "a:! {}",
        "\\{}",
        "/*{}",
        "@layer {}(",
        "{};",
    ],
)
def test_a_style_costs_no_more_than_its_length(style: str) -> None:
    for piece in ("0", " ", "0 ", "\\", "!"):
        times = []
        for size in (10_000, 20_000):
            made = style.format(piece * size)
            started = time.process_time()
            with suppress(ZhaoshangError):
                styled(f"{made}{{color:red}} .k{{{made}}}", f"9<i class=k>3</i><i style='{made}'>5</i>")
            times.append(time.process_time() - started)
        assert times[1] < 4 * times[0] + 1, piece
