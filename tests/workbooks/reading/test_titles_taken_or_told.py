"""What titles, groups and lines between rows say is taken for what stands below them, or told."""

from zhaoshang import workbooks
from zhaoshang.model import Project
from zhaoshang.workbooks import Import

_HEAD = "序号,项目名称,投资方,总投资（万元）"


def _read(*lines: str) -> Import:
    return workbooks.read("\n".join([*lines, ""]).encode(), name="虚构.csv", as_of="2024-06-30")


def _projects(imported: Import) -> list[Project]:
    return list(imported.ledger.projects)


def test_a_title_gives_its_town_beside_a_unit_a_time_or_the_number_of_its_table() -> None:
    cases = {
        "枫桥镇,,,单位：万元": "枫桥镇",
        "表3 枫桥镇（2022年）,,,金额单位：万元": "枫桥镇",
        "附件2：枫桥镇项目表,,（万元）": "枫桥镇",
        "虚构县枫桥镇拟开工项目,,,单位：万元": "枫桥镇",
        "乡镇,枫桥镇,年度,2022年": "枫桥镇",
        "枫桥镇,柳河乡,,单位：万元": None,
        "枫桥镇以外项目,,,单位：万元": None,
        "枫桥镇,填报人：张某": None,
        "各镇项目,,,单位：万元": None,
    }
    read = {title: _projects(_read(title, _HEAD, "1,甲厂项目,甲公司,20000")) for title in cases}
    assert {title: one.district for title, (one,) in read.items()} == cases


def test_the_title_of_a_group_may_stand_in_brackets_or_name_the_government_of_a_town() -> None:
    for first, second in (("【枫桥镇】", "柳河乡人民政府"), ("（枫桥镇）", "柳河乡政府：")):
        imported = _read(_HEAD, first, "1,甲厂项目,甲公司,20000", second, "2,乙厂项目,乙公司,40000")
        assert [one.district for one in _projects(imported)] == ["枫桥镇", "柳河乡"]
        assert list(imported.findings) == []


def test_a_sub_total_gives_what_it_names_to_the_rows_that_add_up_to_it() -> None:
    first, second = ["1,甲厂项目,甲公司,20000", "2,乙厂项目,乙公司,40000"], ["3,丙厂项目,丙公司,50000"]
    sums = ["一,枫桥镇小计,,60000", "二,柳河乡小计,,50000"]
    counts = [",枫桥镇合计2个,,60000", ",柳河乡合计1个,,50000"]
    towns = ["枫桥镇", "枫桥镇", "柳河乡"]
    cases = [
        ([sums[0], *first, sums[1], *second], towns),
        ([counts[0], *first, counts[1], *second], towns),
        ([*first, ",枫桥镇小计,,60000", *second, ",柳河乡小计,,50000", ",合计,,110000"], towns),
        ([sums[0].replace("60000", "60001"), *first], [None, None]),
        ([first[0], ",枫桥镇小计,,20000", "2,乙厂项目,乙公司,20000"], [None, None]),
        ([*first, ",枫桥镇共2个,,60000", *second, ",柳河乡（1个）,,50000"], towns),
        ([*first, ",枫桥镇2个项目,,", *second, ",柳河乡1个项目,,"], towns),
        ([",枫桥镇（2个）,,60000", *first, ",柳河乡（2个）,,50000", *second], towns),
        ([first[0], ",枫桥镇1个,,", second[0], ",柳河乡1个,,"], [None, "柳河乡"]),
        ([*first, "枫桥镇：2个,,,60000", *second, "柳河乡：1个,,,50000"], towns),
        ([*first, "小计（枫桥镇）,,,60000", *second, ",小计：柳河乡,,50000"], towns),
        ([*first, ",枫桥镇,,60000", *second, ",柳河乡,,50000"], towns),
        (["枫桥镇,,,60000", *first, "柳河乡,,,50000", *second], towns),
    ]
    for rows, expected in cases:
        assert [one.district for one in _projects(_read(_HEAD, *rows))] == expected, rows


def test_titles_that_count_below_others_are_none_of_the_projects() -> None:
    for marks in (("1-1", "1-2", "2-1"), ("1.1", "1.2", "2.1")):
        imported = _read(
            _HEAD,
            "一,签约项目",
            f"{marks[0]},枫桥镇",
            "1,甲厂项目,甲公司,20000",
            f"{marks[1]},柳河乡",
            "2,乙厂项目,乙公司,40000",
            "二,投产项目",
            f"{marks[2]},东山街道",
            "3,丙厂项目,丙公司,50000",
        )
        assert [one.district for one in _projects(imported)] == ["枫桥镇", "柳河乡", "东山街道"]
        assert list(imported.findings) == []


def test_a_table_without_a_title_goes_on_with_the_one_above() -> None:
    first, second = "项目名称,投资方,总投资/万元", "项目名称,投资方,总投资/亿元"
    cases = [
        (
            ["枫桥镇2022年项目", first, "甲厂项目,甲公司,20000", second, "乙厂项目,乙公司,4"],
            ["枫桥镇", "枫桥镇"],
        ),
        (
            ["枫桥镇项目", first, "甲厂项目,甲公司,20000", "", "续表", second, "乙厂项目,乙公司,4"],
            ["枫桥镇", "枫桥镇"],
        ),
        (
            ["全县项目", first, "一、枫桥镇", "甲厂项目,甲公司,20000", second, "乙厂项目,乙公司,4"],
            ["枫桥镇", "枫桥镇"],
        ),
        (
            ["枫桥镇项目", first, "甲厂项目,甲公司,20000", "柳河乡项目", second, "乙厂项目,乙公司,4"],
            ["枫桥镇", "柳河乡"],
        ),
    ]
    for lines, towns in cases:
        assert [one.district for one in _projects(_read(*lines))] == towns, lines
    imported = _read(*cases[0][0])
    said = [
        next(fact.cell for fact in imported.facts(one.id) if fact.field == "district")
        for one in _projects(imported)
    ]
    assert said == ["A1", "A1"]


def test_a_unit_between_two_tables_is_of_the_one_that_lacks_it_or_of_none() -> None:
    head, first, second = "项目名称,投资方,总投资", "甲厂项目,甲公司,20000", "乙厂项目,乙公司,4"
    both, title = [200_000_000, 400_000_000], "2021年项目"
    cases = [
        (["2022年项目", head, first, "单位：万元", title, head, second], [None, None]),
        (["2022年项目", head, first, "单位：万元", title, head, second, "单位：亿元"], both),
        (["2022年项目", head, first, "单位：万元", title, "单位：亿元", head, second], both),
        (["2022年项目", head, first, "单位：万元", title, f"{head}（亿元）", second], both),
        (["单位：万元", "2022年项目", head, first, "单位：亿元", title, head, second], both),
        (["2022年项目（单位：万元）", head, first, "单位：亿元", title, head, second], both),
    ]
    for lines, values in cases:
        read = [one.investment and one.investment.value for one in _projects(_read(*lines))]
        assert read == values, lines


def test_rows_that_look_like_parts_and_do_not_add_up_are_told() -> None:
    cases = [
        (_HEAD, "1,甲厂项目,甲公司,20000", ",Ⅰ期,,9000", ",Ⅱ期,,10000", "2,乙厂项目,乙公司,40000"),
        (_HEAD, "1,甲厂项目,甲公司,20000", "-,厂房,,9000", "-,设备,,10000", "2,乙厂项目,乙公司,40000"),
        (_HEAD[3:], "甲厂项目,甲公司,20000", "一标段,,9000", "二标段,,10000", "乙厂项目,乙公司,40000"),
        (_HEAD[3:], "甲厂项目,甲公司,20000", "  厂房,,9000", "  设备,,10000", "乙厂项目,乙公司,40000"),
        (_HEAD[3:], "甲厂项目,甲公司,20000", "厂房,,9000", "设备,,10000", *3 * ["乙厂项目,乙公司,40000"]),
    ]
    for lines in cases:
        imported = _read(*lines)
        told = [item.detail["row"] for item in imported.findings if item.code == "phase_alone"]
        assert told == ["3", "4"], lines
        assert all(one.parent is None for one in _projects(imported))


def test_what_is_said_around_the_rows_and_holds_for_none_of_them_is_told() -> None:
    rows = ["1,甲厂项目,甲公司,20000", "2,乙厂项目,乙公司,20000"]
    dated = f"{_HEAD},签约时间"
    cases = [
        (["填报单位：枫桥镇", _HEAD, *rows], [("said_not_taken", "1", "枫桥镇")]),
        (["枫桥镇、柳河乡项目", _HEAD, *rows], [("said_not_taken", "1", "枫桥镇、柳河乡")]),
        (["枫桥镇以外项目", _HEAD, *rows], [("said_not_taken", "1", "枫桥镇")]),
        (
            [_HEAD, "枫桥镇", rows[0], "填报单位：柳河乡", rows[1]],
            [("said_not_taken", "4", "柳河乡")],
        ),
        ([_HEAD, rows[0], ",枫桥镇小计,,20000", rows[1]], [("said_not_taken", "3", "枫桥镇")]),
        (
            ["2022年项目", dated, f"{rows[0]},3月5日", ",2021年小计,,20001"],
            [("said_not_taken", "4", "2021年"), ("total_mismatch", "4", "20000")],
        ),
        (
            ["项目（单位：万元）", "项目名称,投资方,总投资", "甲厂项目,甲公司,20000", "注：金额单位为亿元"],
            [("said_not_taken", "4", "亿元")],
        ),
        ([_HEAD, "一、力争年内开工项目", *rows], [("title_not_read", "2", None)]),
        (["枫桥镇项目", _HEAD, *rows, "填报单位：枫桥镇"], []),
        (["填报单位：枫桥镇", f"{_HEAD},所属乡镇", f"{rows[0]},柳河乡"], []),
        (["2022年乡村振兴项目（特色小镇）", _HEAD, *rows], []),
    ]
    for lines, told in cases:
        imported = _read(*lines)
        found = [(item.code, item.detail["row"], item.detail.get("note")) for item in imported.findings]
        assert sorted(found) == told, lines
        assert len(_projects(imported)) == sum("公司" in line for line in lines)
    groups = [row.groups for row in _read(*cases[3][0]).rows if row.project is not None]
    assert groups == [("枫桥镇",), ()]


def test_the_year_of_a_sub_total_above_its_rows_is_that_of_their_dates() -> None:
    head = f"{_HEAD},签约时间"
    rows = ["1,甲厂项目,甲公司,20000,3月5日", "2,乙厂项目,乙公司,40000,4月6日"]
    imported = _read("2022年项目", head, ",2021年小计,,20000", rows[0], ",2020年小计,,40000", rows[1])
    signed = [str(one.agreements[0].signed_on) for one in _projects(imported)]
    assert signed == ["2021-03-05", "2020-04-06"]


def test_a_column_of_numbers_that_counts_anew_below_titles_counts_rows() -> None:
    head = "编号,项目名称,投资方,总投资（万元）"
    rows = ["1,甲厂项目,甲公司,20000", "2,乙厂项目,乙公司,40000"]
    imported = _read(head, "一,枫桥镇", *rows, "二,柳河乡", "1,丙厂项目,丙公司,50000")
    assert [one.district for one in _projects(imported)] == ["枫桥镇", "枫桥镇", "柳河乡"]
    assert list(imported.findings) == []
    assert [one.id for one in _projects(_read(head, *rows, "2,丙厂项目,丙公司,50000"))][:2] == ["1", "2"]


def test_the_stage_of_a_class_of_projects_is_that_of_its_rows() -> None:
    imported = _read(
        _HEAD, "一类：已竣工", "1,甲厂项目,甲公司,20000", "第二类 已开工项目（1个）", "2,乙厂项目,乙公司,3"
    )
    stages = [[str(step.stage) for step in one.milestones] for one in _projects(imported)]
    assert stages == [["completed"], ["started"]]


def test_a_unit_of_money_that_a_title_names_in_any_form_is_no_other_than_that_of_the_amounts_or_told() -> (
    None
):
    forms = (
        "（总投资：亿元）",
        "（总投资亿元）",
        "（总投资/亿元）",
        "（以亿元计）",
        "（金额均为亿元）",
        "——亿元",
        "[亿元]",
        "（合同额：万美元）",
        "（协议投资单位：亿元）",
    )
    wrong = []
    for form in forms:
        group = _read(_HEAD, f"一、市外项目{form}", "1,甲厂项目,甲公司,14")
        title = _read(f"虚构县项目{form}", _HEAD, "1,甲厂项目,甲公司,14")
        if [one.investment for one in _projects(group)] != [None]:
            wrong.append(("group", form))
        if [one.code for one in group.findings] != ["row_units_disagree"]:
            wrong.append(("told", form))
        if [one.code for one in title.findings] != ["said_not_taken"]:
            wrong.append(("title", form))
    for form in (
        "（总投资：万元）",
        "（亿元以上）",
        "（超亿元）",
        "（共1个，总投资3.2亿元）",
        "（商业单元）",
    ):
        imported = _read(f"虚构县项目{form}", _HEAD, f"一、市外项目{form}", "1,甲厂项目,甲公司,14")
        if not _projects(imported)[0].investment or list(imported.findings):
            wrong.append(("understood", form))
    assert wrong == []


def test_what_titles_say_holds_below_them_to_one_that_takes_their_place_or_is_told() -> None:
    """A letter stands for the row of a project; behind each case the towns of its projects, and the titles that may end one."""
    cases: list[tuple[list[str], list[str | None], list[str]]] = [
        (["枫桥镇项目库", "H", "工业项目", "p", "农业项目", "p"], ["枫桥镇"] * 2, []),
        (["枫桥镇项目库", "H", "【在建项目】", "p", "竣工项目（1个）", "p"], ["枫桥镇"] * 2, []),
        (["枫桥镇项目库", "H", "一、签约项目", "p", "在建项目", "p"], ["枫桥镇"] * 2, []),
        (["枫桥镇项目库", "H", "县工信局", "p", "县商务局", "p"], ["枫桥镇"] * 2, []),
        (["枫桥镇历年项目", "H", "（一）2021年", "p", "2022年度", "p"], ["枫桥镇"] * 2, []),
        (["枫桥镇项目", "H", "p", "柳河乡项目", "p"], ["枫桥镇", "柳河乡"], []),
        (["枫桥镇项目", "H", "p", "市直单位", "p"], ["枫桥镇", None], ["市直单位"]),
        (
            ["H", "（一）枫桥镇", "已开工", "p", "◆已投产", "p", "（二）柳河乡", "p"],
            ["枫桥镇", "枫桥镇", "柳河乡"],
            [],
        ),
        (
            ["H", "枫桥镇", "在建项目", "p", "投产项目", "p", "柳河乡", "p"],
            ["枫桥镇", "枫桥镇", "柳河乡"],
            [],
        ),
        (["H", "签约项目", "枫桥镇", "p", "柳河乡", "p", "在谈项目", "p"], ["枫桥镇", "柳河乡", None], []),
        (["H", "枫桥镇", "p", "其他", "p"], ["枫桥镇", None], ["其他"]),
        (["H", "枫桥镇", "工业项目", "p", "市直单位", "p"], ["枫桥镇", None], ["市直单位"]),
        (["H", "枫桥镇签约项目", "p", "在建项目", "p"], ["枫桥镇", None], ["在建项目"]),
    ]
    wrong = []
    for lines, towns, told in cases:
        rows = [
            _HEAD if line == "H" else f"{at},虚构{at}厂项目,虚构{at}公司,{at}000" if line == "p" else line
            for at, line in enumerate(lines, 1)
        ]
        imported = _read(*rows)
        found = [item.detail["value"] for item in imported.findings if item.code == "title_may_end"]
        if [one.district for one in _projects(imported)] != towns or found != told:
            wrong.append((lines, found))
    assert wrong == []


def test_a_sub_total_of_sub_groups_not_written_alike_is_that_of_all_of_them() -> None:
    imported = _read(
        _HEAD,
        "（一）枫桥镇",
        "已开工",
        "1,甲厂项目,甲公司,20000",
        "◆已投产",
        "2,乙厂项目,乙公司,30000",
        "小计,,,50000",
        "（二）柳河乡",
        "已开工",
        "3,丙厂项目,丙公司,20000",
        "◆已投产",
        "4,丁厂项目,丁公司,10000",
        "小计,,,30000",
    )
    assert [total.agrees for total in imported.sheets[0].totals] == [True, True]
    assert list(imported.findings) == []
