"""The closed word lists of the domain: each word has a code, a Chinese and an English label.

The codes are those of the exchange format. A member is its code (`Stage.SIGNED == "signed"`), so text and member
may be used alike; `Stage("signed")` looks a code up and raises `UnknownCodeError` for one that is not there.
"""

from enum import StrEnum
from typing import TYPE_CHECKING, Never, Self

from zhaoshang.errors import UnknownCodeError

__all__ = [
    "AgreementKind",
    "ArrivalOrigin",
    "AssignmentRole",
    "Category",
    "ChainAction",
    "ChangeKind",
    "Channel",
    "Direction",
    "EventKind",
    "Evidence",
    "FactorKind",
    "FundStage",
    "FundStatus",
    "InvestorFlag",
    "InvestorType",
    "LeaseStage",
    "MatchLevel",
    "MemberRole",
    "NodePosition",
    "NodeState",
    "Origin",
    "Ownership",
    "ParkKind",
    "PartnerKind",
    "Relation",
    "Resource",
    "ServiceAid",
    "SpaceKind",
    "Stage",
    "StepState",
    "TeamKind",
    "TeamStatus",
    "Term",
    "Track",
    "Verdict",
]


class Term(StrEnum):
    """A word of a closed list: its code, and a label in each language.

    Examples:
        >>> from zhaoshang.vocabulary import Stage
        >>> Stage("signed").label("zh_CN"), Stage.SIGNED.label("en"), Stage.SIGNED == "signed"
        ('签约', 'signed', True)
    """

    zh: str
    en: str

    if TYPE_CHECKING:  # a type checker should see the look-up by code as well as the making of members

        def __new__(cls, code: str, zh: str = "", en: str = "") -> Self:
            """Look a member up by its code."""
            return cls(code, zh, en)

    else:

        def __new__(cls, code: str, zh: str, en: str) -> Self:
            """Make a member from its code and labels."""
            member = str.__new__(cls, code)
            member._value_ = code
            member.zh = zh
            member.en = en
            return member

    @classmethod
    def _missing_(cls, value: object) -> Never:
        raise UnknownCodeError(cls.__name__, str(value), tuple(str(member) for member in cls))

    def label(self, locale: str = "zh_CN") -> str:
        """Name the word in Chinese or English."""
        return self.zh if locale.lower().startswith("zh") else self.en


class Stage(Term):
    """How far a project has come (阶段): eleven stages in order, four ends, six overlays.

    Examples:
        >>> from zhaoshang import Stage
        >>> Stage.SIGNED.label("zh_CN"), Stage.PLANNED.rank < Stage.LEAD.rank, Stage("on_hold").is_overlay
        ('签约', True, True)
    """

    PLANNED = "planned", "谋划", "planned"
    LEAD = "lead", "线索", "lead"
    NEGOTIATING = "negotiating", "在谈", "negotiating"
    INTENT = "intent", "意向", "intent"
    SIGNED = "signed", "签约", "signed"
    APPROVING = "approving", "在批", "approving"
    LANDED = "landed", "落地", "landed"
    STARTED = "started", "开工", "started"
    COMPLETED = "completed", "竣工", "completed"
    PRODUCING = "producing", "投产", "producing"
    AT_CAPACITY = "at_capacity", "达产", "at capacity"
    REJECTED = "rejected", "不引进", "rejected"
    TERMINATED = "terminated", "终止", "terminated"
    EXITED = "exited", "退出", "exited"
    CLOSED = "closed", "注销", "closed"
    ON_HOLD = "on_hold", "搁置", "on hold"
    RESUMED = "resumed", "恢复", "resumed"
    BREACHED = "breached", "违约", "breached"
    CURED = "cured", "违约已纠正", "cured"
    REASSIGNED = "reassigned", "流转", "reassigned"
    TRIAL = "trial", "试生产", "trial production"

    @property
    def is_main(self) -> bool:
        """Whether it is one of the eleven stages in order."""
        return self in _MAIN

    @property
    def is_end(self) -> bool:
        """Whether the project is over with it."""
        return self in _ENDS

    @property
    def is_overlay(self) -> bool:
        """Whether it lies over a stage and leaves it unchanged."""
        return not (self.is_main or self.is_end)

    @property
    def rank(self) -> int:
        """Place in the order of declaration, from 0 (planned)."""
        return _RANK[self]


_RANK = {stage: number for number, stage in enumerate(Stage)}
_MAIN = frozenset(stage for stage in Stage if _RANK[stage] <= _RANK[Stage.AT_CAPACITY])
_ENDS = frozenset({Stage.REJECTED, Stage.TERMINATED, Stage.EXITED, Stage.CLOSED})


class AgreementKind(Term):
    """How binding a paper is (协议类型)."""

    INTENT = "intent", "意向协议", "letter of intent"
    FRAMEWORK = "framework", "框架协议", "framework agreement"
    FORMAL = "formal", "正式合同", "formal contract"


class Evidence(Term):
    """A paper or fact that proves a stage (佐证材料)."""

    LEAD_SOURCE = "lead_source", "线索来源", "source of the lead"
    INTENT_TEXT = "intent_text", "意向文本", "text of the intent"
    CONTRACT = "contract", "投资合同", "investment contract"
    FILING = "filing", "立项备案", "project filing"
    EIA = "eia", "环评批复", "environmental approval"
    LAND_REVIEW = "land_review", "用地预审", "land use review"
    BUSINESS_LICENSE = "business_license", "营业执照", "business licence"
    LAND_CONTRACT = "land_contract", "土地出让合同", "land grant contract"
    LAND_PAYMENT = "land_payment", "土地价款", "payment for land"
    LEASE = "lease", "租赁合同", "lease"
    SHARE_CHANGE = "share_change", "股权变更", "change of shares"
    CONSTRUCTION_PERMIT = "construction_permit", "建筑工程施工许可证", "construction permit"
    SITE_WORKS = "site_works", "实质性施工", "works on site"
    FIT_OUT = "fit_out", "装修进场", "fit-out"
    MACHINES_IN = "machines_in", "设备进场", "machines in"
    PAID_IN_CAPITAL = "paid_in_capital", "实缴资本", "paid-in capital"
    OPENING = "opening", "开业", "opening"
    ACCEPTANCE = "acceptance", "竣工验收", "acceptance"
    FIRST_INVOICE = "first_invoice", "首张发票", "first invoice"
    ABOVE_SCALE_RECORD = "above_scale_record", "入统(进规)", "above-scale record"
    TAX_DATA = "tax_data", "税收数据", "tax data"
    SALES_DATA = "sales_data", "销售数据", "sales data"
    ENERGY_DATA = "energy_data", "用能数据", "energy data"
    NOTICE = "notice", "退出通知", "notice"
    SETTLEMENT = "settlement", "清算协议", "settlement"
    LAND_RECOVERED = "land_recovered", "土地收回", "land recovered"
    LAND_CERTIFICATE = "land_certificate", "不动产权证(土地)", "land certificate"
    LAND_PLANNING_PERMIT = "land_planning_permit", "建设用地规划许可证", "land planning permit"
    WORKS_PLANNING_PERMIT = "works_planning_permit", "建设工程规划许可证", "works planning permit"
    START_ORDER = "start_order", "开工令", "start order"
    TRIAL_RUN = "trial_run", "试运行", "trial run"


class Track(Term):
    """The way a project takes, which decides its steps (落地方式)."""

    LAND = "land", "供地", "land supply"
    LEASED_PLANT = "leased_plant", "租赁厂房", "leased plant"
    EQUITY = "equity", "股权并购", "equity"
    SERVICE = "service", "服务业", "service"
    FUND = "fund", "基金", "fund"
    EXPANSION = "expansion", "增资扩产", "expansion"


class Category(Term):
    """What a project is about (项目类别)."""

    INDUSTRY = "industry", "工业", "industry"
    AGRICULTURE = "agriculture", "农业", "agriculture"
    SERVICES = "services", "服务业", "services"
    CULTURE_TOURISM = "culture_tourism", "文旅", "culture and tourism"
    COMMERCE = "commerce", "商贸", "commerce"
    HEADQUARTERS = "headquarters", "总部经济", "headquarters"
    RESEARCH = "research", "研发", "research"
    PARK = "park", "园区", "park"
    FUND = "fund", "基金", "fund"
    INFRASTRUCTURE = "infrastructure", "基础设施", "infrastructure"


class Channel(Term):
    """How a project was found (招商方式)."""

    SQUAD = "squad", "小分队招商", "squad"
    CHAIN = "chain", "产业链招商", "industrial chain"
    REFERRAL = "referral", "以商招商", "referral by investors"
    FUND = "fund", "基金招商", "fund"
    SCENARIO = "scenario", "场景招商", "scenario"
    ENTRUSTED = "entrusted", "委托招商", "entrusted"
    RESIDENT = "resident", "驻地招商", "resident office"
    FAIR = "fair", "节会招商", "fair"
    ONLINE = "online", "线上招商", "online"
    CONTEST = "contest", "以赛招商", "contest"
    KINSHIP = "kinship", "亲情招商", "kinship"
    PARK = "park", "园区招商", "park"
    LEADER = "leader", "领导招商", "leader"
    WALK_IN = "walk_in", "主动对接", "walk-in"


class Relation(Term):
    """What a project is to its parent (项目关系)."""

    PHASE = "phase", "分期", "phase"
    PART = "part", "子项目", "part"
    EXPANSION = "expansion", "增资扩产", "expansion"
    SPAWNED = "spawned", "带动项目", "spawned"
    RELOCATION = "relocation", "搬迁", "relocation"
    RENAMED = "renamed", "更名", "renamed"


class ArrivalOrigin(Term):
    """Where paid-in funds come from (资金来源地)."""

    FOREIGN = "foreign", "境外", "foreign"
    HK_MACAO_TAIWAN = "hk_macao_taiwan", "港澳台", "Hong Kong, Macao and Taiwan"
    OUT_OF_PROVINCE = "out_of_province", "省外", "out of province"
    OUT_OF_CITY = "out_of_city", "市外省内", "out of city"
    LOCAL = "local", "市内", "local"


class Origin(Term):
    """Where an investor comes from (投资方来源地)."""

    LOCAL = "local", "市内", "local"
    OUT_OF_CITY = "out_of_city", "市外省内", "out of city"
    OUT_OF_PROVINCE = "out_of_province", "省外", "out of province"
    HK = "hk", "香港", "Hong Kong"
    MACAO = "macao", "澳门", "Macao"
    TAIWAN = "taiwan", "台湾", "Taiwan"
    FOREIGN = "foreign", "外国", "foreign"


class Ownership(Term):
    """Who owns an investor (企业性质)."""

    PRIVATE = "private", "民营", "private"
    STATE = "state", "国有", "state-owned"
    CENTRAL_STATE = "central_state", "央企", "central state-owned"
    COLLECTIVE = "collective", "集体", "collective"
    FOREIGN = "foreign", "外资", "foreign"
    MIXED = "mixed", "混合所有制", "mixed"


class InvestorFlag(Term):
    """A title that an investor holds in a year (企业标签)."""

    FORTUNE_500 = "fortune_500", "世界500强", "Fortune Global 500"
    CHINA_500 = "china_500", "中国500强", "China 500"
    PRIVATE_500 = "private_500", "民营500强", "private 500"
    LISTED = "listed", "上市企业", "listed"
    HIGH_TECH = "high_tech", "高新技术企业", "high-tech"
    CHAIN_LEADER = "chain_leader", "链主", "chain leader"
    UNICORN = "unicorn", "独角兽", "unicorn"
    SPECIALISED = "specialised", "专精特新", "specialised"


class InvestorType(Term):
    """The kind of firm that recruiters look for (企业类型)."""

    BASE = "base", "基地型", "base"
    LEADER = "leader", "龙头型", "leader"
    GROUP = "group", "集团型", "group"


class FactorKind(Term):
    """A factor that a project needs (要素保障)."""

    LAND = "land", "用地", "land"
    ENERGY = "energy", "用能", "energy"
    FINANCE = "finance", "资金", "finance"
    TALENT = "talent", "用工", "talent"


class Verdict(Term):
    """The outcome of screening before signing (研判结果)."""

    ADMIT = "admit", "引进", "admit"
    REVISE = "revise", "完善后再议", "revise"
    REJECT = "reject", "不引进", "reject"


class ParkKind(Term):
    """What a park is (载体类型)."""

    DEVELOPMENT_ZONE = "development_zone", "开发区", "development zone"
    INDUSTRIAL_PARK = "industrial_park", "产业园", "industrial park"
    STANDARD_PLANT = "standard_plant", "标准厂房", "standard plant"
    TOWN = "town", "特色小镇", "town"
    BUILDING = "building", "楼宇", "building"
    INCUBATOR = "incubator", "孵化器", "incubator"


class SpaceKind(Term):
    """What a space in a park is (空间类型)."""

    LAND = "land", "土地", "land"
    PLANT = "plant", "厂房", "plant"
    OFFICE = "office", "办公楼", "office"
    DORMITORY = "dormitory", "宿舍", "dormitory"


class LeaseStage(Term):
    """How far a letting has come (租赁进度)."""

    INTENT = "intent", "意向", "intent"
    CONTRACTED = "contracted", "已签约", "contracted"
    MOVED_IN = "moved_in", "已入驻", "moved in"
    ENDED = "ended", "已退租", "ended"


class Resource(Term):
    """A capacity that a park shares out (承载资源)."""

    POWER = "power", "电力", "power"
    WASTEWATER = "wastewater", "污水处理", "waste water"
    STEAM = "steam", "蒸汽", "steam"
    LAND = "land", "土地", "land"


class NodePosition(Term):
    """Where a node lies in its chain (环节位置)."""

    UPSTREAM = "upstream", "上游", "upstream"
    MIDSTREAM = "midstream", "中游", "midstream"
    DOWNSTREAM = "downstream", "下游", "downstream"
    SUPPORT = "support", "配套", "support"


class MatchLevel(Term):
    """How sure it is that two records are one firm (匹配程度)."""

    CODE = "code", "信用代码相同", "same credit code"
    NAME = "name", "名称相同", "same name"
    ALIAS = "alias", "别名相同", "shared alias"
    CORE = "core", "字号相同", "same core of the name"


class StepState(Term):
    """How far a step of service is (环节进度)."""

    WAITING = "waiting", "待办", "waiting"
    RUNNING = "running", "在办", "running"
    OVERDUE = "overdue", "超期未办结", "overdue"
    DONE = "done", "按时办结", "done"
    DONE_LATE = "done_late", "超时办结", "done late"


class NodeState(Term):
    """How well a node of a chain is filled (环节状态)."""

    EMPTY = "empty", "空白", "empty"
    THIN = "thin", "薄弱", "thin"
    LEADERLESS = "leaderless", "缺链主", "leaderless"
    SOUND = "sound", "完备", "sound"


class MemberRole(Term):
    """What a member is in its chain node (链上角色)."""

    LEADER = "leader", "链主", "leader"
    MEMBER = "member", "成员", "member"


class ChainAction(Term):
    """What a chain needs next (链条行动)."""

    BUILD = "build", "建链", "build"
    FILL = "fill", "补链", "fill"
    STRENGTHEN = "strengthen", "强链", "strengthen"
    EXTEND = "extend", "延链", "extend"


class ChangeKind(Term):
    """What became of a record between two ledgers (变动)."""

    ADDED = "added", "新增", "added"
    REMOVED = "removed", "移除", "removed"
    CHANGED = "changed", "变更", "changed"


class TeamKind(Term):
    """What a team is (机构类型)."""

    LEADING_GROUP = "leading_group", "领导小组", "leading group"
    TASK_FORCE = "task_force", "工作专班", "task force"
    SQUAD = "squad", "招商小分队", "squad"
    OFFICE = "office", "招商办", "office"
    DEPARTMENT = "department", "部门", "department"
    OUTPOST = "outpost", "驻外招商处", "outpost"
    COMMAND_POST = "command_post", "项目指挥部", "command post"
    SERVICE_GROUP = "service_group", "服务队", "service group"


class TeamStatus(Term):
    """Whether a team exists yet (机构状态)."""

    PLANNED = "planned", "筹建", "planned"
    ACTIVE = "active", "运行", "active"
    CLOSED = "closed", "撤销", "closed"


class AssignmentRole(Term):
    """What a member does for a project (分工)."""

    LEAD = "lead", "牵头", "lead"
    SERVICE = "service", "服务专员", "service"
    LEADER_IN_CHARGE = "leader_in_charge", "包抓领导", "leader in charge"


class Direction(Term):
    """Which way recruiters and investors met (往来方向)."""

    OUTBOUND = "outbound", "外出招商", "outbound"
    INBOUND = "inbound", "来访接待", "inbound"
    ONLINE = "online", "线上", "online"


class ServiceAid(Term):
    """How a step is helped along (帮办方式)."""

    DRY_RUN = "dry_run", "桌面推演", "dry run"
    SIMULATED = "simulated", "模拟审批", "simulated approval"
    AGENCY = "agency", "帮代办", "agency"
    TASK_FORCE = "task_force", "专班对接", "task force"


class FundStage(Term):
    """Which firms a fund invests in (基金阶段)."""

    ANGEL = "angel", "天使", "angel"
    VC = "vc", "风险投资", "venture"
    PE = "pe", "私募股权", "private equity"
    GUIDANCE = "guidance", "引导基金", "guidance"


class FundStatus(Term):
    """How far a fund has come (基金状态)."""

    PLANNED = "planned", "筹建", "planned"
    RAISED = "raised", "已设立", "raised"
    CLOSED = "closed", "募集完成", "closed"


class EventKind(Term):
    """What an event is (活动类型)."""

    SIGNING = "signing", "集中签约", "signing"
    PROMOTION = "promotion", "推介会", "promotion"
    FAIR = "fair", "展会", "fair"
    CONTEST = "contest", "大赛", "contest"
    MEETING = "meeting", "会议", "meeting"


class PartnerKind(Term):
    """Who helps with referrals (合作伙伴类型)."""

    ASSOCIATION = "association", "行业协会", "association"
    CHAMBER = "chamber", "商会", "chamber"
    ADVISER = "adviser", "顾问机构", "adviser"
    AMBASSADOR = "ambassador", "招商大使", "ambassador"
    EXPERT = "expert", "专家", "expert"
    PLATFORM = "platform", "平台", "platform"
    INSTITUTION = "institution", "机构", "institution"
