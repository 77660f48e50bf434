"""The catalogue of what an office itself does: what it promised, how it serves, whom it visits."""

from typing import Final

from zhaoshang._engine.catalogue import commitments
from zhaoshang._engine.catalogue.sources import cite
from zhaoshang._engine.query.definitions import Kpi

OFFICE: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="commitment_rate",
        zh="政府承诺兑现率",
        en="commitments honoured",
        unit="percent",
        formula_zh="期内到期的政府承诺事项中已兑现数 ÷ 到期数",
        formula_en="commitments of the government that were honoured ÷ those due in the period",
        plan=commitments.honoured_rate,
        edge_cases_zh="企业条件未达成、随项目终止的不计；有争议的在分母；待核实的只给上下限",
        edge_cases_en="what waits for the investor, or lapsed with its project, is left out; disputes stay below the line; "
        "open ones give bounds only",
        references=cite("S97"),
    ),
)
