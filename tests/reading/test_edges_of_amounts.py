"""Running text refuses what a cell refuses: bounds, currencies, units and numbers at the edges of an amount. Invented examples."""

import random
from collections.abc import Iterator

import pytest

from zhaoshang import ZhaoshangError, find_mentions, parse_quantity
from zhaoshang.quantities import Quantity

NUMBERS = "3 12 3.5 30万 3亿 1.5亿 三 十二 两千 80余 6,000 百余 9千万 十几 二百三十".split()
GREAT = "3万 12亿 3.5亿 两亿 三千万 9千万 80余亿 十几亿 6,000万".split()
UNITS = "元 美元 亩 吨 公里 % 个 家 人 户 平方米 倍 项 套 千瓦 栋 名 个百分点 次 条".split()
BEHIND = (
    "冒头 挂零 有零 许 托底 上浮 上下浮动 向上 略多 不止 不等 光景 强 弱 未满 内外 以里 左近 左右以上 及以上左右 或更多"
    " 触顶 有剩 上界 偏强 或以上 有多 （及以上） （左右） 以上不含 上下不等 见顶 挂点零"
).split()
AHEAD = (
    "禁止超过 严禁低于 切勿超过 防止超过 避免低于 大于等于 小于或等于 高于等于 等于或大于 不大于等于 ≧ ≦ ⩾ ⩽ ≮"
    " ≯ 直逼 紧追 破 冲破 跨越 越过 不至于超过 逼 靠近 贴近 挨近 几近 紧咬 追平 赶超 反超 临近"
).split()
CURRENCIES = (
    "韩圜 英磅 港纸 美分 欧毫 法币 大洋 银圆 铜板 $ U USDT CNH EUR ₿ 元法币 元USDC 元金镑 美钞".split()
)
SYMBOLS = "CA$ MX$ Rp XUSD ￡ ￦ Kč ₿".split()
COUNTERS = "台 人 车 架 亩 件 吨 户 场 艘 公里 公顷".split()
PAIRED = "次 套 天 小时 日 班 级".split()
EITHER = "1或 三或者 1乃至 3甚至 5还是 10万或".split()
CONTEXTS = [
    ("总投资", "。"),
    ("据了解，规模为", "，占地较大。"),
    ("（", "）"),
    ("用于", "的部分。"),
    ("合计", ""),
]


def _drawn() -> Iterator[str]:
    draw = random.Random(20261130).choice  # noqa: S311 - examples need no secrecy
    for _ in range(400):
        yield draw(NUMBERS) + draw(UNITS) + draw(BEHIND)
        yield draw(AHEAD) + draw(NUMBERS) + draw(UNITS)
        yield draw(GREAT) + draw(CURRENCIES)
        yield draw(GREAT) + "元" + draw(["起步", "封顶", "保底", "量级"])
        yield draw(SYMBOLS) + draw(GREAT) + draw(["", "元"])
        yield draw(NUMBERS) + draw(COUNTERS) + draw(PAIRED)
        yield draw(EITHER) + draw(NUMBERS) + draw(UNITS)


def cell(text: str) -> Quantity | None:
    try:
        return parse_quantity(text)
    except ZhaoshangError:
        return None


@pytest.mark.long
@pytest.mark.parametrize(("head", "tail"), CONTEXTS, ids=[head for head, _ in CONTEXTS])
def test_text_says_what_a_cell_says_or_nothing(head: str, tail: str) -> None:
    wrong, read = {}, 0
    for phrase in _drawn():
        found = [one.quantity for one in find_mentions(head + phrase + tail)]
        read += len(found)
        if found not in ([], [cell(phrase)]):
            wrong[phrase] = found
    assert not wrong
    assert read > 200


READ = {
    "禁止超过5亿元": "(-∞, 500000000]",
    "严禁低于5亿元": "[500000000, ∞)",
    "大于等于5亿元": "[500000000, ∞)",
    "小于或等于5亿元": "(-∞, 500000000]",
    "等于或超过5亿元": "[500000000, ∞)",
    "≧5亿元": "[500000000, ∞)",
    "≯5亿元": "(-∞, 500000000]",
    "5亿元（及以上）": "[500000000, ∞)",
    "5亿元冒头": "(500000000, ∞)",
    "5个挂零": "(5, ∞)",
    "直逼5亿元": "(-∞, 500000000)",
    "靠近5亿元": "(-∞, 500000000)",
    "贴近5亿元": "(-∞, 500000000)",
    "几近5亿元": "(-∞, 500000000)",
    "紧咬5亿元": "(-∞, 500000000)",
    "破5亿元": "(500000000, ∞)",
    "300万元以上/亩": "[3000000, ∞)",
    "介于1亿元与3亿元之间": "[100000000, 300000000]",
    "1亿元和3亿元之间": "[100000000, 300000000]",
    "不止5亿元": "(500000000, ∞)",
    "何止5亿元": "(500000000, ∞)",
    "不下5亿元": "[500000000, ∞)",
    "少说5亿元": "[500000000, ∞)",
    "顶多5亿元": "(-∞, 500000000]",
    "几乎5亿元": "(-∞, 500000000)",
    "差不多5亿元": "(-∞, ∞)",
    "至少有5亿元": "[500000000, ∞)",
    "大约在5亿元": "(-∞, ∞)",
    "5亿元（起）": "[500000000, ∞)",
    "不 低于5亿元": "[500000000, ∞)",
    "最高达到5亿元": "(-∞, 500000000]",
    "＞＝5亿元": "[500000000, ∞)",
    "≥ 5亿元": "[500000000, ∞)",
}


@pytest.mark.parametrize(("phrase", "interval"), READ.items(), ids=list(READ))
def test_bounds_in_words_are_read_in_cells_and_in_text(phrase: str, interval: str) -> None:
    assert str(parse_quantity(phrase).interval) == interval
    (found,) = find_mentions(f"总投资{phrase}。")
    assert (found.raw, found.quantity) == (phrase, parse_quantity(phrase))


@pytest.mark.parametrize(
    "word",
    (
        "追平 赶超 反超 临近 濒临 恐怕 不过 不仅 未及 不逊于 快于 优于 逊色于 到不了 略高 堪比 差一点 触及 约计 粗略估算 毛估 基本上 或将达"
        " ≪ ≳ ≒ ≠ ≌ ⪆ != ≥: => 约投入 至少投资 大概需投入 再少也有 小"
    ).split(),
)
def test_a_word_that_leaves_open_what_is_promised_gives_no_amount(word: str) -> None:
    assert cell(f"{word}5亿元") is None
    assert not find_mentions(f"总投资{word}5亿元。")


@pytest.mark.parametrize(
    "phrase",
    ["从1亿元到3亿元不等", "1亿元至3亿元不等", "在1亿元和3亿元之间", "1亿元到3亿元之间"],
)
def test_a_range_in_words_is_one_amount(phrase: str) -> None:
    (found,) = find_mentions(f"各项目总投资{phrase}。")
    assert found.quantity == parse_quantity(phrase)
    assert str(found.quantity.interval) == "[100000000, 300000000]"


LONGER = (
    "5亿元及其以上;5亿元及之上;5亿元和以上;5亿元 左右;5亿元的样子;5亿元还多;5亿元附近;5亿元、以上;30好几家;40好几亿元;三十好几家;20大几家"
    ";百儿八十家;几十上百家;数百近千家;3亿又2000万元;3亿加2000万元;3亿元又2000万元;3亿元零2000万元;3个多百分点;3个来月;三个亿元"
    ";几十到上百家;百余上千家;七老八十家;大几亿元;小几百万元;三又二分之一亿元;3吨又200公斤;3亿元正负5%;3亿元带2000万元;1米85;3块5毛"
    ";3个好几百万元;5个万亿元;4个多季度;5亿元甚至更高;5亿元还不到;5亿元多一点;5亿元的规模上下;5亿元（含）及其以上"
    ";5亿元那个样子;5亿元（约数）;难超5亿元;5亿元（估算）;约占地300亩;3年5个月;未必有5亿元;不见得有5亿元;保六争八亿元;坐5望6亿元;5亿元这个数以上;5亿元（暂定）左右;5亿元还有剩;七八上十家;＞＝：5亿元"
    ";</=5亿元;一成二三;500户大几;3、5个多百分点;3、5亿元及其以上;7天6夜;3年零5个月;1小时20分钟30秒;5吨300公斤;3公里500米;十家八家"
).split(";")


@pytest.mark.parametrize("phrase", LONGER)
def test_no_part_of_an_expression_that_a_cell_refuses_is_an_amount(phrase: str) -> None:
    assert cell(phrase) is None
    assert not find_mentions(f"总投资{phrase}。")


WHOLE = [
    ("厂房2层封顶，两家起步。", ["2层", "两家"]),
    ("3年来签约5个，3个月内开工。", ["3年", "5个", "3个月"]),
    ("主楼5层高，占地30亩上下。", ["5层", "30亩上下"]),
    ("总投资3亿元余下的部分，达3亿元之多。", ["3亿元", "3亿元"]),
    ("签约5个、8亿元等。", ["5个", "8亿元"]),
    ("集团投资8000万实施，投入3亿资金。", ["8000万", "3亿"]),
    ("引进3个人才项目，分五大类。", ["3个", "五大"]),
    ("签约1亿元和3亿元的项目各1个。", ["1亿元", "3亿元", "1个"]),
    ("GDP300亿元，引进3家AI企业。", ["300亿元", "3家"]),
    ("奖励5万元或10万元。", ["5万元", "10万元"]),
    ("未开工3个，不合格5家，户数5户，其余3家，最大3家。", ["3个", "5家", "5户", "3家", "3家"]),
    ("建设3个多功能厂房，居高不下3年。", ["3个", "3年"]),
    ("又签约3个，参加5个，增加3亿元，达3亿元之多。", ["3个", "5个", "3亿元", "3亿元"]),
    ("最近有3家，网上有5家，签约有8家，评估3亿元。", ["3家", "5家", "8家", "3亿元"]),
    ("未来三年 下一步建设，2020、2021两年，3项之和。", ["三年", "两年", "3项"]),
    ("约谈3家，共5个带上下限的数，最小3个，前者 -> 5%。", ["3家", "5个", "3个", "5%"]),
    ("20个38人，37个亿元项目。", ["20个", "38人", "37个", "亿元"]),
]


@pytest.mark.parametrize(("text", "raws"), WHOLE, ids=[text for text, _ in WHOLE])
def test_what_only_stands_beside_an_amount_takes_nothing_from_it(text: str, raws: list[str]) -> None:
    assert [one.raw for one in find_mentions(text)] == raws


ENGLISH = {
    "not to exceed 5 million yuan": "(-∞, 5000000]",
    "prohibited from exceeding 5 million yuan": "(-∞, 5000000]",
    "greater than or equal to 5 million yuan": "[5000000, ∞)",
    "less than or equal to 5 million yuan": "(-∞, 5000000]",
    "capped at 5 million yuan": "(-∞, 5000000]",
    "5 million yuan and up": "[5000000, ∞)",
    "5 million yuan (or more)": "[5000000, ∞)",
    "just shy of 5 million yuan": "(-∞, 5000000)",
    "north of 5 million yuan": "(5000000, ∞)",
    "south of 5 million yuan": "(-∞, 5000000)",
    "nearing 5 million yuan": "(-∞, 5000000)",
    "close on 5%": "(-∞, 5)",
    "as many as 5 projects": "(-∞, 5]",
    "a floor of 5 million yuan": "[5000000, ∞)",
    "min. 5 km": "[5, ∞)",
    "max 5 percent": "(-∞, 5]",
    "in the vicinity of 5 million yuan": "(-∞, ∞)",
    "nothing short of 5 million yuan": "[5000000, ∞)",
    "≥ 5 million yuan": "[5000000, ∞)",
}


@pytest.mark.parametrize(("phrase", "interval"), ENGLISH.items(), ids=list(ENGLISH))
def test_bounds_in_english_words(phrase: str, interval: str) -> None:
    assert str(parse_quantity(phrase).interval) == interval
    (found,) = find_mentions(f"The investment was {phrase}.")
    assert (found.raw, found.quantity) == (phrase, parse_quantity(phrase))


REFUSED = (
    "5 million yuan and change;5 million yuan upwards;5 million yuan minimum;5 million yuan-plus;one or two projects;1 or 2 projects"
    ";CA$3 million;3 million USDT;300,000-tonne-class;300,000 yuan or more per mu;5 million yuan plus change"
    ";practically 5 million yuan;hardly 5%;not 5%;perhaps 5 projects;as few as 5 projects"
    ";a good 5 million yuan;within a whisker of 5 million yuan"
    ";≳ 5 million yuan;± 5 million yuan;5 million yuan+;5 million yuan and counting;5 million yuan, at least;5 million yuan at a minimum"
    ";3 years and 5 months;3 years 5 months;2 billion 300 million yuan;5 million and 200,000 yuan;three-quarters of a million yuan"
    ";a minimum investment of 5 million yuan"
).split(";")


@pytest.mark.parametrize("phrase", REFUSED)
def test_what_an_english_cell_refuses_is_nothing_in_text(phrase: str) -> None:
    assert cell(phrase) is None
    assert not find_mentions(f"The investment was {phrase}.")


@pytest.mark.parametrize(
    ("text", "raws"),
    [
        ("35 projects or contracts, 5 million yuan more than in 2022.", ["35 projects", "5 million yuan"]),
        ("It signed 3 projects and created 500 jobs.", ["3 projects", "500 jobs"]),
        ("It is slightly more than 5 million yuan, exactly 3%.", ["more than 5 million yuan", "3%"]),
        (
            "Half of the 60 projects; 5 projects + 3 firms, 3 years and 5 projects.",
            ["60 projects", "5 projects", "3 firms", "3 years", "5 projects"],
        ),
        ("The grant is 5,000 yuan or 10,000 yuan.", ["5,000 yuan", "10,000 yuan"]),
    ],
)
def test_what_only_stands_beside_an_english_amount(text: str, raws: list[str]) -> None:
    assert [one.raw for one in find_mentions(text)] == raws
