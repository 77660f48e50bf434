"""Whether all that a header says is understood: its tiers, its own row and its brackets, as the name of one field."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.words.aliases import ALIASES, DEPARTMENTS, FLAG_WORDS, stage_words, step_path
from zhaoshang._workbooks.words.neutral import (
    ANY_FIELD,
    BRACKETED,
    LEAVES_OUT,
    NOTE,
    OF_DATES,
    OF_FIELDS,
    OF_STAGES,
    PLANS,
    SUBJECTS,
    TOPIC_ENDS,
    TOPICS,
    UNDECIDED,
)
from zhaoshang._workbooks.words.units import UNIT_AT_END, UNITS_AT_END, find_any
from zhaoshang.vocabulary import Stage

__all__ = ["covered_by", "not_understood"]

_BRACKET: Final = re.compile(r"\(([^()]*)\)")
_MANY_UNITS: Final = 40
_SPLIT: Final = re.compile(r"[,、;:/·或和及]")
_NO_UNIT: Final = re.compile(r"[^\W每均]|[十百千万亿仟佰]\w")
"""What in a list of units is none, 方元 and 万无; the list is told to be of no known unit."""
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d年(?:度|以来)?")
_AS_OF: Final = re.compile(r"截[至止]到?(?:目前|[\d年月日底末./-]+)")
_ASKED: Final = frozenset("是否 有无 是 为 属 属于 企业 公司 集团 投资方 投资主体 国家级 国家".split())
_PAPERS: Final = {
    "intent": frozenset("意向 意向书 备忘录 意向协议".split()),
    "framework": frozenset("框架 战略 合作".split()),
}
_COUNTED: Final = re.compile(r"(?:[^\w(]|\(\d{1,2}\)|\d{1,2}[.、](?!\d)|[一二三四五六七八九十]{1,3}、)+")
"""Numbers and marks before a header that say nothing of it."""
_WHOLE: Final = "investment"
_PART: Final = "其中"
"""How a header begins of what is a part: the whole investment of a project is none."""
_BUILT: Final = frozenset({Stage.STARTED, Stage.COMPLETED})


def not_understood(path: str, texts: Sequence[str], is_name: Callable[[str], bool], /) -> str:
    """Give what a header says from the first word on that is neither part of a field's name nor neutral; nothing where all is.

    Args:
        path: the field.
        texts: its tiers and its own row, in comparing form.
        is_name: tells whether a text is a whole name of the field.
    """
    if path == _WHOLE and any(text.startswith(_PART) for text in texts):
        return _PART
    said: list[str] = []
    added: list[str] = []
    tiers = [tier for tier in texts[:-1] if covered_by(tier, ANY_FIELD | SUBJECTS)]
    is_one = is_name("".join(_BRACKET.sub("", text) for text in texts))  # 当年 over 到位资金
    for text in (*tiers, *texts[-1:]):
        own = _BRACKET.sub("", text)
        if is_name(text):
            continue
        if not is_one and not is_name(own):
            said.append(UNIT_AT_END.sub("", _COUNTED.sub("", own, count=1) if _COUNTED.match(own) else own))
        added += map(_said_in, _BRACKET.findall(text))
    words = _words_of(path, stage_words())
    return _strange(path, said, words) or _strange(path, added, words | BRACKETED.get(path, frozenset()))


def _strange(path: str, said: Sequence[str], words: frozenset[str]) -> str:
    joined = _AS_OF.sub("", " ".join(said))
    return covered_by((_YEAR.sub("", joined) if _is_date(path) else joined).strip(), words)


def _is_date(path: str) -> bool:
    return path.endswith("].signed_on") or step_path(path) is not None


@lru_cache(maxsize=1024)
def _words_of(path: str, steps: tuple[tuple[str, Stage], ...]) -> frozenset[str]:
    """Gather the words that a header of a field may be made of."""
    is_done = _is_date(path) or path.startswith("arrivals[")
    topics = TOPICS - UNDECIDED if is_done else TOPICS
    titles = {f"{topic}{end}" for topic in topics for end in TOPIC_ENDS}
    if path.startswith("investor.flags["):
        return ANY_FIELD | _ASKED | {word for word, flag in FLAG_WORDS if path == f"investor.flags[{flag}]"}
    if not _is_date(path):
        own = {word for word, alias in ALIASES.items() if alias.path == path}
        return ANY_FIELD | topics | titles | own | OF_FIELDS.get(path, frozenset())
    kind, *marks = path[path.index("[") + 1 : path.index("]")].split(",")
    named = {Stage.SIGNED} if path.startswith("agreements[") else {*map(Stage, kind.split("+"))}
    words = ANY_FIELD | OF_DATES | titles | _PAPERS.get(kind, frozenset())
    words |= {word for word, stage in steps if stage in named}
    words |= {f"{word}建设" for word, stage in steps if stage in named & _BUILT}
    words |= {word for stage in named for word in OF_STAGES.get(stage, ())}
    words |= {
        word
        for word, alias in ALIASES.items()
        if alias.path in {path, *(f"milestones[{stage}]" for stage in named)}
    }
    if "planned" in marks:
        words |= PLANS | {f"{topic}{end}" for topic in topics for end in ("安排", "计划")}
    reporter = next((mark.partition("=")[2] for mark in marks if mark.startswith("reporter=")), "")
    return words | ({reporter, *DEPARTMENTS} if reporter else set())


def _said_in(bracket: str) -> str:
    """Give what a bracket says beside units, forms of dates and how the column is filled in."""
    if not _adds(bracket):
        return ""
    pieces = _SPLIT.split(bracket)
    bare = [_before_units(piece) for piece in pieces]
    said = [rest for piece, rest in zip(pieces, bare, strict=True) if find_any(piece) is None]
    if bare != pieces:
        said = [word for word in said if not _NO_UNIT.fullmatch(word)]
    return "".join(word for word in said if _CHINESE.search(word) and _adds(word))


def _adds(piece: str) -> bool:
    return LEAVES_OUT.search(piece) is not None or NOTE.match(piece) is None


def _before_units(piece: str) -> str:
    """Give what stands in front of the units at the end of a piece; more of them than a bracket holds are none."""
    found = UNITS_AT_END.search(piece, max(0, len(piece) - _MANY_UNITS))
    return piece if found is None else piece[: found.start()]


def covered_by(text: str, words: frozenset[str]) -> str:
    """Give what is left of a text behind the longest start that is made of some words and marks: nothing where all is."""
    longest = max(map(len, words))
    reached = {0}
    for at in range(len(text)):
        if at in reached:
            if not text[at].isalnum():
                reached.add(at + 1)
            reached |= {at + size for size in range(1, longest + 1) if text[at : at + size] in words}
    end = max(at for at in reached if at <= len(text))
    return text[end:]
