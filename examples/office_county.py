"""An invented county, its units, firms, parks and the projects of two years: the ledger of `office_year.py`.

    python examples/office_county.py            # how much of everything there is

No name or figure is of a real place; the same seed gives the same county, in Chinese or in English.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Final

from zhaoshang import Area, Chain, Count, Investor, Ledger, Money, Park, Project, ServiceTeam
from zhaoshang.model import (
    Agreement,
    Appraisal,
    Arrival,
    Assignment,
    Award,
    Campaign,
    Capacity,
    Case,
    ChainMember,
    ChainNode,
    Commitment,
    Conditional,
    DatedFlag,
    Demand,
    Event,
    Fund,
    FundInvestment,
    FundSponsor,
    Lease,
    Milestone,
    Order,
    Outcome,
    Outreach,
    Partner,
    Payment,
    PlanCode,
    PromisedTerm,
    Reservation,
    Scenario,
    ServiceStep,
    Space,
    StatisticsEntry,
    StepLimit,
    StepProgress,
    Target,
    TeamMember,
    Understanding,
)
from zhaoshang.reading import parse_quantity

YEAR: Final = 2025
END: Final = date(YEAR, 12, 31)
TOWNS: Final = (
    ("东河镇", "Donghe"),
    ("西岭镇", "Xiling"),
    ("南湾镇", "Nanwan"),
    ("北桥镇", "Beiqiao"),
    ("上坪镇", "Shangping"),
    ("下塘镇", "Xiatang"),
    ("开发区", "Development Zone"),
    ("高新园", "High-tech Park"),
)
CHAINS: Final = (
    (
        "C1",
        ("新材料", "Materials"),
        (
            (("粉体", "Powders"), "upstream"),
            (("膜材", "Films"), "midstream"),
            (("器件", "Devices"), "downstream"),
        ),
    ),
    ("C2", ("装备", "Machinery"), ((("铸件", "Castings"), "upstream"), (("整机", "Machines"), "downstream"))),
)
PLACES: Final = (("北京", "Beijing"), ("上海", "Shanghai"), ("深圳", "Shenzhen"), ("杭州", "Hangzhou"))
DISTRICTS: Final = (("城区", "Centre"), ("东片", "East"), ("西片", "West"))
INDUSTRIES: Final = ("C3091", "C2921", "C3391", "C3542")
MATTERS: Final = (
    (("用地", "land"), ("资源局", "Land bureau")),
    (("用电", "power"), ("供电公司", "Power company")),
    (("用工", "labour"), ("人社局", "Labour bureau")),
)
FIRMS: Final = 45


class County:
    """What the county is made of, in one language; its parts draw from one stream of chance."""

    def __init__(self, projects: int, seed: int, locale: str) -> None:
        """Begin with nothing drawn."""
        self.count = projects
        self.random = Random(seed)  # noqa: S311 - invented figures need no secrecy
        self.place = 0 if locale.startswith("zh") else 1

    def say(self, *words: str) -> str:
        """Take the words of the language: Chinese first, then English."""
        return words[self.place]

    def pick(self, words: Sequence[tuple[str, str]]) -> str:
        """Take one of several words by chance."""
        return self.say(*self.random.choice(words))

    def some(self) -> str:
        """Take a project by chance."""
        return f"P{self.random.randrange(self.count)}"

    # --8<-- [start:ledger]
    def ledger(self) -> Ledger:
        """Put the ledger together."""
        return Ledger(
            name=self.say("某县（虚构）", "A county (invented)"),
            as_of=END,
            teams=[self.head(), *(self.team(place) for place in range(len(TOWNS)))],
            projects=[self.project(number) for number in range(self.count)],
            investors=[self.investor(number) for number in range(FIRMS)],
            parks=[self.park(number) for number in range(3)],
            chains=[self.chain(*given) for given in CHAINS],
            targets=self.targets(),
            funds=[self.fund()],
            campaigns=[
                Campaign(id="G0", name=self.say("项目攻坚年", "Year of projects"), period=str(YEAR)),
                Campaign(
                    id="G1",
                    name=self.say("百日攻坚", "Hundred days"),
                    period=f"{YEAR}-08-01/{YEAR}-11-08",
                    parent="G0",
                ),
            ],
            events=[
                Event(
                    id="E1",
                    name=self.say("春季招商大会", "Spring fair"),
                    on=f"{YEAR}-03-18",
                    kind="promotion",
                    campaign="G0",
                    entries=Count.of(36, "个"),
                    persons=Count.of(240, "人"),
                    parks=["K0", "K1"],
                )
            ],
            partners=[
                Partner(
                    id="R1",
                    name=self.say("异地商会", "Chamber abroad"),
                    kind="chamber",
                    level=self.say("市级", "city"),
                ),
                Partner(
                    id="R2",
                    name=self.say("行业协会", "Trade association"),
                    kind="association",
                    level=self.say("省级", "province"),
                ),
            ],
            scenarios=[
                Scenario(
                    id="S1",
                    name=self.say("智慧园区", "Smart park"),
                    value=Money.of(3, "亿元"),
                    opportunities=Count.of(12, "个"),
                )
            ],
            understandings=[
                Understanding(
                    parties=[self.say("某县", "The county"), self.say("行业协会", "Trade association")],
                    kind=self.say("战略合作", "strategic"),
                    status=self.say("已签", "signed"),
                    on=f"{YEAR}-06",
                )
            ],
            codes=[
                PlanCode(
                    code="1+8",
                    name=self.say("组织架构", "Organisation"),
                    members=[self.say("全县", "The county"), *(self.say(*town) for town in TOWNS)],
                )
            ],
            payments=[self.payment(number) for number in range(10)],
        )

    # --8<-- [end:ledger]

    def head(self) -> ServiceTeam:
        """Set up the group that leads the county."""
        return ServiceTeam(
            id="county",
            name=self.say("全县", "The county"),
            kind="leading_group",
            code="1+8",
            status="active",
            since=f"{YEAR - 1}-01",
            place=self.say("城区", "Centre"),
            leader="M",
            members=[
                TeamMember(
                    id="M", name=self.say("组长", "Head of the group"), rank=self.say("县级", "county")
                )
            ],
            covers=[self.say("全产业", "all industries")],
        )

    def team(self, place: int) -> ServiceTeam:
        """Set up a town: its people, what they were told, what they did, how fast approvals went."""
        name = self.say(*TOWNS[place])
        leader = self.say(f"{name}负责人", f"Head of {name}")
        return ServiceTeam(
            id=f"U{place}",
            name=name,
            kind="office" if place > 5 else "squad",
            parent="county",
            status="active" if place else "planned",
            place=self.say(*PLACES[place % len(PLACES)]),
            covers=[self.say(*CHAINS[place % len(CHAINS)][1])],
            leader=f"M{place}",
            members=[
                TeamMember(id=f"M{place}", name=leader, rank=self.say("镇级", "town")),
                TeamMember(id=f"N{place}", name=self.say("干事", "Officer")),
            ],
            since=f"{YEAR - 1}-03",
            assignments=[
                Assignment(project=f"P{number}", member=member, role=role)
                for number in range(place, self.count, len(TOWNS))
                for member, role in ((f"N{place}", "service"), (f"M{place}", "leader_in_charge"))
                if role == "service" or number < 5 * len(TOWNS)  # leaders take the first projects on
            ],
            outreach=[
                Outreach(
                    on=f"{YEAR}-{month:02}-10",
                    led_by=leader,
                    level=self.say("镇级", "town"),
                    direction="inbound" if month == 10 else "outbound",
                    places=[self.pick(PLACES)],
                    batches=Count.of(1, "批次"),
                    visits=Count.of(3 + (place + month) % 4, "户次"),
                    persons=Count.of(4 + place % 3, "人次"),
                    companies=[f"I{5 * place}"],
                    leads=[self.some(), self.some()],
                )
                for month in range(1, 13, 3)
            ],
            cases=[self.case(place, month) for month in range(1, 13, 4)],
            steps=self.steps(),
            progress=self.progress(place),
            orders=[self.order(place, month) for month in (3, 6, 9)],
            awards=[self.award(place)],
        )

    def award(self, place: int) -> Award:
        """Reward a town, or take points off."""
        if place % 2:
            reason = self.say("督办件逾期", "orders overdue")
            return Award(kind="points_off", on=f"{YEAR}-10-08", points="-0.5", reason=reason)
        return Award(
            kind="bonus",
            on=f"{YEAR}-07-08",
            member=f"M{place}",
            points="1",
            amount=Money.of(2, "万元"),
            reason=self.say("半年超序时", "ahead of schedule at half-year"),
        )

    def case(self, place: int, month: int) -> Case:
        """Raise a firm's case; one in ten stays open."""
        is_open = self.random.random() < 0.1
        matter, department = self.random.choice(MATTERS)
        return Case(
            id=f"{place}-{month}",
            project=self.some(),
            category=self.say(*matter),
            department=self.say(*department),
            raised_on=f"{YEAR}-{month:02}-01",
            due_on=f"{YEAR}-{month:02}-20",
            closed_on=None if is_open else f"{YEAR}-{month:02}-{self.random.randrange(5, 28):02}",
        )

    def order(self, place: int, month: int) -> Order:
        """Order a town to act on a project; not all answer, and late ones are not closed."""
        day = 8 + 2 * place
        is_answered = (place + month) % 5 > 0
        return Order(
            id=f"D{place}-{month}",
            subject=self.say("加快开工", "start sooner"),
            project=f"P{place}",
            issued_on=f"{YEAR}-{month:02}-01",
            issued_by=self.say("县督查室", "Inspection office"),
            due_on=f"{YEAR}-{month:02}-15",
            answered_on=f"{YEAR}-{month:02}-{day:02}" if is_answered else None,
            closed_on=f"{YEAR}-{month:02}-28" if is_answered and day <= 15 else None,
        )

    def steps(self) -> list[ServiceStep]:
        """List the steps of approval, their departments and limits."""
        return [
            ServiceStep(
                id="filing",
                name=self.say("备案", "filing"),
                department=self.say("发改局", "Planning bureau"),
                limit=StepLimit(days=3, working=True),
            ),
            ServiceStep(
                id="eia",
                name=self.say("环评", "environment"),
                department=self.say("生态环境局", "Environment bureau"),
                limit=StepLimit(days=30),
                after=["filing"],
            ),
        ]

    def progress(self, place: int) -> list[StepProgress]:
        """Say how far the approvals of a project are."""
        return [
            StepProgress(
                project=f"P{place}",
                step="filing",
                accepted_on=f"{YEAR}-04-07",
                done_on=f"{YEAR}-04-{8 + place:02}",
                aid="agency",
            ),
            StepProgress(
                project=f"P{place}",
                step="eia",
                accepted_on=f"{YEAR}-12-{3 * place + 1:02}",
                aid="simulated",
                conditional=Conditional(promised_on=f"{YEAR + 1}-01-20") if place % 2 else None,
            ),
        ]

    def investor(self, number: int) -> Investor:
        """Make up a firm; every fifth is a prospect."""
        random = self.random
        origin = random.choice(["local", "out_of_city", "out_of_province", "foreign"])
        return Investor(
            id=f"I{number}",
            name=self.say(f"虚构企业{number}", f"Firm {number} (invented)"),
            origin=origin,
            country=("DE", "JP", "SG")[number % 3] if origin == "foreign" else None,
            ownership=random.choice(["private", "private", "state", "foreign"]),
            types=["leader"] if number % 7 == 0 else ["base"],
            flags=[DatedFlag(flag="high_tech", year=YEAR - 2)] if number % 4 == 0 else [],
            place=self.say(*PLACES[number % len(PLACES)]),
            is_prospect=number % 5 == 0,
        )

    def park(self, number: int) -> Park:
        """Build a park with four plants, three of them let in part, and a firm that looks for one."""
        return Park(
            id=f"K{number}",
            name=self.say(f"虚构园区{number + 1}", f"Park {number + 1} (invented)"),
            kind="industrial_park" if number else "development_zone",
            parent="K0" if number == 2 else None,
            operator=self.say("虚构园区公司", "Park company (invented)"),
            development=self.say("政府平台代建" if number else "自建", "built to order" if number else "own"),
            chains=[CHAINS[number % len(CHAINS)][0]],
            amenities=[self.say("公寓", "flats"), self.say("食堂", "canteen")][: number + 1],
            spaces=[
                Space(
                    id=f"K{number}-{block}",
                    kind="plant",
                    area=Area.of(20000, "平方米"),
                    rent=parse_quantity(f"{10 + number + block}元/平方米"),
                    idle_since=f"{YEAR - 1}-06" if (number, block) == (1, 3) else None,
                    completed_on=f"{YEAR}-06" if block == 3 else "2023-06",
                    opened_on=f"{YEAR}-09" if block == 3 else "2023-09",
                )
                for block in range(4)
            ],
            demands=[
                Demand(
                    id=f"D{number}",
                    tenant=self.say(f"求租企业{number}", f"Tenant to be {number}"),
                    kind="plant",
                    area=Area.of(6000 * (number + 1), "平方米"),
                    amenities=[self.say("公寓", "flats")],
                    raised_on=f"{YEAR}-11-0{number + 1}",
                )
            ],
            capacity=[
                Capacity(
                    resource="land",
                    total=Area.of(200, "亩"),
                    reserved=[Reservation(project=f"P{number}", amount=Area.of(100 * number, "亩"))],
                )
            ],
            leases=[self.lease(number, block) for block in range(4) if (number, block) != (1, 3)],
        )

    def lease(self, number: int, block: int) -> Lease:
        """Let a plant in part; the newest is spoken for, and in one park there is a contract."""
        is_new = block == 3
        area, month = (5, 12) if is_new else (self.random.randrange(4, 20), self.random.randrange(1, 12))
        return Lease(
            space=f"K{number}-{block}",
            tenant=self.say(f"虚构租户{number}{block}", f"Tenant {number}{block} (invented)"),
            area=Area.of(1000 * area, "平方米"),
            stage=("contracted" if number else "intent") if is_new else "moved_in",
            on=f"{YEAR}-{month:02}-15",
        )

    def chain(self, id_: str, name: tuple[str, str], nodes: Sequence[tuple[tuple[str, str], str]]) -> Chain:
        """Lay out a chain; its first node has a firm that leads."""
        first = 7 * int(id_[1])
        return Chain(
            id=id_,
            name=self.say(*name),
            priority=True,
            nodes=[
                ChainNode(id=f"n{place}", name=self.say(*words), position=position)
                for place, (words, position) in enumerate(nodes)
            ],
            members=[
                ChainMember(node="n0", investor=f"I{first}", role="leader"),
                ChainMember(node="n1", investor=f"I{first + 1}", role="member"),
            ],
        )

    def targets(self) -> list[Target]:
        """Set the targets of the county, and split them among the towns."""
        return [
            Target(
                id=f"T{measure}-{unit}",
                unit=unit,
                measure=measure,
                period=str(YEAR),
                value=amount,
                parent=None if unit == "county" else f"T{measure}-county",
                level=self.say("县级", "county") if unit == "county" else self.say("镇级", "town"),
                leader=self.say("分管副县长", "Deputy head of the county"),
                campaign="G0",
            )
            for unit, share in [("county", 1), *((f"U{place}", len(TOWNS)) for place in range(len(TOWNS)))]
            for measure, amount in (
                ("signed_project_count", Count.of(max(1, self.count // 24) * len(TOWNS) // share, "个")),
                ("signed_investment_total", Money.of(max(5, self.count // 5) * len(TOWNS) // share, "亿元")),
            )
        ]

    def fund(self) -> Fund:
        """Set up a fund that is to bring its size back in projects."""
        return Fund(
            id="F1",
            name=self.say("虚构产业基金", "Industry fund (invented)"),
            size=Money.of(20, "亿元"),
            stages=["vc", "pe"],
            status="raised",
            on=f"{YEAR - 1}-05",
            sponsors=[
                FundSponsor(
                    name=self.say("县国资公司", "County holding"),
                    amount=Money.of(8, "亿元"),
                    paid=Money.of(6, "亿元"),
                    is_government=True,
                ),
                FundSponsor(name=self.say("社会资本", "Private capital"), amount=Money.of(12, "亿元")),
            ],
            investments=[
                FundInvestment(
                    firm=f"I{number}",
                    project=f"P{number}" if number != 3 else None,
                    amount=Money.of(2, "亿元"),
                    on=f"{YEAR}-0{number}",
                    is_local=number != 3,
                )
                for number in (2, 3, 4)
            ],
            return_ratio=Decimal("1.5"),
        )

    def payment(self, number: int) -> Payment:
        """Pay a policy out; every third is still due. Some honour what the county promised."""
        is_promise = number % 2 == 0
        return Payment(
            id=f"Y{number}",
            investor=f"I{number}",
            programme=self.say(
                "租金补贴" if is_promise else "技改补助", "rent" if is_promise else "equipment"
            ),
            planned=Money.of(30, "万元"),
            amount=Money.of(30, "万元") if number % 3 else None,
            commitment=f"C{20 * number + 20}" if is_promise and 20 * number + 20 < self.count else None,
            on=f"{YEAR}-{number + 1:02}-20",
        )

    def project(self, number: int) -> Project:
        """Make up a project: when it was signed, how far it came, what it promised; one in twelve is not signed yet."""
        random = self.random
        signed = date(YEAR - 1, 1, 1) + timedelta(days=random.randrange(720))
        is_signed = number % 12 != 5
        milestones = [Milestone(stage="negotiating", on=signed, recorded_on=signed)]
        if is_signed:
            milestones = self.milestones(signed)
        chain = random.choice([None, *CHAINS])
        amount = Money.of(random.choice(["0.5", "0.8", "1.2", "2", "3.5", "6", "12"]), "亿元")
        is_followed = number % 20 == 0
        return Project(
            id=f"P{number}",
            name=self.say(f"虚构项目{number:03}", f"Project {number:03}"),
            capacity=parse_quantity("3万吨") if number % 10 == 0 else None,
            regions=[self.say("长三角", "Yangtze delta")] if number % 7 == 0 else [],
            owner=f"U{random.randrange(len(TOWNS))}",
            district=self.pick(DISTRICTS),
            park=f"K{number % 3}" if number % 9 == 0 else None,
            investors=[f"I{random.randrange(40)}"],
            industry=random.choice(INDUSTRIES),
            category="industry",
            track="leased_plant" if number % 9 == 0 else "land",
            channel=random.choice(["squad", "chain", "referral", "walk_in"]),
            grade=random.choice(["A", "B", "C"]),
            investment=amount,
            land=None if number % 9 == 0 else Area.of(random.randrange(10, 90), "亩"),
            chain_nodes=[] if chain is None else [f"{chain[0]}/n{random.randrange(2)}"],
            events=["E1"] if signed == date(YEAR, 3, 18) else [],
            referrer=f"R{1 + number % 2}" if random.random() < 0.05 else None,
            fund="F1" if random.random() < 0.03 else None,
            scenario="S1" if random.random() < 0.02 else None,
            agreements=[self.agreement(number, signed)] if is_signed else [],
            appraisals=[self.appraisal(number, signed)] if number % 25 == 0 else [],
            milestones=milestones,
            arrivals=[
                Arrival(
                    on=step.on, recorded_on=step.on, amount=amount * Decimal("0.2"), origin="out_of_province"
                )
                for step in milestones
                if step.stage == "started"
            ],
            statistics=[
                StatisticsEntry(kind="industry", on=step.on)
                for step in milestones
                if step.stage == "producing"
            ],
            outcomes=[Outcome(period=str(YEAR), tax=Money.of(random.randrange(10, 90), "万元"))]
            if is_followed
            else [],
        )

    def milestones(self, signed: date) -> list[Milestone]:
        """Say how far a project came."""
        met = signed - timedelta(days=self.random.randrange(15, 90))
        found, day = [Milestone(stage="negotiating", on=met, recorded_on=met)], signed
        for stage, days, chance in (("landed", 60, 0.9), ("started", 90, 0.8), ("producing", 240, 0.6)):
            day += timedelta(days=self.random.randrange(10, days))
            if day > END or self.random.random() > chance:
                break
            found.append(Milestone(stage=stage, on=day, recorded_on=day))
        return found

    def agreement(self, number: int, signed: date) -> Agreement:
        """Sign a project; every twentieth promises taxes and is promised a subsidy, tied to them."""
        if number % 20:
            return Agreement(signed_on=signed)
        return Agreement(
            signed_on=signed,
            terms=[PromisedTerm(measure="tax", period=str(YEAR), promised=Money.of(50, "万元"))],
            commitments=[
                Commitment(
                    id=f"C{number}",
                    kind=self.say("租金补贴", "rent subsidy"),
                    amount=Money.of(30, "万元"),
                    due_on=f"{YEAR}-06-30" if number % 40 else f"{YEAR + 1}-06-30",
                    legal_basis=self.say("虚构园区扶持办法", "Rules for parks (invented)"),
                    reviewed_on=f"{YEAR - 2}-12-01",
                    terms=["tax"] if number % 60 else [],
                )
            ],
        )

    def appraisal(self, number: int, signed: date) -> Appraisal:
        """Judge a project before it is signed."""
        score = 60 + number % 40
        return Appraisal(
            on=signed - timedelta(days=20),
            by=self.say("评审组", "Panel"),
            verdict="admit" if score >= 70 else "revise",
            score=score,
        )


def county(projects: int, seed: int = 2025, *, locale: str = "zh_CN") -> Ledger:
    """Invent a county."""
    return County(projects, seed, locale).ledger()


def main() -> None:
    """Say how much of everything the county has."""
    ledger = county(600)
    parts = ("projects", "investors", "teams", "parks", "chains", "targets", "payments")
    print(", ".join(f"{len(getattr(ledger, part))} {part}" for part in parts))


if __name__ == "__main__":
    main()
