"""Rows behind ordinals of another series than the rest: projects, parts, titles, sums and notes."""

from itertools import product

import pytest

from zhaoshang import workbooks
from zhaoshang.workbooks import Import

_HEAD = "序号,项目名称,投资方,总投资（亿元）,责任单位"
_ROWS = [
    f"{number},虚构{sign}项目,虚构{sign}公司,{number},虚构局" for number, sign in enumerate("甲乙丙丁戊己", 1)
]


def _read(*lines: str) -> Import:
    return workbooks.read("\n".join((_HEAD, *lines, "")).encode(), name="p.csv")


def _told(imported: Import, row: int) -> set[str]:
    return {found.code for found in imported.findings if found.path.endswith(f"B{row}")}


def test_a_project_counted_in_another_series_is_read() -> None:
    counted = ("（4）", "④", "四", "4、", "No.4", "3-1", "3.1", "3A", "3补")
    marked = ("★", "*", "-", "增1", "补")
    rests = (",,", ",7,", ",11,", "虚构公司,,", ",,虚构局")
    wrong = []
    for ordinal, rest, stop in product((*counted, *marked), rests, (4, 6)):
        below = _ROWS[4:stop]
        imported = _read(*_ROWS[:3], f"{ordinal},虚构车间,{rest}", *below)
        names = [project.name for project in imported.ledger.projects]
        if names != [
            *("虚构甲项目", "虚构乙项目", "虚构丙项目", "虚构车间"),
            *("虚构戊项目", "虚构己项目")[: len(below)],
        ]:
            wrong.append((ordinal, rest, stop, names))
        says_little = rest in {",,", ",7,"} if ordinal in marked and not below else rest == ",,"
        if says_little and (below or ordinal in marked) and not _told(imported, 5):
            wrong.append((ordinal, rest, stop, ["not told"]))
    assert wrong == []


def test_a_row_between_two_that_count_on_is_told() -> None:
    marked = ("★", "增1", "A", "一", "（1）")
    wrong = [
        (ordinal, rest)
        for ordinal, rest in product(marked, (",,", ",8,"))
        for imported in [_read(*_ROWS[:3], f"{ordinal},虚构车间,{rest}", *_ROWS[3:5], "6,虚构庚项目,,,")]
        if len(imported.ledger.projects) != 7 or not _told(imported, 5)
    ]
    assert wrong == []


@pytest.mark.long
def test_titles_that_count_on_above_projects_are_none() -> None:
    series = (
        ("一", "二"),
        ("（一）", "（二）"),
        ("一、", "二、"),
        ("I", "II"),
        ("A", "B"),
        ("（1）", "（2）"),
    )
    wrong = []
    for (first, second), runs_on, sums in product(series, (True, False), (("", ""), ("3", "7"), ("5", "8"))):
        if (runs_on and first == "（1）") or (sums[0] == "5" and first == "（1）"):
            continue
        below = _ROWS[2:4] if runs_on else [f"{at}{row[1:]}" for at, row in enumerate(_ROWS[2:4], 1)]
        lines = [f"{first},沿河片区,,{sums[0]},", *_ROWS[:2], f"{second},新城片区,,{sums[1]},", *below]
        names = [project.name for project in _read(*lines).ledger.projects]
        if names != ["虚构甲项目", "虚构乙项目", "虚构丙项目", "虚构丁项目"]:
            wrong.append((first, runs_on, sums, names))
    assert wrong == []


def test_parts_that_state_an_amount_alone_are_no_sums() -> None:
    below = (("1.1", "1.2"), ("1-1", "1-2"), ("（1）", "（2）"), ("①", "②"), ("其中", ""))
    wrong = []
    for (first, second), whole in product(below, ("5", "6", "")):
        part = (f"{first},虚构车间,,3,", f"{second},虚构仓库,,2,")
        imported = _read(f"1,虚构甲项目,虚构甲公司,{whole},虚构局", *part, *_ROWS[1:3])
        top, *parts = list(imported.ledger.projects)[:3]
        parents = [one.parent for one in parts]
        is_told = all("phase_alone" in _told(imported, row) for row in ((4,) if first == "其中" else (3, 4)))
        if len(imported.ledger.projects) != 5 or (parents != [top.id] * 2 if whole == "5" else not is_told):
            wrong.append((first, whole, parents))
    assert wrong == []


def test_the_sign_of_a_note_beside_facts_counts_a_project() -> None:
    signs = ("*", "＊", "注", "备注", "说明")
    facts = ("虚构公司,,", ",,虚构局", ",7,", "虚构公司,7,虚构局")
    wrong = [
        (sign, fact)
        for sign, fact in product(signs, facts)
        if len(_read(*_ROWS[:3], f"{sign},虚构车间,{fact}", *_ROWS[3:5]).ledger.projects) != 6
    ]
    notes = ("注,金额以协议为准", "*,表示省重点项目", "*,省重点项目", "备注,含技改", "说明：,数据截至6月底")
    wrong += [(note, "") for note in notes if len(_read(*_ROWS, f"{note},,,").ledger.projects) != 6]
    assert wrong == []


def test_an_ordinal_before_a_name_alone_is_no_title_by_itself() -> None:
    wrong = []
    for lead, rest in product(("（4）", "四、", "（四）", "4、", "4."), (",,", ",7,")):
        imported = _read(*_ROWS[:3], f",{lead}虚构车间,{rest}", *_ROWS[4:])
        if len(imported.ledger.projects) != 6 or (rest == ",," and "bare_row" not in _told(imported, 5)):
            wrong.append((lead, rest))
    wrong += [
        (lead, "told")
        for lead in ("一、", "①", "（二）", "7.")
        if "name_alone" not in _told(_read(*_ROWS[:3], f",{lead}虚构车间,,,", *_ROWS[3:]), 5)
    ]
    for first, second in (("一、", "二、"), ("（一）", "（二）"), ("1.", "2."), ("（1）", "（2）")):
        below = [f"{at}{row[1:]}" for at, row in enumerate(_ROWS[2:4], 1)]
        imported = _read(f",{first}沿河片区,,,", *_ROWS[:2], f",{second}新城片区,,,", *below)
        if len(imported.ledger.projects) != 4 or imported.findings:
            wrong.append((first, "title"))
    assert wrong == []


LISTS: dict[str, tuple[list[str], list[str], str]] = {
    "ordinals of titles before all names": (
        ["一、虚构阀门项目,11", "二、虚构隔膜项目,5", "三、虚构泵业项目,6"],
        ["一、虚构阀门项目", "二、虚构隔膜项目", "三、虚构泵业项目"],
        "",
    ),
    "titles of two levels, of which the lower are projects": (
        [
            "一、新能源产业,11",
            "（一）虚构阀门项目,5",
            "（二）虚构隔膜项目,6",
            "二、装备制造业,2",
            "（一）虚构泵业项目,2",
        ],
        ["（一）虚构阀门项目", "（二）虚构隔膜项目", "（一）虚构泵业项目"],
        "",
    ),
    "an ordinal that is no count of one project below": (
        ["虚构阀门项目,15.4", "（1）虚构铸造车间,7.7", "（2）虚构机加车间,7.7", "虚构隔膜项目,4"],
        ["虚构阀门项目", "（1）虚构铸造车间", "（2）虚构机加车间", "虚构隔膜项目"],
        "",
    ),
    "what is counted below a project and does not add up": (
        ["虚构阀门项目,12", "（1）虚构铸造车间,5", "（2）虚构机加车间,6", "虚构隔膜项目,4"],
        ["虚构阀门项目", "（1）虚构铸造车间", "（2）虚构机加车间", "虚构隔膜项目"],
        "phase_alone",
    ),
    "kinds without an amount in a list of amounts": (
        ["工业项目,", "1.虚构阀门项目,5", "2.虚构隔膜项目,6", "农业项目,", "1.虚构泵业项目,2"],
        ["1.虚构阀门项目", "2.虚构隔膜项目", "1.虚构泵业项目"],
        "",
    ),
}


def test_in_lists_of_names_and_amounts_rows_are_what_stands_below_them_tells() -> None:
    """A title has projects below it: lists of 一、甲项目 had none, 工业项目 was one, and （1） was the sum of a project of 7.7."""
    wrong = []
    for case, (rows, expected, code) in LISTS.items():
        lines = ["项目名称,总投资（亿元）,建设内容", *(f"{row}," for row in rows), ""]
        imported = workbooks.read("\n".join(lines).encode(), name="p.csv")
        found = [project.name for project in imported.ledger.projects]
        if found != expected or {each.code for each in imported.findings} != {*filter(None, [code])}:
            wrong.append((case, found, [*imported.findings]))
    assert not wrong
