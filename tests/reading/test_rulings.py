"""What running text refuses or reads as a cell does: signs, punctuation of either width, tails, shared places."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang import find_mentions
from zhaoshang._reading.chinese import guards
from zhaoshang.errors import QuantitySyntaxError
from zhaoshang.periods import Period
from zhaoshang.reading import find_periods, parse_quantity

VALUES = [
    ("工业用电量增速为-2.7%", "-2.7%", "-2.7"),
    ("外资到账较上月增加－450万元", "－450万元", "-4500000"),
    ("出口增速负1.9%", "负1.9%", "-1.9"),
    ("当月净增仓库-8座", "-8座", "-8"),
    ("用地规模:310亩", "310亩", "310"),
    ("预算总额3，600万元", "3，600万元", "36000000"),
    ("结余4,5678,9012元", "4,5678,9012元", "456789012"),
    ("編列二七六億元", "二七六億元", "27600000000"),
    ("釋出四·二五公頃", "四·二五公頃", "4.25"),
    ("設備費十七‧三萬元", "十七‧三萬元", "173000"),
    ("空置率降了四成半", "四成半", "45"),
    ("每户补助5万6000元", "5万6000元", "56000"),
    ("廠房二十九萬3,210平方公尺", "二十九萬3,210平方公尺", None),
    ("共計18萬2,340個", "18萬2,340個", "182340"),
]


@pytest.mark.parametrize(("text", "raw", "value"), VALUES)
def test_a_number_is_read_whole_or_not_at_all(text: str, raw: str, value: str | None) -> None:
    """The sign, every separator and every part belong to the number; a part of it is never reported."""
    found = [(one.raw, one.quantity.value) for one in find_mentions(text)]
    assert found in (([(raw, Decimal(value))],) if value is not None else ([],))


RANGES = [
    ("用地90 - 140亩", "90 - 140亩", 90, 140),
    ("注资600--900万元", "600--900万元", 6_000_000, 9_000_000),
    ("授信4000万元——3亿元", "4000万元——3亿元", 40_000_000, 300_000_000),
    ("拟投四至五千万元", "四至五千万元", 40_000_000, 50_000_000),
    ("收储三到六百亩", "三到六百亩", 300, 600),
    ("引进五至十家", "五至十家", 5, 10),
    ("返还百分之二十到五十", "百分之二十到五十", 20, 50),
    ("出租百分之四十至百分之六十", "百分之四十至百分之六十", 40, 60),
]


@pytest.mark.parametrize(("text", "raw", "low", "high"), RANGES)
def test_ranges(text: str, raw: str, low: int, high: int) -> None:
    """Blanks and doubled dashes join as one dash does; a lone numeral takes the place of the next."""
    (found,) = find_mentions(text)
    assert found.raw == raw
    assert [found.quantity.interval.low, found.quantity.interval.high] == [low, high]


SEVERAL = [
    ("签约41个亿元以上项目", ["41个", "亿元以上"]),
    ("引进9个亿美元项目", ["9个", "亿美元"]),
    ("到账60个亿。", ["60个亿"]),
    ("签约项目21个,总投资7.5亿元;占地:88亩", ["21个", "7.5亿元", "88亩"]),
]


@pytest.mark.parametrize(("text", "raws"), SEVERAL)
def test_what_stands_beside_a_count(text: str, raws: list[str]) -> None:
    """亿元 behind a count is the size of what is counted; ASCII punctuation parts as full-width does."""
    assert [one.raw for one in find_mentions(text)] == raws


PERIODS = [
    ("——2021年3月9日在全区招商会上", ["2021年3月9日"], ["2021-03-09"]),
    ("建设期2018年4月—2021年10月", ["2018年4月—2021年10月"], ["2018-04/2021-10"]),
    ("2020年6月至2021年5月，外出考察40次", ["2020年6月至2021年5月"], ["2020-06/2021-05"]),
    ("2021年5月6日至6月20日集中走访", ["2021年5月6日至6月20日"], ["2021-05-06/2021-06-20"]),
]


@pytest.mark.parametrize(("text", "raws", "periods"), PERIODS)
def test_a_year_beside_a_dash(text: str, raws: list[str], periods: list[str]) -> None:
    """A year beside a dash is never lost, and two months joined are one range."""
    found = find_periods(text, today="2024-01-01")
    assert [one.raw for one in found] == raws
    assert [one.period for one in found] == [Period.of(period) for period in periods]


NOTHING = ["12,35万元", "比例1:3倍", "六届人大四次会议", "三届七次全会", "二〇二一年", "增速约-3%"]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing(text: str) -> None:
    """No tail of what is not wholly a number, no meeting, no year is an amount."""
    assert not list(find_mentions(text))


@pytest.mark.parametrize("text", [raw for _, raw, *_ in [*VALUES, *RANGES]])
def test_a_mention_reads_as_its_cell(text: str) -> None:
    """Running text refuses what a cell refuses, and reads what a cell reads."""
    mentions = [one.quantity for one in find_mentions(text) if one.raw == text]
    try:
        cells = [parse_quantity(text)]
    except QuantitySyntaxError:
        cells = []
    assert mentions == cells


IN_TEXT: list[tuple[str, list[str]]] = [
    ("现场签约标志性项目1个，千亿级集群2个", ["1个", "千亿级", "2个"]),
    ("全县营收5000万以上企业达到63家", ["5000万以上", "63家"]),
    ("由华清实业出资3200万改造老旧车间", ["3200万"]),
    ("力争完成全年120亿目标", ["120亿"]),
    ("工业投资累计突破900亿。", ["突破900亿"]),
    ("带回3个十亿级线索", ["3个", "十亿级"]),
    ("储备30亿级项目4个、10亿级项目11个", ["30亿级", "4个", "10亿级", "11个"]),
    ("服务全国8亿用户", []),
    ("常住人口约120万", []),
    ("获得上级奖补资金1200万用于管网建设", ["1200万"]),
    ("年纳税额800万的企业", ["800万"]),
    ("拟募资2.6亿扩建产线", ["2.6亿"]),
    ("税收占比、投产率、履约率分别提升6个、8个、11.5个百分点", ["6个", "8个", "11.5个百分点"]),
    ("高于全省21百分点", ["21百分点"]),
    ("回落0.8百分点，居第三位", ["0.8百分点"]),
    ("同比增速为-12.5%", ["-12.5%"]),
    ("城南-15家、城北-9家", []),
    ("城南—15家", ["15家"]),
    ("净利润－3200万元", ["－3200万元"]),
    ("进出口较上月减少-60万美元", ["-60万美元"]),
    ("规模:46亩;税收:320万元/亩", ["46亩", "320万元/亩"]),
    ("在建12个/竣工9个", ["12个", "9个"]),
    ("亩均税收35万元/年", ["35万元/年"]),
    ("3/5个专班", []),
    ("约\n60家企业", ["约\n60家"]),
    ("不少于\n300亩", ["不少于\n300亩"]),
    ("用地面积：20\n00亩", ["20\n00亩"]),
    ("到会客商1\n20名", ["1\n20名"]),
    ("超百亿项目3个，20亿项目6个", ["超百亿", "3个", "20亿", "6个"]),
    ("总部迁入后年产值约45亿左右", ["约45亿左右"]),
    ("注册资本5000万", ["5000万"]),
    ("引进投资15亿的冷链基地", ["15亿"]),
    ("民国106年，引进9家", ["9家"]),
    ("农地2.5甲", ["2.5甲"]),
    ("3甲医院", []),
    ("日元300亿", ["日元300亿"]),
    ("能耗≤0.4吨标煤/万元", []),
    ("约1成5至2成5", []),
    ("rents of RMB 20-30 per square metre", ["RMB 20-30 per square metre"]),
    ("111年3月招商6场", ["6场"]),
    ("比上一年多2家", ["2家"]),
    ("为期120年", ["120年"]),
    ("共招引亿元以上项目18个", ["亿元以上", "18个"]),
    ("22个亿元以上工业项目", ["22个", "亿元以上"]),
    ("9个亿级项目", ["9个", "亿级"]),
    ("5个亿元项目", ["5个", "亿元"]),
    ("签约12个千万元项目", ["12个", "千万元"]),
    ("打造3个千亿产业", ["3个", "千亿"]),
    ("储备6个百万美元项目", ["6个", "百万美元"]),
    ("共有4家百亿企业", ["4家", "百亿"]),
    ("发放3个百万大奖", ["3个"]),
    ("新开5个万元店", ["5个"]),
    ("花了30个亿。", ["30个亿"]),
    ("占地1，200亩", ["1，200亩"]),
    ("产值12，34亿元", []),
    ("3000-6000万元", ["3000-6000万元"]),
    ("1亿元 ~ 3亿元", ["1亿元 ~ 3亿元"]),
    ("七至八百万元", ["七至八百万元"]),
    ("四成半", ["四成半"]),
    ("百分之十至百分之十五", ["百分之十至百分之十五"]),
    ("二十‧八億元", ["二十‧八億元"]),
    ("一二五〇戶", ["一二五〇戶"]),
    ("6萬8,120人", ["6萬8,120人"]),
    ("2兆1,050億元", ["2兆1,050億元"]),
    ("七届人大二次会议、四大行动、九次党代会", []),
    ("三个代表、一把手工程、两不愁", []),
    ("电话0598-8231177，邮编350001", []),
    ("G324国道、S10线", []),
    ("3.0版政策、5G基站60座", ["60座"]),
    ("1+3+N体系", []),
    ("云政办2023年8号文", []),
    ("世界500强企业4家", ["4家"]),
    ("超过\n一百五十名客商", ["超过\n一百五十名"]),
    ("总投资8000万至1.2亿", ["8000万至1.2亿"]),
    ("实际到资$800万", ["$800万"]),
    ("到账外资US$3.2 million", ["US$3.2 million"]),
    ("融资HK$5亿", ["HK$5亿"]),
]


@pytest.mark.parametrize(("text", "raws"), IN_TEXT)
def test_what_is_an_amount(text: str, raws: list[str]) -> None:
    """Money governed by its word, orders of magnitude, shared points, torn digits; and what counts nothing."""
    assert [one.raw for one in find_mentions(text)] == raws


@pytest.mark.parametrize(
    "guard", [*guards.COMMON, *guards.ARABIC, *guards.CHINESE], ids=lambda guard: guard.example
)
def test_every_guard_passes_over_its_example(guard: guards.Guard) -> None:
    """The example of a guard holds no amount."""
    assert find_mentions(guard.example + "。") == []


def test_points_are_shared() -> None:
    """The unit at the end of a list of like numbers is that of all."""
    found = find_mentions("投产率、履约率分别提升6个、11.5个百分点，新签6个")
    assert [str(one.quantity) for one in found] == ["6 pp", "11.5 pp", "6 个"]


def test_an_order_of_magnitude_begins_at_its_number() -> None:
    """30亿级 is from 30亿 up to ten times as much."""
    found = find_mentions("储备30亿级项目")[0].quantity
    assert (found.value, str(found.interval)) == (None, "[3000000000, 30000000000)")


NEWS: list[tuple[str, list[str]]] = [
    ("全案面積二三‧七公頃，較110年成長6.5%。", ["二三‧七公頃", "6.5%"]),
    ("「投資方案」已吸引二百餘家企業投資約一兆三千億元。", ["二百餘家", "約一兆三千億元"]),
    (
        "截至8月底，全市累计新签约亿元以上项目132个，同比增长18.9%，协议总投资1026.3亿元。",
        ["亿元以上", "132个", "18.9%", "1026.3亿元"],
    ),
    (
        "其中，10亿元以上项目21个、50亿元以上项目4个、百亿级项目2个。",
        ["10亿元以上", "21个", "50亿元以上", "4个", "百亿级", "2个"],
    ),
    ("目前，园区已入驻企业260余家，带动就业1.2万余人。", ["260余家", "1.2万余人"]),
    (
        "项目一期投资3亿元，用地约60亩，建成后年产值可达5亿元，年纳税超2000万元。",
        ["3亿元", "约60亩", "5亿元", "超2000万元"],
    ),
    ("全年组织外出招商考察50余批次，接待来访客商300多人次。", ["50余批次", "300多人次"]),
    ("落实“1+3+5”产业体系，聚焦3条主导产业链。", ["3条"]),
    ("该区连续三年入围全国百强区，位列第57位。", ["三年"]),
    ("去年全区GDP突破千亿元大关，增长6.5%。", ["突破千亿元", "6.5%"]),
    ("企业从签约到开工仅用45天，刷新“云山速度”。", ["45天"]),
    ("拿地即开工，审批时限压缩至5个工作日。", ["5个工作日"]),
    ("电价低至0.35元/度，亩均投资不低于300万元/亩。", ["0.35元/度", "不低于300万元/亩"]),
    ("这个总投资30亿元的项目占地800亩。", ["30亿元", "800亩"]),
    ("先后引进了世界500强3家、国内500强7家、上市公司12家。", ["3家", "7家", "12家"]),
    ("全县上下牢固树立“项目为王”理念，一把手带头招商12次。", ["12次"]),
    ("现有规上工业企业一百二十七家，较年初净增九家。", ["一百二十七家", "九家"]),
    ("总建筑面积12.6万平方米，标准厂房8栋。", ["12.6万平方米", "8栋"]),
    ("完成年度任务的108.3%，高出时序进度24.9个百分点。", ["108.3%", "24.9个百分点"]),
    ("新增贷款余额25.3亿元，不良率降至0.87%。", ["25.3亿元", "0.87%"]),
    ("日产2万件服装，年出口额达1.5亿美元。", ["2万件", "1.5亿美元"]),
    ("设立总规模100亿元的产业母基金，首期规模20亿元。", ["100亿元", "20亿元"]),
    ("园区距机场25公里，距高铁站8公里。", ["25公里", "8公里"]),
    ("累计发放惠企资金6800余万元，惠及企业430户次。", ["6800余万元", "430户次"]),
    ("培育国家级专精特新“小巨人”企业9家、省级74家。", ["9家", "74家"]),
    ("项目建设周期为18个月，预计明年6月投产。", ["18个月"]),
    ("共有来自12个国家和地区的200多位嘉宾参会。", ["12个", "200多位"]),
    ("招商小分队赴长三角、珠三角开展“敲门招商”活动36场。", ["36场"]),
    ("首批7个项目集中签约，总投资额逾60亿。", ["7个", "逾60亿"]),
    ("已建成5G基站1,286个，每万人拥有5G基站24.6个。", ["1,286个", "24.6个"]),
    ("2021年一般公共预算收入28.6亿元，是2016年的1.8倍。", ["28.6亿元", "1.8倍"]),
    ("投资强度每亩不低于350万元，税收每亩不低于20万元。", ["不低于350万元", "不低于20万元"]),
    ("新能源汽车产量增长1.3倍，锂电池产量增长45.2%。", ["1.3倍", "45.2%"]),
    ("实际使用外资5.02亿美元，下降3.1%，降幅收窄2.4个百分点。", ["5.02亿美元", "3.1%", "2.4个百分点"]),
    ("全区338个重点项目完成投资占年计划的76.4%。", ["338个", "76.4%"]),
    ("他说：“我们用了不到100天就完成了全部手续。”", ["不到100天"]),
    ("第十三届投洽会签约25个项目，揽金近120亿元。", ["25个", "近120亿元"]),
    ("一季度，38个亿元以上产业项目集中开工，总投资238亿元。", ["38个", "亿元以上", "238亿元"]),
    ("年处理废旧电池10万吨，新增产值约15亿元、利税3亿元左右。", ["10万吨", "约15亿元", "3亿元左右"]),
    ("“万企兴万村”行动推进会召开。", []),
    ("市委书记一行6人赴深圳考察。", ["6人"]),
    ("全市在册台资企业1800多家，投资总额超百亿美元。", ["1800多家", "超百亿美元"]),
    ("安排财政资金1亿元至2亿元予以扶持。", ["1亿元至2亿元"]),
    ("力争到2025年，产业规模达到500亿元，年均增长15%以上。", ["500亿元", "15%以上"]),
    ("拟建3条生产线，单线产能每小时500瓶。", ["3条", "500瓶"]),
    ("面积达14.2平方公里，其中启动区2.8平方公里。", ["14.2平方公里", "2.8平方公里"]),
    ("贷款利率3.45%，贴息期限3年。", ["3.45%", "3年"]),
    ("招商热线：0592-5301234，联系人：王先生13805920000。", []),
    ("(闽政2022年12号文)(2022年第5次常务会议通过)", []),
    ("企业年营收53亿.", ["53亿"]),
]


@pytest.mark.parametrize(("text", "raws"), NEWS)
def test_sentences_of_the_field(text: str, raws: list[str]) -> None:
    """Whole sentences: every amount, and nothing else."""
    assert [one.raw for one in find_mentions(text)] == raws


PIECES = (
    "0 1 2 3 5 8 9 ０ ５ 十 百 千 万 亿 萬 億 兆 一 二 三 五 九 零 〇 两 几 数 半 余 多 来"
    " . , ， 、 和 - － — ～ 至 到 负 第 近 约 超 逾 不低于 以上 以下 左右 级"
    " 元 美元 港元 人民币 亩 畝 公顷 平方米 个 個 家 项 户 名 人 次 % ％ 成"
    " 个百分点 百分点 年 月 日 天 倍 吨 千瓦 ( ) （ ） : ： ; 。 / +"
    " 投资 总投资 项目 民国 增长 \n \u3000 US$ $ ¥ billion projects about"
).split(" ")


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_text_refuses_what_a_cell_refuses(text: str) -> None:
    """Whatever is found in a text is what a cell with the same words holds; only a unit shared in a list stands elsewhere."""
    for found in find_mentions(text):
        assert text[found.start : found.end] == found.raw
        if found.raw[-1].isdecimal() or (found.quantity.unit.code == "pp" and found.raw[-1] in "个個"):
            continue  # the unit stands at the end of the list
        assert parse_quantity(found.raw) == found.quantity


def test_a_range_that_opens_a_text_may_begin_below_nought() -> None:
    """A dash that nothing stands before joins nothing, so the text of one range reads as the cell."""
    for text in ("-9亿元至9亿元", "-3万元至2亿元"):
        assert [one.quantity for one in find_mentions(text)] == [parse_quantity(text)]
