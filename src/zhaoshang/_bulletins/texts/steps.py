"""The words that tell a step of a project, as data: one word more is read wherever a sentence may tell that step."""

import re
from typing import Final

from zhaoshang.vocabulary import Stage

STEP_WORDS: Final = {
    "signed": ("签约",),
    "landed": ("落地", "落户"),
    "performing": ("履约",),
    "started": ("开工", "动工"),
    "completed": ("竣工", "完工"),
    "producing": ("投产", "投运"),
    "at_capacity": ("达产",),
}
"""The words of each step, any of which may stand for another; the steps are those of `milestone_count`.

A word that tells a step in some sentences only (建成 also of halls, 签订 also of papers) stands in the patterns of those.
"""


def _either(*steps: str) -> str:
    """Give a pattern of the words of some steps, the longest first."""
    words = [re.escape(word) for step in steps for word in STEP_WORDS[step]]
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


STEP: Final = _either(*STEP_WORDS)
SIGNED: Final = _either("signed")
LANDED: Final = _either("landed")
PERFORMING: Final = _either("performing")
STARTED: Final = _either("started")
COMPLETED: Final = _either("completed")
PRODUCING: Final = _either("producing")
AT_CAPACITY: Final = _either("at_capacity")

STEP_OF: Final = {word: step for step, words in STEP_WORDS.items() for word in words}
"""The step that each word tells."""


def alike(word: str) -> str:
    """Give a pattern of all words of the step that one tells; of any other word, of that alone."""
    return _either(STEP_OF[word]) if word in STEP_OF else re.escape(word)


STAGES: Final = {word: Stage(step) for word, step in STEP_OF.items() if step != "performing"}
"""The stage that each word dates, where its step is one."""
STAGED: Final = _either(*(step for step in STEP_WORDS if step != "performing"))

RATES: Final = {
    "start_rate": "milestone_count:started",
    "contract_performance_rate": "milestone_count:performing",
    "landing_rate": "milestone_count:landed",
    "completion_rate": "milestone_count:completed",
    "production_rate": "milestone_count:producing",
    "registration_rate": "",
}
"""The rates of those that came so far among what was signed, each with what counts them."""
