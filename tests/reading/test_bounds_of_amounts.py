"""A word beside an amount that bounds it, denies it or makes another of it, in cells and in text. Invented examples."""

from zhaoshang.errors import ZhaoshangError
from zhaoshang.quantities import Hedge
from zhaoshang.reading import find_mentions, parse_quantity

AHEAD = {
    "[400000000, ∞)": "站上 跃上 迈上 登上 冲上 攀上 踏上 保底 兜底 下限 下限为",
    "(400000000, ∞)": "多过 高过 冲破 迈过 不止",
    "(-∞, 400000000]": "上限 上限为 封顶 限额 顶多",
    "(-∞, 400000000)": "少过 低过 不够 不足",
}
NOTHING = (
    "非{};不是{};并非{};除{}外;除了{};除去{};倍于{};摸上{};{}×2;{}*3;{}÷2;{}的一半;{}的两倍;{}的三成;{}的三分之一;{}翻番;{}减半;{}打八折"
    ";{}顶天;{}还差一点;{}大概;{}差不多;{}≤;{}~;{}为限;{}到顶;{}零头;{}不好说吧"
).split(";")
EXACT = (
    "{};占总投资{}的一半;是上年{}的1.8倍;{}项目;{}的项目;{}用地;{}奖励;网上{};{}之多;{}余下部分;{}大关;{}到位;扣除{};{}的30%;通过{}的方案;去除{}"
).split(";")
COUNTS = {
    "45家封顶": [],
    "三栋封顶": ["三栋"],
    "12个封顶": ["12个"],
    "引进3、4家": [],
    "分别引进3、4家": ["3", "4家"],
    "除3家外": [],
    "扣除3家": ["3家"],
    "28亿余款": [],
    "30余款产品": ["30余款"],
    "3亿多至5亿元": [],
    "3亿以上5亿以下": [],
    "1亿元以上5亿元以下": ["1亿元以上5亿元以下"],
}


def cell(text: str) -> str:
    try:
        return str(parse_quantity(text).interval)
    except ZhaoshangError:
        return "refused"


def text_of(phrase: str) -> list[str]:
    return [str(one.quantity.interval) for one in find_mentions(f"项目规模{phrase}，进展顺利。")]


def test_bounds_in_words_are_one_table_for_cells_and_text() -> None:
    wrong = [
        word
        for bounds, words in AHEAD.items()
        for word in words.split()
        if cell(f"{word}4亿元") != bounds or text_of(f"{word}4亿元") != [bounds]
    ]
    assert wrong == []


def test_what_is_denied_or_made_of_an_amount_is_none() -> None:
    wrong = []
    for amount in ("4亿元", "2600万元", "80亩"):
        phrases = [words.format(amount) for words in NOTHING]
        found = {
            phrase: " ".join(one.raw for one in find_mentions(f"项目规模{phrase}。")) for phrase in phrases
        }
        wrong += [phrase for phrase in phrases if amount in found[phrase] or cell(phrase) != "refused"]
        exact = text_of(amount)
        wrong += [words.format(amount) for words in EXACT if text_of(words.format(amount))[:1] != exact]
    assert wrong == []


TAILS = {
    True: "项目;奖励;流动资金;用地;土地;签约额;的项目;到位;落户;投资;贷款;位居第二;来自省外;之多;税收;订单",
    False: "都没到;管够;往上走;对折;平分;还欠;余额;结余;尚缺;可能;来着;存疑;多得多;砍半;都过了;说不准;不足数;到头了;的一小半;之和",
}
HEADS = {
    True: "到位;评估;折合;东镇;增加;规模为;每亩;青岛;扣除;下降;总额;拿出",
    False: "减去;抛开;尚欠;假如;冲刺;将达;眼看;据估;门槛为;不止一个;三倍的;每季度;单笔;控制在;概略;不含;半;打对折;七折;三份;双倍;冒充;腰斩",
}
ENGLISH = (
    "half of {};twice {};rather than {};anything but {};far from {};crossing {};{} times two;{} a year;{} annually;{} at best;{} short"
).split(";")


def test_what_ends_a_clause_behind_money_is_a_word_that_is_known_there() -> None:
    """A bound that no table knows looks like any other word; only what is known leaves the amount what it is."""
    wrong = []
    for amount in ("4亿元", "80亩"):
        for table, form in ((TAILS, "规模{}{}，进展顺利。"), (HEADS, "规模{1}{0}，进展顺利。")):
            for is_read, words in table.items():
                texts = [form.format(amount, word) for word in words.split(";")]
                wrong += [
                    text
                    for text in texts
                    if any(amount in one.raw for one in find_mentions(text)) is not is_read
                ]
    assert wrong == []


def test_english_words_that_make_another_amount() -> None:
    amount = "RMB 3 billion"
    wrong = [words for words in ENGLISH if find_mentions(f"Investment stood at {words.format(amount)}.")]
    assert wrong == []
    for text in ("from RMB 3 billion a year earlier", "30% of RMB 3 billion"):
        assert amount in [one.raw for one in find_mentions(f"It rose to {text}.")]


LEFT_OPEN = {
    "3亿元": "无{};并无{};无需{};没{};够{};凑足{};刚满{};不包含{};剔除{};缺{};疑{};估{};险超{};上下{};两个{};{}除外不计;{}不算",
    "80亩": "两块{};三处{};小半个{};缺少{};凭空{}",
    "12个": "没{};每{};双{};满{};{}之一;{}除外;{}人次;{}以降;无需{};不含{}",
    "12 projects": "one in {};every {};without {};{} too few;{} aside",
    "RMB 3 billion": "every {};half {};triple {};twofold {};short {};excluding {};{} less tax;{} net of fees;{} minus interest",
}
LEFT_PLAIN = {
    "3亿元": "社会资本{};淹没损失{};丰满{};评估{};减免{};拖欠{};购买保险{};其中{};规模为{};3个{}项目",
    "12个": "签约{};新能源{};淹没{};缩短为{};成双{};{}组团;{}项目",
    "12 projects": "in the first half {};all {};the county's {};less than half of the target, {}",
    "RMB 3 billion": "as much as last year, {};{} less than last year;worth {}",
}


def test_what_a_cell_refuses_is_no_amount_in_text_either() -> None:
    wrong = []
    for is_plain, table in ((False, LEFT_OPEN), (True, LEFT_PLAIN)):
        for amount, forms in table.items():
            number = amount.removeprefix("RMB ")[:2].strip("亿 ")
            for form in forms.split(";"):
                text = (
                    f"规模{form.format(amount)}，已定。"
                    if amount[-1] > "z"
                    else f"It has {form.format(amount)}."
                )
                if any(number in one.raw and len(one.raw) > 2 for one in find_mentions(text)) is not is_plain:
                    wrong.append(text)
    assert wrong == []
    assert [cell(text) for text in ("twelve-ish projects", "12 half-projects")] == ["refused"] * 2


def test_a_label_that_bounds_its_amount_is_no_plain_one() -> None:
    labels = "上限额 起拍价 保底金额 封顶额 最高投资".split()
    assert [cell(f"{label}4亿元") for label in labels] == ["refused"] * len(labels)
    assert cell("总投资额4亿元") == "[400000000, 400000000]"


def test_counts_and_ranges_with_odd_neighbours() -> None:
    found = {phrase: [one.raw for one in find_mentions(f"园区{phrase}，进展顺利。")] for phrase in COUNTS}
    assert found == COUNTS


def test_money_by_a_time_is_no_sum() -> None:
    for phrase in ("每年3亿元", "每月3000万元", "年均3亿元", "平均每月3000万元"):
        (found,) = find_mentions(f"税收{phrase}。")
        assert found.raw == phrase
        assert found.quantity.unit.code in {"CNY/year", "CNY/month"}
        assert parse_quantity(phrase) == found.quantity


FALLEN = {
    Hedge.BELOW: "跌破 跌破了 跌穿 掉破 滑破",
    Hedge.OVER: "突破 冲破 止跌破 线下破",
    Hedge.AT_LEAST: "未跌破 没有跌破",
    None: "险些跌破 避免跌破 降破 下破 跌过 失守 击破 凑不齐 挤不进 拿不出 没凑齐",
}


def test_the_verb_says_on_which_side_of_the_amount_it_ends() -> None:
    """Falling through is below, breaking through is over; what is neither is left open, in text and in a cell."""
    read = {
        (verb, amount, frame): {one.quantity.hedge for one in find_mentions(frame.format(f"{verb}{amount}"))}
        for verbs in FALLEN.values()
        for verb in verbs.split()
        for amount in ("7亿元", "2600万美元", "48家")
        for frame in ("营收{}。", "其中，{}；", "全年{}，")
    }
    wanted = {
        verb: set() if hedge is None else {hedge} for hedge, verbs in FALLEN.items() for verb in verbs.split()
    }
    assert {key: hedges for key, hedges in read.items() if hedges != wanted[key[0]]} == {}


DOUBTED = (
    "6亿元（？）;6亿元（美元）;6亿元（港币）;6亿元（万元）;6亿元（单位：万元）;6亿元（存疑）;6亿元（待核实）;700亩（公顷）;4万人（次）;27家（次）;27%（‰）;27%%"
    ";6亿元减去2;6亿元乘3;6亿元除以3;6亿元每亩"
).split(";")  # fmt: skip
KEPT = "6亿元（人民币）;6亿元（含税）;6亿元（暂定）;6亿美元（USD）;200台（套）;27家（台资）;700亩（净地）;27%（同比）;6亿元（每年）".split(
    ";"
)


def test_what_is_behind_an_amount_may_take_it_back() -> None:
    """A bracket that doubts it or names another unit, a second sign, and a sum to be done; other remarks leave it."""
    frames = ("总投资{}。", "其中，{}；", "规模{}用于建设")
    read = {
        (phrase, frame): find_mentions(frame.format(phrase))
        for phrase in (*DOUBTED, *KEPT)
        for frame in frames
    }
    assert {key for key, found in read.items() if bool(found) is (key[0] in DOUBTED)} == set()
