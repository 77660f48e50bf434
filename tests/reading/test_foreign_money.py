"""Money is in the currency that is written, as a cell reads it, or it is refused; it is never yuan for want of a word."""

import pytest
from babel import Locale

from zhaoshang import ZhaoshangError, find_mentions, parse_quantity
from zhaoshang.units import CURRENCIES, OTHER_CURRENCIES

LOCALE = Locale("zh")
CODES = OTHER_CURRENCIES | {one.code for one in CURRENCIES}
NAMES = {
    name
    for code, name in LOCALE.currencies.items()
    if name.isalpha() and (code in CODES or not code.startswith("X"))
}
REFUSED = (
    "3亿马克 3亿法郎 3亿克朗 300克朗 3亿比索 3亿里拉 3亿第纳尔 3亿缅元 3亿葡元 3亿津巴布韦元 3亿元美元 3亿元港元 3亿元USD 1-3亿马克"
    " R$3亿 ₽3亿元 ฿3亿 ₫3亿"
).split()
READ = {
    "3亿图格里克": "MNT",
    "3亿蒙古图格里克": "MNT",
    "近500万阿富汗尼": "AFN",
    "3亿瑞典克朗以上": "SEK",
    "1-3亿瑞郎": "CHF",
    "3亿令吉": "MYR",
    "KRW 3亿": "KRW",
    "CHF 3亿元": "CHF",
    "KES3亿": "KES",
    "3亿元美金": "USD",
    "3亿元人民币": "CNY",
    "人民币 3亿元": "CNY",
}


@pytest.mark.parametrize("name", sorted(NAMES))
def test_text_reads_every_currency_as_a_cell_does(name: str) -> None:
    amount = f"3亿{name}"
    found = [(one.raw, one.quantity.unit.code) for one in find_mentions(f"总投资{amount}。")]
    try:
        whole = [(amount, parse_quantity(amount).unit.code)]
    except ZhaoshangError:
        whole = []
    assert found == whole
    known = {code for code in CODES if LOCALE.currencies.get(code) == name}
    assert {code for _, code in whole} in (known, set())


@pytest.mark.parametrize("amount", REFUSED)
def test_money_of_no_sure_currency_is_refused(amount: str) -> None:
    with pytest.raises(ZhaoshangError):
        parse_quantity(amount)
    assert not find_mentions(f"总投资{amount}，")
    assert not find_mentions(f"投资总额{amount}")


@pytest.mark.parametrize(("amount", "code"), READ.items(), ids=list(READ))
def test_known_currencies_are_read_whole(amount: str, code: str) -> None:
    assert parse_quantity(amount).unit.code == code
    assert [(one.raw, one.quantity.unit.code) for one in find_mentions(f"总投资{amount}。")] == [
        (amount, code)
    ]


@pytest.mark.parametrize("text", ["总投资3亿建设新厂", "投资8000万元新建厂房", "投资3亿元港口项目"])
def test_other_words_are_no_currency(text: str) -> None:
    assert [one.quantity.unit.code for one in find_mentions(text)] == ["CNY"]


def test_english_money_of_no_sure_currency_is_refused() -> None:
    assert not find_mentions("They invest R$3 billion here.")
    assert not find_mentions("They invest ₽3 billion here.")
