"""The words of investors, parks, chains, teams, funds and events."""

from zhaoshang._basics.lazy import living_in
from zhaoshang._vocabulary.projects import Term


class ArrivalOrigin(Term):
    """Where paid-in funds come from (资金来源地).

    Examples:
        >>> from zhaoshang import Money
        >>> from zhaoshang.model import Arrival
        >>> paid = Arrival(on="2022-06", amount=Money.of(500, "万元"), origin="out_of_province")
        >>> paid.origin.label()
        '省外'
    """

    FOREIGN = "foreign", "境外", "foreign"
    HK_MACAO_TAIWAN = "hk_macao_taiwan", "港澳台", "Hong Kong, Macao and Taiwan"
    OUT_OF_PROVINCE = "out_of_province", "省外", "out of province"
    OUT_OF_CITY = "out_of_city", "市外省内", "out of city"
    LOCAL = "local", "市内", "local"


class CapitalForm(Term):
    """In what form foreign capital comes in (出资方式), as statistics on foreign direct investment tell them apart.

    Examples:
        >>> from zhaoshang.vocabulary import CapitalForm
        >>> "、".join(form.label() for form in CapitalForm)
        '现汇、实物、技术、收益再投资、境外借款'
    """

    CASH = "cash", "现汇", "foreign currency"
    GOODS = "goods", "实物", "goods"
    TECHNOLOGY = "technology", "技术", "technology"
    PROFIT = "profit", "收益再投资", "reinvested earnings"
    LOAN = "loan", "境外借款", "loans from abroad"


class Origin(Term):
    """Where an investor comes from (投资方来源地); `hk`, `macao` and `taiwan` are one group among arrivals.

    Examples:
        >>> from zhaoshang import Investor
        >>> Investor(id="V1", name="虚构集团", origin="out_of_city").origin.label()
        '市外省内'
    """

    LOCAL = "local", "市内", "local"
    OUT_OF_COUNTY = "out_of_county", "县外市内", "out of county"
    OUT_OF_CITY = "out_of_city", "市外省内", "out of city"
    OUT_OF_PROVINCE = "out_of_province", "省外", "out of province"
    HK = "hk", "香港", "Hong Kong"
    MACAO = "macao", "澳门", "Macao"
    TAIWAN = "taiwan", "台湾", "Taiwan"
    FOREIGN = "foreign", "外国", "foreign"


class AreaLevel(Term):
    """What kind of area a ledger covers (台账层级): it decides whether a move from the next county is one from outside.

    Examples:
        >>> from zhaoshang import Ledger
        >>> Ledger(level="county").level.label()
        '县（区）级'
    """

    COUNTY = "county", "县（区）级", "county"
    CITY = "city", "市级", "city"
    PROVINCE = "province", "省级", "province"


class Ownership(Term):
    """Who owns an investor (企业性质).

    Examples:
        >>> from zhaoshang import Investor
        >>> Investor(id="V1", name="虚构集团", ownership="central_state").ownership.label()
        '央企'
    """

    PRIVATE = "private", "民营", "private"
    STATE = "state", "国有", "state-owned"
    CENTRAL_STATE = "central_state", "央企", "central state-owned"
    COLLECTIVE = "collective", "集体", "collective"
    FOREIGN = "foreign", "外资", "foreign"
    MIXED = "mixed", "混合所有制", "mixed"


class InvestorFlag(Term):
    """A title that an investor holds in a year (企业标签).

    Examples:
        >>> from zhaoshang import Investor
        >>> from zhaoshang.model import DatedFlag
        >>> firm = Investor(id="V1", name="虚构集团", flags=[DatedFlag(flag="china_500", year=2021)])
        >>> firm.flags[0].flag.label(), firm.flags[0].year
        ('中国500强', 2021)
    """

    FORTUNE_500 = "fortune_500", "世界500强", "Fortune Global 500"
    CHINA_500 = "china_500", "中国500强", "China 500"
    PRIVATE_500 = "private_500", "民营500强", "private 500"
    LISTED = "listed", "上市企业", "listed"
    HIGH_TECH = "high_tech", "高新技术企业", "high-tech"
    CHAIN_LEADER = "chain_leader", "链主", "chain leader"
    UNICORN = "unicorn", "独角兽", "unicorn"
    SPECIALISED = "specialised", "专精特新", "specialised"


class InvestorType(Term):
    """The kind of firm that recruiters look for (企业类型).

    Examples:
        >>> from zhaoshang import Investor
        >>> [kind.label() for kind in Investor(id="V1", name="虚构集团", types=["leader", "base"]).types]
        ['龙头型', '基地型']
    """

    BASE = "base", "基地型", "base"
    LEADER = "leader", "龙头型", "leader"
    GROUP = "group", "集团型", "group"


class FactorKind(Term):
    """A factor that a project needs (要素保障).

    Examples:
        >>> from zhaoshang.vocabulary import FactorKind
        >>> "、".join(kind.label() for kind in FactorKind)
        '用地、用能、资金、用工、环境容量'
    """

    LAND = "land", "用地", "land"
    ENERGY = "energy", "用能", "energy"
    FINANCE = "finance", "资金", "finance"
    TALENT = "talent", "用工", "talent"
    ENVIRONMENT = "environment", "环境容量", "environmental capacity"


class Verdict(Term):
    """The outcome of screening before signing (研判结果).

    Examples:
        >>> from zhaoshang.model import Appraisal
        >>> Appraisal(on="2022-02-18", verdict="revise").verdict.label()
        '完善后再议'
    """

    ADMIT = "admit", "引进", "admit"
    REVISE = "revise", "完善后再议", "revise"
    REJECT = "reject", "不引进", "reject"


class ParkKind(Term):
    """What a park is (载体类型).

    Examples:
        >>> from zhaoshang import Park
        >>> Park(id="K1", name="虚构园", kind="standard_plant").kind.label()
        '标准厂房'
    """

    DEVELOPMENT_ZONE = "development_zone", "开发区", "development zone"
    INDUSTRIAL_PARK = "industrial_park", "产业园", "industrial park"
    STANDARD_PLANT = "standard_plant", "标准厂房", "standard plant"
    TOWN = "town", "特色小镇", "town"
    BUILDING = "building", "楼宇", "building"
    INCUBATOR = "incubator", "孵化器", "incubator"


class SpaceKind(Term):
    """What a space in a park is (空间类型).

    Examples:
        >>> from zhaoshang import Park
        >>> from zhaoshang.model import Space
        >>> spaces = [
        ...     Space(id="A", kind="plant", idle_since="2021"),
        ...     Space(id="B", kind="land", idle_since="2020"),
        ... ]
        >>> [space.id for space in Park(id="K1", name="虚构园", spaces=spaces).idle_spaces("plant")]
        ['A']
    """

    LAND = "land", "土地", "land"
    PLANT = "plant", "厂房", "plant"
    OFFICE = "office", "办公楼", "office"
    DORMITORY = "dormitory", "宿舍", "dormitory"


class LeaseStage(Term):
    """How far a letting has come (租赁进度).

    Examples:
        >>> from zhaoshang.model import Lease, Park
        >>> leases = [
        ...     Lease(space="A1", tenant="甲厂", stage=stage, on=on)
        ...     for stage, on in [("intent", "2022-01"), ("ended", "2022-05")]
        ... ]
        >>> park = Park(id="K1", name="虚构园", leases=leases)
        >>> [[lease.stage.label() for lease in park.leases_on(day)] for day in ("2022-02", "2022-06")]
        [['意向'], []]
    """

    INTENT = "intent", "意向", "intent"
    CONTRACTED = "contracted", "已签约", "contracted"
    MOVED_IN = "moved_in", "已入驻", "moved in"
    ENDED = "ended", "已退租", "ended"


class LeaseKind(Term):
    """What a record of a letting does to what was let before (租赁类型).

    Examples:
        >>> from zhaoshang import Area
        >>> from zhaoshang.model import Lease, Park, Space
        >>> whole, part = Area.of(6000, "㎡"), Area.of(1500, "㎡")
        >>> park = Park(
        ...     id="K1",
        ...     name="虚构园",
        ...     spaces=[Space(id="A1", area=whole, completed_on="2021")],
        ...     leases=[
        ...         Lease(space="A1", tenant="甲厂", area=whole, stage="moved_in", on="2022-01"),
        ...         Lease(space="A1", tenant="甲厂", area=part, stage="ended", kind="return", on="2022-05"),
        ...     ],
        ... )
        >>> print(park.balance(on="2022-06").let)
        4500 m2
    """

    NEW = "new", "新租", "new"
    RENEWAL = "renewal", "续租", "renewal"
    ADDITION = "addition", "增租", "addition"
    RETURN = "return", "退租", "return"
    SALE = "sale", "出售", "sale"


class Resource(Term):
    """A capacity that a park shares out (承载资源).

    Examples:
        >>> from zhaoshang.vocabulary import Resource
        >>> [resource.label() for resource in Resource]
        ['电力', '污水处理', '蒸汽', '土地']
    """

    POWER = "power", "电力", "power"
    WASTEWATER = "wastewater", "污水处理", "waste water"
    STEAM = "steam", "蒸汽", "steam"
    LAND = "land", "土地", "land"


class NodePosition(Term):
    """Where a node lies in its chain (环节位置).

    Examples:
        >>> from zhaoshang.model import ChainNode
        >>> ChainNode(id="n1", name="正极材料", position="upstream").position.label()
        '上游'
    """

    UPSTREAM = "upstream", "上游", "upstream"
    MIDSTREAM = "midstream", "中游", "midstream"
    DOWNSTREAM = "downstream", "下游", "downstream"
    SUPPORT = "support", "配套", "support"


class MatchLevel(Term):
    """How sure it is that two records are one firm (匹配程度), surest first.

    Examples:
        >>> from zhaoshang import Investor
        >>> from zhaoshang.model import duplicates
        >>> firms = [
        ...     Investor(id="V1", name="虚构阀门有限公司"),
        ...     Investor(id="V2", name="虚构阀门股份有限公司"),
        ... ]
        >>> [found.level.label() for found in duplicates(firms)]
        ['字号相同']
    """

    CODE = "code", "信用代码相同", "same credit code"
    NAME = "name", "名称相同", "same name"
    ALIAS = "alias", "别名相同", "shared alias"
    CORE = "core", "字号相同", "same core of the name"


class StepState(Term):
    """How far a step of service is (环节进度).

    Examples:
        >>> from zhaoshang.model import ServiceStep, ServiceTeam, StepLimit, StepProgress, plan_steps
        >>> site = ServiceStep(id="site", name="选址", limit=StepLimit(days=5))
        >>> accepted = StepProgress(project="P1", step="site", accepted_on="2022-06-07")
        >>> team = ServiceTeam(id="U1", name="代办组", steps=[site], progress=[accepted])
        >>> [step.state.label() for step in plan_steps(team, "P1", start="2022-06-06", as_of="2022-06-20")]
        ['超期未办结']
    """

    WAITING = "waiting", "待办", "waiting"
    RUNNING = "running", "在办", "running"
    OVERDUE = "overdue", "超期未办结", "overdue"
    DONE = "done", "按时办结", "done"
    DONE_LATE = "done_late", "超时办结", "done late"


class NodeState(Term):
    """How well a node of a chain is filled (环节状态).

    Examples:
        >>> from zhaoshang.model import Chain, ChainNode
        >>> chain = Chain(id="C1", name="储能", nodes=[ChainNode(id="n1", name="正极材料")])
        >>> chain.state_of("n1").label()
        '空白'
    """

    EMPTY = "empty", "空白", "empty"
    THIN = "thin", "薄弱", "thin"
    LEADERLESS = "leaderless", "缺链主", "leaderless"
    SOUND = "sound", "完备", "sound"


class MemberRole(Term):
    """What a member is in its chain node (链上角色).

    Examples:
        >>> from zhaoshang.model import ChainMember
        >>> ChainMember(node="n1", investor="V1", role="leader").role.label()
        '链主'
    """

    LEADER = "leader", "链主", "leader"
    MEMBER = "member", "成员", "member"


class ChainAction(Term):
    """What a chain needs next (链条行动).

    Examples:
        >>> from zhaoshang.model import Chain, ChainNode
        >>> chain = Chain(id="C1", name="储能", nodes=[ChainNode(id="n1", name="正极材料")])
        >>> chain.suggest()[0].action.label()
        '建链'
    """

    BUILD = "build", "建链", "build"
    FILL = "fill", "补链", "fill"
    STRENGTHEN = "strengthen", "强链", "strengthen"
    EXTEND = "extend", "延链", "extend"


class ChangeKind(Term):
    """What became of a record between two ledgers (变动).

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> before, after = Ledger(), Ledger(projects=[Project(id="P1", name="甲")])
        >>> [change.kind.label() for change in after.diff(before)]
        ['新增']
    """

    ADDED = "added", "新增", "added"
    REMOVED = "removed", "移除", "removed"
    CHANGED = "changed", "变更", "changed"


class TeamKind(Term):
    """What a team is (机构类型).

    Examples:
        >>> from zhaoshang.model import ServiceTeam
        >>> ServiceTeam(id="U1", name="第一小分队", kind="squad").kind.label()
        '招商小分队'
    """

    LEADING_GROUP = "leading_group", "领导小组", "leading group"
    TASK_FORCE = "task_force", "工作专班", "task force"
    SQUAD = "squad", "招商小分队", "squad"
    OFFICE = "office", "招商办", "office"
    DEPARTMENT = "department", "部门", "department"
    OUTPOST = "outpost", "驻外招商处", "outpost"
    COMMAND_POST = "command_post", "项目指挥部", "command post"
    SERVICE_GROUP = "service_group", "服务队", "service group"


class TeamStatus(Term):
    """Whether a team exists yet (机构状态); a team that is planned or closed covers no place.

    Examples:
        >>> from zhaoshang.model import ServiceTeam, coverage_gaps
        >>> team = ServiceTeam(id="U1", name="驻外处", covers=["华东"], status="planned")
        >>> coverage_gaps([team], ["华东"])
        ('华东',)
    """

    PLANNED = "planned", "筹建", "planned"
    ACTIVE = "active", "运行", "active"
    CLOSED = "closed", "撤销", "closed"


class AssignmentRole(Term):
    """What a member does for a project (分工).

    Examples:
        >>> from zhaoshang.model import Assignment
        >>> Assignment(project="P1", member="m1", role="leader_in_charge").role.label()
        '包抓领导'
    """

    LEAD = "lead", "牵头", "lead"
    SERVICE = "service", "服务专员", "service"
    LEADER_IN_CHARGE = "leader_in_charge", "包抓领导", "leader in charge"


class Direction(Term):
    """Which way recruiters and investors met (往来方向).

    Examples:
        >>> from zhaoshang.vocabulary import Direction
        >>> Direction("outbound").label(), Direction("inbound").label()
        ('外出招商', '来访接待')
    """

    OUTBOUND = "outbound", "外出招商", "outbound"
    INBOUND = "inbound", "来访接待", "inbound"
    ONLINE = "online", "线上", "online"


class ServiceAid(Term):
    """How a step is helped along (帮办方式).

    Examples:
        >>> from zhaoshang.model import StepProgress
        >>> StepProgress(project="P1", step="eia", aid="simulated").aid.label()
        '模拟审批'
    """

    DRY_RUN = "dry_run", "桌面推演", "dry run"
    SIMULATED = "simulated", "模拟审批", "simulated approval"
    AGENCY = "agency", "帮代办", "agency"
    TASK_FORCE = "task_force", "专班对接", "task force"


class FundStage(Term):
    """Which firms a fund invests in (基金阶段).

    Examples:
        >>> from zhaoshang.model import Fund
        >>> [stage.label() for stage in Fund(id="F1", name="虚构基金", stages=["angel", "vc"]).stages]
        ['天使', '风险投资']
    """

    ANGEL = "angel", "天使", "angel"
    VC = "vc", "风险投资", "venture"
    PE = "pe", "私募股权", "private equity"
    GUIDANCE = "guidance", "引导基金", "guidance"


class FundStatus(Term):
    """How far a fund has come (基金状态).

    Examples:
        >>> from zhaoshang.model import Fund
        >>> Fund(id="F1", name="虚构基金", status="raised").status.label()
        '已设立'
    """

    PLANNED = "planned", "筹建", "planned"
    RAISED = "raised", "已设立", "raised"
    CLOSED = "closed", "募集完成", "closed"


class EventKind(Term):
    """What an event is (活动类型).

    Examples:
        >>> from zhaoshang.model import Event
        >>> Event(id="E1", name="春季签约会", kind="signing").kind.label()
        '集中签约'
    """

    SIGNING = "signing", "集中签约", "signing"
    PROMOTION = "promotion", "推介会", "promotion"
    FAIR = "fair", "展会", "fair"
    CONTEST = "contest", "大赛", "contest"
    MEETING = "meeting", "会议", "meeting"


class PartnerKind(Term):
    """Who helps with referrals (合作伙伴类型).

    Examples:
        >>> from zhaoshang.model import Partner
        >>> Partner(id="A1", name="虚构商会", kind="chamber").kind.label()
        '商会'
    """

    ASSOCIATION = "association", "行业协会", "association"
    CHAMBER = "chamber", "商会", "chamber"
    ADVISER = "adviser", "顾问机构", "adviser"
    AMBASSADOR = "ambassador", "招商大使", "ambassador"
    EXPERT = "expert", "专家", "expert"
    PLATFORM = "platform", "平台", "platform"
    INSTITUTION = "institution", "机构", "institution"


__test__ = living_in("zhaoshang.vocabulary", vars())
