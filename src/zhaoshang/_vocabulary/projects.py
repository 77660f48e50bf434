"""The words of projects beside their stages: evidence, agreements, tracks, categories."""

from collections.abc import Mapping
from typing import Final

from zhaoshang._basics.frozenmap import FrozenMap
from zhaoshang._basics.lazy import living_in
from zhaoshang._vocabulary.terms import Term


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
        return _PAPERS


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
_PAPERS: Final[Mapping[str, Evidence]] = FrozenMap(
    {**_PAPER_WORDS, **{name: paper for paper in Evidence for name in (paper.zh, str(paper))}}
)


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
