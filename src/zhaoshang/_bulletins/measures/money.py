"""What an amount of money is: the total investment of projects, the size of funds, or what was paid."""

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.measures import cues
from zhaoshang._bulletins.measures.scenes import NOTHING, PROJECT_UNITS, TOTAL, Scene, SceneMeasure, last_cue
from zhaoshang._bulletins.texts.steps import LANDED, SIGNED

_EXACT: Final = {"milestone_count": "milestone_investment", "stage_count": "stage_investment"}
_INVESTMENTS: Final = {
    "signed_project_count": TOTAL,
    "formal_contract_count": "formal_contract_amount",
    "tracked_count": "tracked_investment",
    "continuing_count": "continuing_investment",
}


_ANNUAL: Final = re.compile(r"(?:年度|当年|本年度?|今年|年内|全年)(?:计划)?(?:完成)?投资(?:额)?$")
_PAID: Final = re.compile(
    r"(?:实际|已)(?:完成|投入)?的?(?:总?投资(?:总?额)?|投资总额)[^\d]{0,6}$|实投[^\d]{0,6}$"
)
"""What has been invested so far, and not what was agreed."""
_FOREIGN: Final = re.compile(r"[、，和及与](?P<what>外资|内资|省外资金)")
_PROJECTS: Final = re.compile(rf"项目|{LANDED}|引进|招引|入驻")
_AMONG: Final = re.compile(r"其中")
_OWN: Final = frozenset({"CNY"})
_OF_THEM: Final = re.compile(r"(?:[^，,；;。\d]{0,10}项目)?[，,、（(]?(?:总)?金额(?:为|达|共|合计)?")
_FROM_ELSEWHERE: Final = re.compile(r"[市县区州境]外$")
_MEAN: Final = re.compile(
    rf"(?:(?P<all>平均)(?:每个|单个|单体)?|户均|每个|单个|单体){SIGNED}?(?:项目)?(?:的)?(?:平均)?(?:计划|协议)?(?:总?投资|投资规模|规模|金额|体量)(?:额|规模)?(?:为|达到?|约|有)?$"
)
"""The size of one project, and no total."""

_GENERIC: Final = frozenset({"arrived_funds"})


def value(scene: Scene, found: Sequence[SceneMeasure]) -> SceneMeasure:
    """Tell what an amount of money is."""
    fund = _fund(scene)
    if fund is not None:
        return fund
    mean = _MEAN.search(scene.near)
    if mean is not None:
        kpi = "average_project_size" if "平均" in mean[0] else None
        return SceneMeasure(kpi, kpi, scene.near_span(mean)) if kpi else NOTHING
    cue = last_cue(cues.AMOUNTS, scene.near)
    total = cues.TOTAL.search(scene.near)
    if cue is None and total is None:
        return _behind(scene, found) or _carried(scene) or _listed(scene) or _of_them(scene, found) or NOTHING
    if cue is None or (total is not None and cue[1].end() <= total.start()):
        assert total is not None  # noqa: S101 - one of the two is there
        return (
            NOTHING if _ANNUAL.search(scene.near) or _PAID.search(scene.near) else _total(scene, found, total)
        )
    return _amount(scene, found, cue[0], scene.near_span(cue[1]))


def _amount(scene: Scene, found: Sequence[SceneMeasure], kpi: str, span: tuple[int, int]) -> SceneMeasure:
    """Name an amount; a part of one told before (其中) is of the same kind, and of some only."""
    if kpi == "arrived_funds" and _FROM_ELSEWHERE.search(scene.plain.text, max(0, span[0] - 3), span[0]):
        return SceneMeasure(kpi, None, span)
    if kpi == "arrived_funds" and scene.unit not in _OWN:
        kpi = "fdi_utilised"
    if kpi.startswith("cohort_benefit"):
        is_general = cues.ECONOMY.search(scene.wide) is not None and _PROJECTS.search(scene.wide) is None
        is_hoped = cues.EXPECTED.search(scene.near) or cues.LATER.search(scene.wide)
        if is_general or is_hoped:
            return NOTHING
    if _AMONG.search(scene.near):
        whole = found[scene.number - 1] if scene.number else NOTHING
        for number in range(scene.number - 1, -1, -1):
            if scene.spans[number][0] < scene.whole_from:
                break
            if scene.mentions[number].quantity.unit.dimension is scene.dimension:
                whole = found[number]
                break
        kpi = whole.kpi if kpi in _GENERIC and whole.kpi and whole.kpi != TOTAL else kpi
        return SceneMeasure(kpi, None, span, is_part=True)
    return SceneMeasure(kpi, kpi, span)


_TOTAL_BEHIND: Final = re.compile(rf"的?(?:计划|协议|{SIGNED}|合同)?(?:总投资|投资总额|{SIGNED}额|引资额)")


def _behind(scene: Scene, found: Sequence[SceneMeasure]) -> SceneMeasure | None:
    """Read what stands behind: 4000万元的营收, 30个签约项目、90亿元总投资."""
    total = _TOTAL_BEHIND.match(scene.after)
    if total is not None and not (scene.has_next and total.end() >= len(scene.after)):
        base = _base(scene, found)
        of = None if base is None else found[base]
        kpi = "" if of is None else (of.kpi or "").removeprefix("target:")
        if (of is None and total[0] != "总投资") or (of is not None and of.kpi and of.band is None):
            return _of_projects(kpi, scene.after_span(total), base)
    cue = last_cue(cues.AMOUNTS, scene.after[:8]) if scene.after.startswith("的") else None
    if cue is None:
        # 420亿元到位资金中: the noun right behind, unless it opens what the next figure is
        first = last_cue(cues.AMOUNTS, scene.after[:4])
        is_next = first is not None and scene.has_next and first[1].end() >= len(scene.after)
        cue = first if first is not None and not first[1].start() and not is_next else None
    return None if cue is None else _amount(scene, found, cue[0], scene.after_span(cue[1]))


def _carried(scene: Scene) -> SceneMeasure | None:
    """Let 到位 reach over a list: 到位内资9亿元、外资2300万美元."""
    match = _FOREIGN.fullmatch(scene.near)
    if match is None:
        return None
    verb = re.search(r"到位|实际利用|实际使用|合同", scene.plain.text[scene.clause : scene.start])
    cue = None if verb is None else last_cue(cues.AMOUNTS, f"{verb[0]}{match['what']}")
    return None if cue is None else SceneMeasure(cue[0], cue[0], scene.near_span(match))


def _of_them(scene: Scene, found: Sequence[SceneMeasure]) -> SceneMeasure | None:
    """Take 金额 right behind a number of projects for theirs."""
    before = scene.number - 1
    if before < 0 or not _OF_THEM.fullmatch(scene.plain.text, scene.spans[before][1], scene.start):
        return None
    if scene.mentions[before].quantity.unit.code not in PROJECT_UNITS or found[before].kpi is None:
        return None
    return _of_projects(
        (found[before].kpi or "").removeprefix("target:"), (scene.near_from, scene.start), before
    )


def _listed(scene: Scene) -> SceneMeasure | None:
    """Let the heading of a list of places name their amounts: 签约金额前三的是东区（96亿元）、南区（71亿元）."""
    heading = scene.heading
    match = None if heading is None else cues.SUM_OF_SIGNED.search(heading)
    return None if match is None else SceneMeasure(TOTAL, TOTAL, None)


def _fund(scene: Scene) -> SceneMeasure | None:
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
    return SceneMeasure("fund_size_total", "fund_size_total", match)


def _total(scene: Scene, found: Sequence[SceneMeasure], match: re.Match[str]) -> SceneMeasure:
    """Tie a total investment to the projects that stand before it in the sentence."""
    span = scene.near_span(match)
    base = _base(scene, found)
    if base is not None:
        of = found[base]
        if of.band is not None:
            return SceneMeasure(TOTAL, None, span, base=base)
        if of.kpi is None and (cues.FUND.search(scene.wide) or cues.NO_PROJECT.search(_around(scene, base))):
            return NOTHING
        together = _together(scene, found, base)
        if together is not None:
            # 签约9个、开工7个，总投资30亿元: of which of them it is, only its own words can tell
            signed = cues.SIGNED_TOTAL.search(match[0]) is not None
            return SceneMeasure(TOTAL, TOTAL if signed else None, span, base=together if signed else None)
        total = _of_projects((of.kpi or "").removeprefix("target:"), span, base)
        return evolve(total, measure=None) if of.kpi is None or of.measure is None else total
    planned = last_cue(cues.PROJECT_CUES, scene.wide)
    if planned is not None and planned[0] == "stage_count:planned" and cues.SEVERAL.search(scene.wide):
        return SceneMeasure("stage_investment:planned", "stage_investment:planned", span)
    if scene.has_next and re.match(r"^的[^，,；;。]{0,6}$", scene.after):
        return _of_projects("", span, scene.number + 1)
    if cues.SIGNED_TOTAL.search(match[0]) or cues.SEVERAL.search(scene.wide) or _is_signed(scene, match):
        return _of_projects("", span, None)
    return NOTHING


_NEXT_LINE: Final = re.compile(r"\s*\n[^\n，,。；;]{1,10}[：:]\s*")


def _base(scene: Scene, found: Sequence[SceneMeasure]) -> int | None:
    """Find the number of projects before an amount in its sentence, or on the line before in a list of lines."""
    before = scene.number - 1
    if before >= 0 and scene.spans[before][0] < scene.sentence:
        is_count = (
            scene.mentions[before].quantity.unit.code in PROJECT_UNITS and found[before].kpi is not None
        )
        is_next = _NEXT_LINE.fullmatch(scene.plain.text, scene.spans[before][1], scene.start)
        return before if is_count and is_next else None
    for number in range(scene.number - 1, -1, -1):
        if scene.spans[number][0] < scene.sentence:
            return None
        if scene.mentions[number].quantity.unit.code not in PROJECT_UNITS:
            continue
        behind = scene.plain.text[scene.spans[number][1] : scene.start]
        if behind.count("）") + behind.count(")") > behind.count("（") + behind.count("("):
            continue  # 95个（其中场内79个），总投资725亿元: of what stands outside of the brackets
        if found[number].is_part and "；" in behind:
            continue  # 签约80个，其中工业50个；总投资600亿元: of all
        own = max(0, scene.spans[number][0] - _NEAR)
        if _LEVEL_THEN.search(scene.plain.text, own, scene.spans[number][0]):
            continue  # 签约12个，比上年的10个多2个，总投资30亿元: of those of its own time
        words = scene.plain.text[own : scene.start]
        part = _PART.search(scene.plain.text, own, scene.spans[number][0])
        # 其中外资3个，总投资5亿元: of those, whatever they are; 其中上半年3个 are known
        is_part = part is not None and scene.without_times(*part.span()) == part[0]
        if found[number].kpi is not None or found[number].band is not None or "项目" in words or is_part:
            return number
    return None


_NEAR: Final = 8
_PART: Final = re.compile(r"(?:其中|包括)[^\d，,；;。、]+$")
_LEVEL_THEN: Final = re.compile("(?:同期|[去上前]年)(?:的|为|是|只有|仅)?$")


def _together(scene: Scene, found: Sequence[SceneMeasure], base: int) -> int | None:
    """Find the number of projects signed in a row of numbers of what was done to projects (签约9个、开工7个、投产3个)."""
    number = base
    while number and scene.mentions[number - 1].quantity.unit.code in PROJECT_UNITS:
        words = scene.plain.text[scene.spans[number - 1][1] : scene.spans[number][0]]
        if not words.startswith("、") or found[number - 1].kpi == found[number].kpi:
            return None
        number -= 1
        if found[number].kpi == "signed_project_count":
            return number
    return None


def _around(scene: Scene, number: int) -> str:
    start, end = scene.spans[number]
    return scene.plain.text[max(0, start - 8) : end + 12]


_ONE: Final = re.compile(r"[^，,；;。、]{2,}(?:项目|公司|企业)的?$")
_PAPERS: Final = re.compile(rf"(?:签[订署下]|{SIGNED})[^，,；;。]{{0,16}}(?:协议|合同|项目)")


def _is_signed(scene: Scene, match: re.Match[str]) -> bool:
    """Tell whether an amount is of what was signed, and not of one project that is named."""
    cue = last_cue(cues.PROJECT_CUES, scene.near)
    if cue is not None and cue[0] in {"signed_project_count", "formal_contract_count"}:
        return _ONE.search(scene.near, cue[1].end(), match.start()) is None
    if not scene.number or scene.spans[scene.number - 1][0] < scene.sentence:
        return False
    # papers signed with several firms
    other = scene.mentions[scene.number - 1].quantity
    is_several = other.unit.code in {"家", "户"} and other.value is not None and other.value > 1
    return is_several and _PAPERS.search(scene.wide) is not None


def _of_projects(kpi: str, span: tuple[int, int], base: int | None) -> SceneMeasure:
    """Name an amount by the projects it is of: by convention the total of what was signed, unless it is planned."""
    if kpi == "stage_count:planned":
        return SceneMeasure("stage_investment:planned", "stage_investment:planned", span, base=base)
    exact = _INVESTMENTS.get(kpi, TOTAL if kpi == "" else None)
    if exact is None:
        name, colon, argument = kpi.partition(":")
        exact = f"{_EXACT[name]}{colon}{argument}" if name in _EXACT else None
    return SceneMeasure(TOTAL, exact, span, base=base)
