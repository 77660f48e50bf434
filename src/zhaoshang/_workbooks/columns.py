"""From the words of a header to fields: a proposal for every column, with the reason it was made."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, final

from attrs import evolve, frozen

from zhaoshang._workbooks.aliases import (
    ALIASES,
    DEPARTMENTS,
    FLAG_WORDS,
    KNOWN_WORDS,
    STAGE_WORDS,
    kind_of_path,
)
from zhaoshang._workbooks.grids import column_letter
from zhaoshang._workbooks.text import key, unit_words
from zhaoshang.errors import UnknownUnitError
from zhaoshang.model._amounts import PROJECT_AMOUNTS
from zhaoshang.units import Dimension, Scaled, scaled
from zhaoshang.vocabulary import Stage

__all__ = ["Column", "Header", "find_unit", "is_header_word", "propose", "states_two_units"]

SURE: Final = 0.55
"""Below this certainty a column is asked about and not read."""

_BRACKET: Final = re.compile(r"\(([^()]*)\)")
_PLANNED: Final = re.compile(r"预计|计划|拟|预期|约定|要求|目标|应")
_ACTUAL: Final = re.compile(r"实际|已")
_DATE_END: Final = re.compile(r"(?:时间|日期|年月|时点|节点)$")
_SPAN: Final = re.compile(r"起止|起讫|始末|开竣工|开工.{0,4}[-~至及和]竣工|建设(?:年限|工期|周期|期限)")
"""What says that a cell holds the start and the end of something."""
_TIMES: Final = re.compile(r"时间|日期|节点|年月")
_MODE: Final = re.compile(r"(?:计划|预计|预期|拟定?|实际|已|目标|约定)(?:数|值|时间|日期|完成)?")
_YEAR: Final = re.compile(r"(?:19|20)\d\d年|当年|本年|今年|年度|上年|去年|每年|年均|\d+月")
_DECORATION: Final = re.compile(
    r"^(?:其中[:,]?|项目的?|该项目|拟|主要|本|\*+|[一二三四五六七八九十]+、|\d+[.、])|(?:情况|栏|\*+|[:：])$"
)
_UNIT_TAIL: Final = re.compile(r"[/:,;-]?((?:百|千|万|亿)*(?:元|美元|港元|欧元|亩|平方米|平米|公顷|㎡|m2))$")
_NOT_A_FIELD: Final = re.compile(
    r"率|强度|用途|说明|比例|占比|完成|目标|年均|产值|税收|领导|联系|电话|负责|简介|内容|得分|排名|同比|增长|销售|利润|税金|个数|"
    r"数\(|亩均|资本|户数|家数|备注|问题|困难|建议|措施|要求|批次|依据|证明|附件"
)
_SPLIT: Final = re.compile(r"[,;:/~≥≤><、及和或 -]|单位为?|币种")
_RATIO: Final = re.compile(r"(?:元|亩|平方米)/")
_SHARED: Final = {*PROJECT_AMOUNTS, "arrivals[].amount"}
_MONEY: Final = _SHARED - {"land", "floor_area"}


@final
@frozen(kw_only=True)
class Header:
    """The header above one column: its texts from the top row down, and the unit that holds for it."""

    number: int
    texts: tuple[str, ...]
    unit: Scaled | None = None

    @property
    def leaf(self) -> str:
        """The lowest text."""
        return self.texts[-1] if self.texts else ""


@final
@frozen(kw_only=True)
class Column:
    """A column of a sheet and the field it was read into.

    Attributes:
        number: its place in the sheet, from 1.
        header: its header as written, upper rows first, joined by ` / `.
        field: the path of the field in the exchange format, or `None` where it was not read.
        scaled: the unit of its bare numbers with its power of ten, or `None`; `unit` says it in words.
        certainty: how sure the match is, from 0 to 1.
        why: the reason, in English.
        candidates: fields that it might be where it was not sure.

    Examples:
        `Import.columns` lists those of a workbook:

        >>> from zhaoshang.units import scaled
        >>> from zhaoshang.workbooks import Column
        >>> column = Column(number=6, header="总投资（亿元）", field="investment", scaled=scaled("亿元"))
        >>> column.letter, column.kind, column.unit
        ('F', 'money', '亿元')
    """

    number: int
    header: str
    field: str | None = None
    scaled: Scaled | None = None
    certainty: float = 0.0
    why: str = ""
    candidates: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        """Its place as Excel names it: `A`, `B`, … `AA`."""
        return column_letter(self.number)

    @property
    def kind(self) -> str | None:
        """How its cells are read: as `money`, `area`, `date`, `text` and so on; `None` where they are not."""
        return None if self.field is None else kind_of_path(self.field)

    @property
    def unit(self) -> str | None:
        """The unit of its bare numbers in words, such as 亿元; `None` where it has none."""
        return None if self.scaled is None else unit_words(self.scaled)


def is_header_word(text: str) -> bool:
    """Tell whether a text is a header word that is known, whatever it names."""
    return _is_known(key(text))


def _is_known(word: str) -> bool:
    if not word or len(word) > 40:
        return False
    base, _ = _parts(word)
    if word in ALIASES or base in ALIASES or word in KNOWN_WORDS or base in KNOWN_WORDS:
        return True
    return _rule(base, word) is not None


def _parts(word: str) -> tuple[str, tuple[str, ...]]:
    """Part a header into its base and what stands in brackets."""
    inside = tuple(_BRACKET.findall(word))
    base = _BRACKET.sub("", word) if inside else word
    return base.strip(":*"), inside


def find_unit(text: str, /) -> Scaled | None:
    """Find the unit that a header states: in brackets, or at its end.

    Examples:
        >>> find_unit("总投资（亿元）")
        Scaled(unit=Currency('CNY'), power=8)
    """
    word = key(text)
    _, inside = _parts(word)
    for part in reversed(inside):
        if _RATIO.search(part):
            continue  # 万元/亩: a ratio, no amount
        stated = _units(part)
        if stated:
            return _joined(stated)
    tail = _UNIT_TAIL.search(_BRACKET.sub("", word))
    return _unit(tail[1]) if tail else None


def states_two_units(text: str, /) -> bool:
    """Tell whether a header states two units of which nobody can know which holds: 亿元，万美元.

    Examples:
        >>> states_two_units("总投资（亿元，万美元）"), states_two_units("总投资（亿元，人民币）")
        (True, False)
    """
    if find_unit(text) is not None:
        return False
    _, inside = _parts(key(text))
    return any(_units(part) for part in inside if not _RATIO.search(part))


def _units(part: str) -> list[Scaled]:
    """List the units that stand in one bracket."""
    return [found for piece in _SPLIT.split(part) if (found := _unit(piece)) is not None]


def _joined(stated: list[Scaled]) -> Scaled | None:
    """Join the parts of one unit, a scale and its currency; `None` where they are units of their own."""
    if len({one.unit for one in stated}) > 1:
        return None
    scales = {one for one in stated if one.power} or set(stated)
    return scales.pop() if len(scales) == 1 else None


def _unit(piece: str) -> Scaled | None:
    if not piece or len(piece) > 8:
        return None
    try:
        found = scaled(piece.removeprefix("人民币").removesuffix("人民币") or "元")
    except UnknownUnitError:
        return None
    return found if found.unit.dimension in {Dimension.MONEY, Dimension.AREA} else None


def _rule(base: str, whole: str) -> tuple[str, float, str] | None:
    """Match a header by its parts: a stage with 时间, or a question with 是否."""
    if base.startswith(("是否", "有无")):
        for word, flag in FLAG_WORDS:
            if word in base:
                return f"investor.flags[{flag}]", 0.95, f"it asks whether the investor is {flag.en}"
        plain = base[2:].removeprefix("已").removeprefix("项目")
        for word, stage in STAGE_WORDS:
            if plain == word or plain == word + "建设":
                return f"milestones[{stage}]", 0.9, f"it asks whether the project has {stage.en}"
        return None
    if _SPAN.search(base):
        return None
    if _DATE_END.search(base):
        plain = base.replace("/业", "").replace("/开业", "")
        for word, stage in STAGE_WORDS:
            if word in plain and not _OTHER_DATE.search(plain):
                sure = 0.5 if _is_both(whole) else 0.95
                return _milestone(stage, whole), sure, f"it holds a date of {word}"
    return None


_OTHER_DATE: Final = re.compile(r"统计|审核|录入|许可|手续|填报|更新|申报|集中|入统|注册|认定")


def _is_both(header: str) -> bool:
    """Tell whether a header speaks of a plan and of what came about: nobody can know which a cell means."""
    return bool(_PLANNED.search(header) and _ACTUAL.search(header))


def _milestone(stage: Stage, whole: str) -> str:
    planned = bool(_PLANNED.search(whole)) and not _ACTUAL.search(whole)
    if stage is Stage.SIGNED and not planned:
        return "agreements[].signed_on"
    marks = [str(stage)]
    if planned:
        marks.append("planned")
    reporter = next((part for part in _parts(whole)[1] if _is_department(part)), None)
    if reporter:
        marks.append(f"reporter={reporter}")
    return f"milestones[{','.join(marks)}]"


def _is_department(word: str) -> bool:
    return word in DEPARTMENTS or (2 < len(word) <= 8 and word.endswith(("局", "委", "办", "厅", "部")))


def _match(word: str) -> tuple[str | None, float, str]:
    """Match one header text, already in comparing form."""
    base, inside = _parts(word)
    if word in KNOWN_WORDS or base in KNOWN_WORDS:
        return None, 1.0, "a known column without a field of its own"
    for text in (word, base):
        alias = ALIASES.get(text)
        if alias is not None and text:
            return _qualified(alias.path, alias.weight, base, inside)
    found = _rule(base, word)
    if found is not None:
        return found
    if _NOT_A_FIELD.search(base) or _SPAN.search(base):
        return None, 0.0, "no known word"
    plain = _DECORATION.sub("", base)
    tail = _UNIT_TAIL.sub("", plain)
    for text in (plain, tail):
        alias = ALIASES.get(text)
        if alias is not None and text:
            path, weight, why = _qualified(alias.path, alias.weight * 0.9, base, inside)
            return path, weight, why
    return _nearest(plain)


def _qualified(path: str, weight: float, base: str, inside: tuple[str, ...]) -> tuple[str | None, float, str]:
    """Let what stands in brackets change the field: 内资, 外资, a department."""
    why = f"the header says {base}"
    joined = " ".join(inside)
    if path in _MONEY:
        if "内资" in joined:
            return None, 1.0, "the domestic part of an amount has no field of its own"
        if "外资" in joined:
            return "foreign_investment", weight, f"{why}, of foreign capital"
    return (*_planned(path, joined, weight), why)


def _planned(path: str, words: str, weight: float) -> tuple[str, float]:
    """Let words beside a header make of an actual date a planned one; plans of other things have no field."""
    if not _PLANNED.search(words):
        return path, weight
    if path == "agreements[].signed_on" and not _ACTUAL.search(words):
        return f"milestones[{Stage.SIGNED},planned]", weight
    if path.startswith(("agreements[]", "arrivals[]")):
        return path, min(weight, SURE / 2)
    return path, weight


def _nearest(word: str) -> tuple[str | None, float, str]:
    """Find the longest known word inside a header; how much of the header it covers is how sure the match is."""
    best: tuple[float, str, str] | None = None
    for known, alias in ALIASES.items():
        if len(known) >= 3 and known in word and not alias.path.startswith("@"):
            score = len(known) / len(word) * alias.weight * 0.85
            if best is None or score > best[0]:
                best = (score, alias.path, known)
    if best is None:
        return None, 0.0, "no known word"
    return best[1], best[0], f"the header contains {best[2]}"


def propose(headers: Sequence[Header], /) -> tuple[Column, ...]:
    """Propose a field for every column.

    A column that no word fits is left unread; one that may be read in more than one way, or only nearly fits, is
    left unread and named with its candidates; where two columns claim one field, the nearer one has it.
    """
    return _settle([_propose(header) for header in headers])


def _propose(header: Header) -> Column:
    texts = [key(text) for text in header.texts]
    leaf = texts[-1] if texts else ""
    shown = " / ".join(" ".join(text.split()) for text in header.texts)
    tries = [leaf, *("".join(texts[start:]) for start in range(len(texts) - 2, -1, -1)), *_turned(texts)]
    best: tuple[str | None, float, str] = (None, 0.0, "no known word")
    for word in tries:
        found = _match(word) if word else best
        if found[1] > best[1]:
            best = found
    path, certainty, why = best
    if path and len(texts) > 1:
        path, certainty = _planned(_by_group(path, texts), "".join(texts[:-1]), certainty)
    if path == "government_funded" and header.unit is not None:
        path, why = None, "an amount of public money, which has no field of its own"
    if path in _MONEY and _YEAR.search(leaf) and certainty < 0.8:
        path, why = None, "the amount of one year, not of the project"
    column = Column(
        number=header.number, header=shown, certainty=round(certainty, 2), why=why, scaled=header.unit
    )
    if path is None:
        return column
    if certainty < SURE:
        return evolve(column, candidates=(path,), why=f"not sure: {why}")
    return evolve(column, field=path, scaled=_fitting(path, header.unit))


def _turned(texts: list[str]) -> list[str]:
    """Say the tiers of a header in one word: 开工时间 over 计划 is 开工时间(计划), 时间节点 over 开工 is 开工时间."""
    if len(texts) < 2:
        return []
    leaf, above = texts[-1], texts[-2]
    turned = []
    if _TIMES.search(above) and not _DATE_END.search(leaf):
        turned = [f"{leaf}时间"]
    if _MODE.fullmatch(leaf):
        turned = [f"{above}({leaf})"]
    return turned


def _by_group(path: str, texts: list[str]) -> str:
    """Let the upper rows of a header say planned, or which department."""
    group = "".join(texts[:-1])
    if not path.startswith("milestones[") or path == "milestones[].stage":
        return path
    marks = path[11:-1].split(",")
    if "planned" not in marks and _PLANNED.search(group) and not _ACTUAL.search(group):
        marks.insert(1, "planned")
    inside = _parts(group)
    reporter = next((part for part in (*inside[1], inside[0]) if _is_department(part)), None)
    if reporter and not any(mark.startswith("reporter=") for mark in marks):
        marks.append(f"reporter={reporter}")
    return f"milestones[{','.join(marks)}]"


def _fitting(path: str, unit: Scaled | None) -> Scaled | None:
    """Keep a unit only where it measures what the field holds."""
    wanted = {"money": Dimension.MONEY, "area": Dimension.AREA}.get(kind_of_path(path) or "")
    return unit if unit is not None and unit.unit.dimension is wanted else None


def _settle(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Give each field to the nearest column; amounts and areas may be stated twice, and are then compared."""
    settled = list(columns)
    by_field: dict[str, list[int]] = {}
    for place, column in enumerate(settled):
        if column.field is not None:
            by_field.setdefault(column.field, []).append(place)
    for path, places in by_field.items():
        if len(places) < 2 or (path.startswith("milestones[") and path != "milestones[].stage"):
            continue
        best = max(settled[place].certainty for place in places)
        winner = next(place for place in places if settled[place].certainty == best)
        for place in places:
            column = settled[place]
            is_second = path not in _SHARED or column.certainty < 0.9 or path == "arrivals[].amount"
            if place != winner and is_second:
                why = f"column {settled[winner].letter} is nearer to {path}"
                settled[place] = evolve(column, field=None, why=why, candidates=(path,))
    return tuple(settled)
