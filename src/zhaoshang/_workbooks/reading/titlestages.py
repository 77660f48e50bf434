"""The stage that a title says its projects are at, read in the same way of books, tables, sheets and groups of rows.

Every word must be understood, in brackets and behind a dash or a colon too: 签约项目（已开工） and 签约项目（东镇） are;
签约项目（意向） is doubted. So are a step under way, 正在签约项目, and one among words of another: 签约待开工项目.
"""

from functools import lru_cache
from typing import Final, NamedTuple, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.cells.denials import comes_to, still_holds
from zhaoshang._workbooks.reading.titlewords import LEAD, OF_TIME, is_plain, place_of, without_table
from zhaoshang._workbooks.words.cellwords import AMBIGUOUS_STAGES, STAGES
from zhaoshang._workbooks.words.ended import ENDED, says_ended
from zhaoshang.vocabulary import Stage

__all__ = ["TitleStages", "denied_in", "is_bare_stage", "stages_in"]

_STAGE_WORD: Final = 4  # so long is a word for a stage in a title at most
_OF_SIZE: Final = r"(?:[全]?[省市区县镇]级?|重[点大]|亿元以上|招商|引资|产业|新|已|正在|本|外资|内资)"
_LIST: Final = r"(?:推进|进展|调度|跟踪|统计|汇总|登记)?(?:情况)?(?:清单|名单|一览表?|明细表?|台账|表)?"
_OTHER_WORK: Final = frozenset(
    "建设 信息 对接 跟踪 推进 考察 接触 服务 运营 报批 审批 前期 前期工作 建成 恢复 取消 放弃 装修 完成 关闭 移交 流转 入驻 启动".split()
)
"""Words for stages that titles of any list have: 重点建设项目, 项目信息表."""
_TITLED: Final = frozenset(
    word for word in STAGES if word not in _OTHER_WORK and "项目" not in word and len(word) <= _STAGE_WORD
)
_STAGES: Final = "|".join(sorted(map(re.escape, _TITLED), key=len, reverse=True))
_IS_STAGE: Final = re.compile(
    rf"(?:{OF_TIME}|{_OF_SIZE})*?({_STAGES})(?:阶段|类)?(?:的?{_OF_SIZE}*?项目)?{_LIST}"
)
_ANY_STAGE: Final = "|".join(
    sorted(map(re.escape, {*_TITLED, *AMBIGUOUS_STAGES} - _OTHER_WORK), key=len, reverse=True)
)
_IN_TITLE: Final = re.compile(rf"([拟未待应需]|计划|预计|即将|尚未|不)?({_ANY_STAGE})")
_OF_PROJECTS: Final = re.compile(rf"({_STAGES})(?:阶段)?(?:的)?{_OF_SIZE}*项目")
_UNDER_WAY: Final = re.compile("正在")
_MIXED: Final = re.compile("[、,;/及和与或]")
"""What parts the stages of a list of several kinds of projects."""
_APART: Final = re.compile("[():]|--+|(?<=[\u4e00-\u9fff)])-(?=[\u4e00-\u9fff(])")
"""What parts a title from what it says beside."""
_COUNTED: Final = re.compile(r"(?:共|合?计|小计)?\d")
_OTHER_YEAR: Final = re.compile("[去上前]年")
_LEFT_OUT: Final = re.compile("[不除非原拟含包仅其另]")
"""What before a place says that it is another, or one of them."""


@final
class TitleStages(NamedTuple):
    """What a title says of how far its projects are."""

    words: tuple[str, ...] = ()
    """The words for the stages, the furthest last."""
    place: tuple[str, str] | None = None
    """The field and text of a place that stands beside."""
    doubted: str = ""
    """The word for a stage among words that are not understood; then none is given."""
    is_apart: bool = False
    """Whether those stand beside what is understood."""


_NOTHING: Final = TitleStages()


@lru_cache(maxsize=1024)
def stages_in(title: str, /) -> TitleStages:
    """Read what a title, in comparing form, says of how far its projects are.

    Examples:
        >>> [
        ...     stages_in(title).words
        ...     for title in ("柳溪镇签约项目", "签约项目(已开工)", "签约项目(3个)", "签约项目:已退出")
        ... ]
        [('签约',), ('签约', '已开工'), ('签约',), ('签约', '已退出')]
        >>> stages_in("签约项目(意向)").doubted, stages_in("签约项目(柳溪镇)").place
        ('签约', ('district', '柳溪镇'))
    """
    if _IN_TITLE.search(title) is None:
        return _NOTHING
    pieces = [piece for piece in _APART.split(without_table(LEAD.sub("", title))) if piece.strip()]
    words: list[str] = []
    place = None
    is_doubted = is_strange = is_mixed = False
    for piece in pieces:
        word = _stage_in(piece)
        if word is not None:
            is_understood = is_plain(piece, STAGES[word]) or is_bare_stage(piece)
            is_doubted |= not is_understood or (_UNDER_WAY.search(piece) is not None and not _lasts(word))
            is_mixed |= bool(words) and not _goes_on(words[-1], word)
            words.append(word)
        elif (word := _among_others(piece)) is not None:
            is_doubted = True
            words.append(word)
        elif _IN_TITLE.search(piece) is not None:
            is_mixed |= not (words and _is_to_come(piece, words[-1]))
        elif len(pieces) > 1 and place is None and not _LEFT_OUT.match(piece) and place_of(piece) is not None:
            place = place_of(piece)
        elif len(pieces) > 1:
            is_strange |= not _says_nothing(piece)
    if words and (is_doubted or is_strange or is_mixed):
        return TitleStages(doubted=words[0], is_apart=not is_doubted)
    if not words:
        return _NOTHING
    return TitleStages(tuple(dict.fromkeys([words[0], words[-1]])), place)


def _stage_in(title: str) -> str | None:
    """Give the one stage that a title says its projects are at."""
    said = [(match[1], match[2]) for match in _IN_TITLE.finditer(title)]
    named = {word for mark, word in said if not mark}
    stages = {STAGES.get(word) for word in named}
    if len(stages) != 1 or None in stages or any(mark for mark, _ in said):
        return None
    own = _OF_PROJECTS.search(title) or _IS_STAGE.fullmatch(LEAD.sub("", title))
    return own[1] if own is not None else None


def _among_others(title: str) -> str | None:
    """Give the stage that a title says of its projects first, beside what is not understood: 签约未开工项目, 签约在即项目."""
    found = _IN_TITLE.search(title)
    if found is None or found[1] or found[2] not in STAGES:
        return None
    between, projects, after = title[found.end() :].partition("项目")
    is_mixed = _MIXED.search(between) is not None or _IN_TITLE.search(after) is not None
    return found[2] if projects and not is_mixed else None


def _lasts(word: str) -> bool:
    """Tell whether a word is of what goes on, as talks and works do, and not of a step."""
    return word.startswith(("在", "正在")) or not STAGES.keys().isdisjoint((f"正在{word}", f"{word}中"))


def is_bare_stage(title: str, /) -> bool:
    """Tell whether a title says nothing but a stage, and which projects in general."""
    return _IS_STAGE.fullmatch(title) is not None


def _goes_on(word: str, other: str) -> bool:
    """Tell whether one stage comes after another, or is the same."""
    one, two = STAGES[word], STAGES[other]
    is_later = two in ENDED or (two.is_main and two.rank > one.rank)
    return one is two or (one.is_main and (is_later or comes_to(two, one) or still_holds(one, two)))


def _is_to_come(piece: str, word: str) -> bool:
    """Tell whether a piece says that a later stage is still to come: 签约项目（未开工）."""
    found = _IN_TITLE.fullmatch(piece)
    stage = STAGES.get(found[2]) if found is not None and found[1] else None
    return stage is not None and stage.is_main and stage.rank > STAGES[word].rank


def _says_nothing(piece: str) -> bool:
    """Tell whether a piece is understood and says nothing of a stage: a count, a time, a kind of list."""
    if says_ended(piece) or _OTHER_YEAR.search(piece):
        return False
    return _COUNTED.match(piece) is not None or is_plain(piece, None)


def denied_in(title: str, /) -> frozenset[Stage]:
    """Give the stages that a title says its projects have not come to yet.

    Examples:
        >>> [sorted(denied_in(title)) for title in ("未签约项目", "拟开工项目", "签约项目")]
        [[<Stage.SIGNED: 'signed'>], [<Stage.STARTED: 'started'>], []]
    """
    words = (found[2] for found in _IN_TITLE.finditer(title) if found[1])
    return frozenset(stage for word in words if (stage := STAGES.get(word)) is not None)
