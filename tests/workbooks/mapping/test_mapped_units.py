"""A mapping that reads a column in another unit than its header states is followed, and told."""

import polars as pl
import pytest

from zhaoshang import workbooks
from zhaoshang.frames import read_frame


@pytest.mark.parametrize(
    ("header", "unit", "value"),
    [
        pytest.param("总投资（万美元）", "亿元", 300_000_000, id="another-currency"),
        pytest.param("总投资（亿元）", "万元", 30_000, id="another-size"),
        pytest.param("总投资（万元）", "万元", None, id="the-same"),
        pytest.param("总投资", "万元", None, id="none-stated"),
        pytest.param("总投资（万元）", None, None, id="none-said"),
    ],
)
def test_a_unit_of_the_mapping_that_is_not_the_headers_is_told(
    header: str, unit: str | None, value: int | None
) -> None:
    rule = "investment" if unit is None else {"field": "investment", "unit": unit}
    table = pl.DataFrame({"项目名称": ["虚构甲"], "签约时间": ["2022-03-05"], header: [3]})
    imported = workbooks.read(
        table.write_csv().encode(), name="a.csv", as_of="2022-12-31", mapping={header: rule}
    )
    _, doubts = read_frame(table, as_of="2022-12-31", mapping={header: rule})
    told = () if value is None else ("mapped_unit",)
    assert imported.findings.codes == doubts.codes == told
    (project,) = imported.ledger.projects
    assert project.investment is not None
    assert project.investment.value == (30_000 if value is None else value)


def test_a_header_is_meant_without_its_unit_where_no_other_is_called_so() -> None:
    """Headers of two amounts, what is mapped, and the investment and its fixed part that the first row has; nothing where it is refused."""
    cases: list[tuple[tuple[str, str], dict[str, str], tuple[int | None, int | None] | None]] = [
        (("总投资（万元）", "税收"), {"总投资": "fixed_investment"}, (None, 30_000)),
        (("盘子(单位:万元)", "税收"), {"盘子": "investment"}, (30_000, None)),
        (("投资额/万元", "税收"), {"投资额": "fixed_investment"}, (None, 30_000)),
        (("总投资（万元）", "总投资"), {"总投资": "fixed_investment"}, (30_000, None)),
        (("总投资（万元）", "税收"), {"总投资": "investment", "C": "fixed_investment"}, None),
        (("总投资（含地价）", "税收"), {"总投资": "fixed_investment"}, (None, None)),
    ]
    wrong = []
    for (first, second), columns, expected in cases:
        text = f"项目名称,签约时间,{first},{second}\n虚构甲,2022-03-05,3,7\n"
        try:
            imported = workbooks.read(text.encode(), name="a.csv", as_of="2022-12-31", mapping=columns)
        except workbooks.MappingError:
            found = None
        else:
            (project,) = imported.ledger.projects
            amounts = (project.investment, project.fixed_investment)
            found = tuple(amount and amount.value for amount in amounts)
        if found != expected:
            wrong.append((first, second, columns, found))
    assert not wrong
