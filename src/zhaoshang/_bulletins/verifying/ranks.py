"""The rank that a text gives a unit among all of them (居全县第二), held against the ledger's units."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from attrs import evolve

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.texts.steps import STEP
from zhaoshang._bulletins.verdicts.verdict import Answer, Verdict
from zhaoshang._bulletins.verifying.claims import Told, verdict_on
from zhaoshang._bulletins.verifying.comparing import AskedFigure, AskedLedger
from zhaoshang._bulletins.verifying.reasons import reason_of
from zhaoshang._bulletins.verifying.uncertain import doubt_of
from zhaoshang.units import Dimension
from zhaoshang.units import unit as find_unit

_NUMERALS: Final = {word: number for number, word in enumerate("一二三四五六七八九十", 1)}
_NUMBER: Final = r"(?:[一二三四五六七八九十]|\d{1,2})"
_RANK: Final = re.compile(
    r"(?:在?全(?P<level>[市县区省州旗盟镇乡国])(?:中|范围内|各[\u4e00-\u9fff]{1,2}中?)?)?(?:稳|仍|均|也|再|继续|持续)*"
    r"(?P<verb>(?:位|排|名|暂)?(?:居|列|排名|排在|排|占)(?:在|于|据)?(?:全(?P<of>[市县区省州旗盟镇乡国]))?)?的?"
    rf"(?:(?P<top>首位|榜首|之首|最多|最高|最大)|(?P<last>末位|末尾|垫底|最少|最低|最小)"
    rf"|(?P<back>倒数)?第(?P<rank>{_NUMBER})(?:位|名)?|前(?P<within>{_NUMBER})(?:位|名|强)?)(?![\u4e00-\u9fff]|[、和与及]第)"
)
_ADDED: Final = frozenset({Dimension.COUNT, Dimension.MONEY})
_FIRST: Final = re.compile(
    r"(?:全(?P<level>[市县区省州旗盟])[^，,；;。]{0,8})?(?P<verb>(?P<top>最多|最高|最大)|(?P<last>最少|最低|最小))的?(?:是|为)"
    rf"[\u4e00-\u9fff]{{2,8}}?[，,（(]?(?:达到?|为|有|共|{STEP}|项目|总|投资)*$"
)
"""Before the figure of the unit that is said to be first: 签约项目最多的是西镇，共1个."""
_LEVEL: Final = re.compile("[全我本]([市县区省州旗盟])")
_GAP: Final = re.compile(
    rf"(?:的?项目)?[）)]?[，,（(]?(?:项目|{STEP}|总|数量|金额|规模|投资|总量|总数|总额|个数|体量|指标|双双|分别)*"
)
_BESIDE: Final = re.compile(r"[^，,；;。！？\n]{0,12}")

_FAR: Final = 60
"""How far before a figure the words that say it is first may begin."""
_SEVERAL: Final = 2

Words = Mapping[str, str | None]
"""The words of a rank, by what they say."""
_Place = tuple[int, int] | bool | str


def ranks_of(
    source: AskedLedger, document: Document, items: Sequence[Told], asked: Callable[[Told], AskedFigure | str]
) -> Iterator[Verdict]:
    """Judge every rank behind figures of one unit.

    Args:
        source: the ledger.
        document: the text.
        items: its figures.
        asked: puts the question that a figure answers, or says in a code why there is none.
    """
    plain = document.plain
    levels = set(_LEVEL.findall(plain.text))
    starts = [start for start, _ in document.spans]
    for item in items:
        end = document.spans[item.number][1]
        stop = min([plain.sentence(end)[1], *starts[item.number + 1 : item.number + 2]])
        said = next(
            (
                said
                for said in _RANK.finditer(plain.text, end, stop)
                if (said["level"] or said["verb"]) and _GAP.fullmatch(plain.text, end, said.start())
            ),
            None,
        )
        at = document.spans[item.number][0]
        first = _FIRST.search(plain.text, max(plain.sentence(end)[0], at - _FAR), at)
        if said is None and first is None:
            continue
        words = {name: word for match in (first, said) if match for name, word in match.groupdict().items()}
        lot = [
            _judged(source, asked(other), words, levels) for other in _beside(document, items, item.number)
        ]
        start, stop = plain.raw(*(said.span() if said else first.span("verb") if first else (0, 0)))
        place = evolve(item.reading, start=start, end=stop, raw=document.text[start:stop])
        yield _verdict(evolve(item, reading=place), lot, "倒数" if _is_from_last(words) else "")


def _beside(document: Document, items: Sequence[Told], number: int) -> Iterator[Told]:
    """Give a figure and those before it in its clause: 签约12个、总投资42亿元，居全县第一."""
    yield items[number]
    while number and _BESIDE.fullmatch(
        document.plain.text, document.spans[number - 1][1], document.spans[number][0]
    ):
        number -= 1
        yield items[number]


def _judged(source: AskedLedger, asked: AskedFigure | str, said: Words, levels: set[str]) -> _Place:
    """Give `True` where a unit has the rank said, the places that it may take where not, or a code for why neither is told.

    A town may stand among all units or among the towns alone: only where both come to one answer is it told.
    """
    if isinstance(asked, str):
        return asked
    level = said.get("level") or said.get("of") or ""
    is_whole = (
        source.is_whole(level) if level or "of" in said else True
    )  # 最多的是东镇: of all that the text is about
    if asked.scope is None or not is_whole or not (source.level() or len(levels | {level} - {""}) < _SEVERAL):
        return "other_ranks"
    key, name = asked.scope
    units = source.units(key)
    lots = ({*units, name}, {unit for unit in units if unit[-1:] == name[-1:]} | {name})
    found = {_among(source, asked, sorted(lot), said) for lot in lots}
    return found.pop() if len(found) == 1 else "other_ranks"


def _among(source: AskedLedger, asked: AskedFigure, units: Sequence[str], said: Words) -> _Place:
    key, name = asked.scope or ("", "")
    values: dict[str, Fraction] = {}
    for unit in units:
        figure = source.figure(evolve(asked, scope=(key, unit)))
        if isinstance(figure, str) or find_unit(figure.unit).dimension not in _ADDED:
            return "other_ranks"
        if figure.value is None or not figure.is_exact or doubt_of([figure]):
            return "rank_open"
        values[unit] = Fraction(figure.value if figure.exact is None else figure.exact)
    above = sum(other > values[name] for other in values.values())
    alike = list(values.values()).count(values[name])
    if _is_from_last(said):
        above = len(values) - above - alike
    first, last = above + 1, above + alike
    if within := said.get("within"):
        return first <= _number(within) or (first, last)
    rank = 1 if said["top"] or said["last"] else _number(said["rank"] or "1")
    if rank > len(values):
        return "other_ranks"
    return first <= rank <= last or (first, last)


def _is_from_last(said: Words) -> bool:
    return bool(said["last"] or said.get("back"))


def _number(word: str) -> int:
    return _NUMERALS.get(word) or int(word)


def _verdict(item: Told, lot: Sequence[_Place], side: str) -> Verdict:
    code = next((each for each in lot if isinstance(each, str)), None)
    wrong = [each for each in lot if isinstance(each, tuple)]
    if code is not None or (wrong and len(wrong) < len(lot)):
        zh, en = reason_of(code or "other_ranks")
        return verdict_on(item, Answer.UNKNOWN, code or "other_ranks", zh=zh, en=en)
    if not wrong:
        return verdict_on(item, Answer.AGREES, "matches", zh="台账中名次如此", en="the ledger has it so")
    first, last = wrong[0]
    place = str(first) if first == last else f"{first}–{last}"
    place_en = f"{place} from the last" if side else place
    return verdict_on(
        item,
        Answer.DIFFERS,
        "rank_order",
        expected=side + place,
        zh=f"数值与所说名次不符，按台账应为{side}第 {place}",
        en=f"by the ledger it is in place {place_en}",
    )
