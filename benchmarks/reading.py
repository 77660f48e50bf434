"""Time the readers against the floors of one plain pattern, against other libraries, and on hostile text.

    python benchmarks/reading.py --floors …/bench/baseline.py [--corpus …/corpus/seeds] [--rounds 15]

Both sides run in one process, interleaved; what is printed is the median of the ratios. `cells` reads each cell for the
first time (the reader's memory is emptied before every round), `cells, again` reads the same column a second time.
JioNLP, cn2an and recognizers-text are timed where they are installed, on the cells that they can read at all.
"""

import argparse
import importlib.util
import random
import statistics
import time
from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from zhaoshang._reading import cells as workshop
from zhaoshang.errors import ZhaoshangError
from zhaoshang.reading import (
    find_mentions,
    find_periods,
    parse_money,
    parse_number,
    parse_period,
    parse_quantity,
)

HOSTILE = {
    "digits": "1",
    "ones": "一",
    "magnitudes": "万",
    "bare tens": "十百千",
    "hedges": "近",
    "overs": "超过",
    "commas": "1,",
    "groups": "111,",
    "points": "1.",
    "dashes": "1-",
    "ranges": "1亿元-",
    "lists": "1、",
    "lists with units": "1.5、2个",
    "brackets": "(",
    "glosses": "萬(wan",
    "blanks": "1 ",
    "line breaks": "1\n",
    "few": "几",
    "years": "2022年",
    "months": "1月至",
    "quotes": "“十四五",
    "slashes": "1元/",
    "inclusive": "1亿元（含）",
    "signs": "-1个",
    "signs behind blanks": "  -1%",
    "signs of money": "US$-1m ",
    "long dashes": "–1%—",
    "pairs": "1MW/2MWh/",
    "tildes": "1~~",
    "words of minus": "minus 1 to ",
    "points in a list": "1个、1个百分点",
    "hedges and breaks": "不低于\n1",
    "periods compared": "1月，去年同期",
    "dates joined": "2022年3月至",
    "English words": "one hundred and ",
    "English hedges": "more than ",
    "English adjectives": "1 new-new new ",
    "English ranges": "1 to ",
    "English amounts": "about US$1 million ",
    "English dates": "March 5 to ",
    "English letters": "a 1 a",
}


def cells_of(count: int) -> list[str]:
    """Make a column of cells as ledgers have them, all different."""
    chance = random.Random(7)
    units = ["亿元", "万元", "亩", "家", "个", "%", "平方米", "万平方米", "亿", "万美元"]
    made: dict[str, None] = {}
    while len(made) < count:
        number = chance.choice([str(chance.randint(1, 9999)), f"{chance.uniform(0, 999):.2f}"])
        hedges = chance.choice(
            [("", ""), ("", ""), ("", ""), ("近", ""), ("约", ""), ("不低于", ""), ("", "以上")]
        )
        made[hedges[0] + number + chance.choice(units) + hedges[1]] = None
    return list(made)


def seconds(work: Callable[[], object]) -> float:
    """Time one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ratio(
    name: str, own: Callable[[], object], floor: Callable[[], object], *, rounds: int, fresh: bool = False
) -> None:
    """Print the median of the ratios of interleaved runs, and both times."""
    pairs = []
    for _ in range(rounds):
        if fresh:
            workshop.forget()
        pairs.append((seconds(own), seconds(floor)))
    median = statistics.median(a / b for a, b in pairs)
    best, least = (min(side) * 1e3 for side in zip(*pairs, strict=True))
    print(f"{name:24} {median:8.2f} x floor   {best:9.3f} ms   {least:9.3f} ms")


def every(call: Callable[[str], object], texts: Iterable[str]) -> None:
    """Call for each text; a library's refusal is an answer too."""
    for text in texts:
        try:
            call(text)
        except (ZhaoshangError, ValueError):
            continue


def floors(path: Path) -> ModuleType:
    """Load the module with `cell_floor` and `text_floor`."""
    spec = importlib.util.spec_from_file_location("baseline", path)
    if spec is None or spec.loader is None:
        message = f"no module at {path}"
        raise SystemExit(message)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def against_floors(path: Path, corpus: Path | None, rounds: int) -> None:
    """Compare with the floors."""
    base: Any = floors(path)
    cells = cells_of(4000)
    own, floor = partial(every, parse_quantity, cells), partial(every, base.cell_floor, cells)
    ratio("cells", own, floor, rounds=rounds, fresh=True)
    ratio("cells, again", own, floor, rounds=rounds)
    articles = sorted(corpus.glob("*.txt")) if corpus else []
    for article in articles:
        text = article.read_bytes().decode("utf-8")
        ratio(article.stem[:24], partial(find_mentions, text), partial(base.text_floor, text), rounds=rounds)
        ratio("  its dates", partial(find_periods, text), partial(base.text_floor, text), rounds=rounds)
    whole = "\n".join(article.read_bytes().decode("utf-8") for article in articles)
    if whole:
        ratio("all articles", partial(find_mentions, whole), partial(base.text_floor, whole), rounds=rounds)


def others() -> dict[str, Callable[[str], object]]:
    """Find the other libraries that are installed."""
    found: dict[str, Callable[[str], object]] = {}
    if importlib.util.find_spec("jionlp"):
        found["jionlp.parse_money"] = import_module("jionlp").parse_money
    if importlib.util.find_spec("cn2an"):
        convert = import_module("cn2an").cn2an
        found["cn2an.cn2an"] = lambda text: convert(text, "smart")
    if importlib.util.find_spec("recognizers_number"):
        module = import_module("recognizers_number")
        found["recognizers.number"] = lambda text: module.recognize_number(text, "zh-cn")
    return found


def anyhow(call: Callable[[str], object], texts: Iterable[str]) -> list[str]:
    """Call a library that may raise anything."""
    answers = []
    for text in texts:
        try:
            answers.append(repr(call(text)))
        except Exception as error:  # noqa: BLE001 - it is not ours
            answers.append(f"{type(error).__name__}: {error}")
    return answers


def against_others(rounds: int) -> None:
    """Compare with other libraries on their own scope, and show what they make of hard cells."""
    money = [cell for cell in cells_of(400) if cell.endswith("元")]
    numbers = ["3亿2000万", "一万五千亿", "三千五百二十万", "1.5万", "十二", "两百零五", "八百万"] * 50
    hard = ["3亿2000万", "五六千万", "不低于3亿元", "0.0005元", "1234567890123456.78元", "一万五千亿"]
    for name, other in others().items():
        texts, own = (money, parse_money) if "money" in name else (numbers, parse_number)
        ratio(
            f"of {name}", partial(every, own, texts), partial(anyhow, other, texts), rounds=rounds, fresh=True
        )
        for text, answer in zip(hard, anyhow(other, hard), strict=True):
            print(f"    {name}({text!r}) = {answer[:100]}")
    for text in hard:
        print(f"    parse_quantity({text!r}) = {parse_quantity(text)}")


def read_all(text: str) -> None:
    """Read a text in every way."""
    find_mentions(text)
    find_periods(text)
    every(parse_quantity, [text])
    every(parse_period, [text])


def hostile(sizes: tuple[int, ...] = (100, 1_000, 10_000, 100_000)) -> None:
    """Show that time grows linearly with the text, whatever it is made of."""
    print("hostile text: microseconds a character at n = " + ", ".join(map(str, sizes)))
    for name, piece in HOSTILE.items():
        row = []
        for size in sizes:
            text = (piece * (size // len(piece) + 1))[:size]
            spent = min(seconds(partial(read_all, text)) for _ in range(2))
            row.append(spent / size * 1e6)
        print(f"    {name:18} " + " ".join(f"{one:8.2f}" for one in row))


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--floors", type=Path, help="the module with cell_floor and text_floor")
    parser.add_argument("--corpus", type=Path, help="a folder of articles")
    parser.add_argument("--rounds", type=int, default=15)
    arguments = parser.parse_args()
    if arguments.floors:
        against_floors(arguments.floors, arguments.corpus, arguments.rounds)
    against_others(max(3, arguments.rounds // 5))
    hostile()


if __name__ == "__main__":
    main()
