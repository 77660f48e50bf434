"""The words of those who serve projects: their units, duties, visits, events and partners."""

from zhaoshang._basics.lazy import living_in
from zhaoshang._vocabulary.terms import Term


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
