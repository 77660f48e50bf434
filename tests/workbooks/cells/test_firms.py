"""What stands beside the names of investors: shares, and how many there are that are not named."""

from itertools import product

import pytest

from zhaoshang._workbooks.cells.faults import Fault
from zhaoshang._workbooks.cells.firms import read_investors

NAMES = ("虚构甲科技股份有限公司", "虚构（香港）乙集团", "虚构丙合作社")
SHARES = (
    "（60%）",
    "(占股60%)",
    "（持股比例：51.5%）",
    "占60%",
    "60％",
    "（占比约60%股权）",
    "（出资 60％）",
)


@pytest.mark.parametrize(("share", "mark"), list(product(SHARES, ["；", "、", "\n", "，", "和"])))
def test_shares_are_no_part_of_names(share: str, mark: str) -> None:
    for count in (2, 3):
        names = NAMES[:count]
        value, fault = read_investors(mark.join(f"{name}{share}" for name in names))
        assert (value, fault and fault.code) == (names, "beside_investors")
        assert fault is not None
        assert fault.note == "、".join([share] * count)
    assert read_investors(f"{NAMES[0]}{share}").value == NAMES[:1]


@pytest.mark.parametrize(
    "tail", ["等3家", "等三家企业", "等3家公司", "等共3家", "（等3家企业）", "等", "等多家企业", "等5户"]
)
def test_others_are_no_part_of_a_name(tail: str) -> None:
    assert read_investors(f"{NAMES[0]}{tail}") == (NAMES[:1], Fault("beside_investors", tail.strip("（）")))


@pytest.mark.parametrize("tail", ["等2家", "等两家企业", "等二家公司"])
def test_nothing_is_told_where_all_are_named(tail: str) -> None:
    assert read_investors(f"{NAMES[0]}、{NAMES[1]}{tail}") == (NAMES[:2], None)


@pytest.mark.parametrize(
    "name",
    [
        "虚构平等集团",
        "平等",
        "高等教育出版社",
        "虚构等离子科技有限公司",
        "中科院等离子体研究所",
        "100%集团",
        "3M中国有限公司",
        "虚构一等品厂",
        "虚构（控股）有限公司",
        "等3家",
        "60%",
    ],
)
def test_names_stay_as_they_are(name: str) -> None:
    assert read_investors(name) == ((name,), None)


def test_a_name_may_begin_with_a_word_that_joins() -> None:
    assert read_investors("和记虚构集团（60%）、同方虚构公司（40%）").value == (
        "和记虚构集团",
        "同方虚构公司",
    )
    assert read_investors("虚构甲集团占60%与虚构乙公司占40%").value == ("虚构甲集团", "虚构乙公司")


def test_a_share_in_the_middle_of_a_bracket_is_left() -> None:
    text = "虚构甲公司（甲方占51%，乙方占49%）"
    assert read_investors(text) == ((text,), None)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("（1）虚构智云；（2）虚构天瑞", ("虚构智云", "虚构天瑞")),
        ("①虚构智云②虚构天瑞③虚构乙厂", ("虚构智云", "虚构天瑞", "虚构乙厂")),
        ("虚构智云、虚构天瑞", ("虚构智云", "虚构天瑞")),
        ("虚构甲公司、虚构天瑞", ("虚构甲公司", "虚构天瑞")),
        ("张某、李某", ("张某", "李某")),
        ("虚构智云；虚构研究院", None),
        ("虚构物理、化学研究所", None),
        ("虚构甲、乙公司", None),
        ("（1）虚构甲、虚构乙公司；（2）虚构丙公司", None),
        ("虚构智云/虚构天瑞", None),
        ("甲科/乙科/丙科", None),
        ("虚构（沪、京）集团", None),
        ("虚构A、B集团", ("虚构A、B集团",)),
    ],
    ids=str,
)
def test_marks_that_list_part_what_is_no_firm_by_its_ending(cell: str, names: tuple[str, ...] | None) -> None:
    assert read_investors(cell) == ((None, Fault("several_investors")) if names is None else (names, None))


@pytest.mark.parametrize("trade", ["科技", "生物科技", "新材料", "实业", "供应链管理"])
@pytest.mark.parametrize("ending", ["有限公司", "股份有限公司", "集团有限公司"])
def test_a_line_that_ends_behind_a_place_goes_on(trade: str, ending: str) -> None:
    whole = f"虚构云（北京）{trade}{ending}"
    cut = f"虚构云（北京）\n{trade}{ending}"
    assert read_investors(cut) == ((whole,), None)
    assert read_investors(f"{cut}\n虚构乙有限公司") == ((whole, "虚构乙有限公司"), None)
    assert read_investors(f"虚构乙有限公司\n{cut}") == (("虚构乙有限公司", whole), None)


@pytest.mark.parametrize("cell", ["虚构云(北京)\n虚构讯公司", "虚构云（北京）公司\n科技有限公司"])
def test_a_line_that_may_go_on_is_asked_about(cell: str) -> None:
    assert read_investors(cell) == (None, Fault("several_investors"))
