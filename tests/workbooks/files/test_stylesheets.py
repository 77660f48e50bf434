"""A rule of a style sheet holds for the elements that its whole selector is met by, and for no other."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from attrs import define, field
from hypothesis import given
from hypothesis import strategies as st
from tests.trust.counting import calls

from zhaoshang import workbooks

HEAD = "<tr><th>项目名称</th><th>投资方</th><th>总投资（万元）</th></tr>"


def read(sheet: str, cell: str, start: str = "<html>") -> workbooks.Import:
    page = f"{start}<style>{sheet}</style><body><div class=page><table class=list>{HEAD}"
    row = f"<tr><td>虚构项目</td><td>某公司</td><td>{cell}</td></tr>"
    return workbooks.read(f"{page}{row}</table></div></body></html>".encode(), name="a.html")


def amount(found: workbooks.Import) -> str:
    return ", ".join(str(each.investment and each.investment.value) for each in found.ledger.projects)


HOLD = (
    "td > i",
    "tr i",
    "td + td i",
    "td ~ td > i",
    ".page .list i",
    "body > div > table i",
    "table > tbody > tr > td > i",
    ":root i",
    ".page > table td > i",
    ":is(.page, .menu) i",
)
HOLD_NOT = (
    ".menu i",
    ".menu > i",
    "#nav li i",
    "body.print i",
    "html.js td",
    "body body i",
    "html > html td",
    "[hidden] td",
    "ul li td",
    "p td",
    "table.nav td",
    "h1 + table td",
    "h1 ~ div td",
    "td + i",
    "table > tr i",
    "tbody > td",
    "div > td",
    "i i",
    ".a, .b td",
)
PERHAPS = ("td:first-child + td + td i", "table:not(.a) td i", ".list:has(b) i")


@pytest.mark.long
def test_a_rule_holds_where_each_part_of_its_selector_is_met() -> None:
    """A rule for the cells of a menu hid those of every list, or digits of an amount, without a word."""
    wrong = [
        (selector, found)
        for selectors, right in (
            (HOLD, ("50000", ())),
            (HOLD_NOT, ("50000000", ())),
            (PERHAPS, ("None", ("styled_text",))),
        )
        for selector in selectors
        if (
            found := (
                amount(made := read(f"{selector}{{display:none}}", "5<i>000</i>")),
                made.findings.only("styled_text").codes,
            )
        )
        != right
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("sheet", "shown"),
    [
        ("i{display:none} td i{display:inline}", True),
        ("td i{display:inline} i{display:none}", True),
        ("i{display:none!important} td i{display:inline}", False),
        (".a{display:none} .b{display:inline}", True),
        (".b{display:inline} .a{display:none}", False),
        ("i{display:none} td:hover i{display:inline}", False),
        ("@media print{i{display:none}}", True),
        ("@media screen{i{display:none}}", False),
        ("@media screen{@media print{i{display:none}}} b{color:red}", True),
        ("i{display:none\\9}", True),
        ("i{display:inline} @media print{b{color:red}} i{display:none}", False),
    ],
)
def test_the_weightiest_rule_holds(sheet: str, *, shown: bool) -> None:
    assert amount(read(sheet, '5<i class="b a">000</i>')) == ("50000000" if shown else "50000")


def test_what_perhaps_hides_is_read_and_told() -> None:
    for sheet in (
        "@supports (x:y){td{display:none}}",
        "td{display:none} @media (min-width:9px){td{display:inline}}",
        "table:not(.a) td{display:none}",
        "@media not (color){td{display:none}}",
        "@layer x{td{display:none}}",
        "b{color:red}} td{display:none}",
    ):
        found = read(sheet, "5")
        assert (amount(found), "styled_text" in found.findings.codes) == ("50000", True)


def test_a_sheet_holds_for_its_media_alone() -> None:
    """A sheet for prints hid the last digit of amounts."""
    for attributes, shown in (
        ("media=print", "50000000"),
        ("type='text/css' media=print", "50000000"),
        ("type=text/less", "50000000"),
        ("media='(max-width:600px)'", "None"),
        ("media=screen", "50000"),
        ("type='text/css'", "50000"),
    ):
        sheet = f"</style><style {attributes}>i{{display:none}}"
        assert amount(read(sheet, "5<i>000</i>")) == shown, attributes


STANDARD = "<!DOCTYPE html><html>"
OF_OLD = '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html>'
CASES = (
    (STANDARD, ".Gone", "class=gone", True),
    (STANDARD, "#Key", "id=key", True),
    ("<!-- a --><!doctype html><html>", ".Gone", "class=gone", True),
    (OF_OLD, ".Gone", "class=gone", False),
    ("<html>", "#Key", "id=key", False),
    ("<html>", "[class=G]", "class=g", True),
    (STANDARD, "[data-x=A]", "data-x=a", True),
    (STANDARD, "[data-x=A i]", "data-x=a", False),
    (STANDARD, "[title=a]", "title=a", False),
    (STANDARD, "[align=RIGHT]", "align=right", False),
    (STANDARD, "I.a", "class=a", False),
)


def test_case_tells_classes_apart_where_browsers_say_so() -> None:
    """`.Hidden` hid what is of the class `hidden`, in pages of the standard too."""
    wrong = [
        case
        for *case, shown in CASES
        if amount(read(f"{case[1]}{{display:none}}", f"5<i {case[2]}>000</i>", case[0]))
        != ("50000000" if shown else "50000")
    ]
    assert wrong == []


UNSURE = None
CASCADES = (
    (".a{display:none} .a{all:unset}", UNSURE),
    (".a{all:unset} .a{display:none}", False),
    (".a{visibility:hidden} .a{visibility:inherit}", True),
    ("@layer x{.a.a{display:none}} .a{display:inline}", UNSURE),
    ("@media not print{.a{display:none}}", False),
    ("@media not screen{.a{display:none}}", True),
    ("@media screen, print{.a{display:none}}", False),
    ("@media print, (min-width:1px){.a{display:none}}", UNSURE),
    ("@media (max-width:4000px){.a{display:none}}", UNSURE),
    ("@media tv{.a{display:none}}", True),
    ("@media print{@media screen{.b{color:red}} .a{display:none}}", True),
    ("@media screen{@media print{.b{color:red}} .a{display:none}}", False),
    (".a::after{content:'}'} .a{display:none}", False),
    (".a{font-family:'x;display:none'}", True),
    (":where(.a){display:none} i{display:inline}", UNSURE),
    (".a:is(i){display:none}", UNSURE),
    ("[data-a=1]{display:none}", UNSURE),
    (".a, ::unheard-of{display:none}", UNSURE),
    (".list{color:red; & .a{display:none}}", False),
    (".menu{.a{display:none}}", True),
    (".a::first-line{font-size:0}", UNSURE),
    ("@keyframes a{from{display:none}}", True),
    (".a{color:red;background:#f00}", False),
)


def test_what_a_browser_shows_is_read_and_what_is_not_sure_is_told() -> None:
    """By the order, weight and media of rules, and as a sheet is cut."""
    wrong = []
    for sheet, shown in CASCADES:
        found = read(sheet, "5<i class='b a' data-a=1>000</i>", STANDARD)
        right = "None" if shown is UNSURE else "50000000" if shown else "50000"
        if (amount(found), "styled_text" in found.findings.codes) != (right, shown is UNSURE):
            wrong.append((sheet, amount(found), found.findings.codes))
    assert wrong == []


def test_sheets_that_browsers_do_not_apply_hide_nothing() -> None:
    """What stands in a comment or in what is never shown, and one of several to choose from."""
    for around, right in (
        ("<noscript>{}</noscript>", "50000000"),
        ("<template>{}</template>", "50000000"),
        ("<!--{}-->", "50000000"),
        ("<textarea>{}</textarea>", "50000000"),
        ("{}", "50000"),
    ):
        sheet = around.format("<style>i{display:none}</style>")
        assert amount(read("", "5<i>000</i>", f"<html>{sheet}")) == right, around
    other = "</style><style title=one>b{color:red}</style><style title=two>i{display:none}"
    assert amount(read(other, "5<i>000</i>")) == "None"


def test_a_row_of_which_nothing_is_seen_is_read_as_a_hidden_one() -> None:
    """Every cell was left out, and nothing told that the page had a row."""
    for sheet in ("td{display:none}", "tr{display:none}", "td{font-size:0}", "td,th{visibility:hidden}"):
        found = read(sheet, "5")
        assert (amount(found), "hidden_row" in found.findings.codes) == ("50000", True)


def test_an_end_that_was_left_out_is_where_browsers_put_it() -> None:
    """A paragraph ends at the next block, and in pages of the standard at a table."""
    assert amount(read("p td{display:none}", "5", "<!DOCTYPE html><html><p>上")) == "50000"
    assert amount(read("p i{display:none}", "5<i>000</i>", "<html><p>上")) == "50000000"
    assert amount(read("li + li i{display:none}", "5<ul><li><b></b><li><i>000</i></ul>")) == "50000"


@define
class _Element:
    tag: str
    classes: tuple[str, ...]
    children: list["_Element"]
    text: str = ""
    parent: "_Element | None" = None
    before: "list[_Element]" = field(factory=list)

    def settle(self) -> None:
        for number, child in enumerate(self.children):
            child.parent, child.before = self, self.children[:number]
            child.settle()

    def markup(self) -> str:
        inner = "".join(child.markup() for child in self.children)
        return f"<{self.tag} class='{' '.join(self.classes)}'>{self.text}{inner}</{self.tag}>"


LAST = st.sampled_from(["b", "i", ".x", ".y", "b.x", "i.x.y"])
EARLIER = st.sampled_from(["b", "i", "*", ".x", "b.y", "td", "tr", "table", "body"])
SELECTORS = st.tuples(
    st.lists(st.tuples(st.sampled_from(" >+~"), EARLIER), max_size=3),
    st.tuples(st.sampled_from(" >+~"), LAST),
).map(lambda each: [*each[0], each[1]])
ELEMENTS = st.recursive(
    st.builds(
        _Element,
        st.sampled_from("bi"),
        st.sets(st.sampled_from("xy")).map(tuple),
        st.just([]),
        st.sampled_from("子丑寅卯"),
    ),
    lambda inner: st.builds(
        _Element,
        st.sampled_from("bi"),
        st.sets(st.sampled_from("xy")).map(tuple),
        st.lists(inner, max_size=3),
        st.sampled_from("辰巳午未"),
    ),
    max_leaves=8,
)


def _is(element: _Element, compound: str) -> bool:
    tag, *classes = compound.split(".")
    return tag in {"", "*", element.tag} and set(classes) <= set(element.classes)


def _meets(element: _Element, parts: list[tuple[str, str]]) -> bool:
    """Match a selector as it is defined, from its last part backwards, trying every way."""
    *earlier, (relation, compound) = parts
    if not _is(element, compound):
        return False
    if not earlier:
        return True
    ups = list(_around(element))
    found = {" ": ups, ">": ups[:1], "+": element.before[-1:], "~": element.before}[relation]
    return any(_meets(each, earlier) for each in found)


def _around(element: _Element) -> Iterator[_Element]:
    while element.parent is not None:
        element = element.parent
        yield element


def _shown(element: _Element, hides: Callable[[_Element], bool]) -> str:
    if hides(element):
        return ""
    return element.text + "".join(_shown(child, hides) for child in element.children)


@given(st.lists(ELEMENTS, min_size=1, max_size=3), st.lists(SELECTORS, min_size=1, max_size=3))
def test_any_selector_is_met_as_it_is_defined(
    elements: list[_Element], selectors: list[list[tuple[str, str]]]
) -> None:
    cell = _Element("td", (), elements)
    row = _Element("tr", (), [_Element("td", (), []), cell])
    table = _Element("table", (), [_Element("tbody", (), [_Element("tr", (), []), row])])
    _Element("html", (), [_Element("body", (), [table])]).settle()
    sheet = "".join(f"{''.join(map(''.join, each))[1:].strip()}{{display:none}}" for each in selectors)
    head = "<tr><th>投资方</th><th>项目名称</th></tr>"
    inside = "".join(element.markup() for element in elements)
    page = f"<html><style>{sheet}</style><body><table>{head}<tr><td>某公司</td><td>甲{inside}</td></tr></table></body></html>"
    found = workbooks.read(page.encode(), name="a.html")
    shown = "".join(
        _shown(element, lambda each: any(_meets(each, selector) for selector in selectors))
        for element in elements
    )
    assert [each.name for each in found.ledger.projects] == [f"甲{shown}"]


MADE: dict[str, Callable[[int], tuple[str, str]]] = {
    "one selector of many parts": lambda size: (f"{'a ' * size}{{display:none}}", "<a>" * size),
    "one element of many classes": lambda size: (
        "".join(f".c{number} b{{display:none}}" for number in range(size)),
        f"<i class='{' '.join(f'c{number}' for number in range(size))}'>{'<b></b>' * size}</i>",
    ),
    "a rule for each element": lambda size: (
        "".join(f"#c{number} b{{display:none}}" for number in range(size)),
        "".join(f"<i id=c{number}><b>1</b></i>" for number in range(size)),
    ),
    "each within the one before": lambda size: ("b b i{display:none}", "<b>" * size + "<i>1</i>" * size),
    "each behind the one before": lambda size: ("b ~ b + i{display:none}", "<b></b><i>1</i>" * size),
}


@pytest.mark.long
@pytest.mark.parametrize("shape", MADE)
def test_selectors_cost_no_more_than_their_length(shape: str) -> None:
    few, many = (calls(partial(read, *MADE[shape](size))) for size in (300, 1200))
    assert many < 6 * few
