"""The library's own lifecycle: the tables that the interpreter runs and the documentation prints."""

from typing import Final

from zhaoshang._lifecycle.graph import Lifecycle, Row, StageRule, build_lifecycle
from zhaoshang.references import Reference
from zhaoshang.vocabulary import Stage


def _source(key: str, title: str, address: str | None = None) -> Reference:
    return Reference(key=key, title=title, address=address)


YUNNAN: Final = _source(
    "S5", "云南省重大招商活动签约项目推进情况", "https://invest.yn.gov.cn/ZWArticleInfo.aspx?id=9263"
)
SANMING: Final = _source("S17", "三明市商务局“五比五晒”招商引资考评通知")
SANMING_2006: Final = _source("S18", "三明市招商引资签约项目甄别及跟踪管理工作方案(试行)")
COUNTY: Final = _source("S19", "招商引资与项目建设考评制度")
TONGCHUAN: Final = _source("S35", "2018年丝博会签约项目落实工作的通知")
STATISTICS: Final = _source("S41", "主要统计指标解释")
JIANGMEN: Final = _source("S58", "江门市招商线索管理办法")
ZHENGAN: Final = _source("S61", "正安县招商引资管理办法")
GARZE: Final = _source("S65", "甘孜州招商引资项目退出管理办法")
ZONE: Final = _source("S66", "经开区项目投资情况考核办法")
ANQING: Final = _source("S67", "安庆集中签约合同项目专项督查")
PERMITS: Final = _source("S68", "工程四证深度解析")
CIXI: Final = _source("S70", "慈溪市企业投资工业项目“标准地”投资建设协议")
ANSHAN: Final = _source("S71", "鞍山市四个一批项目管理认定办法")
WUHAN: Final = _source("C3", "武汉某高新区项目全周期原型")

STEPS: Final[tuple[Row, ...]] = (
    # stage, usual steps on, other steps allowed
    ("planned", "lead", "rejected"),
    ("lead", "negotiating", "intent rejected on_hold"),
    ("negotiating", "intent signed", "lead rejected on_hold"),
    ("intent", "signed", "negotiating rejected on_hold"),
    ("signed", "approving landed", "started@leased_plant,equity terminated on_hold breached"),
    ("approving", "landed", "started terminated on_hold"),
    ("landed", "started", "producing@leased_plant terminated on_hold exited breached trial"),
    ("started", "completed", "producing on_hold exited breached trial"),
    ("completed", "producing", "on_hold exited breached trial"),
    ("producing", "at_capacity", "on_hold breached closed exited"),
    ("at_capacity", "producing", "on_hold breached exited closed"),
)

EVIDENCE: Final[tuple[Row, ...]] = (
    # stage, track (empty: every track without a row of its own), papers: + each, | any one
    ("lead", "", "lead_source"),
    ("intent", "", "intent_text"),
    ("signed", "", "contract"),
    ("approving", "", "filing|eia|land_review"),
    ("landed", "", "business_license + land_contract|land_payment|lease"),
    ("landed", "equity", "share_change"),
    ("landed", "fund", "business_license"),
    ("landed", "expansion", "filing"),
    ("started", "", "construction_permit|site_works"),
    ("started", "leased_plant", "lease + fit_out|machines_in"),
    ("started", "equity", "paid_in_capital"),
    ("started", "service", "business_license + opening"),
    ("started", "fund", "business_license + paid_in_capital"),
    ("started", "expansion", "filing"),
    ("completed", "", "acceptance"),
    ("producing", "", "first_invoice|above_scale_record"),
    ("at_capacity", "", "tax_data|sales_data|energy_data"),
    ("exited", "", "notice + settlement + land_recovered"),
)

OPTIONAL: Final[dict[str, tuple[str, ...] | None]] = {
    "planned": None,
    "lead": None,
    "intent": None,
    "approving": None,
    "completed": ("leased_plant", "service", "fund"),
}

UNPROVED: Final = (("at_capacity", "producing"),)


def _stage(stage: Stage, zh: str, en: str, *references: Reference) -> StageRule:
    return StageRule(
        stage=stage, zh=stage.zh, en=stage.en, meaning_zh=zh, meaning_en=en, references=references
    )


STAGES: Final = (
    _stage(
        Stage.PLANNED, "谋划或推介的项目，尚无投资方", "an idea or promoted item, no investor yet", ZHENGAN
    ),
    _stage(Stage.LEAD, "有投资方或信息来源，已登记", "an investor or a tip, registered", JIANGMEN),
    _stage(Stage.NEGOTIATING, "已接洽，责任单位明确", "in contact, a unit in charge", JIANGMEN),
    _stage(
        Stage.INTENT,
        "意向或框架协议，无约束力",
        "a paper that binds nobody, never counted as signed",
        TONGCHUAN,
    ),
    _stage(Stage.SIGNED, "签订正式投资合同", "a formal investment contract", SANMING_2006, WUHAN, CIXI),
    _stage(Stage.APPROVING, "立项、用地、环评等手续办理中", "filing, land and permits under way"),
    _stage(Stage.LANDED, "公司注册且场地落实", "company registered and site secured", SANMING, COUNTY),
    _stage(
        Stage.STARTED,
        "实质性开工；租赁厂房为装修进场",
        "works begun in substance; fit-out in a leased plant",
        COUNTY,
    ),
    _stage(Stage.COMPLETED, "竣工验收备案", "works accepted and filed", ANSHAN),
    _stage(Stage.PRODUCING, "正式投产或开业", "formal production or opening", STATISTICS),
    _stage(
        Stage.AT_CAPACITY,
        "考核年度达到约定产出或税收",
        "agreed output or tax reached in a review year",
        ZONE,
        CIXI,
    ),
    _stage(Stage.REJECTED, "签约前不引进", "turned down before signing"),
    _stage(Stage.TERMINATED, "签约后、投产前终止", "ended after signing, before production"),
    _stage(Stage.EXITED, "落地后退出，收回土地或厂房", "ended after landing, site recovered", GARZE),
    _stage(Stage.CLOSED, "投产后注销或迁出", "deregistered or moved away after production"),
    _stage(Stage.ON_HOLD, "搁置期间不能推进", "nothing moves on while it is open"),
    _stage(Stage.RESUMED, "恢复推进", "ends the hold"),
    _stage(Stage.BREACHED, "违约未纠正，阶段不变", "a breach is open, the stage stays"),
    _stage(Stage.CURED, "违约已纠正", "ends the breach"),
    _stage(Stage.REASSIGNED, "责任单位变更", "another unit is in charge"),
    _stage(Stage.TRIAL, "试生产", "trial production"),
)

LIFECYCLE: Final[Lifecycle] = build_lifecycle(
    code="standard",
    zh="通用生命周期",
    en="general lifecycle",
    steps=STEPS,
    evidence=EVIDENCE,
    stages=STAGES,
    optional=OPTIONAL,
    unproved=UNPROVED,
    references=(YUNNAN, SANMING, COUNTY, ANQING, PERMITS),
)
"""The lifecycle used unless another is passed."""
