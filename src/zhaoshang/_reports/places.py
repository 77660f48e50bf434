"""Boards of places: what parks hold, and what chains lack."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, final

from zhaoshang._answers.standings import ALWAYS, Prepared, Stages, evaluate
from zhaoshang._reports.figures import notes_of
from zhaoshang._reports.numbers import (
    NONE,
    ONE,
    Scale,
    bracketed,
    dated,
    listed,
    plain,
    value_in,
    with_unit,
)
from zhaoshang._reports.tables import CellDraft, CellLike, Column, Table, TableDraft
from zhaoshang._text.messages import say
from zhaoshang._text.wording import Script, capital
from zhaoshang.kpis import Figure, chain_nodes
from zhaoshang.ledger import Ledger
from zhaoshang.lifecycle import as_known_on
from zhaoshang.model import Park
from zhaoshang.model._facts.nodes import needs
from zhaoshang.periods import DateLike, Period
from zhaoshang.profiles import DEFAULT, Profile, profile_of
from zhaoshang.quantities import Area
from zhaoshang.vocabulary import SpaceKind, Stage


def park_table(
    ledger: Ledger,
    /,
    *,
    as_of: DateLike | None = None,
    known_on: DateLike | None = None,
    profile: Profile | str = DEFAULT,
    kind: SpaceKind | str | None = None,
    locale: str = "zh_CN",
    title: str | None = None,
) -> Table:
    """Take stock of the parks (园区载体台账): what can be let, is let, is reserved and lies idle, and who is there.

    Areas are in 万平方米, or in m² in English. What is let and the letting rate are those of `letting_rate`, the tenants
    those of `tenant_count`. Land and floors are never added: a park that has both has no areas until `kind` asks for
    one. What is reserved, and what is let ahead of completion, is that of `Park.balance`.

    Args:
        ledger: the parks.
        as_of: the day, by default the ledger's own; without one the day of the latest record of a park.
        known_on: replay what was recorded by this day.
        profile: the local definitions, such as which stages count as let.
        kind: land, plant, office or dormitory; every kind where absent.
        locale: `zh_CN`, `zh_TW` or `en`.
        title: the heading.

    Returns:
        A row a park, and a last row for all of them. `Table.figures` holds the figures.

    Examples:
        >>> from zhaoshang import Area, Ledger
        >>> from zhaoshang.model import Lease, Park, Space
        >>> from zhaoshang.reports import park_table
        >>> park = Park(
        ...     id="K1",
        ...     name="芯谷园",
        ...     spaces=[Space(id="A", kind="plant", area=Area.of(2, "万㎡"), completed_on="2021-06")],
        ...     leases=[
        ...         Lease(space="A", tenant="甲", area=Area.of(5000, "㎡"), stage="moved_in", on="2022-01")
        ...     ],
        ... )
        >>> park_table(Ledger(parks=[park], as_of="2022-06-30")).rows[0]
        ('芯谷园', '', '2', '0.5', '0', '1.5', '0', '25.00', '1', '0')
    """
    script = Script.of(locale)
    on = ledger.as_of if as_of is None else Period.of(as_of)
    stock = _Stock(ledger, _latest(ledger) if on is None else on, known_on, profile, kind)
    scale: Scale = (10**4, say("report.in_ten_thousands", script)) if script.is_chinese else ONE

    def area(name: str) -> Column:
        return Column(title=with_unit(say(f"report.{name}", script), scale, "m2", script), align="right")

    columns = [
        Column(title=say("report.park", script)),
        Column(title=say("report.kind", script)),
        area("lettable"),
        area("let"),
        area("reserved"),
        area("vacant"),
        area("pre_let"),
        Column(title=say("report.letting_rate", script), align="right"),
        Column(title=say("report.tenants", script), align="right"),
        Column(title=say("report.open_demands", script), align="right"),
    ]
    grid = TableDraft()
    for park in ledger.parks:
        said = "" if park.kind is None else capital(script.say(park.kind.zh, park.kind.en))
        grid.add(park.name, said, *stock.cells((park.id,), [park], scale))
    grid.add(say("report.total", script), "", *stock.cells((), ledger.parks, scale))
    counted = [figure.value or 0 for group, figure in stock.tenants.items() if group]
    once = say("report.firms_count_once", script)
    heading = dated(say("report.park_inventory", script), script, as_of=on)
    names = {park.id: park.name for park in ledger.parks}
    return Table(
        title=heading if title is None else title,
        columns=columns,
        rows=grid.rows,
        values=grid.values,
        figures=grid.figures,
        notes=[
            *([once] if sum(counted) > (stock.tenants[()].value or 0) else []),
            *notes_of([stock.rates[()]], script, names),
        ],
        total_rows=1,
    )


def _latest(ledger: Ledger) -> Period:
    """Give the day of the latest record of a park; every record counts on it."""
    days = [
        day.end
        for park in ledger.parks
        for day in (
            *(lease.on for lease in park.leases),
            *(space.completed_on for space in park.spaces),
            *(on for demand in park.demands for on in (demand.raised_on, demand.met_on)),
        )
        if day is not None
    ]
    return Period.of(max(days)) if days else ALWAYS


@final
class _Stock:
    """The figures of parks on a day, and what stands beside them in the records of each."""

    def __init__(
        self,
        ledger: Ledger,
        day: Period,
        known_on: DateLike | None,
        profile: Profile | str,
        kind: SpaceKind | str | None,
    ) -> None:
        source, known = Prepared(ledger), {} if kind is None else {"kind": str(SpaceKind(kind))}
        local = profile_of(profile)
        by_area = local if local.letting_by == "area" else local.vary(local.id, letting_by="area")

        def by_park(kpi: str, profile: Profile, **asked: Any) -> dict[tuple[str, ...], Figure]:  # noqa: ANN401
            figures = evaluate(source, kpi, by="park", as_of=day, known_on=known_on, profile=profile, **asked)
            return {figure.group: figure for figure in figures.values()}

        self.areas = by_park("letting_rate", by_area, **known)
        self.rates = self.areas if by_area is local else by_park("letting_rate", local, **known)
        self.tenants = by_park("tenant_count", local)
        self._day, self._kind = day, kind
        then = ledger if known_on is None else as_known_on(ledger, known_on)
        self._parks = {park.id: park for park in then.parks}

    def cells(self, group: tuple[str, ...], parks: Iterable[Park], scale: Scale) -> list[CellLike]:
        """Give the cells of one park, or of all."""
        there = [self._parks[park.id] for park in parks]
        balances = [park.balance(self._kind, on=self._day) for park in there]
        figure, rate, tenants = self.areas[group], self.rates[group], self.tenants[group]
        is_apart = figure.reason == "several_kinds"

        def summed(areas: Iterable[Area | None]) -> Fraction | None:
            found = list(areas)
            if is_apart or any(area is None for area in found):
                return None
            return sum(
                (Fraction(area.to("m2").value or 0) for area in found if area is not None), Fraction(0)
            )

        def cell(number: Decimal | Fraction | None, figure: Figure | None = None) -> CellDraft:
            if number is None:
                return CellDraft(NONE, None, figure)
            return CellDraft(plain(number, scale), value_in(number, scale), figure)

        lettable = figure.denominator
        if lettable is None:  # no letting is on record: what is built is known all the same
            lettable = summed(balance.stock for balance in balances)
        let = figure.numerator
        vacant = None if lettable is None or let is None else Fraction(lettable) - Fraction(let)
        return [
            cell(lettable, figure),
            cell(let, figure),
            cell(summed(balance.reserved for balance in balances)),
            cell(vacant, figure),
            cell(summed(balance.pre_let for balance in balances)),
            CellDraft(NONE, None, rate)
            if rate.value is None
            else CellDraft(f"{rate.value:f}", rate.value, rate),
            CellDraft(NONE, None, tenants)
            if tenants.value is None
            else CellDraft(f"{tenants.value}", int(tenants.value), tenants),
            sum(len(park.open_demands(self._day)) for park in there),
        ]


_MOST_NAMES: Final = 12
"""So many projects are named in a cell of a chain map; who has more says how many."""


def chain_table(
    ledger: Ledger,
    /,
    *,
    as_of: DateLike | None = None,
    known_on: DateLike | None = None,
    profile: Profile | str = DEFAULT,
    minimum: int = 2,
    locale: str = "zh_CN",
    title: str | None = None,
) -> Table:
    """Map the chains (产业链图谱): node by node who leads, which firms and projects fill it, and what it lacks.

    What stands at a node is told by `zhaoshang.kpis.chain_nodes`: the firms placed there, and the projects signed for
    it that have not ended, fill it; leads, talks and prospects are listed as candidates.

    Args:
        ledger: the chains, firms and projects.
        as_of: the day that projects are read on, by default the ledger's own.
        known_on: replay what was recorded by this day.
        profile: the local definitions, such as what counts as signed.
        minimum: with fewer members than this a node is thin.
        locale: `zh_CN`, `zh_TW` or `en`.
        title: the heading.

    Returns:
        A row a node; the notes say what each chain needs next. Of many projects the first are named with how many
        there are; `Table.values` names all, and `Table.figures` holds what they were taken from.

    Examples:
        >>> from zhaoshang import Ledger
        >>> from zhaoshang.model import Chain, ChainMember, ChainNode
        >>> from zhaoshang.reports import chain_table
        >>> chain = Chain(
        ...     id="C1",
        ...     name="石墨烯",
        ...     nodes=[ChainNode(id="n1", name="粉体", position="upstream"), ChainNode(id="n2", name="应用")],
        ...     members=[ChainMember(node="n1", investor="甲公司", role="leader")],
        ... )
        >>> for row in chain_table(Ledger(chains=[chain])).rows:
        ...     print(row)
        ('石墨烯', '粉体', '上游', '', '甲公司', '', '', '', '薄弱')
        ('石墨烯', '应用', '', '', '', '', '', '', '空白')
    """
    script = Script.of(locale)
    day = ledger.as_of if as_of is None else Period.of(as_of)
    columns = [
        Column(title=script.say(zh, en), is_key=zh == "环节")
        for zh, en in (
            ("产业链", "Chain"),
            ("环节", "Node"),
            ("位置", "Position"),
            ("关键环节", "Key node"),
            ("链主", "Leader"),
            ("链上企业", "Firms"),
            ("签约项目（阶段）", "Projects signed (stage)"),
            ("在谈和线索（阶段）", "Candidates (stage)"),
            ("状态", "State"),
        )
    ]
    found = chain_nodes(ledger, as_of=day, known_on=known_on, profile=profile, minimum=minimum)
    stages: dict[str, Stage] = {}
    if day is not None and found:
        stages = Stages(Prepared(ledger), as_of=day, known_on=known_on, profile=profile).of

    def firms(ids: Sequence[str]) -> str:
        known = [ledger.investors.get(id_) for id_ in ids]
        return listed([each.name if each else id_ for each, id_ in zip(known, ids, strict=True)], script)

    def projects(ids: Sequence[str], figure: Figure | None) -> CellDraft:
        names = [_staged(ledger.projects[id_].name, stages.get(id_), script) for id_ in ids]
        shown = listed(names[:_MOST_NAMES], script)
        if len(names) > _MOST_NAMES:
            shown = say("report.names_of_more", script, names=shown, count=len(names))
        return CellDraft(shown, listed(names, script), figure)

    grid, notes = TableDraft(), []
    for chain in ledger.chains:
        standings = {node.id: found[f"{chain.id}/{node.id}"] for node in chain.nodes}
        for node in chain.nodes:
            there = standings[node.id]
            state = capital(script.say(there.state.zh, there.state.en))
            grid.add(
                chain.name,
                node.name,
                "" if node.position is None else capital(script.say(node.position.zh, node.position.en)),
                "★" if node.key else "",
                firms(there.leaders),
                firms(there.firms),
                projects(there.projects, there.signed),
                projects(there.candidates, there.tracked),
                CellDraft(state, state, there.signed),
            )
        for step, _, zh, en in needs(chain.name, chain.nodes, standings, minimum=minimum):
            action, reason = script.say(step.zh, step.en), script.say(zh, en)
            for name in (chain.name, *(node.name for node in chain.nodes)):
                reason = reason.replace(script.say(name, name), name)  # names stay as they were written
            notes.append(f"{bracketed(chain.name, action, script)}{say('list.colon', script)}{reason}")
    heading = dated(say("report.chain_map", script), script, as_of=day)
    return Table(
        title=heading if title is None else title,
        columns=columns,
        rows=grid.rows,
        values=grid.values,
        figures=grid.figures,
        notes=notes,
    )


def _staged(name: str, stage: Stage | None, script: Script) -> str:
    return name if stage is None else bracketed(name, script.say(stage.zh, stage.en), script)
