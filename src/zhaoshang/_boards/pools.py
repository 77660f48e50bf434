"""The pools of a bureau (五池): funds, factors, scenarios, services; partners and experts stand for the talents."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from zhaoshang._boards.columns import AMOUNT, NAME, SIGNED, STARTED, day_of, listed
from zhaoshang._boards.declaring import Board, Light, Row
from zhaoshang.kpis import evaluate
from zhaoshang.quantities import Quantity

if TYPE_CHECKING:
    from zhaoshang.model import Case


def _reserved(row: Row) -> Quantity | None:
    total: Quantity | None = row.record.total
    free: Quantity | None = row.record.free
    return None if total is None or free is None else total - free


def _is_short(values: Mapping[str, Any]) -> bool:
    free = values["free"]
    return free is not None and free.value is not None and free.value <= 0


def _is_late(row: Row) -> bool | None:
    """Say whether a case is past its day: open after it, or closed after it."""
    case: Case = row.record
    if case.due_on is None or case.due_on.end is None:
        return None
    day = day_of(row) if case.closed_on is None else case.closed_on
    return None if day is None or day.start is None else day.start > case.due_on.end


def _sponsors(row: Row) -> tuple[str, ...]:
    return tuple(sponsor.name for sponsor in row.record.sponsors)


def _invested(row: Row) -> int:
    return len(row.record.investments)


def _returned(row: Row) -> Decimal | None:
    """Ask how much of the government's money one fund invested here."""
    alone = evolve(row.ledger, funds=[row.record])
    return evaluate(alone, "fund_reinvestment_rate", as_of=row.as_of, profile=row.profile).items_[0].value


def _is_behind(returned: Decimal | None, asked: Decimal | None) -> bool:
    return returned is not None and asked is not None and returned < 100 * asked


def _appraised(row: Row) -> int:
    """Count the appraisals that a partner held, named by id or name."""
    own = {row.record.id, row.record.name}
    return sum(each.by in own for project in row.ledger.projects for each in project.appraisals)


POOLS: Final = (
    Board(
        id="funds",
        zh="资金池",
        en="pool of funds",
        rows="funds",
        columns=listed(
            NAME,
            ("status", "状态", "status", "status"),
            ("size", "规模", "size", "size"),
            ("stages", "投资阶段", "stages of investment", "stages"),
            ("sponsors", "出资人", "sponsors", _sponsors),
            ("invested", "已投（家）", "firms invested in", _invested),
            ("asked", "约定返投倍数", "to be returned (times)", "return_ratio"),
            ("returned", "返投比例（％）", "returned (%)", _returned),
            SIGNED,
            AMOUNT,
        ),
        sort=["-size"],
        lights=[
            Light(tone="amber", when=lambda values: _is_behind(values["returned"], values["asked"])),
            Light(tone="green", when=lambda values: None not in {values["returned"], values["asked"]}),
        ],
    ),
    Board(
        id="factors",
        zh="要素池",
        en="pool of factors",
        rows="parks.capacity",
        columns=listed(
            ("park", "园区", "park", "within.name"),
            ("resource", "要素", "resource", "resource"),
            ("total", "总量", "total", "total"),
            ("reserved", "已预留", "reserved", _reserved),
            ("free", "可用", "free", "free"),
        ),
        lights=[
            Light(tone="red", when=_is_short),
            Light(tone="green", when=lambda values: values["free"] is not None),
        ],
    ),
    Board(
        id="scenarios",
        zh="场景池",
        en="pool of scenarios",
        rows="scenarios",
        columns=listed(
            NAME,
            ("value", "规模", "value", "value"),
            ("opportunities", "机会", "opportunities", "opportunities"),
            SIGNED,
            AMOUNT,
        ),
        lights=[
            Light(tone="amber", when=lambda values: values["signed"] == 0),
            Light(tone="green", when=lambda values: values["signed"] is not None),
        ],
    ),
    Board(
        id="services",
        zh="服务池",
        en="pool of services",
        rows="teams.cases",
        columns=listed(
            ("team", "承办单位", "team", "within.name"),
            ("project", "项目", "project", "project.name"),
            ("category", "事项", "category", "category"),
            ("department", "承办部门", "department", "department"),
            ("raised", "提出", "raised", "raised_on"),
            ("due", "期限", "due", "due_on"),
            ("closed", "办结", "closed", "closed_on"),
            ("late", "超期", "late", _is_late),
        ),
        sort=["due"],
        lights=[
            Light(tone="red", when=lambda values: bool(values["late"])),
            Light(tone="green", when=lambda values: values["closed"] is not None),
        ],
    ),
    Board(
        id="partners",
        zh="合作伙伴",
        en="partners and what they referred",
        rows="partners",
        columns=listed(
            NAME,
            ("kind", "类型", "kind", "kind"),
            ("level", "层级", "level", "level"),
            ("referred", "引荐项目（个）", "projects referred", lambda row: len(row.projects)),
            ("appraised", "评估项目（次）", "appraisals held", _appraised),
            SIGNED,
            AMOUNT,
            STARTED,
        ),
        sort=["-amount"],
    ),
)
"""The boards, in the order in which they are listed."""
