"""The signs by which English denies, doubts, asks, hands on and leaves out, and the words that do no such thing, as data."""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.figures.english_remarks import ENGLISH_REMARKS
from zhaoshang._bulletins.figures.headings import ENGLISH_HEADINGS
from zhaoshang._bulletins.figures.signs import SignWords

_NEGATORS: Final = (
    r"not|never|no(?!\.)|nobody|none|nothing|neither|nor|cannot|without|hardly|un(?:true|confirmed|verified|proven|founded"
    r"|substantiated|reliable|audited"
    r"|official|likely|clear|certain|known|checked|supported|sure)|in(?:correct|accurate|exact|complete|flated|vented|valid)\w*|mis\w+"
    r"|dis(?:put|prov|miss|avow|own|claim|believ|credit|counted|regard)\w*"
)
_ASKING: Final = (
    "whether|really|could|might|would|should|(?-i:may)|perhaps|maybe|possibly|probably|presumably|likely|apparently|seem(?:s|ed"
    "|ingly)?|appears?"
    "|so-called|supposedly|purported(?:ly)?|ostensibly"
)
_SAYING: Final = (
    r"say(?:s|ing)?|said|tells?|told|claim\w*|report\w*|rumou?r\w*|gossip\w*|hearsay|hears?|heard|alleg\w*|assert\w*"
    r"|insist\w*|believ\w*|think\w*|thought"
    r"|suspect\w*|guess\w*|estimat\w*|posts?|blog\w*|tweet\w*|anonymous\w*|unnamed|sources?|stor(?:y|ies)|word|whisper\w*"
    r"|speculat\w*|according to"
    r"|put it|contend\w*|suggest\w*|announce\w*|state[sd]|indicate\w*|shows?|showed"
)
_DOUBTING: Final = (
    r"false\w*|wrong\w*|mistak\w*|error\w*|erroneous\w*|fake\w*|hoax\w*|fabricat\w*|made up|fiction\w*|doubt\w*"
    r"|question\w*|contest\w*|den(?:y|ies|ied|ial)"
    r"|refut\w*|rebut\w*|reject\w*|retract\w*|withdr\w*|correct\w*|revis\w*|pending|overstat\w*|exaggerat\w*|lies?"
    r"|nonsense|typo\w*|double-count\w*"
    r"|confirm\w*|verif\w*|check\w*|audit\w*|true|truth|dubious|turn(?:s|ed) out|in fact|actually|reality|challenged"
    r"|contradict\w*|myth\w*|inventions?|contrary|facts?|an? (?:number|figure|claim|statement|sum|count)"
)
_SAID_OF_IT: Final = (
    r"which (?:is|was|are|were|proved?|seems?)"
    r"(?! (?:the |an? )?(?:\w+est\b|best|most|record|first|second|third|up|down|more|new|\d))"
)
"""Behind a comma: it says what the figures before it are, unless it ranks or compares them."""
_LEAVING_OUT: Final = (
    r"exclu\w*|except\w*|apart from|aside from|leaving (?:out|aside)|left out|other than|minus|omit\w*|counting|besides"
    r"|barring|net of|outside"
)
_SUPPOSING: Final = r"in theory|on paper|as planned for|had (?:all|it|everything|things)|if|assum\w*|provided that|suppos\w*|unless|in case"
_OF_FIGURES: Final = r"figures|numbers|data|statistics|records|books|tally|arithmetic"

_BODY: Final = (
    r"\x1f+(?:'s|’s)?|the|an?|its|our|official|latest|preliminary|local|people's|government(?:'s)?|county(?:'s)?"
    r"|city(?:'s)?|district(?:'s)?|town(?:'s)?|provinc(?:e|ial)"
    r"|municipal(?:ity)?|bureaus?|department|office|commission|committee|of|and|for|by|from|statistic(?:s|al)|commerce"
    r"|investment|promotion|foreign|trade|development|reform"
    r"|finance|data|figures|bulletin|report|yearbook|communiqué|authorities|officials?|spokes(?:man|woman|person)|monthly"
    r"|quarterly|annual|published|released"
)
_HEARD: Final = r"shows?|showed|said|says|report(?:s|ed)|announce[sd]|state[sd]|indicate[sd]?|noted"
_OPEN: Final = r"(?:(?<![^.,;:\n])|(?<=[.,;:\n] ))"
_BODIES: Final = rf"(?:(?:{_BODY})(?![a-z'’])\s*+)++"
SOUND: Final = re.compile(
    rf"{_OPEN}(?:according to {_BODIES}(?=[,.;]|$)|{_BODIES}(?:{_HEARD})(?: that)?(?![a-z]))", re.IGNORECASE
)
"""Opening a clause: who tells it, in words of official bodies alone."""
_WORDS: Final = (
    r"not only|no (?:less|fewer) than|not (?:less|fewer) than|no later than|actual(?:ly)? utili[sz](?:ed|ation)"
    r"|(?:mis)?counting from|without delay|if any"
    r"|in the report(?:ing)? period|report(?:ing)? period|outside the province|reported(?= [a-z]* ?(?:growth|signings|projects))"
)

_BACK: Final = (
    r"\W*(?:(?:but|however|yet|in fact|actually|note|nb)\b\W*)*+(?:this|that|these|those|it|they|such|both|all|none|neither"
    r"|(?:the )?(?P<all>above|foregoing|preceding)|the (?:figures?|numbers?|claims?|statements?|data|news|reports?|rumou?rs?"
    r"|stor(?:y|ies)|counts?|tally|assertions?|information|totals?))\b"
)
_FORWARD: Final = r"\bfollowing\b|\bbelow\b|:\s*$"
_RETRACTING: Final = (
    r"\b(?:rumou?r\w*|den(?:y|ied|ies)|untrue|false\w*|incorrect\w*|inaccurate\w*|wrong\w*|mistak\w*|retract\w*|withdr\w*"
    r"|fabricat\w*|made up|hoax|fake|dis(?:own|avow|put|prov|miss)\w*|refut\w*|rebut\w*|reject\w*"
    r"|un(?:verified|confirmed|substantiated)|correct(?:ed|ion)|errat(?:um|a)|hearsay"
    r"|ignore|disregard|void|jokes?|(?:do not|don['’]t|not to be) (?:quote|cite|use|rely|trust|believe|count)\w*"
    r"|no such|far fewer|another (?:county|city|town|district|year|place)|(?:they|some|people) say|(?:un)?known source"
    r"|sources? (?:is|are|was|were) (?:un|not )\w+)\b"
    r"|\b(?:nothing of the (?:sort|kind)|nobody (?:can|could|has|believes)|disagrees?|doubts? (?:it|this|that)"
    r"|later (?:cut|lowered|reduced))\b"
)
_ALL: Final = (_SAID_OF_IT, _NEGATORS, _ASKING, _SAYING, _DOUBTING, _LEAVING_OUT, _SUPPOSING, _OF_FIGURES)

ENGLISH: Final = SignWords.of(
    (
        rf"(?P<sure>\b(?:{'|'.join(_ALL)})\b|n['’]t\b)",
        rf"\b(?:{_WORDS})\b",
        _BACK,
        _FORWARD,
        _RETRACTING,
    ),
    ENGLISH_REMARKS,
    ENGLISH_HEADINGS,
)
