"""What a quantity measures, told by the words around it: rules of wording, never lists of articles."""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, final

from attrs import evolve, frozen

from zhaoshang._bulletins import cues
from zhaoshang._bulletins.text import Plain, without_brackets
from zhaoshang._wording import to_hans
from zhaoshang.kpis import CATALOGUE, find
from zhaoshang.quantities import Hedge
from zhaoshang.reading import Mention
from zhaoshang.units import Dimension
from zhaoshang.units import unit as find_unit

BAND: Final = "band"
TOTAL: Final = "signed_investment_total"

_PROJECT_AFTER: Final = re.compile(r"^[^，,；;。：:]{0,16}?项目")
_PROJECT_BEFORE: Final = re.compile(
    r"项目(?:总)?(?:个)?(?:数|数量|总数)?(?:已|共|共计|累计|总计|均)?(?:为|达到?了?|有|超额|突破|约|新增|完成|增至)?(?:了)?[“\"]?$"
)
_ELLIPTIC: Final = re.compile(
    r"(?:签约|落地|开工|竣工|投产|履约|落户|在建|在谈|在批|续建|达成(?:合作)?意向)(?:落地)?(?:的|了|已|共|达|有)*$"
)
_BAND_AFTER: Final = re.compile(
    r"(?:及)?(?:以上|以下)?(?:[（(][^（()）]{1,8}[)）])?(?:的|级)?(?:[^，,；;。、：:\d]{0,10})项目"
)
_BOUNDED: Final = frozenset(
    {Hedge.AT_LEAST, Hedge.RANGE, Hedge.AT_MOST, Hedge.BELOW, Hedge.OVER, Hedge.ORDER}
)
PROJECT_UNITS: Final = frozenset("个 项 宗 件 笔".split())
_FIRM_UNITS: Final = frozenset("家 户".split())
# no rule looks further than this, so that the time stays linear in the length of a text without full stops
_NEAR: Final = 300
_WIDE: Final = 600
_HEADS: Final = frozenset("人 名 个".split())
_EXACT: Final = {"milestone_count": "milestone_investment", "stage_count": "stage_investment"}
_NOT_TENANTS: Final = re.compile(
    r"服务|指导|协助|梳理|对接|走访|邀请|组织|拜访|储备|帮助|培育|认定|申报|新增规上"
)
_TIMES: Final = frozenset("次 批次 批 趟 人次".split())
_INSIDE: Final = re.compile(r"[（(][^（()）]*$")
_AMONG: Final = re.compile(r"其中|包括|含")
_LISTED: Final = re.compile(r"^[、和及与]$")
_BEFORE_BAND: Final = re.compile(r"(?:[^，,；;。]{0,4}(?:总)?(?:计划|协议)?投资(?:总)?(?:额)?(?:在|达)?)?")
_AFTER_BAND: Final = re.compile(r"[^，,；;。]{0,12}项目(?:数|数量|总数)?[^，,；;。项]{0,6}")
_INVESTMENTS: Final = {
    "signed_project_count": TOTAL,
    "formal_contract_count": "formal_contract_amount",
    "tracked_count": "tracked_investment",
    "continuing_count": "continuing_investment",
}


@final
@frozen
class Measured:
    """What a quantity measures.

    Attributes:
        kpi: the id, with its argument after a colon; `None` where it measures nothing in the catalogue.
        measure: the same, told more exactly where an amount is of projects of another kind than those signed.
        cue: the span in the plain text of the words that decided it.
        is_part: whether it is said to be a part of what stands before (其中).
        base: the number of the mention that it belongs to: an amount to its projects, a part to its whole.
        band: the number of the mention of the size that it is about.
    """

    kpi: str | None = None
    measure: str | None = None
    cue: tuple[int, int] | None = None
    is_part: bool = False
    base: int | None = None
    band: int | None = None


NOTHING: Final = Measured()


class Scene:
    """The words around one mention, in simplified characters."""

    def __init__(
        self, plain: Plain, spans: Sequence[tuple[int, int]], number: int, mentions: Sequence[Mention]
    ) -> None:
        self.plain, self.spans, self.number, self.mentions = plain, spans, number, mentions
        self.mention = mentions[number]
        self.start, self.end = spans[number]
        self.sentence, _ = plain.sentence(self.start)
        self.clause, clause_end = plain.clause(self.start)
        before = spans[number - 1][1] if number else 0
        after = spans[number + 1][0] if number + 1 < len(spans) else len(plain.text)
        text = plain.text
        self.near_from = max(self.clause, before, self.start - _NEAR)
        opened = _INSIDE.search(text, self.near_from, self.start)
        if opened:
            self.near_from = opened.start() + 1
        self.near = text[self.near_from : self.start]
        self.sentence = max(self.sentence, self.start - _WIDE)
        self.wide = text[self.sentence : self.start]
        clause_end = min(clause_end, self.end + _NEAR)
        self.tail_to = min(clause_end, after)
        self.after = text[self.end : self.tail_to].rstrip("，,；;：:。！？!?\n\r")
        self.rest = text[self.end : clause_end]
        self.is_bracketed = opened is not None
        self.has_next = after < clause_end

    @property
    def dimension(self) -> Dimension:
        """The kind of quantity."""
        return self.mention.quantity.unit.dimension

    @property
    def unit(self) -> str:
        """The code of the unit."""
        return self.mention.quantity.unit.code

    def near_span(self, match: re.Match[str]) -> tuple[int, int]:
        """Place a match inside the words before."""
        return self.near_from + match.start(), self.near_from + match.end()

    def wide_span(self, match: re.Match[str]) -> tuple[int, int]:
        """Place a match inside the sentence so far."""
        return self.sentence + match.start(), self.sentence + match.end()

    def after_span(self, match: re.Match[str]) -> tuple[int, int]:
        """Place a match inside the words behind."""
        return self.end + match.start(), self.end + match.end()


def measure(plain: Plain, mentions: Sequence[Mention]) -> list[Measured]:
    """Tell for every mention of a text what it measures."""
    spans = [(plain.place(mention.start), plain.place(mention.end)) for mention in mentions]
    found: list[Measured] = []
    scenes = [Scene(plain, spans, number, mentions) for number in range(len(mentions))]
    bands = {scene.number for scene in scenes if _is_band(scene)}
    for scene in scenes:
        measured = Measured(BAND, BAND) if scene.number in bands else _measure(scene, found, bands)
        found.append(_aimed(scene, measured))
    return found


def _is_band(scene: Scene) -> bool:
    """Tell whether an amount is a size that projects are counted by: 20亿元以上项目."""
    if scene.dimension is not Dimension.MONEY or scene.mention.quantity.hedge not in _BOUNDED:
        return False
    return _BAND_AFTER.match(scene.plain.text, scene.end) is not None


def _measure(scene: Scene, found: Sequence[Measured], bands: AbstractSet[int]) -> Measured:
    named = _by_name(scene)
    if named is not None:
        return named
    match scene.dimension:
        case Dimension.COUNT:
            return _count(scene, found, bands)
        case Dimension.MONEY:
            return _money(scene, found)
        case Dimension.PERCENT | Dimension.POINT:
            return _rate(scene)
        case Dimension.AREA:
            return _area(scene)
        case Dimension.DURATION:
            return _duration(scene)
        case _:
            return NOTHING


def _names() -> Iterator[tuple[str, str]]:
    """List the names of the catalogue that stand for one figure each, longest first."""
    for kpi in sorted(CATALOGUE, key=lambda kpi: -len(kpi.zh)):
        if not (_SEVERAL_NAMES.search(kpi.zh) or kpi.id in _TOO_PLAIN):
            yield kpi.id, to_hans(kpi.zh)


_SEVERAL_NAMES: Final = re.compile("、")
_TOO_PLAIN: Final = frozenset(
    "yoy_growth mom_growth share_of_total pp_change stage_duration_days ranking projects_in_band"
    " fixed_asset_investment funnel_conversion".split()
)
_OFFICIAL: Final = re.compile(
    "(?:" + "|".join(f"(?P<{kpi}>{re.escape(name)})" for kpi, name in _names()) + r")(?:[为达共有]|达到)?-?$"
)


def _by_name(scene: Scene) -> Measured | None:
    """Take the name of a figure from the catalogue, where it stands right before the number."""
    match = _OFFICIAL.search(scene.near)
    if match is None or match.lastgroup is None:
        return None
    kpi = match.lastgroup
    dimension = find_unit(find(kpi).unit).dimension
    if dimension is not scene.dimension:
        return None
    return Measured(kpi, kpi, scene.near_span(match), base=_base(scene) if kpi == TOTAL else None)


def _base(scene: Scene) -> int | None:
    """Find the count that an amount belongs to: the one right before it in the sentence."""
    before = scene.number - 1
    if before < 0 or scene.spans[before][0] < scene.sentence:
        return None
    return before if scene.mentions[before].quantity.unit.code in PROJECT_UNITS else None


def _last(words: Iterable[cues.Cue], text: str) -> tuple[str, re.Match[str]] | None:
    """Find the cue that ends last in a text; of those, the longest."""
    best: tuple[str, re.Match[str]] | None = None
    for cue in words:
        for match in cue.words.finditer(text):
            if best is None or (match.end(), -match.start()) > (best[1].end(), -best[1].start()):
                best = cue.kpi, match
    return best


def _last_match(words: re.Pattern[str], text: str) -> re.Match[str] | None:
    last = None
    for match in words.finditer(text):
        last = match
    return last


def _aimed(scene: Scene, found: Measured) -> Measured:
    """Turn a figure that is yet to be reached into a target."""
    if found.kpi in {None, BAND} or scene.dimension in {Dimension.PERCENT, Dimension.POINT}:
        return found
    cue = _last_match(cues.TARGET, scene.wide)
    if cue is None or cues.REACHED.search(scene.wide, cue.end()):
        return found
    if found.kpi in cues.TARGETS:
        return evolve(found, kpi=f"target:{found.kpi}", measure=f"target:{found.measure}")
    return NOTHING if (found.kpi or "").startswith("cohort_benefit") else found


# counts ---------------------------------------------------------------------------------------------------------


def _count(scene: Scene, found: Sequence[Measured], bands: AbstractSet[int]) -> Measured:
    if scene.unit in PROJECT_UNITS:
        return _troubles(scene) or _leads(scene) or _banded(scene, bands) or _projects(scene, found)
    if scene.unit in _FIRM_UNITS:
        return _firms(scene, found)
    if scene.unit == "条":
        return _leads(scene) or NOTHING
    if scene.unit in _TIMES:
        return _trips(scene)
    if scene.unit in _HEADS:
        match = cues.JOBS.search(scene.near)
        return Measured("jobs", "jobs", scene.near_span(match)) if match else NOTHING
    return NOTHING


def _troubles(scene: Scene) -> Measured | None:
    match = _last_match(cues.SOLVED, scene.near)
    noun = f"{scene.near[match.end() :] if match else ''}{scene.mention.counted or ''}"
    if match and cues.TROUBLES.search(noun) and "项目" not in noun:
        return Measured("issues_closed", "issues_closed", scene.near_span(match))
    return None


def _leads(scene: Scene) -> Measured | None:
    match = _last_match(cues.LEADS, scene.near)
    if match and match.end() >= len(scene.near) - 4:
        return Measured("leads_collected", "leads_collected", scene.near_span(match))
    behind = cues.LEADS.match(scene.after)
    return Measured("leads_collected", "leads_collected", scene.after_span(behind)) if behind else None


def _banded(scene: Scene, bands: AbstractSet[int]) -> Measured | None:
    """Tell a number of projects of a size: 20亿元以上项目20个, 100个投资20亿元以上项目."""
    number, text = scene.number, scene.plain.text
    if number - 1 in bands:
        start, end = scene.spans[number - 1]
        if _AFTER_BAND.fullmatch(text, end, scene.start):
            is_part = _AMONG.search(text, scene.clause, start) is not None
            return Measured(
                "projects_in_band", "projects_in_band", (start, scene.start), is_part, band=number - 1
            )
    if number + 1 in bands:
        start, end = scene.spans[number + 1]
        if _BEFORE_BAND.fullmatch(text, scene.end, start):
            return Measured("projects_in_band", "projects_in_band", (scene.end, end), band=number + 1)
    return None


def _is_project(scene: Scene) -> bool:
    """Tell whether projects are counted."""
    noun = _PROJECT_AFTER.match(scene.after)
    if noun is not None:
        return cues.NO_PROJECT.search(noun[0]) is None
    near = without_brackets(scene.near)
    noun = _PROJECT_BEFORE.search(near)
    if noun is not None:
        return cues.NO_PROJECT.search(near[max(0, noun.start() - 6) : noun.start() + 2]) is None
    return _ELLIPTIC.search(near) is not None


def _projects(scene: Scene, found: Sequence[Measured]) -> Measured:
    if not _is_project(scene):
        return _same_list(scene, found) or NOTHING
    cue = _last(cues.PROJECT_CUES, scene.near)
    if cue is not None:
        return _counted(cue[0], scene.near_span(cue[1]), scene)
    cue = _last(cues.PROJECT_CUES, scene.after)
    if cue is not None and not (scene.has_next and cue[1].end() >= len(scene.after) - 1):
        return _counted(cue[0], scene.after_span(cue[1]), scene)
    return _inherited(scene, found) or NOTHING


def _counted(kpi: str, cue: tuple[int, int], scene: Scene) -> Measured:
    """Count projects; of one kind of them (签约工业项目12个) it is not told what the ledger would call it."""
    measure = None if _qualifier(cue, scene) else kpi
    return Measured(kpi, measure, cue, is_part=bool(_AMONG.search(scene.near)))


_PLAIN: Final = re.compile(
    r"(?:[新共已再又各总]|招商引资|招商|引资|投资|建设|落地|签约|的|了|成功|集中|正式|累计|全部|上述|推进|服务|类|云|线上|现场|[“”\"])*"
)


def _qualifier(cue: tuple[int, int], scene: Scene) -> str:
    """Give the words that narrow the projects down, empty where there are none or they are a list of names (…等)."""
    text = scene.plain.text
    noun = _PROJECT_AFTER.match(scene.after)
    if noun is not None:
        words = noun[0].removesuffix("项目")
        for known in cues.PROJECT_CUES:
            words = known.words.sub("", words)
    else:
        before = _PROJECT_BEFORE.search(scene.near)
        words = "" if before is None else text[cue[1] : scene.near_from + before.start()]
    words = without_brackets(words)
    return "" if words.endswith("等") or _PLAIN.fullmatch(words) else words


def _inherited(scene: Scene, found: Sequence[Measured]) -> Measured | None:
    """Let a part, named by 其中 in the same sentence, measure what its whole does."""
    if not _AMONG.search(scene.wide):
        return None
    for number in range(scene.number - 1, -1, -1):
        if scene.spans[number][0] < scene.sentence:
            return None
        kpi = found[number].kpi
        is_like = scene.mentions[number].quantity.unit == scene.mention.quantity.unit
        if (
            is_like
            and kpi is not None
            and kpi not in {BAND, "projects_in_band"}
            and not found[number].is_part
        ):
            return Measured(kpi, None, is_part=True, base=number)
    return None


def _same_list(scene: Scene, found: Sequence[Measured]) -> Measured | None:
    """Let 12、8个 in a list measure what stands before it."""
    return None if not _LISTED.match(scene.near) or scene.number == 0 else found[scene.number - 1]


def _firms(scene: Scene, found: Sequence[Measured]) -> Measured:
    inside = scene.is_bracketed and scene.number > 0
    if inside and scene.mentions[scene.number - 1].quantity.unit == scene.mention.quantity.unit:
        whole = found[scene.number - 1]
        if whole.kpi is not None:
            return Measured(whole.kpi, None, whole.cue, is_part=True, base=scene.number - 1)
    match = _last_match(cues.FIRMS_TALKED, scene.near)
    if match is not None:
        return Measured("stage_count:negotiating", "stage_count:negotiating", scene.near_span(match))
    is_firm = (scene.mention.counted or "").endswith(("企业", "公司", "商户")) or scene.near.endswith(
        ("企业", "公司")
    )
    if "企业" not in scene.after[:14] and not is_firm:
        return NOTHING
    if _NOT_TENANTS.search(scene.near):
        return NOTHING
    match = _last_match(cues.FIRMS_IN, scene.near)
    if match is not None:
        return Measured("tenant_count", "tenant_count", scene.near_span(match))
    match = re.match(
        r"^[^，]{0,8}企业(?:已|成功|签约|相继|陆续|先后)*(?:入驻|落户|进驻|落地|入园)", scene.after
    )
    return Measured("tenant_count", "tenant_count", scene.after_span(match)) if match else NOTHING


def _trips(scene: Scene) -> Measured:
    match = _last_match(cues.INWARD, scene.near)
    if match is not None:
        return Measured("inbound_visits", "inbound_visits", scene.near_span(match))
    match = _last_match(cues.OUT, scene.near)
    if match is not None:
        return Measured("outbound_trips", "outbound_trips", scene.near_span(match))
    match = cues.OUT_AFTER.search(scene.after)
    return Measured("outbound_trips", "outbound_trips", scene.after_span(match)) if match else NOTHING


# amounts --------------------------------------------------------------------------------------------------------


def _money(scene: Scene, found: Sequence[Measured]) -> Measured:
    fund = _fund(scene)
    if fund is not None:
        return fund
    cue = _last(cues.AMOUNTS, scene.near)
    total = cues.TOTAL.search(scene.near)
    if cue is None and total is None:
        behind = _last(cues.AMOUNTS, scene.after[:8]) if re.match(r"的", scene.after) else None
        if behind is None:
            return NOTHING
        cue, span = behind, scene.after_span(behind[1])
    elif cue is not None and (total is None or cue[1].end() > total.start()):
        span = scene.near_span(cue[1])
    else:
        assert total is not None  # noqa: S101 - one of the two is there
        return _total(scene, found, total)
    if cue[0].startswith("cohort_benefit") and (
        cues.EXPECTED.search(scene.near) or cues.LATER.search(scene.wide)
    ):
        return NOTHING
    return Measured(cue[0], cue[0], span)


def _fund(scene: Scene) -> Measured | None:
    """Tell the size of funds: 3支基金，总规模达90亿元; 设立20亿元规模的产业基金."""
    before = cues.FUND_SIZE.search(scene.near)
    behind = cues.FUND_SIZE.match(scene.after)
    if cues.NO_FUND.search(scene.near) or not (before or behind or cues.FUND.match(scene.after[-2:])):
        return None
    around = f"{scene.wide[-40:]}{scene.rest}"
    fund = cues.FUND.search(around)
    if fund is None or cues.TOTAL.search(scene.near):
        return None
    match = scene.near_span(before) if before else scene.after_span(behind) if behind else None
    return Measured("fund_size_total", "fund_size_total", match)


def _total(scene: Scene, found: Sequence[Measured], match: re.Match[str]) -> Measured:
    """Tie a total investment to the projects that stand before it in the sentence."""
    span = scene.near_span(match)
    planned = _last(cues.PROJECT_CUES, scene.wide)
    is_sized = False
    for number in range(scene.number - 1, -1, -1):
        if scene.spans[number][0] < scene.sentence:
            break
        other = scene.mentions[number].quantity.unit
        kpi = found[number].kpi
        if other.code not in PROJECT_UNITS:
            continue
        if kpi in {"projects_in_band", "target:projects_in_band"}:
            is_sized = True
            continue
        is_projects = (
            kpi is not None or "项目" in scene.plain.text[max(0, scene.spans[number][0] - 8) : scene.start]
        )
        if is_projects:
            of = _of_projects((kpi or "").removeprefix("target:"), span, number)
            is_narrow = found[number].kpi is None or found[number].measure is None
            return evolve(of, measure=None) if is_narrow else of
    if planned is not None and planned[0] == "stage_count:planned" and cues.SEVERAL.search(scene.wide):
        return Measured("stage_investment:planned", "stage_investment:planned", span)
    behind = re.match(r"^的?[^，,；;。]{0,6}$", scene.after)
    if scene.has_next and behind and re.match(r"的", scene.after):
        return _of_projects("", span, scene.number + 1)
    if cues.SIGNED_TOTAL.search(match[0]) or cues.SEVERAL.search(scene.wide) or _signed_near(scene):
        of = _of_projects("", span, None)
        return evolve(of, measure=None) if is_sized else of
    return NOTHING


def _signed_near(scene: Scene) -> bool:
    cue = _last(cues.PROJECT_CUES, scene.near)
    return cue is not None and cue[0] in {"signed_project_count", "formal_contract_count"}


def _of_projects(kpi: str, span: tuple[int, int], base: int | None) -> Measured:
    """Name an amount by the projects it is of: by convention the total of what was signed, unless it is planned."""
    if kpi == "stage_count:planned":
        return Measured("stage_investment:planned", "stage_investment:planned", span, base=base)
    exact = _INVESTMENTS.get(kpi, TOTAL if kpi == "" else None)
    if exact is None:
        name, colon, argument = kpi.partition(":")
        exact = f"{_EXACT[name]}{colon}{argument}" if name in _EXACT else None
    return Measured(TOTAL, exact, span, base=base)


# rates, areas, durations ----------------------------------------------------------------------------------------


def _rate(scene: Scene) -> Measured:
    if scene.dimension is Dimension.POINT:
        ahead = cues.AHEAD.search(scene.near)
        if ahead is not None:
            return Measured("schedule_gap", "schedule_gap", scene.near_span(ahead))
    name = _rate_name(scene)
    if name is None:
        behind = re.match(r"^的([^，,；;。]{0,8}率)", scene.after)
        cue = _last(cues.RATES, behind[1]) if behind else None
        return Measured(cue[0], cue[0], scene.after_span(behind)) if cue and behind else NOTHING
    kpi, span = name
    if scene.dimension is Dimension.POINT:
        if kpi in {"yoy_growth", "mom_growth", "share_of_total", "time_progress"}:
            return Measured("schedule_gap", "schedule_gap", span) if kpi == "time_progress" else NOTHING
        kpi = f"pp_change:{kpi}"
    return Measured(kpi, kpi, span)


def _rate_name(scene: Scene) -> tuple[str, tuple[int, int]] | None:
    """Find the rate that a percentage is of; 分别 hands out several in their order."""
    first = scene.number
    while first and _LISTED.match(scene.plain.text[scene.spans[first - 1][1] : scene.spans[first][0]]):
        first -= 1
    start = max(scene.clause, scene.spans[first - 1][1] if first else 0)
    words = scene.plain.text[start : scene.spans[first][0]]
    named: list[tuple[str, tuple[int, int]]] = []
    place = 0
    while place < len(words):
        found = [(match, cue.kpi) for cue in cues.RATES if (match := cue.words.search(words, place))]
        if not found:
            break
        match, kpi = min(found, key=lambda item: (item[0].start(), -item[0].end()))
        named.append((kpi, (start + match.start(), start + match.end())))
        place = match.end()
    if not named:
        return None
    turn = scene.number - first
    listed = 1 + turn
    while scene.number + listed - turn < len(scene.spans) and _LISTED.match(
        scene.plain.text[
            scene.spans[scene.number + listed - turn - 1][1] : scene.spans[scene.number + listed - turn][0]
        ]
    ):
        listed += 1
    return named[-listed + turn] if len(named) >= listed > 1 else named[-1]


def _area(scene: Scene) -> Measured:
    built = cues.BUILT.search(scene.near)
    if built is not None:
        return Measured("plant_built_area", "plant_built_area", scene.near_span(built))
    revived = _last_match(cues.REVIVED, scene.near) or _carried(scene)
    behind = None if revived else cues.REVIVED.search(scene.rest)
    if revived is None and behind is None:
        return NOTHING
    words = scene.near if revived else scene.rest
    kind = "plant" if cues.PLANT.search(words) else "land"
    kpi = f"idle_area_revived:{kind}"
    if behind is not None:
        if cues.PLAN_WORD.search(scene.rest):
            kpi = f"target:{kpi}"
        return Measured(kpi, kpi, scene.after_span(behind))
    span = scene.near_span(revived) if revived and revived.string is scene.near else None
    return Measured(kpi, kpi, span)


def _carried(scene: Scene) -> re.Match[str] | None:
    """Let 盘活 reach over a list: 盘活土地80亩、厂房1.5万平方米."""
    if not re.match(r"^[、和及]", scene.near):
        return None
    return cues.REVIVED.search(scene.plain.text[scene.clause : scene.start])


def _duration(scene: Scene) -> Measured:
    match = cues.TOOK.search(scene.near)
    if match is not None:
        return Measured("stage_duration_days", "stage_duration_days", scene.near_span(match))
    match = cues.TOOK_AFTER.match(scene.after)
    return (
        Measured("stage_duration_days", "stage_duration_days", scene.after_span(match)) if match else NOTHING
    )
