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
