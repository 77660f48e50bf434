"""The pools of a bureau (五池): funds, factors, scenarios, services; partners and experts stand for the talents."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from zhaoshang._boards.columns import AMOUNT, NAME, SIGNED, STARTED, day_of, graph_of, listed
from zhaoshang._boards.declaring import Board, Light, Row
from zhaoshang.kpis import evaluate
from zhaoshang.lifecycle import stage_at
from zhaoshang.quantities import Money, Quantity
from zhaoshang.vocabulary import Stage

if TYPE_CHECKING:
    from zhaoshang.model import Case, FundInvestment, FundSponsor


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
    return returned is not None and asked is not None and Fraction(returned) < 100 * Fraction(asked)


def _unpaid(row: Row) -> Money | None:
    """Say what of the money subscribed is still to be paid in; nothing where either is not stated in one currency."""
    sponsor: FundSponsor = row.record
    if sponsor.amount is None or sponsor.paid is None or sponsor.amount.unit != sponsor.paid.unit:
        return None
    return sponsor.amount - sponsor.paid


def _is_positive(amount: Money | None) -> bool:
    return amount is not None and amount.value is not None and amount.value > 0


def _invested_in(row: Row) -> str | None:
    """Name the firm: by its name in the ledger where the investment gives its id."""
    firm: str | None = row.record.firm
    known = None if firm is None else row.ledger.investors.get(firm)
    return firm if known is None else known.name


def _carried_out(row: Row) -> Stage | None:
    """Tell how far the project is that the money went into, so that a return that never came shows."""
    investment: FundInvestment = row.record
    project = None if investment.project is None else row.ledger.projects.get(investment.project)
    day = day_of(row)
    if project is None or day is None:
        return None
    return stage_at(project, day, lifecycle=graph_of(row)).stage


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
        id="fund_sponsors",
        zh="基金出资台账",
        en="sponsors of funds",
        rows="funds.sponsors",
        columns=listed(
            ("fund", "基金", "fund", "within.name"),
            ("sponsor", "出资人", "sponsor", "name"),
            ("government", "政府出资", "government", "is_government"),
            ("subscribed", "认缴", "subscribed", "amount"),
            ("paid", "实缴", "paid in", "paid"),
            ("open", "未实缴", "still to be paid in", _unpaid),
        ),
        lights=[
            Light(tone="amber", when=lambda values: _is_positive(values["open"])),
            Light(tone="green", when=lambda values: values["open"] is not None),
        ],
    ),
    Board(
        id="fund_investments",
        zh="基金投资台账",
        en="investments of funds",
        rows="funds.investments",
        columns=listed(
            ("fund", "基金", "fund", "within.name"),
            ("firm", "被投企业", "firm", _invested_in),
            ("project", "项目", "project", "project.name"),
            ("stage", "项目阶段", "stage of the project", _carried_out),
            ("amount", "投资额", "amount", "amount"),
            ("on", "日期", "date", "on"),
            ("returned", "计入返投", "counts as returned", "is_local"),
        ),
        sort=["on"],
        lights=[
            Light(tone="red", when=lambda values: values["stage"] is not None and values["stage"].is_end),
            Light(tone="green", when=lambda values: bool(values["returned"])),
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
