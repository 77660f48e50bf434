"""What a form calls the fields of the records, in Chinese; in English they are called by the words of their names."""

from typing import Final

__all__ = ["label_of"]


def _words(text: str) -> dict[str, str]:
    """Read pairs of a name and its label, one behind the other."""
    parts = text.split()
    return dict(zip(parts[::2], parts[1::2], strict=True))


_LABELS: Final = _words("""
accepted_on 受理时间  after 前置环节  agreement 依据协议  agreements 协议  aid 帮办方式  aliases 别名  amends 所修改的协议
amenities 配套条件  amount 金额  answer 回复  answered_on 回复时间  appraisals 研判  approved_on 审批时间  area 面积
arrivals 到位资金  as_of 截止日期  assignments 服务安排  awards 奖惩  band 规模档  batches 批次  by 经办  campaign 专项行动
campaigns 专项行动  capacity 产能  cases 企业诉求  category 类别  chain_nodes 所属产业链环节  chains 产业链  channel 招商渠道
class 单位类别  closed_on 办结时间  code 代码  codes 计划代码  commitment 承诺事项  commitments 承诺事项  companies 走访企业
completed_on 竣工时间  condition 兑现条件  conditional 容缺受理  contested_on 提出异议时间  correction 是否更正
country 国别地区  covers 负责范围  days 天数  demands 需求  department 承办部门  development 开发方式  direction 方向
district 所在区县  done_on 办结时间  due_on 截止时间  energy 能耗  entries 参赛项目  events 活动  evidence 佐证材料
extra 其他列  factors 要素保障  firm 企业  fixed 其中固定资产投资  fixed_asset_investment 固定资产投资
fixed_investment 固定资产投资  flag 标签  flags 标签  floor_area 建筑面积  foreign_investment 合同外资  form 到资方式
format_version 格式版本  from 起点  fund 引入基金  funds 产业基金  government_funded 是否政府投资  grade 等级  height 层高
honoured_on 兑现时间  id 编号  idle_since 闲置起始  industry 国民经济行业代码  investment 总投资  investments 所投企业
investor 企业  investors 投资方  is_government 是否政府出资  is_local 是否本地企业  is_prospect 是否目标企业
issued_by 交办人  issued_on 交办时间  jobs 用工  key 是否关键环节  kind 类型  land 用地面积  leader 负责人  leads 带回线索
leases 租赁  led_by 带队领导  legal_basis 政策依据  lettable 可出租面积  level 层级  limit 时限  links 上下游关系  load 承重
log 进展记录  measure 指标  member 成员  members 成员  met_on 满足时间  milestones 节点  months 月数  moved_from 迁出地
name 名称  needed 需求  node 环节  nodes 环节  note 备注  on 时间  opened_on 启用时间  operator 运营方  opportunities 机会
orders 督办件  origin 资金来源地  outcomes 成效  output 产值  outreach 外出招商  outside_investment 引资额  owner 责任单位
ownership 所有制  paid 实缴  parent 上级  park 所在园区  parks 园区  parties 签约各方  partners 合作伙伴  paused 暂停时段
payments 政策兑付  period 时段  persons 人数  place 地点  places 目的地  planned 是否计划  points 分值  policies 政策
position 位置  priority 是否主导产业链  progress 办理进度  programme 政策名称  project 项目  projects 项目
promised 承诺补交材料  promised_on 承诺时间  raised_on 提出时间  rank 职级  reason 原因  recorded_on 登记时间
referrer 推荐人  regions 辐射区域  registered_capital 注册资本  relation 与上级项目的关系  removed_on 退库时间  rent 租金
reporter 填报单位  reserved 已预留  resource 资源  return_ratio 约定返投倍数  revenue 营业收入  reviewed_on 审核时间
role 角色  scenario 应用场景  scenarios 应用场景  score 评分  secured 已落实  settled_on 结清时间  share 分成比例
shares 分成  signed_on 签约时间  since 起始时间  size 规模  space 空间  spaces 空间  sponsors 出资人  stage 阶段
stages 投资阶段  statistics 入库入统  status 状态  step 环节  steps 办事环节  storeys 层数  subject 事项  tags 标签
targets 目标任务  tax 税收  teams 队伍  tenant 承租企业  terms 约定条款  to 终点  total 总量  track 落地方式  types 企业类型
understandings 合作协议  unit 责任单位  until 截止时间  uscc 统一社会信用代码  value 数值  value_added 增加值  verdict 结论
visits 走访次数  working 是否工作日  year 年度
""")

_OF_RECORDS: Final = _words("""
Agreement.kind 协议类型  Appraisal.on 研判时间  Arrival.amount 到位金额  Arrival.on 到位时间  Award.on 奖惩时间
Campaign.name 行动名称  Chain.name 产业链名称  ChainNode.name 环节名称  DatedFlag.flag 称号  Event.policies 推介政策
Fund.name 基金名称  Investor.flags 企业称号  Investor.industry 所属行业代码  Investor.name 企业名称  Investor.origin 注册地
Investor.parent 母公司  Milestone.on 发生时间  Order.closed_on 销号时间  Park.capacity 承载能力  Park.land 占地面积
Park.name 园区名称  Payment.planned 计划兑付金额  Project.id 项目编号  Project.name 项目名称  Project.parent 所属项目
PromisedTerm.promised 约定数值  ServiceTeam.name 队伍名称  ServiceTeam.parent 上级单位  Target.unit 责任单位
Target.value 目标值
""")


def label_of(record: str, name: str, own: str | None = None, /) -> str:
    """Give what a form calls a field in Chinese; one that nobody has named yet goes by the words of its name.

    Args:
        record: the name of the class.
        name: the name of the field, as the exchange format has it.
        own: what its class says that it is called, if it does.

    Examples:
        >>> label_of("Project", "name"), label_of("Park", "name"), label_of("Project", "investment")
        ('项目名称', '园区名称', '总投资')
    """
    return _OF_RECORDS.get(f"{record}.{name}") or _LABELS.get(name) or own or name.replace("_", " ")
