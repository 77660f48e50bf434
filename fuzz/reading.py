"""Fuzz the readers with atheris: no text raises anything but the library's errors, and what is read is written back.

    python fuzz/reading.py -max_total_time=600 fuzz/corpus    (any folder; libFuzzer keeps what it finds there)

Needs `atheris`, which is not among the project's tools. Bytes are turned into text over the alphabet of amounts, so that
the fuzzer spends its time on the grammar and not on UTF-8.
"""

import sys

import atheris

with atheris.instrument_imports(include=["zhaoshang"]):
    from zhaoshang import ZhaoshangError, find_mentions, format_quantity, parse_period, parse_quantity
    from zhaoshang._reading import cells, scanning, whole  # noqa: F401 - loaded later they would not be instrumented
    from zhaoshang._reading.english import amounts, dates  # noqa: F401
    from zhaoshang._reading.english import scanning as english  # noqa: F401
    from zhaoshang.periods import Period
    from zhaoshang.reading import find_periods, parse_number

ALPHABET = (
    "一二三四五六七八九十百千万亿兆零两几数半余多点来好廿卅壹贰拾佰仟元角分整正亩家个项名人次月年日号天周旬季度上中下半去今明前初底末内近约"
    "超过逾不低于足到至少最高以左右成折%百分之点级第届期-—~～至到和与及、，,.。（）()不含"
    "/+·“”【】 \n\t0123456789０１９．萬億畝個項餘約兩(wàn)"
    "GWkM㎡¥US$人民币美元港平方米公里吨小时工作间时期度今昨截至以来大批周星级班子"
)
WORDS = (
    "about |over |nearly |at least |no less than |more than |between | and |from |to |under |on the order of | or more|-odd"
    "|several |hundred |thousand |million |billion |half a |twenty-|five |dozen |tens of |1,000|RMB |US$|CNY |yuan|US dollars"
    "|projects|new |firms|persons (名)|m²| mu|percentage points|-day| per |March |5, |2022 |Q1 |first half of |end of |last year"
).split("|")
PIECES = (*ALPHABET, *WORDS)
LOCALES = ("zh_CN", "zh_TW", "en")
TODAY = Period.of("2020-04-20")


def text_of(data: bytes) -> str:
    """Turn each number into a piece of text; those above the pieces stand for any character."""
    provider = atheris.FuzzedDataProvider(data)
    size = len(PIECES)
    numbers = provider.ConsumeIntListInRange(min(len(data), 200), 0, size + 2)
    return "".join(PIECES[number] if number < size else chr(0x4E00 + number * 7) for number in numbers)


def one(data: bytes) -> None:
    """Read one text in every way."""
    text = text_of(data)
    for call in (lambda: parse_quantity(text), lambda: parse_quantity(text, default_unit="亿元")):
        try:
            quantity = call()
        except ZhaoshangError as error:
            str(error)
            continue
        for locale in LOCALES:
            again = parse_quantity(format_quantity(quantity, locale=locale))
            if again != quantity:
                message = f"{text!r}: {quantity} was written in {locale} and read as {again}"
                raise AssertionError(message)
    for parse in (
        lambda: parse_period(text, today=TODAY),
        lambda: parse_period(text),
        lambda: parse_number(text),
    ):
        try:
            parse()
        except ZhaoshangError as error:
            str(error)
    for mention in (*find_mentions(text), *find_periods(text, today=TODAY)):
        if text[mention.start : mention.end] != mention.raw:
            message = f"{text!r}: {mention} does not lie where it says"
            raise AssertionError(message)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
