"""Dated steps of named projects in running text, so that two dates of one step are seen."""

from collections.abc import Iterator
from typing import Final, final

from attrs import frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.texts.plain import Plain, without_brackets
from zhaoshang._bulletins.texts.steps import STAGED, STAGES
from zhaoshang.periods import Period
from zhaoshang.reading import PeriodMention
from zhaoshang.vocabulary import Stage

_STEP: Final = re.compile(STAGED)
_IMPLIED: Final = re.compile(r"^(?:该|本)?(?:项目|公司|企业)(?:确定|正式|成功|顺利|最终|即|就|便|已)*$")
_TRIM: Final = re.compile(
    r"(?:等)?(?:一批|多个|\d+个)?(?:项目|公司|企业)?(?:确定|正式|成功|顺利|相继|先后|接连|分别|也|已)*+(?:在[^，]{0,20})?$"
)
_SPEAKER: Final = re.compile(
    r"([^，,。；;：:“”\"\n、]{2,20}?(?:项目|公司|集团))(?:相关|有关)?(?:负责人|经理|总经理)"
)
_NAMED: Final = re.compile(
    r"(?:的|，|。|、|”|\n)([\u4e00-\u9fffA-Za-z0-9]{3,20}?项目)(?=正在|已|于|将|，|。)"
)
_NO_NAME: Final = re.compile(r"[“”\"《》]|共|全年|累计|对接|先后")
_THIS: Final = re.compile(r"该(?:项目|公司|企业)[^。！？\n]*")
_SHARED: Final = 6
_FAR: Final = 90


def tells_steps(plain: Plain) -> bool:
    """Tell whether a text speaks of steps of projects at all."""
    return _STEP.search(plain.text) is not None


@final
@frozen
class DatedStep:
    """A step of a project with its date.

    Attributes:
        name: what the project is called there.
        stage: the step.
        on: the date.
        span: where it stands in the plain text, from the date to the step.
        aliases: what else the text says the project is.
    """

    name: str
    stage: Stage
    on: Period
    span: tuple[int, int]
    aliases: tuple[str, ...] = ()


def find_events(plain: Plain, periods: list[PeriodMention]) -> list[DatedStep]:
    """Find the dated steps of named projects."""
    found: list[DatedStep] = []
    aliases_of: dict[str, tuple[str, ...]] = {}
    starts = [plain.place(mention.start) for mention in periods]
    for number, mention in enumerate(periods):
        if mention.period is None:
            continue
        start, end = starts[number], plain.place(mention.end)
        _, stop = plain.sentence(start)
        if number + 1 < len(starts):
            stop = min(stop, starts[number + 1])
        step = _STEP.search(plain.text, end, min(stop, end + _FAR))
        if step is None:
            continue
        words = plain.text[end : step.start()].lstrip("，,")
        span = (start, step.end())
        is_implied = _IMPLIED.fullmatch(words) is not None
        for name in _names(plain, words, span):
            if is_implied and name not in aliases_of:
                aliases_of[name] = tuple(_aliases(plain, name))
            aliases = aliases_of.get(name, ())
            found.append(DatedStep(name, STAGES[step[0]], mention.period, span, aliases))
    return found


def _names(plain: Plain, words: str, span: tuple[int, int]) -> Iterator[str]:
    """Name the projects of a step; where the words only say 项目, the one that is spoken of."""
    if _IMPLIED.fullmatch(words):
        paragraph_end = plain.text.find("\n", span[1])
        speaker = _SPEAKER.search(
            plain.text, span[1], paragraph_end if paragraph_end >= 0 else len(plain.text)
        )
        named = speaker or next(reversed(list(_NAMED.finditer(plain.text, 0, span[0]))), None)
        if named is not None:
            yield named[1]
        return
    if "，" in words or "," in words:
        return
    for part in words.split("、"):
        name = _TRIM.sub("", without_brackets(part)).strip('“”"‘’ ')
        if len(name) >= _SHARED - 2 and not _NO_NAME.search(name):
            yield name


def _aliases(plain: Plain, name: str) -> Iterator[str]:
    """Find what the text says of a project in the words 该项目 after naming it."""
    place = plain.text.find(name)
    while place >= 0:
        end = plain.text.find("\n", place)
        this = _THIS.search(plain.text, place, end if end >= 0 else len(plain.text))
        if this is not None and not _NAMED.search(plain.text, place + len(name), this.start()):
            yield this[0]
        place = plain.text.find(name, place + 1)


def conflicts(events: list[DatedStep]) -> Iterator[tuple[DatedStep, DatedStep, bool]]:
    """Find pairs of events that date one step of one project to days that exclude each other.

    Two names are of one project where they, or what the text calls it, share a run of characters too long for chance.

    Yields:
        The earlier, the later, and whether the two names themselves say that it is one project: where only something
        that is told of it does (its investor), it may be another one of theirs.
    """
    last: dict[tuple[Stage, str], tuple[DatedStep, bool]] = {}
    told: set[tuple[DatedStep, DatedStep]] = set()
    for event in events:
        own, told_of = _runs(event, event.name), set[tuple[Stage, str]]()
        for name in event.aliases:
            told_of |= _runs(event, name)
        pairs: dict[DatedStep, bool] = {}
        for run in sorted(own | told_of):
            other, is_name = last.get(run, (None, False))
            if other is not None and not other.on.overlaps(event.on) and (other, event) not in told:
                pairs[other] = pairs.get(other, False) or (is_name and run in own)
        for other, is_sure in pairs.items():
            told.add((other, event))
            yield other, event, is_sure
        last.update(dict.fromkeys(told_of - own, (event, False)))
        last.update(dict.fromkeys(own, (event, True)))


def _runs(event: DatedStep, name: str) -> set[tuple[Stage, str]]:
    return {(event.stage, name[place : place + _SHARED]) for place in range(len(name) - _SHARED + 1)}
