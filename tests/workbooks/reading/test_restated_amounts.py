"""Columns of one amount of which one has words that are not understood: what holds now is not told."""

from zhaoshang import workbooks

NONE = None
CASES: dict[str, tuple[str, str, list[float | None], list[float | None], list[float | None], list[str]]] = {
    "of most the same": (
        "总投资（亿元）",
        "变更后总投资（亿元）",
        [3, 4, 5],
        [3, 9, 5],
        [3, NONE, 5],
        ["C3"],
    ),
    "stated of some": (
        "总投资（亿元）",
        "总投资（核定）（亿元）",
        [3, 4, 5],
        [NONE, 9, 5],
        [3, NONE, 5],
        ["C3"],
    ),
    "of another size": (
        "总投资（亿元）",
        "最终总投资（万元）",
        [3, 4, 5],
        [30000, 40000, 9],
        [3, 4, NONE],
        ["C4"],
    ),
    "perhaps a part": (
        "总投资（亿元）",
        "设备总投资（亿元）",
        [3, 4, 5],
        [1, 2, 2],
        [3, 4, 5],
        ["C2", "C3", "C4"],
    ),
    "of what stands beside it": (
        "总投资（亿元）",
        "调整后（万元）",
        [3, 4, 5],
        [30000, 90000, 50000],
        [3, NONE, 5],
        ["C3"],
    ),
    "of before": ("总投资（亿元）", "原总投资（亿元）", [3, 4, 5], [3, 9, 5], [3, 4, 5], []),
    "a period": ("总投资（亿元）", "本年总投资（亿元）", [3, 4, 5], [3, 1, 5], [3, 4, 5], []),
    "the same": ("总投资（亿元）", "备案总投资（亿元）", [3, 4, 5], [3, 4, 5], [3, 4, 5], []),
}


def test_the_old_amount_does_not_stand_without_a_word() -> None:
    wrong = {}
    for name, (first, second, old, new, read, told) in CASES.items():
        rows = [
            f"虚构{n}项目,{n}公司,{one},{'' if two is None else two}"
            for n, one, two in zip("甲乙丙", old, new, strict=True)
        ]
        table = "\n".join([f"项目名称,投资方,{first},{second}", *rows])
        imported = workbooks.read(table.encode(), name="a.csv")
        amounts = [
            None if each.investment is None else int(each.investment.value or 0) / 10**8
            for each in imported.ledger.projects
        ]
        places = [each.path.partition("!")[2] for each in imported.findings.only("columns_disagree")]
        if (amounts, places) != (read, told):
            wrong[name] = (amounts, places)
    assert not wrong
