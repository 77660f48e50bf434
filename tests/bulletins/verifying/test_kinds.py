"""Figures of one industry are held against the ledger's projects of it, where the ledger has the name."""

import pytest

from zhaoshang import Ledger, Money, Project
from zhaoshang.bulletins import read_figures, verify
from zhaoshang.model import Agreement, Milestone

INDUSTRIES = ("绿色食品", "文旅康养", "数字经济")


def ledger() -> Ledger:
    """Twelve projects: six of 绿色食品, four of 文旅康养, two of 数字经济."""
    return Ledger(
        as_of="2024-06-30",
        projects=[
            Project(
                id=f"P{number}",
                name=f"丙{number}",
                district="临江县" if number % 2 else "古城区",
                industry=INDUSTRIES[(number > 5) + (number > 9)],
                investment=Money.of(number + 1, "亿元"),
                agreements=[Agreement(signed_on="2024-03-05")],
                milestones=[Milestone(stage="started", on="2024-05-01")] if number < 4 else [],
            )
            for number in range(12)
        ],
    )


@pytest.mark.parametrize(
    ("text", "agrees", "differs"),
    [
        ("上半年，绿色食品产业签约项目6个，总投资21亿元。", ["6个", "21亿元"], []),
        ("上半年，绿色食品产业签约项目7个，总投资21亿元。", ["21亿元"], ["7个"]),
        ("上半年，分产业看，绿色食品签约6个，文旅康养签约5个。", ["6个"], ["5个"]),
        ("上半年，绿色食品、文旅康养、数字经济三大产业分别签约项目6个、4个和3个。", ["6个", "4个"], ["3个"]),
        ("上半年，文旅康养产业引进5亿元以上项目4个。", ["4个"], []),
        ("上半年，文旅康养产业引进8亿元以上项目4个。", [], ["4个"]),
        ("上半年，全市签约项目12个，其中绿色食品项目6个、文旅康养项目3个。", ["12个", "6个"], ["3个"]),
        ("上半年，临江县签约绿色食品项目3个。", ["3个"], []),
        ("上半年，全市签约项目12个，其中临江县占50%。", ["12个", "50%"], []),
        ("上半年，全市签约项目12个，其中临江县占60%。", ["12个"], ["60%"]),
        ("上半年，绿色食品产业链签约项目6个，已开工4个。", ["6个", "4个"], []),
        ("上半年，绿色食品产业链签约项目6个，已开工3个；全市签约项目12个。", ["6个", "12个"], ["3个"]),
        ("上半年，古城区的数字经济产业签约项目1个。", ["1个"], []),
        (
            "上半年，临江县、古城区签约项目数分别为6个、6个，签约额分别为42亿元、35亿元。",
            ["6个", "6个", "42亿元"],
            ["35亿元"],
        ),
        # the ledger has no such name: nobody knows which they are
        ("上半年，生物医药产业签约项目9个，总投资21亿元。", [], []),
        ("上半年，分产业看，制药签约9个、机械签约2个。", [], []),
        ("上半年，食品、旅游两大产业分别签约项目9个、4个。", [], []),
        ("上半年，生物医药产业引进5亿元以上项目1个。", [], []),
        # it may be of all that was signed, or of the industry alone
        ("上半年，围绕绿色食品产业，全市签约项目6个。", [], []),
        # two names at once
        ("上半年，绿色食品和文旅康养签约项目11个。", [], []),
        # an amount of projects of a size and a kind is no figure of the catalogue
        ("上半年，文旅康养产业引进5亿元以上项目4个，总投资30亿元。", ["4个"], []),
        # targets are of no kind that the ledger knows
        ("今年，绿色食品产业力争签约项目30个。", [], []),
    ],
)
def test_an_industry_of_the_ledger_is_judged(text: str, agrees: list[str], differs: list[str]) -> None:
    found = verify(text, ledger(), today="2024-07-08")
    assert [verdict.raw for verdict in found.agrees] == agrees
    assert [verdict.raw for verdict in found.differs] == differs


@pytest.mark.parametrize(
    "text",
    [
        "到6月底，全市年内签约项目12个，其中已开工4个。",
        "上半年，全市签约项目12个，已有4个开工建设、0个建成投产。",
        "上半年，全市签约项目12个，开工率33.33%，其中古城区开工率33.33%，临江县开工率33.33%。",
        "上半年，全市签约项目12个，协议引资额78亿元。",
    ],
)
def test_true_sentences_in_other_words_are_clean(text: str) -> None:
    assert not verify(text, ledger(), today="2024-07-08").differs


def test_growths_are_handed_out_to_the_levels_before_them() -> None:
    before = [
        Project(
            id=f"Q{number}",
            name=f"丁{number}",
            investment=Money.of(6, "亿元"),
            agreements=[Agreement(signed_on="2023-04-05")],
        )
        for number in range(10)
    ]
    whole = ledger().with_(projects=before)
    text = "上半年，全市签约项目12个、总投资78亿元，同比分别增长{}%、增长{}%。"
    assert [item.raw for item in verify(text.format(20, 30), whole, today="2024-07-08").agrees][2:] == [
        "20%",
        "30%",
    ]
    assert [item.raw for item in verify(text.format(30, 20), whole, today="2024-07-08").differs] == [
        "30%",
        "20%",
    ]


def test_a_name_that_holds_a_joining_word_is_one() -> None:
    names = ["春和区", "同与县", "及第镇"]
    found = read_figures("上半年，春和区、同与县、及第镇分别签约项目5个、3个和2个。", subjects=names)
    assert [item.subject for item in found] == names
