"""Boards of places: what parks hold, and what chains lack."""

from collections.abc import Sequence
from fractions import Fraction

from zhaoshang import scoring
from zhaoshang._reports.numbers import (
    NONE,
    ONE,
    Scale,
    bracketed,
    dated,
    listed,
    plain,
    to_places,
    value_in,
    with_unit,
)
from zhaoshang._reports.tables import Cell, Column, Grid, Table
from zhaoshang._standings import Prepared, Stages
from zhaoshang._wording import Script, capital
from zhaoshang.kpis import chain_nodes
from zhaoshang.ledger import Ledger
from zhaoshang.model._nodes import needs
from zhaoshang.periods import DateLike, Period
from zhaoshang.profiles import DEFAULT, Profile
from zhaoshang.vocabulary import Stage


def park_table(
    ledger: Ledger,
    /,
    *,
    as_of: DateLike | None = None,
    locale: str = "zh_CN",
    title: str | None = None,
) -> Table:
    """Take stock of the parks (园区载体台账): what can be let, is let, is reserved and lies idle, and who is there.

    Areas are in 万平方米, or in m² in English. The letting rate is what is let of the completed stock; what is let
    ahead of completion is shown apart.

    Args:
        ledger: the parks.
        as_of: the day, by default the ledger's own; without one every record counts.
        locale: `zh_CN`, `zh_TW` or `en`.
        title: the heading.

    Returns:
        A row a park, and a last row for all of them.

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
    scale: Scale = (10**4, script.say("万", "")) if script.is_chinese else ONE

    def area(zh: str, en: str) -> Column:
        return Column(title=with_unit(script.say(zh, en), scale, "m2", script), align="right")

    columns = [
        Column(title=script.say("园区", "Park")),
        Column(title=script.say("类型", "Kind")),
        area("可招商面积", "Lettable"),
        area("已签约入驻面积", "Let"),
        area("意向面积", "Reserved"),
        area("剩余面积", "Vacant"),
        area("未竣工预招面积", "Pre-let"),
        Column(title=script.say("招商率（%）", "Letting rate (%)"), align="right"),
        Column(title=script.say("入驻企业（家）", "Tenants"), align="right"),
        Column(title=script.say("未满足需求（个）", "Open demands"), align="right"),
    ]
    grid = Grid()

    def add(name: str, kind: str, areas: Sequence[Fraction], firms: int, wanted: int) -> None:
        rate = scoring.ratio(areas[1], areas[0]).value
        grid.add(
            name,
            kind,
            *((plain(area, scale), value_in(area, scale)) for area in areas),
            (NONE, None) if rate is None else (to_places(rate), Fraction(rate)),
            firms,
            wanted,
        )

    sums = [Fraction(0)] * 5
    tenants: set[str] = set()
    counted, demands = 0, 0
    for park in ledger.parks:
        balance = park.balance(on=on)
        areas = [
            Fraction(measured.to("m2").value or 0)
            for measured in (balance.stock, balance.let, balance.reserved, balance.idle, balance.pre_let)
        ]
        firms = set(park.tenants_on(on))
        wanted = len(park.open_demands(on))
        kind = "" if park.kind is None else capital(script.say(park.kind.zh, park.kind.en))
        add(park.name, kind, areas, len(firms), wanted)
        sums = [total + part for total, part in zip(sums, areas, strict=True)]
        tenants |= firms
        counted += len(firms)
        demands += wanted
    add(script.say("合计", "Total"), "", sums, len(tenants), demands)
    heading = (
        dated(script.say("园区载体情况", "Park inventory"), script, as_of=on) if title is None else title
    )
    once = script.say(
        "入驻多个园区的企业在合计中只计一次", "A firm in several parks counts once in the total"
    )
    return Table(
        title=heading,
        columns=columns,
        rows=grid.rows,
        values=grid.values,
        notes=[once] if counted > len(tenants) else [],
        total_rows=1,
    )


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
        A row a node; the notes say what each chain needs next. `Table.figures` holds what the projects were taken from.

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

    def projects(ids: Sequence[str]) -> str:
        return listed([_staged(ledger.projects[id_].name, stages.get(id_), script) for id_ in ids], script)

    grid, notes = Grid(), []
    for chain in ledger.chains:
        standings = {node.id: found[f"{chain.id}/{node.id}"] for node in chain.nodes}
        for node in chain.nodes:
            there = standings[node.id]
            state = capital(script.say(there.state.zh, there.state.en))
            signed, candidates = projects(there.projects), projects(there.candidates)
            grid.add(
                chain.name,
                node.name,
                "" if node.position is None else capital(script.say(node.position.zh, node.position.en)),
                "★" if node.key else "",
                firms(there.leaders),
                firms(there.firms),
                Cell(signed, signed, there.signed),
                Cell(candidates, candidates, there.tracked),
                Cell(state, state, there.signed),
            )
        for step, _, zh, en in needs(chain, standings, minimum=minimum):
            action, reason = script.say(step.zh, step.en), script.say(zh, en)
            for name in (chain.name, *(node.name for node in chain.nodes)):
                reason = reason.replace(script.say(name, name), name)  # names stay as they were written
            notes.append(f"{bracketed(chain.name, action, script)}{script.say('：', ': ')}{reason}")
    heading = dated(script.say("产业链图谱", "Chain map"), script, as_of=day)
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
