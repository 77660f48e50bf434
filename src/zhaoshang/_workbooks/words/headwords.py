"""One header word to the field it names: by the table of words, by its parts, or by the known word that it contains."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.words.aliases import (
    ALIASES,
    DEPARTMENTS,
    FLAG_WORDS,
    KNOWN_WORDS,
    SPAN,
    STAGE_WORDS,
    StepPath,
    stage_words,
)
from zhaoshang._workbooks.words.fields import FIELDS
from zhaoshang._workbooks.words.parted import ANY_PARTED, PARTED
from zhaoshang._workbooks.words.text import LONGEST_HEADER, headed, key
from zhaoshang._workbooks.words.understood import not_understood
from zhaoshang._workbooks.words.units import UNIT_AT_END
from zhaoshang.units import Dimension
from zhaoshang.vocabulary import AgreementKind, Stage

__all__ = [
    "ACTUAL",
    "INCLUDED",
    "MONEY",
    "PLANNED",
    "SHARED",
    "STRANGE",
    "SURE",
    "ends_in_date",
    "is_department",
    "is_header_word",
    "is_name_word",
    "known_field",
    "match",
    "meanings",
    "of_paper",
    "parts",
    "planned",
    "strange_in",
]

SURE: Final = 0.55
"""Below this certainty a column is asked about and not read."""

SHARED: Final = {field.path for field in FIELDS if isinstance(field.kind, Dimension)}
"""The fields of amounts."""

MONEY: Final = {field.path for field in FIELDS if field.kind is Dimension.MONEY}

PLANNED: Final = re.compile(
    r"预计|预估|计划|拟|预期|约定|要求|目标|力争|争取|确保|承诺|应|延期|推迟|顺延|倒排|最迟|原定|预定|(?<!时间)安排"
)
ACTUAL: Final = re.compile(r"实际|已|(?<=[/、或])实|实(?=[/、或])")

INCLUDED: Final = re.compile("[不未]?含|包[含括]")
"""How words begin that say what is in an amount, and not that it is that alone: 含外资, 含2023年价差."""

_BRACKET: Final = re.compile(r"\(([^()]*)\)")
_DATE: Final = "(?:时间|日期|年月日?|时点|节点|时间点|时间节点|完成时间|日|(?<![\\d一二三四五六七八九十本上当每个至])(?:年份|月份?))"
"""How a header ends that speaks of dates; 3月 and 本月 tell a month of their own and date nothing."""
_DATE_END: Final = re.compile(_DATE + "$")
_SPAN: Final = re.compile(r"起止|起讫|始末|开竣工|开工.{0,4}[-~至及和]竣工|建设(?:年限|工期|周期|期限)")
"""What says that a cell holds the start and the end of something."""
_WORKS: Final = re.compile(
    r"(?:项目|工程|建设|施工|计划|预计|预期|拟|实际)*+"
    r"(?:开\(?[、/及和与]?竣\)?工|开工[、/及和与至-]?竣工|起止|起讫|始末)(?:时间|日期|年限|年月|年份|期限|工期)"
)
"""A header of the start and the end of the works; without 实际 both are what is planned."""
_DECORATION: Final = re.compile(
    r"^(?:[^\w(]|\d|[一二三四五六七八九十]+、)*"
    r"(?:其中[:,]?|(?:招商(?:引资)?|招引|引进|签约|重点|重大|产业|工业|落地|在建)?项目的?|该项目|具体|拟|主要|本)?|(?:情况|栏|[^\w)]+)$"
)
_LEADING: Final = re.compile(r"^(?:[^\w(]|\(\d{1,2}\)|\d{1,2}[.、](?!\d))+|[^\w)]+$")
"""Numbers and marks around a header that say nothing of it: 3.总投资, (4)签约时间, *项目名称."""
_NOT_A_FIELD: Final = re.compile(
    r"率|强度|用途|说明|比例|占比|完成|目标|年均|产值|税收|领导|联系|电话|负责|简介|内容|得分|排名|同比|增长|销售|利润|税金|个数|"
    r"数\(|亩均|资本|户数|家数|备注|问题|困难|建议|措施|要求|批次|依据|证明|附件"
)
_OTHER_SCRIPT: Final = re.compile(r"[a-z][a-z0-9.,'&_-]{3,}")
"""The same header once more in letters: 项目名称 Project Name."""

_LONGEST: Final = 40
_FIELDLESS: Final = (None, 1.0, "a known column without a field of its own")
_LIKELY: Final = 0.75
_PERSON: Final = re.compile(
    r"(?:项目|招商|企业|现场|第一|主要|首席|县级|市级|区级)*(?:责任|负责|牵头|首谈|对接|跟踪|跟进|服务|包保|包联|包抓|联系|经办|具体|分管|挂钩|帮办|代办|招商|信息)*"
    r"(?:责任人|负责人|首谈人|联系人|联络人|对接人|跟踪人|跟进人|经办人|引荐人|包保人|服务员|联络员|专员|管家|领导|秘书长|县长|主任|书记)"
    r"(?:姓名|及?电话|及?联系方式)?"
)
"""Who looks after a project by name: a person is no unit in charge."""
_PLACES: Final = re.compile(r"[市县区镇乡村旗街道办、/或及园]+")
"""What brackets add to a word for a place: 乡（镇）, 县（市、区）."""


def is_header_word(text: str) -> bool:
    """Tell whether a text is a header word that is known, whatever it names."""
    return _is_known(key(headed(text)))


@lru_cache(maxsize=8192)
def _is_known(word: str) -> bool:
    if not word or len(word) > _LONGEST:
        return False
    base, _ = parts(word)
    if word in ALIASES or base in ALIASES or word in KNOWN_WORDS or base in KNOWN_WORDS:
        return True
    return _rule(base, word) is not None or _known(word)[1] >= _LIKELY


def is_name_word(text: str, /) -> bool:
    """Tell whether a text is a header word for the names of projects.

    Examples:
        >>> is_name_word("建设项目名称"), is_name_word("项目类别")
        (True, False)
    """
    text = headed(text)
    path, certainty, _ = match(key(text)) if len(text) <= _LONGEST else (None, 0.0, "")
    return path == "name" and certainty >= SURE


def parts(word: str) -> tuple[str, tuple[str, ...]]:
    """Part a header into its base and what stands in brackets."""
    if len(word) > LONGEST_HEADER:
        return word, ()
    inside = tuple(_BRACKET.findall(word))
    base = _BRACKET.sub("", word) if inside else word
    return base.strip(":*"), inside


def _rule(base: str, whole: str) -> tuple[str, float, str] | None:
    """Match a header by its parts: a stage with 时间, or a question with 是否."""
    if base.startswith(("是否", "有无")):
        for word, flag in FLAG_WORDS:
            if word in base:
                return f"investor.flags[{flag}]", 0.95, f"it asks whether the investor is {flag.en}"
        plain = base[2:].removeprefix("已").removeprefix("项目")
        for word, stage in stage_words():
            if plain == word or plain == word + "建设":
                return f"milestones[{stage}]", 0.9, f"it asks whether the project has {stage.en}"
        return None
    return None if _SPAN.search(base) or not _DATE_END.search(base) else _dated(base, whole)


def _dated(base: str, whole: str) -> tuple[str, float, str] | None:
    """Match a header that ends in a word for a date by the stage, or the agreement, that it names."""
    plain = _SIGNS.sub("签订", base.replace("/业", "").replace("/开业", ""))
    if _FRAMEWORK.fullmatch(plain):
        return f"agreements[{AgreementKind.FRAMEWORK}].signed_on", 0.9, "it dates a framework agreement"
    named = [
        (plain.rfind(word) + len(word), len(word), word, stage)
        for word, stage in stage_words()
        if word in plain
    ]
    if not named:
        return None
    is_signing = any(stage is Stage.SIGNED for *_, stage in named)  # 签订意向协议 is a signing too
    *_, word, stage = max(each for each in named if not (is_signing and each[-1] is Stage.INTENT))
    sure = 0.5 if _is_both(whole) else 0.95
    if stage is Stage.SIGNED:
        sure = of_paper(_SIGNED_ON, whole, sure)[1]
    return _milestone(stage, whole), sure, f"it holds a date of {word}"


_IN_DATES: Final = re.compile("年?[/.、-]?月(?:[/.、-]?日|份)?|年份|日期|时间")
"""What brackets say of a stage that is dated: 签约（月/日）."""
_SIGNS: Final = re.compile("签(?=(?:正式|投资|项目|框架|意向)*(?:协议|合同))")
_FRAMEWORK: Final = re.compile(f"(?:战略|合作)*框架(?:合作)?(?:协议|合同)?{_DATE}")


_STAGE: Final = "|".join(re.escape(word) for word, _ in STAGE_WORDS)
_STAGES: Final = dict(STAGE_WORDS)
_TWO_STEPS: Final = re.compile(f"({_STAGE})(?:建设|{_DATE})?[(/、或和及与]({_STAGE})")
_OR: Final = f"{_DATE}?[或/、](?:已|实际)?"
_EITHER: Final = re.compile(
    f"({_STAGE}){_OR}(?:计划|拟|预计|预期)\\1|(?:计划|拟|预计|预期)({_STAGE}){_OR}\\2"
)
"""The same stage once as a plan and once as a fact: 开工或计划开工时间."""


def _is_both(header: str) -> bool:
    """Tell whether a header speaks of a plan and of what came about, or of two steps: nobody can know which a cell means."""
    return (
        bool(PLANNED.search(header) and ACTUAL.search(header))
        or _EITHER.search(header) is not None
        or _names_two_steps(header)
    )


def _names_two_steps(header: str) -> bool:
    """Tell whether a header names two steps beside each other: 签约（开工）时间, 开工、竣工时间."""
    pairs = [{_STAGES[one], _STAGES[other]} for one, other in _TWO_STEPS.findall(header)]
    return any(len(pair) > 1 and not pair <= {Stage.SIGNED, Stage.INTENT} for pair in pairs)


def _milestone(stage: Stage, whole: str) -> str:
    is_planned = bool(PLANNED.search(whole)) and not ACTUAL.search(whole)
    if stage is Stage.SIGNED and not is_planned:
        return of_paper(_SIGNED_ON, whole, 1.0)[0]
    reporter = next((part for part in parts(whole)[1] if is_department(part)), None)
    return StepPath((stage,), is_planned, reporter).path


def is_department(word: str, /) -> bool:
    """Tell whether a word names a department that reports dates."""
    if word in DEPARTMENTS:
        return True
    return 2 < len(word) <= 8 and word.endswith(("局", "委", "办", "厅", "部")) and not {",", "]"} & {*word}


@lru_cache(maxsize=8192)
def match(word: str) -> tuple[str | None, float, str]:
    """Match one header text, already in comparing form, where all that it says is understood."""
    path, certainty, why = _known(word)
    strange = strange_in(path, (word,)) if path and certainty >= SURE else ""
    return (None, SURE / 2, f"{STRANGE}{strange}") if strange else (path, certainty, why)


def known_field(word: str, /) -> str | None:
    """Give the field that what is known of a header text names, whatever else it says; an amount's alone is of use.

    Examples:
        >>> known_field("总投资(核定)"), known_field("备注")
        ('investment', None)
    """
    return _known(word)[0]


def strange_in(path: str, texts: Sequence[str], /) -> str:
    """Give what the tiers, the header and the brackets of a column say that is no part of a field's name; mostly nothing.

    Examples:
        >>> (
        ...     strange_in("milestones[started]", ("开工情况", "拿地时间")),
        ...     strange_in("land", ("用地情况", "面积(亩)")),
        ... )
        ('拿地时间', '')
    """
    tiers = (tier for tier in texts[:-1] if not _lists(path, tier))
    return not_understood(path, (*tiers, *texts[-1:]), lambda text: _is_name_of(path, text))


def _lists(path: str, tier: str) -> bool:
    """Tell whether a tier names several fields, of which it is one: 投资及到资."""
    named = [_known(word)[0] for word in re.split("[及和与、]", parts(tier)[0])]
    return len(named) > 1 and None not in named and path in named


STRANGE: Final = "it says what is not known of its field: "
"""Why a column is not read of which a word is not understood."""


def _is_name_of(path: str, text: str) -> bool:
    """Tell whether a text is a whole name of a field, by the table of words or by its parts."""
    if _WORKS.fullmatch(text):
        return True
    text = text.strip(":*")
    for form in (text, UNIT_AT_END.sub("", _OTHER_SCRIPT.sub("", text))):
        alias = ALIASES.get(form)
        if (alias is not None and alias.path == path) or any(
            own == path and parted.fullmatch(form) for own, _, parted in PARTED
        ):
            return True
    return False


def _known(word: str) -> tuple[str | None, float, str]:
    """Match one header text by what of it is known."""
    if len(word) > LONGEST_HEADER:
        return None, 0.0, "no known word"
    if _WORKS.fullmatch(word):
        path = StepPath(SPAN, planned=not ACTUAL.search(word)).path
        return path, 0.9, "it holds the start and the end of the works"
    base, inside = _opened(word, *parts(_LEADING.sub("", word)))
    if inside and not _DATE_END.search(base) and _IN_DATES.fullmatch(inside[-1]):
        found = _rule(f"{base}时间", word)
        if found is not None:
            return found
    known = _listed(word, base, inside) or _rule(base, word)
    if known is not None:
        return known
    if _SPAN.search(base):
        return None, 0.0, "no known word"
    plain = _DECORATION.sub("", base)
    return _by_synonyms(base, plain, inside) or (
        (None, 0.0, "no known word") if _NOT_A_FIELD.search(base) else _nearest(plain)
    )


def _listed(word: str, base: str, inside: tuple[str, ...]) -> tuple[str | None, float, str] | None:
    """Match a word of the table, the whole before what it is made of; a person is no field unless the table says so."""
    for text in (word,) if _names_two_steps(word) else (word, base):
        if text in KNOWN_WORDS:
            return _FIELDLESS
        alias = ALIASES.get(text)
        if alias is not None and text:
            return _qualified(alias.path, alias.weight, base, inside)
    return _FIELDLESS if _PERSON.fullmatch(base) else None


def _opened(word: str, base: str, inside: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Take the brackets from a word for places of several kinds: 乡（镇）, 县（市、区）."""
    if len(inside) == 1 and word not in ALIASES and _PLACES.fullmatch(inside[0]) and _PLACES.match(base[-1:]):
        return base + re.sub("[、/或及]", "", inside[0]), ()
    return base, inside


def _by_synonyms(base: str, plain: str, inside: tuple[str, ...]) -> tuple[str | None, float, str] | None:
    """Match a header without its decoration, unit and other script, in the table of words or by its parts."""
    tail = UNIT_AT_END.sub("", plain)
    full = plain.replace("全称", "名称")
    texts = (base, _OTHER_SCRIPT.sub("", base), plain, tail, _OTHER_SCRIPT.sub("", tail), full)
    for text in dict.fromkeys(texts):
        if text in KNOWN_WORDS:
            return None, 1.0, "a known column without a field of its own"
        alias = ALIASES.get(text)
        if alias is not None and text:
            return _qualified(alias.path, alias.weight * 0.9, base, inside)
        found = _by_parts(text) or (_rule(text, text) if text != base else None)
        if found is not None:
            return _qualified(found[0], found[1], base, inside)
    return None


def _by_parts(base: str) -> tuple[str, float] | None:
    """Find the field of a word from what it is made of."""
    if ANY_PARTED.fullmatch(base) is None:
        return None
    return next(((path, weight) for path, weight, form in PARTED if form.fullmatch(base)), None)


@lru_cache(maxsize=1024)
def meanings(word: str, /) -> frozenset[str]:
    """List every field that a word may name by what it is made of: 对接单位 are those who invest, or the office that meets them.

    Examples:
        >>> sorted(meanings("对接单位")), sorted(meanings("投资单位"))
        (['investors', 'owner'], ['investors'])
    """
    base, _ = parts(word)
    return frozenset(path for path, _, form in PARTED if len(base) <= _LONGEST and form.fullmatch(base))


def ends_in_date(word: str, /) -> bool:
    """Tell whether a header ends in a word for a date."""
    return _DATE_END.search(word) is not None


def _qualified(path: str, weight: float, base: str, inside: tuple[str, ...]) -> tuple[str | None, float, str]:
    """Let what stands in brackets change the field: 内资, 外资, a department."""
    why = f"the header says {base}"
    joined = " ".join(inside)
    if path in MONEY:
        parted = " ".join(part for part in inside if not INCLUDED.match(part))
        if "内资" in parted:
            return None, 1.0, "the domestic part of an amount has no field of its own"
        if "外资" in parted:
            return "foreign_investment", weight, f"{why}, of foreign capital"
    path, weight = of_paper(path, joined, weight)
    return (*planned(path, joined, weight), why)


_SIGNED_ON: Final = "agreements[].signed_on"
_PAPERS: Final = (("意向|备忘", AgreementKind.INTENT), ("框架", AgreementKind.FRAMEWORK))
_FORMAL: Final = re.compile("正式")


def of_paper(path: str, words: str, weight: float) -> tuple[str, float]:
    """Let words beside a date of signing say what was signed; of two kinds nobody can know which a cell dates."""
    said = [kind for form, kind in _PAPERS if re.search(form, words)]
    if path != _SIGNED_ON or not said:
        return path, weight
    is_one = len(said) == 1 and not _FORMAL.search(words)
    return f"agreements[{said[0]}].signed_on", weight if is_one else min(weight, SURE / 2)


def planned(path: str, words: str, weight: float) -> tuple[str, float]:
    """Let words beside a header make of an actual date a planned one; plans of other things have no field."""
    if not PLANNED.search(words):
        return path, weight
    if path == "agreements[].signed_on" and not ACTUAL.search(words):
        return f"milestones[{Stage.SIGNED},planned]", weight
    if path.startswith(("agreements[", "arrivals[]")):
        return path, min(weight, SURE / 2)
    return path, weight


_TURNED: Final = re.compile("[未应待尚欠缺不非无]")
"""What beside a known word says that it is not so, or not yet: 未到位资金, 应到位资金, 未供地面积."""


_INSIDE: Final = tuple(
    (known, alias)
    for known, alias in ALIASES.items()
    if len(known) >= 3 and not known.isascii() and not alias.path.startswith("@")
)
"""The words that a longer header may hold, gathered once: every header that is not known is held against them all."""


def _nearest(word: str) -> tuple[str | None, float, str]:
    """Find the longest known word inside a header; how much of the header it covers is how sure the match is."""
    best: tuple[float, str, str] | None = None
    for known, alias in _INSIDE:
        if known in word:
            score = len(known) / len(word) * alias.weight * 0.7
            if _TURNED.search(word.replace(known, "", 1)):
                score = min(score, SURE / 2)
            if best is None or score > best[0]:
                best = (score, alias.path, known)
    if best is None:
        return None, 0.0, "no known word"
    return best[1], best[0], f"the header contains {best[2]}"
