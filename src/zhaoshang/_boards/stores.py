"""The stores of a bureau (四库): projects, investors, parks with their land and plants, policies."""

from collections import Counter
from typing import TYPE_CHECKING, Final

from zhaoshang._boards.columns import AMOUNT, NAME, SIGNED, listed, news_of, stage_of
from zhaoshang._boards.declaring import Board, BoardColumn, Light, Row
from zhaoshang.errors import UnknownCodeError
from zhaoshang.industries import industry
from zhaoshang.model import normalised_name
from zhaoshang.model._facts.trees import children, walk
from zhaoshang.vocabulary import InvestorFlag

if TYPE_CHECKING:
    from zhaoshang.model import Space


def _is_idle(row: Row) -> bool:
    spaces: tuple[Space, ...] = row.shared(
        f"idle:{row.within.id}", lambda: row.within.idle_spaces(on=row.as_of)
    )
    return any(space.id == row.record.id for space in spaces)


def _idle(row: Row) -> int:
    return len(row.record.idle_spaces(on=row.as_of))


def _in_park(row: Row) -> list[str]:
    """List the projects of a park and of the parks within it (园中园)."""
    links = row.shared("parks", lambda: children((park.id, park.parent) for park in row.ledger.parks))
    inside = {place for _, place in walk(links, row.record.id)} | {row.record.id}
    return [project.id for project in row.ledger.projects if project.park in inside]


def _chains(row: Row) -> tuple[str, ...]:
    named = {chain.id: chain.name for chain in row.ledger.chains}
    return tuple(named.get(each, each) for each in row.record.chains)


def _industry(row: Row) -> str | None:
    """Name the industry of a project beside its code, which alone says nothing to a reader."""
    code: str | None = row.record.industry
    if code is None:
        return None
    try:
        return f"{code} {industry(code).name}"
    except UnknownCodeError:
        return code


def _titles(row: Row) -> tuple[InvestorFlag, ...]:
    return tuple(dict.fromkeys(title.flag for title in row.record.flags))


def _times_met(row: Row) -> int:
    """Count the trips, visits and meetings held that name a firm, by id, name or another of its names."""

    def gathered() -> Counter[str]:
        held = (trip for team in row.ledger.teams for trip in team.outreach if not trip.planned)
        return Counter(name for trip in held for name in {normalised_name(each) for each in trip.companies})

    met = row.shared("met", gathered)
    names = (row.record.id, row.record.name, *row.record.aliases)
    return sum(met[name] for name in {normalised_name(each) for each in names})


STORES: Final = (
    Board(
        id="projects",
        zh="项目库",
        en="store of projects",
        rows="projects",
        columns=listed(
            NAME,
            ("district", "属地", "district", "district"),
            ("grade", "等级", "grade", "grade"),
            ("category", "类别", "category", "category"),
            ("industry", "行业", "industry", _industry),
            ("investment", "总投资", "investment", "investment"),
            ("land", "用地", "land", "land"),
            ("capacity", "产能", "capacity", "capacity"),
            ("regions", "辐射区域", "regions served", "regions"),
            ("stage", "阶段", "stage", stage_of),
            ("news", "最近动态", "last news", news_of),
        ),
        sort=["-investment"],
    ),
    Board(
        id="investors",
        zh="投资商库",
        en="store of investors",
        rows="investors",
        columns=listed(
            NAME,
            ("origin", "来源地", "origin", "origin"),
            ("place", "来源省市", "province or city", "place"),
            ("country", "国别地区", "country", "country"),
            ("ownership", "所有制", "ownership", "ownership"),
            ("types", "类型", "kinds of firm", "types"),
            ("flags", "榜单", "lists", _titles),
            ("prospect", "目标企业", "prospect", "is_prospect"),
            ("met", "走访洽谈（次）", "times met", _times_met),
            SIGNED,
            AMOUNT,
        ),
        sort=["-amount"],
        lights=[
            Light(tone="green", when=lambda values: bool(values["prospect"] and values["signed"])),
            Light(tone="amber", when=lambda values: bool(values["prospect"] and values["met"])),
            Light(tone="red", when=lambda values: bool(values["prospect"])),
        ],
    ),
    Board(
        id="parks",
        zh="园区载体库",
        en="store of parks",
        rows="parks",
        columns=listed(
            NAME,
            ("kind", "类型", "kind", "kind"),
            ("parent", "所属园区", "part of", "parent.name"),
            ("operator", "运营单位", "operator", "operator"),
            ("development", "开发方式", "development", "development"),
            ("chains", "主导产业链", "chains it is meant for", _chains),
            ("amenities", "配套", "amenities", "amenities"),
            BoardColumn(
                id="built",
                zh="建成标准厂房",
                en="plants built",
                kpi="plant_built_area",
                by="park",
                unit="万平方米",
            ),
            BoardColumn(id="let", zh="招商率（％）", en="let (%)", kpi="letting_rate", by="park"),
            BoardColumn(id="tenants", zh="入驻企业（家）", en="tenants", kpi="tenant_count", by="park"),
            ("idle", "闲置（处）", "idle spaces", _idle),
            BoardColumn(
                id="signed",
                zh="签约项目（个）",
                en="projects signed",
                kpi="signed_project_count",
                of=_in_park,
            ),
            BoardColumn(
                id="amount",
                zh="签约总投资",
                en="investment signed",
                kpi="signed_investment_total",
                of=_in_park,
                unit="亿元",
            ),
        ),
        lights=[
            Light(tone="amber", when=lambda values: values["idle"] > 0),
            Light(tone="green", when=lambda values: values["let"] is not None),
        ],
    ),
    Board(
        id="spaces",
        zh="土地厂房库",
        en="store of land and plants",
        rows="parks.spaces",
        columns=listed(
            ("park", "园区", "park", "within.name"),
            ("space", "编号", "space", "id"),
            ("kind", "类型", "kind", "kind"),
            ("area", "面积", "area", "area"),
            ("rent", "租金", "rent", "rent"),
            ("completed", "竣工", "completed", "completed_on"),
            ("opened", "启用", "opened", "opened_on"),
            ("idle", "空置", "idle", _is_idle),
            ("since", "闲置起", "idle since", "idle_since"),
        ),
        lights=[
            Light(tone="amber", when=lambda values: bool(values["idle"])),
            Light(tone="green", when=lambda values: values["completed"] is not None),
        ],
    ),
    Board(
        id="policies",
        zh="政策兑现库",
        en="store of policy payments",
        rows="payments",
        columns=listed(
            ("programme", "政策", "programme", "programme"),
            ("firm", "企业", "firm", "investor.name"),
            ("planned", "计划", "planned", "planned"),
            ("paid", "兑现", "paid", "amount"),
            ("on", "日期", "on", "on"),
        ),
        sort=["programme"],
        lights=[
            Light(tone="amber", when=lambda values: values["paid"] is None),
            Light(tone="green", when=lambda values: values["paid"] is not None),
        ],
    ),
)
"""The boards, in the order in which they are listed."""
