"""The words of projects: stages, evidence, agreements, tracks, categories."""

import re
from collections.abc import Iterable, Mapping
from enum import EnumType, StrEnum
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, Never, Self

from zhaoshang._basics.lazy import living_in
from zhaoshang._text.languages import is_chinese
from zhaoshang.errors import UnfitValueError, UnknownAttributeError, UnknownCodeError


class _Closed(EnumType):
    """A closed list tells in our words of a member that it has not."""

    if not TYPE_CHECKING:  # a type checker refuses such a name by itself

        def __getattr__(cls, name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
            if name.startswith("_"):
                raise AttributeError(name)
            members = cls.__members__
            if name in members:  # as Python 3.11 finds members
                return members[name]
            called = tuple(each for each, member in members.items() if name in {member.zh, member.en})
            raise UnknownAttributeError(cls.__name__, name, called or tuple(members))


class Term(StrEnum, metaclass=_Closed):
    """A word of a closed list: its code, and a label in each language. A member is equal to its code.

    Attributes:
        zh: the Chinese label.
        en: the English label.

    Examples:
        >>> from zhaoshang.vocabulary import Stage
        >>> Stage("signed").label("zh_CN"), Stage.SIGNED.label("en"), Stage.SIGNED == "signed"
        ('签约', 'signed', True)
    """

    zh: str
    en: str

    # pickles and help name the public room, wherever in the workshop a list is written
    __module__ = "zhaoshang.vocabulary"

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

    def __init_subclass__(cls) -> None:
        """Say that a list of the workshop lives in the public room."""
        super().__init_subclass__()
        if cls.__module__.startswith("zhaoshang._vocabulary"):
            cls.__module__ = "zhaoshang.vocabulary"

    @classmethod
    def _missing_(cls, value: object) -> Never:
        said = str(value)
        meant = tuple(str(member) for member in cls if said in {member.zh, member.en})  # a label is no code
        if not meant and not said.isascii():
            from zhaoshang._text.nearest import nearest  # noqa: PLC0415 - loaded with the first mistake

            near = nearest(said, [member.zh for member in cls])
            meant = tuple(str(member) for label in near for member in cls if member.zh == label)
        raise UnknownCodeError(cls.__name__, said, tuple(str(member) for member in cls), meant)

    @classmethod
    def named(cls, word: str, /) -> Self:
        """Take a word by its code, or by its label in either language.

        Args:
            word: what it is called.

        Raises:
            UnknownCodeError: for what the list has not, with what comes nearest.

        Examples:
            >>> from zhaoshang.vocabulary import Stage, Track
            >>> Stage.named("开工"), Stage.named("started"), Track.named("供地").value
            (<Stage.STARTED: 'started'>, <Stage.STARTED: 'started'>, 'land')
        """
        return next((member for member in cls if word in {member.zh, member.en}), None) or cls(word)

    def label(self, locale: str = "zh_CN") -> str:
        """Name the word in Chinese or English."""
        return self.zh if is_chinese(locale) else self.en


class Stage(Term):
    """How far a project has come (阶段): eleven stages in order, four ends, six overlays.

    Examples:
        >>> from zhaoshang import Stage
        >>> Stage.SIGNED.label("zh_CN"), Stage.PLANNED.rank < Stage.LEAD.rank
        ('签约', True)
        >>> Stage("signed").is_main, Stage("terminated").is_end, Stage("on_hold").is_overlay
        (True, True, True)
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
        """Whether it is a step of the way: one of the eleven in order, or one that a city declared."""
        return _ROWS[self].kind == "main"

    @property
    def is_end(self) -> bool:
        """Whether the project is over with it."""
        return _ROWS[self].kind == "end"

    @property
    def is_overlay(self) -> bool:
        """Whether it lies over a stage and leaves it unchanged."""
        return _ROWS[self].kind == "overlay"

    @property
    def rank(self) -> float:
        """Place in the order of stages, from 0 (planned)."""
        return _ROWS[self].rank

    @property
    def implies(self) -> "tuple[Stage, ...]":
        """The earlier stages which it shows to have been passed, on some day up to its own.

        Examples:
            >>> from zhaoshang import Stage
            >>> [str(stage) for stage in Stage.AT_CAPACITY.implies]
            ['started', 'producing']
        """
        return _ROWS[self].implies

    @property
    def implied_by(self) -> "tuple[Stage, ...]":
        """The later stages that show that it was passed.

        Examples:
            >>> from zhaoshang import Stage
            >>> [str(stage) for stage in Stage.STARTED.implied_by]
            ['completed', 'producing', 'at_capacity', 'trial']
        """
        return tuple(stage for stage, row in _ROWS.items() if self in row.implies)

    @classmethod
    def codes(cls) -> frozenset[str]:
        """List the codes of all stages, those declared among them.

        Examples:
            >>> from zhaoshang import Stage
            >>> "signed" in Stage.codes(), "topped_out" in Stage.codes()
            (True, False)
        """
        return frozenset(map(str, _ROWS))

    @classmethod
    def declared(cls) -> "tuple[Stage, ...]":
        """List the stages that `declare_stage` added.

        Examples:
            >>> from zhaoshang import Stage
            >>> Stage.declared()
            ()
        """
        return tuple(stage for stage, row in _ROWS.items() if row.is_own)

    def __reduce_ex__(self, protocol: object) -> tuple[Any, ...]:
        """Pickle a stage that was declared with all that was said of it, so that another process knows it too."""
        row = _ROWS[self]
        return (
            (_restored, (str(self), self.zh, self.en, row)) if row.is_own else super().__reduce_ex__(protocol)
        )


Kind = Literal["main", "end", "overlay"]


class StageRow(NamedTuple):
    """What there is to know about a stage beside its labels.

    Attributes:
        rank: its place in the order.
        kind: whether it is a step of the way, an end, or an overlay.
        implies: the earlier stages which it shows to have been passed.
        is_own: whether a city declared it.
    """

    rank: float
    kind: Kind
    implies: tuple[Stage, ...] = ()
    is_own: bool = False


_IMPLIES: dict[Stage, tuple[Stage, ...]] = {
    Stage.COMPLETED: (Stage.STARTED,),
    Stage.TRIAL: (Stage.STARTED,),
    Stage.PRODUCING: (Stage.STARTED,),
    Stage.AT_CAPACITY: (Stage.STARTED, Stage.PRODUCING),
}
_LASTS: tuple[tuple[Stage, Kind], ...] = (
    (Stage.AT_CAPACITY, "main"),
    (Stage.CLOSED, "end"),
    (Stage.TRIAL, "overlay"),
)
_ORDER = list(Stage)
_ROWS: dict[Stage, StageRow] = {
    stage: StageRow(
        rank=rank,
        kind=next(kind for last, kind in _LASTS if rank <= _ORDER.index(last)),
        implies=_IMPLIES.get(stage, ()),
    )
    for rank, stage in enumerate(_ORDER)
}
_CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_LOCK = Lock()


def declare_stage(
    code: str,
    /,
    *,
    zh: str,
    en: str,
    after: str,
    kind: Kind = "main",
    implies: Iterable[str] | None = None,
) -> Stage:
    """Declare a stage of one's own, before records that use it are made or read (自定义阶段).

    Milestones, the exchange format, ledgers, lifecycles, KPIs and boards then know its code, readers of workbooks its
    Chinese name. It holds for the process; to declare the same again changes nothing.

    Args:
        code: its code, such as `topped_out`.
        zh: its Chinese name.
        en: its English name.
        after: the stage that it comes next after.
        kind: `main` for a step of the way, `end` for one that closes it, `overlay` for what changes no stage.
        implies: the earlier stages which it shows to have been passed; for a step of the way by default `after`, where
            later stages show that one, and what `after` shows.

    Returns:
        The stage.

    Raises:
        UnfitValueError: for a code or a name that something else has, or that is no code.

    Examples:
        What another stage is called already is refused:

        >>> from zhaoshang.vocabulary import declare_stage
        >>> declare_stage("roofed", zh="签约", en="topped out", after="started")
        Traceback (most recent call last):
        ...
        zhaoshang.errors.UnfitValueError: unfit: roofed, 签约, topped out. Expected a code of lower-case letters, digits and _...
    """
    before = Stage(after)
    if implies is None:
        is_shown = kind == "main" and bool(before.implied_by)
        shown = (*before.implies, *([before] if is_shown else []))
    else:
        shown = tuple(Stage(stage) for stage in implies)
    with _LOCK:
        later = [row.rank for row in _ROWS.values() if row.rank > before.rank]
        rank = (before.rank + min(later)) / 2 if later else before.rank + 1
        row = StageRow(rank, kind, shown, is_own=True)
        known = next((stage for stage in _ROWS if stage == code), None)
        if known is not None:
            old = _ROWS[known]
            if (known.zh, known.en, *old[1:]) == (zh, en, *row[1:]):
                return known
            msg = f"{code}, {zh}, {en}"
            raise UnfitValueError(msg, "a code that is not taken, or the very stage again")
        taken = {label for stage in _ROWS for label in (stage.zh, stage.en)} | set(map(str, Evidence))
        if _CODE.fullmatch(code) is None or not zh or not en or not taken.isdisjoint({code, zh, en}):
            msg = f"{code}, {zh}, {en}"
            raise UnfitValueError(
                msg,
                "a code of lower-case letters, digits and _, and no name of another stage",
            )
        return _added(code, zh, en, row)


def _added(code: str, zh: str, en: str, row: StageRow) -> Stage:
    """Make a member of `Stage`, as its class statement makes them."""
    made = str.__new__(Stage, code)
    made._name_, made._value_, made.zh, made.en = code.upper(), code, zh, en
    Stage._value2member_map_[code] = made
    Stage._member_map_[code.upper()] = made
    Stage._member_names_.append(code.upper())
    _ROWS[made] = row
    return made


def _restored(code: str, zh: str, en: str, row: StageRow) -> Stage:
    """Give the stage of a pickle; where the process does not know it, it does from now on."""
    with _LOCK:
        known = next((stage for stage in _ROWS if stage == code), None)
        return _added(code, zh, en, row) if known is None else known


class AgreementKind(Term):
    """How binding a paper is (协议类型); only a formal contract makes a project signed.

    Examples:
        >>> from zhaoshang.model import Agreement
        >>> [
        ...     str(Agreement(signed_on="2022-03-05", kind=kind).stage)
        ...     for kind in ("intent", "framework", "formal")
        ... ]
        ['intent', 'intent', 'signed']
    """

    INTENT = "intent", "意向协议", "letter of intent"
    FRAMEWORK = "framework", "框架协议", "framework agreement"
    FORMAL = "formal", "正式合同", "formal contract"


class Evidence(Term):
    """A paper or fact that proves a stage (佐证材料). A paper of your own keeps its code as text.

    Examples:
        >>> from zhaoshang.model import Milestone
        >>> step = Milestone(
        ...     stage="started", on="2022-06-01", evidence=["construction_permit", "local_form_7"]
        ... )
        >>> step.evidence[0].label(), step.evidence[1]
        ('建筑工程施工许可证', 'local_form_7')
    """

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

    @classmethod
    def by_name(cls) -> "Mapping[str, Evidence]":
        """List the papers by code, by Chinese label and by what else offices call them.

        Examples:
            >>> from zhaoshang.vocabulary import Evidence
            >>> Evidence.by_name()["施工许可证"]
            <Evidence.CONSTRUCTION_PERMIT: 'construction_permit'>
        """
        return {**_PAPER_WORDS, **{name: paper for paper in cls for name in (paper.zh, str(paper))}}


# a word that may be more than one paper, such as 环评, 规划许可证 or 不动产权证, is none
_PAPER_WORDS: Final[Mapping[str, Evidence]] = {
    word: paper
    for paper, words in {
        Evidence.CONTRACT: "投资协议 投资协议书 正式合同",
        Evidence.FILING: "备案证 项目备案 项目备案证 立项批复",
        Evidence.LAND_CONTRACT: "出让合同 土地合同 国有建设用地使用权出让合同",
        Evidence.LEASE: "租赁协议 厂房租赁合同",
        Evidence.CONSTRUCTION_PERMIT: "施工许可 施工许可证 建设工程施工许可证 建筑施工许可证",
        Evidence.LAND_CERTIFICATE: "土地证 国有土地使用证 土地使用证",
        Evidence.LAND_PLANNING_PERMIT: "用地规划许可 用地规划许可证",
        Evidence.WORKS_PLANNING_PERMIT: "工程规划许可 工程规划许可证",
    }.items()
    for word in words.split()
}
"""What offices call a paper beside its label."""


class Track(Term):
    """The way a project takes, which decides its steps and what proves them (落地方式).

    Examples:
        >>> from zhaoshang import Project
        >>> Project(id="P1", name="甲", track="leased_plant").track.label()
        '租赁厂房'
    """

    LAND = "land", "供地", "land supply"
    LEASED_PLANT = "leased_plant", "租赁厂房", "leased plant"
    EQUITY = "equity", "股权并购", "equity"
    SERVICE = "service", "服务业", "service"
    FUND = "fund", "基金", "fund"
    EXPANSION = "expansion", "增资扩产", "expansion"


class Category(Term):
    """What a project is about (项目类别).

    Examples:
        >>> from zhaoshang import Project
        >>> Project(id="P1", name="甲", category="culture_tourism").category.label()
        '文旅'
    """

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
    """How a project was found (招商方式).

    Examples:
        >>> from zhaoshang.vocabulary import Channel
        >>> Channel("referral").label(), Channel("contest").label()
        ('以商招商', '以赛招商')
    """

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
    """What a project is to its parent (项目关系). Phases and parts are counted with the project they belong to.

    Examples:
        >>> from zhaoshang import Project
        >>> second = Project(id="P1-2", name="甲二期", parent="P1", relation="phase")
        >>> second.relation.label("en")
        'phase'
    """

    PHASE = "phase", "分期", "phase"
    PART = "part", "子项目", "part"
    EXPANSION = "expansion", "增资扩产", "expansion"
    SPAWNED = "spawned", "带动项目", "spawned"
    RELOCATION = "relocation", "搬迁", "relocation"
    RENAMED = "renamed", "更名", "renamed"


__test__ = living_in("zhaoshang.vocabulary", vars())
