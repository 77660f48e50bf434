"""Names of projects that share their cell with what is built. Every ledger here is invented."""

from itertools import product

import pytest

from zhaoshang import workbooks
from zhaoshang.workbooks import Import

HEADS = ["项目名称及建设内容", "项目名称、建设规模及内容", "项目名称（建设内容）", "工程名称和主要建设内容"]
NAMES = ["虚构竹木家具产业园", "虚构支架加工项目", "虚构冷链物流（一期）项目"]
BUILT = ["新建厂房3万平方米，购置生产线6条", "年产支架2万吨", "占地200亩；总投资3亿元"]


def read(head: str, *cells: str) -> Import:
    lines = [f'"{head}",投资方,总投资（亿元）,责任单位']
    lines += [f'"{cell}",虚构{at}公司,{at}.5,虚构局' for at, cell in enumerate(cells, 1)]
    return workbooks.read("\n".join(lines).encode(), name="册.csv")


@pytest.mark.parametrize(("head", "mark"), list(product(HEADS, ["：", ":", "，", "。", "\n", "；"])))
def test_a_name_is_parted_from_what_is_built(head: str, mark: str) -> None:
    cells = [f"{name}{mark}{built}" for name, built in zip(NAMES, BUILT, strict=True)]
    imported = read(head, *cells, "虚构另一项目")
    assert [project.name for project in imported.ledger.projects] == [*NAMES, "虚构另一项目"]
    kept = [list(project.extra.values()) for project in imported.ledger.projects]
    assert [[text.replace("\n", " ").split()[0][:6] for text in texts] for texts in kept] == [
        *([cell[:6]] for cell in cells),
        [],
    ]
    assert imported.rejected == ()


@pytest.mark.parametrize(
    "cell",
    [
        "虚构粮油、食品加工项目",
        "虚构材料（一期：新建；二期：扩建）项目",
        "新建厂房，购置设备",
        "年产10万吨：钛白粉项目",
        "建设内容：新建厂房",
        "虚构甲，虚构乙",
    ],
)
def test_a_name_that_cannot_be_parted_stays(cell: str) -> None:
    assert next(project.name for project in read(HEADS[0], cell, "虚构另一项目").ledger.projects) == cell


@pytest.mark.parametrize("head", ["项目名称", "项目名称及编号"])
def test_a_column_of_names_alone_is_not_parted(head: str) -> None:
    cell = f"{NAMES[1]}：{BUILT[1]}"
    assert next(project.name for project in read(head, cell, "虚构另一项目").ledger.projects) == cell


@pytest.mark.parametrize("place", ["拟选址", "建设地点", "落户地"])
def test_a_place_whose_cells_name_parks_is_the_park(place: str) -> None:
    def field(*cells: str) -> str | None:
        lines = [f"项目名称,投资方,总投资（亿元）,{place}"]
        lines += [f"虚构{at}项目,虚构{at}公司,{at}.5,{cell}" for at, cell in enumerate(cells, 1)]
        imported = workbooks.read("\n".join(lines).encode(), name="册.csv")
        return imported.sheets[0].columns[3].field

    assert field("空港产业园", "生物医药园", "空港产业园") == "park"
    assert field("南山镇", "生物医药园", "北山镇") == "district"
    assert field("城东工业区", "高新区", "经开区") == "park"
