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
