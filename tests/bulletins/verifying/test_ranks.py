"""Ranks among the units of a ledger: 居全县第二 is held against what each unit has."""

import pytest

from zhaoshang import Ledger, Money, Project
from zhaoshang.bulletins import verify
from zhaoshang.model import Agreement

SIGNED = (("柳镇", 9), ("桥镇", 2), ("桥镇", 1), ("桥镇", 1), ("沙镇", 2))


def ledger(name: str | None = None) -> Ledger:
    return Ledger(
        as_of="2023-06-30",
        name=name,
        projects=[
            Project(
                id=f"P{number}",
                name=f"虚构{number}号项目",
                owner=town,
                investment=Money.of(amount, "亿元"),
                agreements=[Agreement(signed_on="2023-03-05")],
            )
            for number, (town, amount) in enumerate(SIGNED)
        ],
    )


def ranked(text: str, name: str | None = None) -> tuple[str, str]:
    """Give the last verdict: what it is on, and its code."""
    verdict = verify(f"2023年上半年，{text}", ledger(name)).verdicts[-1]
    return verdict.raw, verdict.code


@pytest.mark.parametrize(
    ("unit", "said", "is_right"),
    [
        ("桥镇签约项目3个", "居全县第一", True),
        ("桥镇签约项目3个", "位列全县榜首", True),
        ("桥镇签约项目3个", "在全县排名第一", True),
        ("桥镇签约项目3个", "居全县第二", False),
        ("桥镇签约项目3个", "全县垫底", False),
        ("柳镇签约项目1个", "居全县第二", True),
        ("柳镇签约项目1个", "居全县第3位", True),
        ("柳镇签约项目1个", "全县末位", True),
        ("柳镇签约项目1个", "居全县第一", False),
        ("柳镇签约总投资9亿元", "稳居全县首位", True),
        ("桥镇签约总投资4亿元", "居全县前二", True),
        ("沙镇签约总投资2亿元", "居全县前二", False),
        ("沙镇签约总投资2亿元", "全县倒数第一", True),
        ("沙镇签约总投资2亿元", "全县倒数第二", False),
    ],
)
@pytest.mark.parametrize("form", ["{}，{}。", "{}（{}）。"])
def test_a_rank_is_held_against_the_units(form: str, unit: str, said: str, is_right: bool) -> None:
    assert ranked(form.format(unit, said)) == (said, "matches" if is_right else "rank_order")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("柳镇签约项目1个，排名第二。", None),  # nobody tells among which
        ("全县签约项目5个，居全市第三。", None),
        ("柳镇签约项目1个，居全市第二。", "云台县台账"),
        ("柳镇签约项目1个，居全县第十。", None),  # the ledger has three
        ("我县签约项目5个。柳镇签约项目1个，居全市第二。", None),
        ("柳镇签约项目1个、总投资9亿元，居全县第一。", None),  # by one of them it is
    ],
)
def test_a_rank_among_others_cannot_be_told(text: str, name: str | None) -> None:
    assert ranked(text, name)[1] == "other_ranks"


@pytest.mark.parametrize("text", ["柳镇签约项目1个，桥镇居全县第一。", "柳镇签约项目1个，名列前茅。"])
def test_what_is_no_rank_of_the_figure_is_left(text: str) -> None:
    assert ranked(text) == ("1个", "matches")


def test_the_right_place_is_given() -> None:
    found = verify("2023年上半年，桥镇签约项目3个，居全县第二。", ledger()).differs[0]
    assert (
        found.render("zh_CN") == "居全县第二（2023年上半年，桥镇）：不符，数值与所说名次不符，按台账应为第 1"
    )
    assert found.render() == "居全县第二 (first half of 2023, 桥镇): differs, by the ledger it is in place 1"
