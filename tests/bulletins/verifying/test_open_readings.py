"""What may be read in two ways differs only if neither is right; what names its measures takes them in order."""

import pytest

from zhaoshang import Ledger, Project
from zhaoshang.bulletins import read_figures, verify
from zhaoshang.model import Agreement, Milestone


def ledger() -> Ledger:
    """Five projects of last year and eight of this, three of these started, by two counties."""
    days = [f"2023-0{number}-08" for number in range(1, 6)] + [
        f"2024-0{1 + number % 6}-12" for number in range(8)
    ]
    return Ledger(
        as_of="2024-06-30",
        projects=[
            Project(
                id=f"P{number}",
                name=f"戊{number}",
                district="临江县" if number % 2 else "古城区",
                agreements=[Agreement(signed_on=day)],
                milestones=[Milestone(stage="started", on="2024-06-20")] if number > 9 else [],
            )
            for number, day in enumerate(days)
        ],
    )


@pytest.mark.parametrize(
    ("text", "agrees", "differs"),
    [
        # from January, or ever
        ("截至6月底，全市签约项目8个。", ["8个"], []),
        ("截至6月底，全市签约项目13个。", ["13个"], []),
        ("截至6月底，全市签约项目9个。", [], ["9个"]),
        # a share in either
        ("截至6月底，临江县签约项目4个，占全市的50%。", ["4个", "50%"], []),
        ("截至6月底，临江县签约项目4个，占全市的70%。", ["4个"], ["70%"]),
        # measures handed out in their order
        ("上半年，全市项目签约数、开工数分别为8个、3个。", ["8个", "3个"], []),
        ("上半年，全市项目签约数、开工数分别为8个、5个。", ["8个"], ["5个"]),
        # remarks on a place, and the rest of a row
        ("上半年，签约数最多的是临江县，为4个；其次是古城区，为4个。", ["最多", "4个", "4个"], []),
        ("上半年，签约项目临江县4个，古城区稍少，为3个。", ["4个"], ["3个"]),
        # a topic for all of a list, and what is compared with last year
        ("上半年签约项目中，临江县4个、古城区5个。", ["4个"], ["5个"]),
        ("上半年，全市签约项目8个，同比多签3个。", ["8个", "3个"], []),
        ("上半年，全市签约项目8个，同比多签4个。", ["8个"], ["4个"]),
        # one of several counties, whose name is not told
        ("“上半年我们县签约项目3个。”县里的负责人说。", [], []),
        # how many there are tells of no kind
        ("上半年，两个县区共签约项目9个，其中临江县4个。", ["4个"], ["9个"]),
        # shares handed out
        ("上半年，临江县、古城区签约项目分别占全市的50%、60%。", ["50%"], ["60%"]),
        # 同比 said once
        ("上半年，全市签约项目同比增长60%，开工项目数增长60%。", ["60%"], []),
        # those that are not named are no one of those that are
        ("上半年，全市签约项目8个，其中临江县4个，其余区县4个。", ["8个", "4个"], []),
        ("上半年，全市签约项目8个，其中临江县4个，其余区县共3个。", ["8个", "4个"], []),
    ],
)
def test_every_reading_is_tried(text: str, agrees: list[str], differs: list[str]) -> None:
    found = [verdict for verdict in verify(text, ledger(), today="2024-07-08") if verdict.against == "ledger"]
    assert [verdict.raw for verdict in found if verdict.answer.name == "AGREES"] == agrees
    assert [verdict.raw for verdict in found if verdict.answer.name == "DIFFERS"] == differs


def test_some_that_are_not_named_are_a_subject_of_their_own() -> None:
    found = read_figures("全市签约项目8个，其中临江县4个，其余两县共签约3个。", subjects=["临江县"])
    assert [reading.subject for reading in found] == [None, "临江县", "其余两县"]


def test_how_many_are_added_up_is_no_summand() -> None:
    assert not verify("新签项目中，工业12个、文旅7个、农业5个，三项加起来24个。").differs
    assert verify("新签项目中，工业12个、文旅7个、农业5个，三项加起来26个。").differs
