"""Rows below a header that still explain it: numbers of columns, units, codes, samples, a second language."""

from collections.abc import Iterable, Sequence
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.words.columns import Column
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS
from zhaoshang._workbooks.words.text import key

__all__ = [
    "SAMPLED_IN",
    "UNDER",
    "calls_sample",
    "is_furniture_below_header",
    "names_sample",
    "stands_for_any",
    "titles_sample",
]

UNDER: Final = 4
"""So many rows below a header may still explain it."""
SAMPLED_IN: Final = 3
"""In one of so many cells a row further down says that it is a sample."""
_SAMPLE: Final = re.compile(
    r"\(?(?:填写|填报|填表)?(?:示例|样例|范例|举例|例如|样表|模板|例|样)\)?(?:[:：].*|\d*)"
)
_SAMPLE_NAME: Final = re.compile(
    r"\((?:填写|填报)?(?:示例|样例|范例|举例|例)\).*|(?:示例|样例|范例|例|如)[:：].+|"
    r".*\((?:填写|填报|填表)?(?:示例|样例|范例|举例)(?:[,，;；][^()]*)?\)|(?:示例|样例|范例)项目.{0,2}"
)
_INSTRUCTION: Final = re.compile(
    r"(?:填写|填报|填表|录入|指标)(?:说明|要求|须知|提示|规范)(?:[:：].*)?|(?:必填|选填)(?:项)?"
)
_SAMPLE_SHEET: Final = re.compile(
    r"(?:填写|填报|填表)?(?:示例|样例|样表|范例|范本|模板|模版)(?:表|\d*)|.*\((?:填写|填报|填表)?(?:示例|样例|样表|范例|模板|例)\)"
)
_ANY: Final = re.compile(r"(?:[x×*]{2,}|[○〇]{2,}|某某?)(?=[\u4e00-\u9fff])")
_CODE: Final = re.compile(r"[a-z_][a-z0-9_.]*")
_IN_BRACKETS: Final = re.compile(r"[(（][^()（）]*[)）]")
_LATIN: Final = re.compile(r"[A-Za-z]{2}")
_LETTERS: Final = re.compile(r"\s*[A-Za-z]{2,}(?:[\s/.,-]+[A-Za-z]+)*[\s.]*")
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_FEW: Final = 3


def _counts(row: Sequence[Cell]) -> bool:
    """Tell whether a row numbers the columns: 甲 乙 1 2, A B 1 C, (1) (2) (3), or 栏次 1 2 3.

    Each kind of numeral counts on from where it stood last, in whatever order they stand.
    """
    words = [
        word.strip("()栏列")
        for cell in row
        if cell is not None
        and (
            word := key(cell)
            if isinstance(cell, str)
            else f"{cell:g}"
            if isinstance(cell, float)
            else str(cell)
        )
    ]
    if len(words) > _FEW and _numeral(words[0]) is None:
        words = words[1:]  # what the row is called
        if not all(word.isdigit() for word in words):
            return False
    last: dict[str, int] = {}
    for word in words:
        found = _numeral(word)
        if found is None:
            return False
        kind, place = found
        if place - last.get(kind, place - 1 if kind == "number" and place in {0, 1, 2} else 0) != 1:
            return False
        last[kind] = place
    return len(words) >= _FEW


def _numeral(word: str) -> tuple[str, int] | None:
    """Give the kind of a numeral of columns and what it stands for, if it is one."""
    if word.isdigit() and len(word) <= _FEW:
        return "number", int(word)
    if len(word) == 1 and word in _STEMS:
        return "stem", 1 + _STEMS.index(word)
    return ("letter", ord(word) - ord("a") + 1) if len(word) == 1 and "a" <= word <= "z" else None


def calls_sample(sheet: str) -> bool:
    """Tell whether a sheet is named as a sample of how to fill in another: 填报示例, 模板.

    Examples:
        >>> [calls_sample(name) for name in ("填报示例", "模板", "台账（样表）", "模板项目", "2022年")]
        [True, True, True, False, False]
    """
    return _SAMPLE_SHEET.fullmatch(key(sheet)) is not None


def stands_for_any(cell: Cell) -> bool:
    """Tell whether signs stand in the place of a name: XX项目, ×××公司, 某某集团.

    Examples:
        >>> [
        ...     stands_for_any(cell)
        ...     for cell in ("XX项目", "×××公司", "某某集团", "X光机项目", "精密轴承项目", None)
        ... ]
        [True, True, True, False, False, False]
    """
    return isinstance(cell, str) and _ANY.match(key(cell)) is not None


def names_sample(cell: Cell) -> bool:
    """Tell whether a name says that it is one for example: 例：甲项目.

    Examples:
        >>> [names_sample(cell) for cell in ("例：甲项目", "甲项目（示例）", "如意湖项目", None)]
        [True, True, False, False]
    """
    return isinstance(cell, str) and _SAMPLE_NAME.fullmatch(key(cell)) is not None


def titles_sample(row: Sequence[Cell], /) -> bool:
    """Tell whether a row says 示例 alone, as the title of what stands below it; 例：3亿元 is a sample itself.

    Examples:
        >>> [titles_sample(row) for row in (["示例", None], ["示例", "甲项目"], ["例：3亿元"])]
        [True, False, False]
    """
    said = [key(str(cell)) for cell in row if cell is not None and key(str(cell))]
    found = _SAMPLE.fullmatch(said[0].rstrip(":")) if len(said) == 1 else None
    return found is not None and ":" not in found[0]


def is_furniture_below_header(row: Sequence[Cell], distance: int, columns: Sequence[Column]) -> bool:
    """Tell whether a row just below a header explains its columns: numbers, codes, samples or instructions.

    Args:
        row: its cells.
        distance: how many rows it stands below the header's last.
        columns: what the columns are read as.
    """
    if distance > UNDER:
        for cell in row[:SAMPLED_IN]:
            if type(cell) is str and "例" in cell:
                break
        else:  # nearly every row of a long list
            return False
    filled = [(number, cell) for number, cell in enumerate(row, 1) if cell is not None and key(str(cell))]
    if not filled:
        return False
    first = key(str(filled[0][1]))
    if _SAMPLE.fullmatch(first) or any(names_sample(cell) for _, cell in filled[:SAMPLED_IN]):
        return True
    if distance > UNDER or len(filled) < 2:
        return False
    texts = [key(cell) for _, cell in filled if isinstance(cell, str)]
    if len(filled) == len(texts) >= _FEW and _is_translated(filled, columns):
        return True
    if len(filled) >= _FEW and (
        (_counts(row) and _spans([number for number, _ in filled], columns))
        or (len(texts) == len(filled) and _are_codes(filled, columns))
    ):
        return True
    return len(texts) == len(filled) and (
        any(map(_INSTRUCTION.fullmatch, texts[:2])) or _explains(filled, columns)
    )


_TYPED: Final = frozenset({*AMOUNT_KINDS, "date", "milestone", "span"})


def _spans(filled: Iterable[int], columns: Sequence[Column]) -> bool:
    """Tell whether a row reaches the columns of amounts and dates too; where there are none, every column that has a header."""
    typed = {column.number for column in columns if column.kind in _TYPED}
    return not typed.isdisjoint(filled) if typed else _fills(filled, columns)


def _fills(filled: Iterable[int], columns: Sequence[Column]) -> bool:
    """Tell whether a row has something below every header, four at least."""
    headed = {column.number for column in columns if column.header}
    return len(headed) > _FEW and headed.issubset(filled)


def _are_codes(filled: Sequence[tuple[int, Cell]], columns: Sequence[Column]) -> bool:
    """Tell whether a row holds the codes of its columns, no two the same, also where amounts and dates would stand."""
    codes = {number: str(cell).strip().lower() for number, cell in filled}
    typed = [codes[column.number] for column in columns if column.kind in _TYPED and column.number in codes]
    return (
        all(map(_CODE.fullmatch, codes.values()))
        and len(set(codes.values())) == len(codes)
        and (len(typed) > 1 or (bool(typed) and (_fills(codes, columns) or "_" in typed[0])))
    )


def _is_translated(filled: Sequence[tuple[int, Cell]], columns: Sequence[Column]) -> bool:
    """Tell whether a row says a Chinese header again in Latin letters: other words wherever amounts and dates would stand."""
    over = {column.number: column for column in columns}
    said = {number: _IN_BRACKETS.sub("", str(cell)).strip() for number, cell in filled}
    if not all(map(_LETTERS.fullmatch, said.values())) or not all(number in over for number in said):
        return False
    typed = [text for number, text in said.items() if over[number].kind in _TYPED]
    return (
        len(typed) > 1
        and len(set(said.values())) == len(said)
        and not any(_LATIN.search(_IN_BRACKETS.sub("", over[number].header)) for number in said)
    )


def _explains(filled: Sequence[tuple[int, Cell]], columns: Sequence[Column]) -> bool:
    """Tell whether every column of numbers and dates holds words without a digit, and more than a mark."""
    kinds = {column.number: column.kind for column in columns}
    words = [key(str(cell)) for number, cell in filled if kinds.get(number) in _TYPED]
    return len(words) >= 2 and all(
        len(word) >= 3 and re.search(r"填|格式|保留|小数|整数|单位|精确|选择|必|须", word) for word in words
    )
