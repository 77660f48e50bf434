"""Reading running text. Every sentence here is invented; none comes from an article."""

import pytest

from zhaoshang import find_mentions
from zhaoshang.reading import find_periods


def mentions(text: str) -> list[str]:
    """List what was found, as printed."""
    return [mention.raw for mention in find_mentions(text)]


QUANTITIES = [
    ("全县共签约19个项目，其中亿元以上项目3个。", ["19个", "亿元以上", "3个"]),
    ("办公面积从2000多平方米扩大到1万平方米", ["2000多平方米", "1万平方米"]),
    ("税收由3亿元至5亿元", ["3亿元", "5亿元"]),
    ("履约率、开工率分别提高3.5、4.2个百分点", ["3.5", "4.2个百分点"]),
    ("三个片区分别投资1.5、2.5和3亿元", ["三个", "1.5", "2.5", "3亿元"]),
    ("启动“2年1.2万亩”盘活行动", ["2年", "1.2万亩"]),
    ("签约百亿级10GW组件项目", ["百亿级", "10GW"]),
    ("新增面积21.5萬(wàn)平方米、厂房6個(gè)", ["21.5萬(wàn)平方米", "6個"]),
    ("总投资近90亿。", ["近90亿"]),
    ("设立规模超50亿的产业基金", ["超50亿"]),
    ("总规模达30亿；其余另计", ["30亿"]),
    ("成立近一年来，走访企业80余家", ["近一年", "80余家"]),
    ("用时仅一个月，比往年缩短15天", ["一个月", "15天"]),
    ("派出六支小分队、8名干部外出40多次", ["六支", "8名", "40多次"]),
    ("投资强度不低于300万元/亩", ["不低于300万元/亩"]),
    ("完成增加值同比增长8.5%，占比提高1.2个百分点", ["8.5%", "1.2个百分点"]),
    ("协议外资3000万美元、新台币2亿元", ["3000万美元", "新台币2亿元"]),
    ("就业人数百余人", ["百余人"]),
    ("上百家企业、上万名工人", ["上百家", "上万名"]),
    ("30日内办结，15个工作日内答复", ["30日", "15个工作日"]),
    ("共 20 个项目，投资 130 亿元", ["20 个", "130 亿元"]),
    ("两三年内引进十几家龙头企业", ["两三年", "十几家"]),
    ("实现了三大产业齐头并进", ["三大"]),
    ("完成投资8,560.5万元，占总投资12,000万元的四成多", ["8,560.5万元", "12,000万元", "四成多"]),
    ("到位资金突破千亿大关", ["突破千亿"]),
    ("新增9家千万级企业", ["9家", "千万级"]),
    ("平台有百万级用户", []),
    ("注册用户突破3亿，营收突破3亿", ["突破3亿"]),
    ("利率下调5个、15个基点", ["5个", "15个基点"]),
    ("投资2亿元以上6亿元以下的项目8个", ["2亿元以上6亿元以下", "8个"]),
    ("30亩以上、60亩以下地块", ["30亩以上、60亩以下"]),
    ("8亿元以上、5亿元以下的各占一半", ["8亿元以上", "5亿元以下"]),
]


@pytest.mark.parametrize(("text", "raws"), QUANTITIES)
def test_quantities_in_text(text: str, raws: list[str]) -> None:
    assert mentions(text) == raws


@pytest.mark.parametrize(
    "text",
    [
        "坚持“一把手”抓招商，下好“一盘棋”，提供一站式服务",
        "构建“1+3+N”产业体系、“2+2+1”布局和“135”机制",
        "地址：幸福路1号楼，电话：0595-22110000，邮编362000",
        "见\u30142021\u301515号文件第12条",
        "2021年3月5日至8日，2022—2024年",
        "“4·18”签约仪式、服务2.0版、世界500强、5G基站",
        "第三批、第一时间、第二产业、二期工程、一期、三级联动",
        "引进一批、落地一个、带动一片",
        "“十四五”期间、党的二十大精神、四大班子、五位一体",
        "百度、四川、万科、三门峡、三元区、千岛湖、五台县",
        "成百上千、万无一失、千家万户、三天两头、成千上万",
        "长三角、珠三角一线城市、新一代信息技术",
        "前三名、位居全省第2、排名前10位",
        "1、项目概况 2、项目进展",
        "上半年、下半年、去年9月、12月中旬",
        "三分之二的企业、二分之一工作法",
        "能耗0.2吨/万元、强度30万元/亩·年",
        "20世纪90年代、3年级、18周岁",
    ],
)
def test_no_false_alarm(text: str) -> None:
    """Names, codes, ordinals, idioms, slogans, dates and telephone numbers are no quantities (ruling 17)."""
    assert mentions(text) == []


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("共签约招商项目41个", ["项目"]),
        ("建成9個園區標準廠房項目", ["园区标准厂房项目"]),
        ("组建3个招商“小分队”", ["小分队"]),
        ("走访企业300户次，收集问题56条", ["企业", "问题"]),
        ("引进16家企业与园区合作", ["企业"]),
        ("外出12次", [None]),
    ],
)
def test_counted_nouns(text: str, nouns: list[str | None]) -> None:
    assert [mention.counted for mention in find_mentions(text)] == nouns


def test_spans_point_into_the_raw_text() -> None:
    text = "建成廠(chǎng)房２１.5萬(wàn) 平方米"
    (mention,) = find_mentions(text)
    assert text[mention.start : mention.end] == mention.raw == "２１.5萬(wàn) 平方米"


PERIODS = [
    ("截至11月中旬，全市签约80个", [("11月中旬", "2022-11-M")]),
    (
        "今年以来，去年9月签约，10月开工。12月投产",
        [("今年", "2022"), ("去年9月", "2021-09"), ("10月", "2021-10"), ("12月", "2022-12")],
    ),
    ("2021年3月5日至8日", [("2021年3月5日至8日", "2021-03-05/2021-03-08")]),
    ("1—10月，新签约40个", [("1—10月", "2022-01-01/2022-10-31")]),
    ("“十四五”期间", [("“十四五”期间", "2021-01-01/2025-12-31")]),
    ("今年年初、2021年底、上月", [("今年年初", "2022-01"), ("2021年底", "2021-12"), ("上月", "2022-11")]),
    ("一季度开工12个，前三季度45个", [("一季度", "2022-Q1"), ("前三季度", "2022-01-01/2022-09-30")]),
    ("《2022年工作方案》", [("2022年", "2022")]),
    ("2020、2021年分别", [("2020", "2020"), ("2021年", "2021")]),
    ("近年来、近日、目前、每月、全年", []),
    ("“今日头条”项目、三年行动、百日攻坚", []),
    ("第3、4期，2.10版本，3月龄", []),
]


@pytest.mark.parametrize(("text", "expected"), PERIODS)
def test_periods_in_text(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(mention.raw, str(mention.period)) for mention in find_periods(text, today="2022-12-18")]
    assert found == expected


def test_relative_dates_without_today_have_no_period() -> None:
    found = find_periods("2019年4月签约，7月开工。去年投产。")
    assert [(str(mention.period), mention.is_relative) for mention in found] == [
        ("2019-04", False),
        ("2019-07", True),
        ("None", True),
    ]


@pytest.mark.parametrize(("years", "found"), [(99, ["99年"]), (100, []), (149, []), (150, ["150年"])])
def test_years_of_the_republic_are_no_durations(years: int, found: list[str]) -> None:
    """较100年增长 compares with a year of Taiwan's count, which began in 1912; no other number of years is one."""
    assert [mention.raw for mention in find_mentions(f"较{years}年增长")] == found
