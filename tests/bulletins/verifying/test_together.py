"""Sums behind parts, parts of other measures or of one size, cohorts by a later day, what counts up to a day, and tables."""

import pytest

from zhaoshang import Ledger, Money, Project
from zhaoshang.bulletins import verify
from zhaoshang.model import Agreement, Milestone

ROWS = (
    ("柳镇", "2022-05-01", "1.3", "2022-12-10"),
    ("桥镇", "2022-08-01", "1.5", "2023-02-10"),
    ("柳镇", "2023-01-10", "4.2", "2023-03-10"),
    ("沙镇", "2023-03-10", "0.5", None),
    ("桥镇", "2023-04-10", "6", "2023-05-05"),
    ("沙镇", "2023-05-10", "10", None),
)


def ledger() -> Ledger:
    return Ledger(
        as_of="2023-06-30",
        projects=[
            Project(
                id=f"P{number}",
                name=f"虚构{number}号项目",
                owner=town,
                investment=Money.of(amount, "亿元"),
                agreements=[Agreement(signed_on=signed)],
                milestones=[Milestone(stage="started", on=started)] if started else [],
            )
            for number, (town, signed, amount, started) in enumerate(ROWS)
        ],
    )


def wrong(text: str) -> list[str]:
    return [item.raw for item in verify(text, ledger(), today="2023-07-05").differs]


def told(text: str) -> dict[str, str]:
    return {item.raw: item.code for item in verify(text, ledger(), today="2023-07-05")}


SUMS = [
    "2023年1月签约1个，3月签约1个，4月签约1个，5月签约1个，合计4个。",
    "2023年一季度签约项目2个，二季度签约项目2个，合计签约4个。",
    "2023年一季度签约2个、二季度签约2个，两季度累计4个，总投资20.7亿元。",
    "2022年签约项目2个，2023年上半年签约项目4个，合计6个。",
    "2022年签约项目2个、2023年上半年4个，累计签约6个，总投资23.5亿元。",
    "2022年签约2个，2023年上半年签约4个，两年共6个，总投资23.5亿元。",
    "截至2023年6月底，柳镇、桥镇、沙镇累计签约项目2个、2个、2个，合计6个。",
    "柳镇、桥镇2023年上半年分别签约项目1个、1个，合计2个。",
    "2023年上半年柳镇签约1个，桥镇签约1个，沙镇签约2个，总计4个，总投资20.7亿元。",
    "2023年上半年柳镇签约1个、桥镇签约1个，两地签约总投资10.2亿元。",
    "2023年4月签约1个、5月签约1个，两个月共签约2个，总投资16亿元。",
    "2023年上半年签约4个，其中一季度2个、二季度2个，合计总投资20.7亿元。",
    "2023年上半年签约项目4个，连同去年的2个，全县共有签约项目6个。",
    "2023年上半年，柳镇开工1个，桥镇开工2个，合计3个。",
    "2023年上半年签约项目4个，占全部6个的66.7%。",
    "2023年上半年开工项目3个，其中当年签约2个、往年签约1个。",
]


@pytest.mark.parametrize("text", SUMS)
def test_what_is_of_several_parts_is_not_held_against_the_last(text: str) -> None:
    assert wrong(text) == []


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("2023年一季度签约项目2个，二季度签约项目2个，合计签约5个。", "5个"),
        ("2023年上半年柳镇签约1个，桥镇签约1个，全县共签约5个。", "5个"),
        ("2023年一季度签约2个，二季度签约2个，上半年共签约5个。", "5个"),
        ("2023年上半年柳镇签约1个，总投资4.2亿元；桥镇签约1个，总投资8亿元，累计签约6亿元。", "8亿元"),
        ("2023年上半年全县累计签约5个，累计总投资20.7亿元。", "5个"),
    ],
)
def test_a_slip_in_a_sum_or_beside_one_is_found(text: str, slip: str) -> None:
    assert slip in wrong(text)


@pytest.mark.parametrize(
    "text",
    [
        "截至6月底，2023年签约项目开工率50%，2022年签约项目开工率{}%。",
        "去年签约的2个项目已全部开工，开工率{}%。",
        "2022年签约的项目，开工率为{}%。",
    ],
)
@pytest.mark.parametrize("rate", [50, 100])
def test_a_rate_of_those_signed_before_may_count_what_came_later(text: str, rate: int) -> None:
    """Half of them had begun by the end of the year, and all by the day of the ledger."""
    assert told(text.format(rate))[f"{rate}%"] in {"ambiguous_period", "matches"}


def test_a_rate_of_projects_that_nothing_measured_cannot_be_told() -> None:
    said = "今年新签约项目4个，已开工2个，开工率50%；结转项目2个，全部开工，开工率100%。"
    assert (told(said)["50%"], told(said)["100%"]) == ("matches", "no_measure")


@pytest.mark.long
@pytest.mark.parametrize(
    "text",
    [
        "去年末，全县累计签约项目2个。",
        "2022年末，全县签约项目2个，总投资2.8亿元。",
        "2022年底，全县累计签约2个，开工1个，开工率50%。",
        "6月末，全县累计签约项目6个，开工率66.7%。",
        "一季度末，全县累计签约4个。",
        "至6月底，累计签约6个，总投资23.5亿元。",
        "2023年1月签约1个，截至6月底累计签约6个。",
        "2023年上半年全县签约4个，总投资20.7亿元；截至6月底累计签约6个，总投资23.5亿元。",
    ],
)
def test_what_counts_up_to_a_day_is_not_of_that_month(text: str) -> None:
    assert (wrong(text), verify(text, ledger(), today="2023-07-05").is_clean) == ([], True)


SPANS = [
    "2023年1至6月签约项目6个。",
    "2023年1月至6月签约项目6个。",
    "2023年1-6月签约项目6个。",
    "2023年1月1日至6月30日，全县签约项目6个。",
    "2023年年初至6月底签约项目6个。",
    "2023年上半年招商成果达到新高，签约项目6个。",
    "2023年上半年到位资金充足，签约项目6个。",
]


@pytest.mark.parametrize(
    "text", ["6月末，全县累计签约项目7个。", "2023年上半年累计签约6个。", "2023年5月签约6个。", *SPANS]
)
def test_another_number_is_wrong_by_either_count(text: str) -> None:
    assert len(wrong(text)) == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("签约项目最多的是桥镇，共1个。", "rank_order"),
        ("签约项目最多的是沙镇，共2个。", "matches"),
        ("签约总投资最高的是桥镇，达6亿元。", "rank_order"),
        ("签约总投资最高的是沙镇，达10.5亿元。", "matches"),
        ("签约最少的是沙镇，为2个。", "rank_order"),
    ],
)
def test_a_superlative_before_the_figure_is_held_against_the_units(text: str, code: str) -> None:
    assert [said for raw, said in told(f"2023年上半年，{text}").items() if raw.startswith("最")] == [code]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            "2023年上半年全县签约亿元以上项目3个，其中开工2个，开工率66.7%。",
            ["matches", "no_measure", "no_measure"],
        ),
        ("2023年上半年签约亿元以上项目3个，已开工2个。", ["matches", "no_measure"]),
        ("2023年上半年签约亿元以上项目3个；新开工项目3个。", ["matches", "matches"]),
        ("2023年上半年签约项目4个，其中亿元以上3个，开工率50%。", ["matches", "matches", "matches"]),
    ],
)
def test_what_came_of_projects_of_one_size_is_of_those(text: str, codes: list[str]) -> None:
    assert [item.code for item in verify(text, ledger(), today="2023-07-05")] == codes


TABLE = """2023年上半年各镇签约情况
乡镇{0}签约项目数（个）{0}总投资（亿元）
柳镇{0}1{0}4.2
桥镇{0}1{0}6
沙镇{0}2{0}10.5
合计{0}4{0}20.7
"""


@pytest.mark.long
@pytest.mark.parametrize("mark", ["\t", "|", "，", "  "], ids=["tab", "bar", "comma", "blanks"])
def test_the_figures_of_a_table_are_judged(mark: str) -> None:
    """They were neither judged nor counted."""
    found = verify(TABLE.format(mark), ledger(), today="2023-07-05")
    assert (found.is_clean, found.judged, found.figures, found.unknown) == (True, 8, 8, ())
    slip = TABLE.replace("桥镇{0}1", "桥镇{0}3").replace("合计{0}4", "合计{0}6").format(mark)
    wrong = verify(slip, ledger(), today="2023-07-05").differs
    assert [(item.raw, item.expected, slip[item.start : item.end]) for item in wrong] == [
        ("3", "1个", "3"),
        ("6", "4个", "6"),
    ]


@pytest.mark.parametrize(
    "title", ["2023年上半年各镇工业项目签约情况", "2023年上半年外资情况", "重点项目情况"]
)
def test_a_table_of_some_projects_cannot_be_told(title: str) -> None:
    found = verify(
        TABLE.replace("2023年上半年各镇签约情况", title).format("\t"), ledger(), today="2023-07-05"
    )
    assert (found.judged, {item.code for item in found.unknown}) == (0, {"not_judged"})
    assert found.figures == 8


def test_cells_with_units_and_rows_of_others() -> None:
    table = "2023年上半年各镇情况\n单位|签约项目|开工项目\n柳镇|1个|1个\n桥镇|1个|9个\n枫镇|2个|0个\n"
    codes = [(item.raw, item.code) for item in verify(table, ledger(), today="2023-07-05")]
    assert codes == [
        *[("1个", "matches")] * 3,
        ("9个", "value_differs"),
        *[("2个", "unknown_subject"), ("0个", "unknown_subject")],
    ]


@pytest.mark.parametrize("text", [
    "2023年上半年签约总投资{}、{}。",
    "2023年上半年签约项目4个，总投资{}和{}。",
    "2023年上半年签约总投资{}＋{}，均为产业项目。",
    "In the first half of 2023, signed investment was {} and {}.",
])  # fmt: skip
@pytest.mark.parametrize("amounts", [
    ("20.7亿元", "3000万美元"), ("4.2亿元", "16.5亿元"),
    ("2.07 billion yuan", "US$30 million"), ("420 million yuan", "1.65 billion yuan"),
])  # fmt: skip
def test_amounts_in_a_row_without_a_word_are_not_judged(text: str, amounts: tuple[str, str]) -> None:
    """The first was taken for the whole, and agreed or differed; what each is of, or their sum, is not said."""
    if text.isascii() is amounts[0].isascii():
        found = verify(text.format(*amounts), ledger(), today="2023-07-05")
        assert not [item.raw for item in found if "亿" in item.raw and str(item.answer) != "unknown"]
        assert not [item.raw for item in found if item.raw in amounts and str(item.answer) != "unknown"]


@pytest.mark.parametrize(
    "text",
    [
        "2023年上半年签约项目4个，新增用地80亩、5.3万平方米。",
        "2023年上半年签约项目4个，供地80亩和5.3万平方米。",
        "2023年上半年签约项目4个，用地3.5平方公里、50公顷。",
    ],
)
def test_areas_in_a_row_are_no_one_area(text: str) -> None:
    found = verify(text, ledger(), today="2023-07-05")
    assert ([item.raw for item in found.agrees], found.differs) == (["4个"], ())


@pytest.mark.parametrize(
    ("text", "judged"),
    [
        ("2023年上半年签约总投资20.7亿元和开工项目1个。", ["20.7亿元"]),
        ("2023年上半年签约总投资20.7亿元、注册资本3亿元。", ["20.7亿元"]),
        ("2023年上半年柳镇、桥镇分别签约1个、1个。", ["1个", "1个"]),
    ],
)
def test_amounts_with_words_of_their_own_are_judged(text: str, judged: list[str]) -> None:
    found = verify(text, ledger(), today="2023-07-05")
    assert [item.raw for item in found if str(item.answer) != "unknown"] == judged
