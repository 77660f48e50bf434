"""English words of measures: what stands before a figure, what behind it, and the words that narrow nothing down."""

from collections.abc import Iterable
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang.kpis import CATALOGUE
from zhaoshang.units import scaled

_SIGNED: Final = (
    r"(?:newly )?(?:signed (?:new |investment )*projects?|(?:new |investment )*projects? (?:newly )?signed"
    r"|(?:new |project |contract )*signings)"
)
_WEIGHT: Final = r"(?:(?:the|an?|total|combined|planned|aggregate|overall|agreed) )*"
_LEFT: Final = r"(?:,?\s+(?:in|by|of|for|during|over|across|at|as of|up to|since|from|through|throughout|on|the|to|so far|to date)\b)*,?"
"""What is left of a time or a name that stood between a noun and its verb."""
_VERB: Final = (
    r"(?:\s+(?:has|have|had|already|now))*(?::|\s+(?:was|were|is|are|of|at|came to|come to|amounted to|amounts to|totall?ed|totals"
    r"|totall?ing|reached|reaching|hit|stood at|stands at|numbered|equalled|ran to|climbed to|rose to|increased to|grew to|fell to"
    r"|dropped to|went up to|went down to))?(?:\s+(?:a total of|only|just|to))?\s*$"
)
"""What a noun comes to: the verbs that say how much something is."""
_CARRY: Final = r"(?:with|carry|carried|carrying|have|has|had|having|involv(?:e|ed|ing)|represent(?:s|ed|ing)?|bring|brought|bringing)"
_OF: Final = r"(?:average )?investment(?: (?:of|worth|totall?ing|at))?"
_DONE: Final = r"(?:signed|inked|concluded|sealed|clinched)"
_AUX: Final = (
    r"(?:(?:were|was|had been|have been|has been|have|has|had) )?(?:newly |already |also |successfully )*"
)

ATTACHED: Final = re.compile(
    rf"(?:\b{_CARRY} {_WEIGHT}{_OF}|\b(?:worth|valued at|totall?ing|averaging)|\bfor {_WEIGHT}{_OF})(?: (?:a total of|to))?\s*$",
    re.IGNORECASE,
)
"""What ties an amount to the number right before it."""
SAYS: Final = re.compile(
    r"(?::|\b(?:was|were|is|are|to|at|numbered|equalled|reached|hit|totals|totall?ed|a total of))\s*$",
    re.IGNORECASE,
)
"""What says how much something is, between a noun and its number."""
SUMMED: Final = re.compile(r"\b(?:total|combined|aggregate|overall|totall?ing)\b", re.IGNORECASE)
MEAN: Final = re.compile(r"\baverag(?:e|ing)\b", re.IGNORECASE)

_NOUNS: Final = (
    (
        "average_project_size",
        (
            rf"average (?:project |signed )*(?:size|investment|value)(?: (?:of|per|for|in) (?:the |each |every |all )*(?:{_SIGNED}))?"
            rf"|(?:{_SIGNED}){_LEFT}\s+(?:have |has |had )?averaged"
        ),
    ),
    (
        "signed_investment_total",
        (
            rf"{_WEIGHT}(?:investment|value|amount) (?:of|in|for|from) (?:the |all )*(?:{_SIGNED})"
            r"|(?:signed|contracted) (?:total |planned )*(?:investment|value|amount)|investment (?:newly )?signed"
            rf"|(?:{_SIGNED}){_LEFT}\s+{_CARRY} {_WEIGHT}{_OF}"
            rf"|(?:{_SIGNED}){_LEFT}\s+(?:were |was |are )?(?:worth|valued at)"
            rf"|{_DONE} (?:new |investment )*projects? (?:(?:{_CARRY}|for) {_WEIGHT}{_OF}|worth|valued at|totall?ing)"
        ),
    ),
    ("signed_project_count", rf"(?:total )?number of (?:the |all )*(?:{_SIGNED})|{_SIGNED}"),
    (
        "milestone_count:started",
        r"(?:number of )?(?:projects? (?:newly )?started|(?:new |project |construction )+starts|new construction starts)",
    ),
    (
        "milestone_count:completed",
        r"(?:number of )?(?:projects? (?:newly )?completed|(?:new |project )*completions)",
    ),
    (
        "milestone_count:producing",
        r"(?:number of )?projects? (?:newly )?(?:producing|put into (?:production|operation))",
    ),
    ("milestone_count:performing", r"projects newly performing"),
    ("milestone_count:landed", r"projects newly landed"),
    ("stage_count:negotiating", r"projects (?:in|under) negotiation"),
    (
        "fdi_utilised",
        (
            r"(?:actual |actually )?(?:use|utili[sz]ation) of foreign (?:capital|investment)|foreign (?:capital|investment) "
            r"(?:actually )?(?:utili[sz]ed|used)|(?:utili[sz]ed|paid-in) foreign (?:capital|investment)"
        ),
    ),
    ("fdi_contracted", r"contracted foreign (?:capital|investment)"),
    (
        "out_of_province_funds",
        r"(?:out-of-province|funds from (?:other provinces|outside the province))(?: funds)?",
    ),
    (
        "arrived_funds",
        r"(?:investment )?(?:funds|capital) (?:arrived|paid in|in place)|(?:paid-in|arrived) (?:funds|capital)",
    ),
    ("fixed_asset_investment", r"fixed-asset investment|investment in fixed assets"),
)
_VERBS: Final = (
    (
        "signed_project_count",
        (
            rf"\b{_DONE}(?: contracts (?:for|on|covering))?"
            rf"|\b(?:contracts|agreements) {_AUX}{_DONE} (?:for|on|covering)"
        ),
    ),
    (
        "milestone_count:started",
        (
            r"\b(?:started|began|commenced)(?: (?:construction|work) (?:on|of|at))?"
            r"|\b(?:construction|work) (?:has |have |had )?(?:started|begun|began|commenced) (?:on|at|of)"
            r"|\bbroken? ground (?:on|for|at)"
        ),
    ),
    ("milestone_count:completed", r"\bcompleted(?: construction (?:on|of))?|\bfinished"),
    (
        "milestone_count:producing",
        r"\b(?:production|operations?) (?:has |have |had )?(?:started|begun|began|commenced) (?:at|in)",
    ),
    (
        "signed_investment_total",
        r"(?:total|combined|planned|aggregate|overall) investment(?: (?:of|worth|totall?ing))?",
    ),
)
_TOTAL: Final = r"(?:\s+(?:a total of|only|just))?\s*$"
_OF_SIGNED: Final = rf"(?: (?:of|for|among) (?:the |all )*(?:{_SIGNED}))?"
"""Behind a rate: what every such rate is of."""
_NAMED: Final = (
    *(
        (kpi.id, re.escape(kpi.en) + (_OF_SIGNED if kpi.en.endswith(" rate") else ""))
        for kpi in sorted(CATALOGUE, key=lambda kpi: -len(kpi.en))
    ),
    *_NOUNS,
)
VERBAL: Final = frozenset(f"k{len(_NAMED) + place}" for place in range(len(_VERBS)))
"""What is said by a verb, which has a subject of its own."""
KPIS: Final = {f"k{number}": kpi for number, (kpi, _) in enumerate((*_NAMED, *_VERBS))}


def _either(table: Iterable[tuple[str, str]], first: int = 0) -> str:
    return "|".join(f"(?P<k{number}>{words})" for number, (_, words) in enumerate(table, first))


# nothing but the beginnings of words is tried, and the ends that all have in common are written once: it is asked often
BEFORE: Final = re.compile(
    rf"\b(?=[a-z])(?:(?:{_either(_NAMED)}){_LEFT}{_VERB}|(?:{_either(_VERBS, len(_NAMED))}){_TOTAL})",
    re.IGNORECASE,
)
"""Right before a figure: what it measures."""
BEHIND: Final = tuple(
    (kpi, re.compile(rf"\s*(?:(?:new |investment )*projects? )?{_AUX}(?:{words})\b", re.IGNORECASE))
    for kpi, words in (
        ("signed_project_count", _DONE),
        (
            "milestone_count:started",
            (
                r"(?:started|began|begun|commenced) (?:construction|building|work)|(?:broke|broken) ground"
                r"|under construction|started(?! (?:production|operation))"
            ),
        ),
        (
            "milestone_count:producing",
            (
                r"(?:(?:went|gone|came|come|put) into|started|entered|began|begun|commenced) (?:production|operations?)"
                r"|(?:came|come) on ?(?:stream|line)"
            ),
        ),
        ("milestone_count:completed", r"(?:completed|reached completion)"),
        ("stage_count:negotiating", r"(?:in|under) negotiation"),
    )
)
"""Behind a number of projects: what was done with them (12 projects were signed)."""

_LEVELS: Final = "city|county|district|province|region|prefecture|municipality"
WHOLE: Final = re.compile(
    rf"\b(?:the|our|this)(?: whole| entire)? (?P<level>{_LEVELS})(?:'s|’s)?(?![\w-])", re.IGNORECASE
)
"""The whole that a text is about."""
LEVEL: Final = r"(?: (?:City|County|District|Town|Township|Subdistrict|Prefecture|Province|Zone|Park))?"
"""Behind a name: what kind of place it is."""
LIGHT: Final = re.compile(
    r"\b(?:an?|the|of|in|for|to|by|on|as|up|until|through|from|during|over|across|throughout|within|since|between"
    r"|total|altogether|overall|whole|entire|new|newly|already|also|successfully|now|have|has|had|been|were|was|are|is|being"
    r"|there|saw|seen|recorded|registered|reported|posted|logged|counted|projects?|investment|promotion|number|only|just"
    r"|(?:led|ranked|ranks|came|stood|placed)(?: (?:first|second|third|fourth|last|top|highest|lowest))?"
    r"|so far|to date|year to date|year-to-date|in all|(?:beginning|start|end|whole|course) of|as many as|meanwhile"
    r"|(?:over |in |during )?(?:the )?same period(?!\s*(?:of|in)?\s*\x1e)"
    r"|it|its|they|their|we|our|and|with|while|whereas|but)\b"
    r"|['’]s?\b|[\s.\"“”%-]+",
    re.IGNORECASE,
)
"""Words that narrow nothing down."""
SPLIT: Final = re.compile(
    r"[,;:()（）—–]|\b(?:and|while|whereas|but|with|carrying|representing|worth|valued at|totall?ing|averaging|involving)\b",
    re.IGNORECASE,
)
"""Where the words of one figure end and those of the next begin."""
TIES: Final = re.compile(
    "with|carrying|representing|worth|valued at|totall?ing|averaging|involving", re.IGNORECASE
)
"""What ties an amount to a number; where no amount comes, it says what the number is of."""
BREAK: Final = re.compile(r"[,;:()（）—–]")
ALL: Final = re.compile(
    r"\W*(?:and )?(?:all|each|every|both|none|excluding|except|not counting|only|other than|mostly|half|most"
    r"|or|if|unless|provided|once|subject to|not|pending)\b",
    re.IGNORECASE,
)
"""Behind a comma: what is said of all of them after all."""
OPENS: Final = re.compile(r"^\W*(?:although|though|despite|thanks to|amid|according to)\b", re.IGNORECASE)
"""A clause that opens a sentence and narrows nothing down."""
WISH: Final = re.compile(r"\s*(?:had|were|should)\b", re.IGNORECASE)
"""What opens a sentence on what did not happen: had the city signed 34 projects."""
PART: Final = re.compile(
    r"\b(?:of which|of whom|of these|of them|among (?:them|these|which)|including)\b", re.IGNORECASE
)
OWN_PART: Final = re.compile(r"\d{1,3}(?:,\d{3})*(?: (?:of|them|these|those))* \w+ed ?")
"""A number and what was done: 3 started, 3 them started."""
VERB: Final = re.compile(
    rf"\b(?:{_DONE}|started|began|begun|commenced|broke|completed|entered|went|came|put)\b", re.IGNORECASE
)
PRONOUN: Final = re.compile(r"\b(?:it|its|they|their)\b", re.IGNORECASE)
NOUNS: Final = frozenset(
    "project projects signing signings a an dozen score new investment some about around nearly almost over more less than"
    " fewer at least most up to no only just exactly roughly approximately total of".split()
)
"""Words inside a count of projects that narrow nothing down."""
WIDER: Final = re.compile(
    r"\b(?:nation|country|world|province|state)(?:-?wide)\b|\b(?:global(?:ly)?|china|national(?:ly)?|countries)\b",
    re.IGNORECASE,
)
"""What is of more than any ledger."""
DIMENSIONS: Final = {kpi.id: scaled(kpi.unit).unit.dimension for kpi in CATALOGUE}

_YEAR_BEFORE: Final = (
    r"(?: year[- ]on[- ]year| on the year| (?:from|on|over|compared with) "
    r"(?:a year (?:earlier|ago|before)|the (?:previous|prior) year|the year before|the same period))"
)
_GOAL: Final = r"(?:annual |full-year |yearly |year's )?(?:target|goal|plan|quota)\b"
_PERCENTS: Final = (
    (
        "yoy_growth",
        re.compile(r"\b(?:up|down|rose|fell|grew|increased|(?:rise|fall|growth|increase|drop) of)(?: by)? $"),
        _YEAR_BEFORE,
    ),
    ("target_completion_rate", re.compile(""), rf" of (?:the |its |their |this )?{_GOAL}"),
    (
        "share_of_total",
        re.compile(""),
        r" of (?:(?:the|its|their) |\x1f+ )total\b",
    ),
)
"""What a percentage is, by what stands before it and behind it; of what, other figures tell."""
PERCENT: Final = tuple((kpi, before, re.compile(behind, re.IGNORECASE)) for kpi, before, behind in _PERCENTS)
