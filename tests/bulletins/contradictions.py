"""Sentences that contradict themselves, drawn by kind, each beside a twin that is true: the truth is worked out here."""

import random
from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

Pair = tuple[str, str]
"""A true sentence and the same with one number or name changed."""

PLACES = ("东河区", "西山区", "北湖县", "南坪县", "云溪县")
KINDS = ("工业", "农业", "文旅", "物流", "能源")
WORDS = ("签约项目", "开工项目", "新引进项目")
MONEY = ("到位资金", "总投资", "合同投资")


def tenths(number: Decimal | float) -> str:
    made = Decimal(str(number)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{made:f}".removesuffix(".0")


def of(form: str, right: Mapping[str, object], **wrong: object) -> Pair:
    return form.format(**right), form.format(**{**right, **wrong})


def sums(draw: random.Random) -> Iterator[Pair]:
    for form in (
        "{w}{t}个，其中{a}{x}个、{b}{y}个、{c}{z}个，三者合计{t}个。",
        "{a}{w}{x}个，{b}{w}{y}个，{c}{w}{z}个，合计{u}个。",
        "{a}{x}个、{b}{y}个、{c}{z}个，三地共{w}{u}个。",
        "全市{w}{u}个，分别为{a}{x}个、{b}{y}个、{c}{z}个。",
        "全市{w}{u}个，由{a}{x}个、{b}{y}个、{c}{z}个组成。",
        "一季度{w}{x}个，二季度{w}{y}个，上半年共{w}{h}个。",
    ):
        x, y, z = (draw.randrange(5, 40) for _ in range(3))
        a, b, c = draw.sample(PLACES, 3)
        right = {
            "w": draw.choice(WORDS), "a": a, "b": b, "c": c, "x": x, "y": y, "z": z,
            "t": x + y + z, "u": x + y + z, "h": x + y,
        }  # fmt: skip
        slip = draw.choice([-7, -3, 3, 6, 10])
        yield (
            of(form, right, u=x + y + z + slip, h=x + y + slip, t=x + y + z + slip)
            if "{t}" not in form
            else (
                form.format(**right),
                form.replace("合计{t}", "合计{u}").format(**{**right, "u": x + y + z + slip}),
            )
        )


def differences(draw: random.Random) -> Iterator[Pair]:
    for form in (
        "今年{w}{n}个，去年同期{o}个，增加{d}个。",
        "{w}{n}个，比去年同期的{o}个多{d}个。",
        "年度目标{n}个，已完成{o}个，还差{d}个。",
        "{w}{n}个，已开工{o}个，其余{d}个未开工。",
        "应开工项目{n}个，实际开工{o}个，未开工{d}个。",
        "共排查闲置土地{n}亩，已盘活{o}亩，剩余{d}亩。",
    ):
        o, d = draw.randrange(20, 60), draw.randrange(5, 30)
        right = {"w": draw.choice(WORDS), "n": o + d, "o": o, "d": d}
        yield of(form, right, d=d + draw.choice([-4, 3, 5, 9]))


def shares(draw: random.Random) -> Iterator[Pair]:
    for form in (
        "{w}{n}个，其中{k}{p}个，占{r}%。",
        "全市{w}{n}个，{k}{p}个，占比{r}%。",
        "{w}{n}个，其中{k}{p}个，占总数的{r}%。",
        "{m}{n}亿元，其中{k}{p}亿元，占全部的{r}%。",
        "{a}{w}{p}个，占全市{n}个的{r}%。",
        "{w}{n}个，{k}占{r}%，为{p}个。",
    ):
        n = draw.randrange(40, 120)
        p = draw.randrange(8, n - 8)
        r = Decimal(p) / n * 100
        right = {
            "w": draw.choice(WORDS), "m": draw.choice(MONEY), "k": f"{draw.choice(KINDS)}项目", "n": n, "p": p,
            "r": tenths(r), "a": draw.choice(PLACES),
        }  # fmt: skip
        if "{m}" in form:
            right["k"] = "外资"
        yield of(form, right, r=tenths(r + draw.choice([-6, 5, 8, 12])))


def growth(draw: random.Random) -> Iterator[Pair]:
    for form in (
        "今年{w}{n}个，去年同期{o}个，同比增长{g}%。",
        "{w}{n}个，较去年同期的{o}个增长{g}%。",
        "{m}由去年的{o}亿元增加到{n}亿元，增长{g}%。",
        "上年同期{m}{o}亿元，今年{m}{n}亿元，增幅{g}%。",
        "{w}{n}个，同比增长{g}%（去年同期{o}个）。",
        "去年{m}{o}亿元，今年{n}亿元，同比增长{g}%。",
    ):
        o = draw.randrange(20, 80)
        n = o + draw.randrange(6, 40)
        g = Decimal(n - o) / o * 100
        right = {"w": draw.choice(WORDS), "m": draw.choice(MONEY), "n": n, "o": o, "g": tenths(g)}
        yield of(form, right, g=tenths(g + draw.choice([-9, 8, 14])))


def averages(draw: random.Random) -> Iterator[Pair]:
    for form in (
        "{w}{n}个，总投资{t}亿元，平均每个项目投资{v}亿元。",
        "{w}{n}个，总投资{t}亿元，项目平均投资{v}亿元。",
        "{w}{n}个，总投资{t}亿元，平均单个项目{v}亿元。",
        "入驻企业{n}家，实现税收{t}万元，户均{v}万元。",
        "去年{w}{n}个，总投资{t}亿元，平均每个{v}亿元。",
        "用地{n}亩，总投资{t}万元，亩均投资{v}万元。",
    ):
        n = draw.randrange(12, 40)
        v = Decimal(draw.randrange(15, 90)) / 10
        right = {"w": draw.choice(WORDS), "n": n, "t": tenths(v * n), "v": tenths(v)}
        yield of(form, right, v=tenths(v + draw.choice([1, 2, 3])))


def completion(draw: random.Random) -> Iterator[Pair]:
    for form in (
        "年度目标{n}个，已完成{p}个，完成率{r}%。",
        "{w}{p}个，完成年度目标{n}个的{r}%。",
        "{m}{p}亿元，完成全年任务{n}亿元的{r}%。",
        "全年计划{m}{n}亿元，实际到位{p}亿元，完成计划的{r}%。",
        "目标任务{n}个，完成{p}个，占目标任务的{r}%。",
        "{w}{p}个，为年度目标（{n}个）的{r}%。",
    ):
        n = draw.randrange(40, 120)
        p = draw.randrange(10, n)
        r = Decimal(p) / n * 100
        right = {"w": draw.choice(WORDS), "m": "到位资金", "n": n, "p": p, "r": tenths(r)}
        yield of(form, right, r=tenths(r + draw.choice([-8, 6, 11])))


def ranks(draw: random.Random) -> Iterator[Pair]:
    for form in (
        "{a}签约{x}个、{b}签约{y}个、{c}签约{z}个，其中{top}最多。",
        "{a}签约项目{x}个，{b}签约项目{y}个，{c}签约项目{z}个，{top}居首位。",
        "{a}{x}个、{b}{y}个、{c}{z}个，{top}位居第一。",
        "签约项目数{a}{x}个、{b}{y}个、{c}{z}个，其中{top}数量最多。",
        "{a}签约{x}个、{b}签约{y}个、{c}签约{z}个。{top}位居全市第一。",
        "到位资金{a}{x}亿元，{b}{y}亿元，{c}{z}亿元，{top}最高。",
        "{a}到位资金{x}亿元，居全市第一位；{b}到位资金{q}亿元，居第二位。",
        "{a}以{x}个位居第一，{b}以{q}个位居第二。",
        "签约最多的是{a}，达{x}个；{b}为{q}个。",
        "{a}签约{x}个，居第一；{b}签约{q}个，居第二。",
    ):
        x, y, z = draw.sample(range(30, 60), 1) + draw.sample(range(5, 28), 2)
        a, b, c = draw.sample(PLACES, 3)
        q, s = max(y, z), min(y, z)
        right = {"a": a, "b": b, "c": c, "x": x, "y": y, "z": z, "q": q, "s": s, "top": a}
        yield of(form, right, top=draw.choice([b, c]), q=x + draw.randrange(3, 15))


def time_order(draw: random.Random) -> Iterator[Pair]:
    for form in (
        "项目于{u}签约，{v}开工建设。",
        "该项目{u}签约，{v}开工，{w}投产。",
        "项目{u}开工，{v}竣工投产。",
        "晨光电池项目于{u}正式签约，并于{v}开工。",
        "{u}，项目签约；{v}，项目开工。",
        "项目{u}签约落户，{v}动工建设，进展顺利。",
    ):
        year = draw.randrange(2019, 2023)
        u = f"{year}年{draw.randrange(1, 12)}月"
        v = f"{year + 1}年{draw.randrange(1, 12)}月"
        w = f"{year + 2}年{draw.randrange(1, 12)}月"
        yield of(form, {"u": u, "v": v, "w": w}, u=v, v=u)


def parts_above(draw: random.Random) -> Iterator[Pair]:
    for form in (
        "项目占地面积{n}亩，其中一期占地{p}亩。",
        "项目总建筑面积{n}万平方米，其中厂房{p}万平方米。",
        "项目总投资{n}亿元，其中一期投资{p}亿元。",
        "{w}{n}个，其中工业项目{p}个。",
        "到位资金{n}亿元，其中外资{p}亿元。",
        "项目用地{n}亩，其中工业用地{p}亩。",
        "园区规划面积{n}平方公里，其中建成区{p}平方公里。",
        "今年签约的{n}个项目中，已开工{p}个。",
    ):
        n = draw.randrange(20, 90)
        p = draw.randrange(5, n - 2)
        yield of(form, {"w": draw.choice(WORDS), "n": n, "p": p}, p=n + draw.randrange(3, 20))


def names(draw: random.Random) -> Iterator[Pair]:
    for form in (
        "{l}{n}个县区签约项目20个。",
        "{l}等{n}个县区签约项目20个。",
        "{k}{n}大产业签约项目30个。",
        "{l}{n}地签约项目20个。",
        "签约{n}个项目：{j}。",
        "{n}个县区（{l}）签约项目20个。",
    ):
        many = draw.randrange(3, 5)
        places = "、".join(draw.sample(PLACES, many))
        k = "、".join(draw.sample(("新材料", "新能源", "生物医药", "电子信息", "装备制造"), many))
        j = "、".join(
            draw.sample(
                ("晨光电池项目", "海川物流项目", "银杏科创项目", "金盾材料项目", "远洋食品项目"), many
            )
        )
        right = {"l": places, "k": k, "j": j, "n": "零一二三四五六"[many]}
        less = many - 1 if "等" in form else many + draw.choice([-1, 1])
        yield of(form, right, n="零一二三四五六"[less])


def twice(draw: random.Random) -> Iterator[Pair]:
    for form in (
        "到位资金{n}亿元（{x}万元）。",
        "项目总投资{n}亿元，即{x}万元。",
        "项目占地{m}亩（约{h}公顷）。",
        "项目占地{m}亩，合{s}平方米。",
        "总投资{x}万元，折合{n}亿元。",
        "建筑面积{f}万平方米（{g}平方米）。",
    ):
        n = Decimal(draw.randrange(12, 95)) / 10
        m = draw.randrange(3, 30) * 15
        f = Decimal(draw.randrange(12, 95)) / 10
        right = {
            "n": tenths(n), "x": int(n * 10000), "m": m, "h": tenths(Decimal(m) / 15), "s": int(Decimal(m) * 2000 / 3),
            "f": tenths(f), "g": int(f * 10000),
        }  # fmt: skip
        yield of(form, right, x=int(n * 1000), h=tenths(Decimal(m) / 15 + 3), s=int(m * 550), g=int(f * 1000))


def totals_above(draw: random.Random) -> Iterator[Pair]:
    for form in (
        "合计{w}{t}个：{a}{x}个、{b}{y}个、{c}{z}个。",
        "合计：{t}个。{a}{x}个，{b}{y}个，{c}{z}个。",
        "{w}合计{t}个，{a}{x}个，{b}{y}个，{c}{z}个。",
        "全市合计{t}个\n{a}{x}个\n{b}{y}个\n{c}{z}个",
        "合计{t}个，具体为：{a}{x}个，{b}{y}个，{c}{z}个。",
        "{w}总计{t}个，其中{a}{x}个，{b}{y}个，{c}{z}个。",
        "合计：{t}个\n1.{a}：{x}个；\n2.{b}：{y}个；\n3.{c}：{z}个。",
    ):
        x, y, z = (draw.randrange(5, 40) for _ in range(3))
        a, b, c = draw.sample(PLACES, 3)
        right = {"w": draw.choice(WORDS), "a": a, "b": b, "c": c, "x": x, "y": y, "z": z, "t": x + y + z}
        yield of(form, right, t=x + y + z - draw.randrange(3, 9))


ALL: dict[str, Callable[[random.Random], Iterator[Pair]]] = {
    "sum": sums, "difference": differences, "share": shares, "growth": growth, "average": averages,
    "completion": completion, "rank": ranks, "time order": time_order, "part above whole": parts_above,
    "count of names": names, "two units": twice, "total above list": totals_above,
}  # fmt: skip
