"""The words of ledger cells, as data: each list maps a word's comparing form to what it means."""

from typing import Final

from zhaoshang.vocabulary import AgreementKind, Category, Channel, Origin, Ownership, Relation, Stage, Track

__all__ = [
    "AGREEMENT_KINDS",
    "AMBIGUOUS_STAGES",
    "CATEGORIES",
    "CHANNELS",
    "CURRENCIES",
    "ENGLISH_AROUND",
    "NO",
    "ORIGINS",
    "OWNERSHIPS",
    "RELATIONS",
    "STAGES",
    "STAGES_IN_ENGLISH",
    "TRACKS",
    "YES",
]


def _words(table: dict[str, str]) -> dict[str, str]:
    return {word: code for code, words in table.items() for word in words.split()}


YES: Final = frozenset("是 √ ✓ ✔ v y yes 1 1.0 有 对 已 true t 是的 ☑ ● ○ 已完成".split()) - {"○"}
NO: Final = frozenset("否 × ✗ ✘ x n no 0 0.0 无 未 没有 false f 不是 ☐ 未完成".split())

STAGES: Final = {
    word: Stage(code)
    for word, code in _words(
        {
            "planned": "谋划 策划 谋划中 谋划阶段 拟谋划 储备 储备项目 包装 策划包装",
            "lead": "线索 新线索 有线索 项目线索 意向线索 信息 初步接触 初步对接 初步接洽 接触 首次接触",
            "negotiating": "在谈 洽谈 在洽谈 洽谈中 在谈中 正在洽谈 正在谈 跟踪 跟踪洽谈 跟踪中 深度洽谈 深入洽谈 对接 对接中 "
            "接洽 接洽中 在谈项目 重点洽谈 商谈 磋商 谈判 谈判中 持续跟踪 正在对接 考察 考察中 在谈阶段 洽谈阶段",
            "intent": "意向 达成意向 已签意向协议 签订意向协议 签意向协议 意向签约 意向协议 已签意向 已达成意向 签署意向协议 "
            "签订意向书 有意向 达成初步意向",
            "signed": "签约 已签约 签订合同 已签合同 签订协议 正式签约 已签 合同签订 已签订合同 已签协议 签署合同 签约项目 "
            "新签约 已签订协议 已正式签约 完成签约 签约阶段",
            "approving": "前期 在批 前期工作 前期手续 办理前期手续 前期准备 报批 报批中 审批 审批中 办理手续 手续办理中 "
            "正在办理前期手续 前期阶段 开展前期工作 在办手续 手续办理 审批阶段 前期中 正在报批",
            "landed": "落地 已落地 落地项目 注册落地 已注册落地 完成落地",
            "started": "开工 动工 在建 已开工 已动工 开工建设 建设中 正在建设 在建项目 施工 施工中 正在施工 已开工建设 "
            "开工在建 建设 新开工 在建中 开工阶段 建设阶段 已开工在建 动工建设 破土动工 主体施工 在施工",
            "completed": "竣工 建成 已竣工 已建成 完工 已完工 竣工验收 主体竣工 建成完工 竣工项目 建设完成",
            "producing": "投产 开业 已投产 已开业 投入生产 投产运营 建成投产 竣工投产 已建成投产 投入使用 运营 已运营 "
            "正式投产 投产项目 投运 已投运 开业运营 投入运营 正式运营",
            "at_capacity": "达产 达效 已达产 已达效 达产达效 已达产达效 全面达产",
            "trial": "试生产 试运行 试产 试运营 试投产 试营业 试生产中 正在试生产 进入试生产",
            "on_hold": "停工 搁置 暂停 已停工 已搁置 停滞 缓建 暂缓 停建 中止 已中止 停工中 已暂停",
            "resumed": "复工 恢复 恢复建设 已复工 重新启动",
            "terminated": "终止 已终止 解约 已解约 合同终止 取消 已取消 流产 终止合作 解除合同 放弃 已放弃 终止洽谈",
            "exited": "清退 退出 已退出 已清退 退库 已退库 清退项目",
            "closed": "注销 已注销 关闭 已关闭",
            "rejected": "不引进 未通过 否决 不予引进 未引进",
            "breached": "违约 已违约",
            "cured": "违约已纠正 已纠正 违约纠正",
            "reassigned": "流转 移交",
        }
    ).items()
}
"""Status words that mean one stage."""

STAGES_IN_ENGLISH: Final = {
    Stage(code): frozenset(words.split())
    for code, words in {
        "planned": "planned planning proposed",
        "lead": "lead initial contact",
        "negotiating": "negotiating negotiation negotiations talks discussion discussions",
        "intent": "intent intention letter mou",
        "signed": "signed contracted",
        "approving": "approval approving preparation preparatory preliminary permitting",
        "landed": "landed settled registered",
        "started": "construction started building commenced",
        "completed": "completed complete finished built",
        "producing": "production producing operation operational operating",
        "at_capacity": "capacity",
        "trial": "trial",
        "on_hold": "suspended hold halted paused",
        "resumed": "resumed",
        "terminated": "terminated cancelled canceled ended",
        "exited": "exited withdrawn quit",
        "closed": "closed deregistered dissolved",
        "rejected": "rejected declined",
    }.items()
}
"""Words of which one stands in the translation of a status, by its stage; beside it only words that say no more."""

ENGLISH_AROUND: Final = frozenset(
    "under in on at of the a has been being put into full formal formally contract agreement project phase stage stages work works "
    "is are with and initial".split()
)

AMBIGUOUS_STAGES: Final[dict[str, tuple[Stage, ...]]] = {
    **dict.fromkeys(("落户", "已落户", "落户项目"), (Stage.SIGNED, Stage.LANDED)),
    **dict.fromkeys(("启动", "已启动", "启动中", "启动建设", "项目启动"), (Stage.APPROVING, Stage.STARTED)),
    **dict.fromkeys(("续建", "续建中", "续建项目"), (Stage.STARTED, Stage.RESUMED)),
    **dict.fromkeys(
        ("推进", "推进中", "正在推进", "有序推进", "加快推进"), (Stage.NEGOTIATING, Stage.STARTED)
    ),
    **dict.fromkeys(("完成", "已完成"), (Stage.SIGNED, Stage.COMPLETED)),
    **dict.fromkeys(("入驻", "已入驻"), (Stage.LANDED, Stage.PRODUCING)),
    **dict.fromkeys(("装修", "装修中", "设备安装", "设备调试"), (Stage.STARTED, Stage.COMPLETED)),
}
"""Status words that may mean more than one stage; they are asked about, never guessed."""

CATEGORIES: Final = {
    word: Category(code)
    for word, code in _words(
        {
            "industry": "工业 工业项目 工业类 制造业 先进制造业 二产 第二产业 生产制造 工业制造 产业项目 装备制造 高端制造",
            "agriculture": "农业 农业项目 农业类 一产 第一产业 现代农业 农林牧渔 农产品加工",
            "services": "服务业 服务业项目 服务业类 现代服务业 三产 第三产业 生产性服务业 服务类",
            "culture_tourism": "文旅 文旅项目 旅游 文化旅游 旅游业 文旅康养 文化旅游业 旅游项目",
            "commerce": "商贸 商贸物流 商业 商贸业 商贸项目 贸易",
            "headquarters": "总部 总部经济 总部项目 总部类",
            "research": "研发 科研 研发机构 研发类 科技研发",
            "park": "园区 园区类 产业园 园区建设",
            "fund": "基金 基金类 基金项目",
            "infrastructure": "基础设施 基础设施类 基建 基础设施项目",
        }
    ).items()
}

CHANNELS: Final = {
    word: Channel(code)
    for word, code in _words(
        {
            "squad": "小分队招商 小分队 招商小分队 外出招商 小组招商",
            "chain": "产业链招商 产业链 链式招商 链主招商 按图索骥",
            "referral": "以商招商 以商引商 以企招商 企业推荐 企业介绍",
            "fund": "基金招商 资本招商 基金 股权招商 以投促引",
            "scenario": "场景招商 场景 应用场景招商",
            "entrusted": "委托招商 中介招商 第三方招商 代理招商 委托代理 中介",
            "resident": "驻地招商 驻点招商 驻外招商 驻点 驻外",
            "fair": "节会招商 展会招商 展会 会展招商 节会 活动招商 会议招商 推介会 展会推介",
            "online": "网络招商 线上招商 云招商 线上 网络 网上招商",
            "contest": "以赛招商 大赛招商 赛事招商 以赛引商 大赛",
            "kinship": "亲情招商 乡情招商 乡贤招商 乡情 亲情 校友招商",
            "park": "园区招商 平台招商 载体招商",
            "leader": "领导招商 一把手招商 领导带队 领导推荐 主要领导招商",
            "walk_in": "主动对接 自行来访 主动上门 上门投资 企业自主投资 自主投资 自行对接 来访 主动来访",
        }
    ).items()
}

OWNERSHIPS: Final = {
    word: Ownership(code)
    for word, code in _words(
        {
            "private": "民企 民营 民营企业 私营 私企 私营企业 民资",
            "state": "国企 国有 国有企业 国资 地方国企 国有控股 省属国企 市属国企",
            "central_state": "央企 中央企业 央企及下属企业",
            "collective": "集体 集体企业 集体所有制",
            "foreign": "外资 外商 外资企业 外商独资 外商投资 外企 外商投资企业 港澳台资 台资 港资",
            "mixed": "混合 混合所有制 合资 中外合资 合资企业 混改",
        }
    ).items()
}

ORIGINS: Final = {origin.zh: origin for origin in Origin}

RELATIONS: Final = {relation.zh: relation for relation in Relation}

TRACKS: Final = {
    word: Track(code)
    for word, code in _words(
        {
            "land": "供地 新供地 新增用地 出让 出让用地 自建 拿地自建 购地自建 购地 用地 招拍挂 新征用地 新建 土地出让",
            "leased_plant": "租赁厂房 租赁 租用厂房 租厂房 厂房租赁 租赁标准厂房 标准厂房 租用 租赁场地",
            "expansion": "增资扩产 增资 扩产 技改扩能 技改 零增地 增资技改 扩建 原址扩建",
            "equity": "并购 股权并购 股权 股权收购 收购 兼并重组",
            "service": "服务 服务业 轻资产 无需用地",
            "fund": "基金",
        }
    ).items()
}

AGREEMENT_KINDS: Final = {
    word: AgreementKind(code)
    for word, code in _words(
        {
            "formal": "正式合同 正式协议 合同 投资合同 投资协议 正式 入园协议 正式签约 项目合同 进区合同 履约协议",
            "framework": "框架协议 框架 战略合作协议 合作框架协议 战略框架协议 框架合同 合作协议",
            "intent": "意向协议 意向 意向书 意向性协议 意向合同 投资意向书 合作意向 备忘录",
        }
    ).items()
}

CURRENCIES: Final = _words(
    {
        "CNY": "人民币 元 人民币元 cny rmb ￥ ¥",
        "USD": "美元 usd 美金 us$ $",
        "HKD": "港元 港币 hkd hk$",
        "TWD": "新台币 台币 twd nt$",
        "EUR": "欧元 eur €",
        "JPY": "日元 jpy 日圆",
        "GBP": "英镑 gbp £",
        "SGD": "新加坡元 新元 新币 sgd",
        "KRW": "韩元 krw",
        "AUD": "澳元 澳大利亚元 aud",
        "CAD": "加元 加拿大元 cad",
        "MOP": "澳门元 葡币 mop",
    }
)
