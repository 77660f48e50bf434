"""Write `zhaoshang/_typed.py`: the names that a type checker should know, taken from the data.

    python3 tools/dev.py tables

renews it; a test compares. A misspelt KPI, key, stage, option or keyword is then an error before anything runs.
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import attrs

from zhaoshang._engine.frames.backends import NAMES as ENGINES
from zhaoshang._engine.query.context import COHORTS
from zhaoshang._engine.query.groups import NAMES
from zhaoshang._engine.query.naming import CONDITIONS
from zhaoshang.kpis import CATALOGUE
from zhaoshang.model._fields.amounts import MEASURES
from zhaoshang.profiles import Profile
from zhaoshang.vocabulary import Evidence, Stage, Track

TARGET: Final = Path(__file__).resolve().parent.parent / "src" / "zhaoshang" / "_typed.py"

HEAD: Final = '''"""The names that a type checker knows: KPIs, keys, stages, options, arguments. Made from the data; do not edit.

    python3 tools/dev.py tables

A single text that is made while the program runs is none of them: find a KPI with `kpis.find` first, or give it in a
list.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, Literal, TypedDict

from zhaoshang.vocabulary import Stage

Names = list[str] | tuple[str, ...]
"""Names made while the program runs, which no checker can know."""

'''

ARGUMENTS: Final = {
    "bands": "str | Sequence[str]",
    "of": "KpiName | EventName | Stage | Names | Sequence[KpiName | EventName | Stage]",
    "from_stage": "EventName | Stage",
    "to_stage": "EventName | Stage",
    "stat": 'Literal["median", "mean", "max", "min"]',
    "stage": "EventName | Stage",
    "within_days": "int",
    "chains": "str | Sequence[str]",
    "weights": "Mapping[str, int | Decimal | str]",
    "base_as_of": "Any",
}
"""What each argument takes, where it is more than any text."""


ROUNDING: Final = '''class RoundingOptions(TypedDict, total=False):
    """How quotients are rounded."""

    digits: int
    mode: Literal["half_up", "truncate"]


'''


def literal(name: str, words: Iterable[str], about: str) -> str:
    """Write a type of the texts that are meant."""
    listed = "".join(f'    "{word}",\n' for word in dict.fromkeys(words))
    return f'{name} = Literal[\n{listed}]\n"""{about}"""\n\n'


def holds(option: "attrs.Attribute[object]") -> str:
    """Say what an option of a profile takes, where its type says so."""
    shown = str(option.type).replace("typing.", "")
    if shown.startswith("Literal["):
        return re.sub(r"'", '"', shown)
    return "bool" if option.type is bool else "Any"


def module() -> str:
    """Write the module."""
    stages = [str(stage) for stage in Stage]
    codes = set(map(str, Evidence))
    labels = [*(term.zh for term in Stage), *(name for name in Evidence.by_name() if name not in codes)]
    arguments = sorted({name for kpi in CATALOGUE for name in kpi.arguments})
    options = [
        option for option in attrs.fields(Profile) if option.name not in {"id", "zh", "en", "references"}
    ]
    parts = [
        literal(
            "KpiName",
            [word for kpi in CATALOGUE for word in (kpi.id, kpi.zh)],
            "A KPI, by id or Chinese name.",
        ),
        "KPI_UNITS: Final = {\n"
        + "".join(f'    "{kpi.id}": "{kpi.unit}",\n' for kpi in CATALOGUE if "measure" not in kpi.arguments)
        + '}\n"""What figures of a KPI are told in; of one that is asked for a measure that depends on it."""\n\n',
        literal("KeyName", NAMES, "A grouping key, by code or Chinese name."),
        literal("CohortName", COHORTS, "Which signed projects are looked at."),
        literal(
            "EventName",
            ["signed", "intent", *CONDITIONS, *stages, *map(str, Evidence), *MEASURES, *labels],
            "What a project comes to: a stage, a condition of the profile, a paper, or what it reports.",
        ),
        literal("TrackName", map(str, Track), "The way a project takes."),
        literal("Backend", ENGINES, "The name of an engine."),
        '\nclass Arguments(TypedDict, total=False):\n    """What KPIs ask for beside dates, keys and profile."""\n\n'
        + "".join(f"    {name}: {ARGUMENTS.get(name, 'Any')}\n" for name in arguments)
        + "\n\n",
        ROUNDING,
        'class ProfileOptions(TypedDict, total=False):\n    """What a profile may say otherwise."""\n\n'
        "    zh: str\n    en: str\n    references: Iterable[Any]\n"
        + "".join(f"    {option.name}: {holds(option)}\n" for option in options),
    ]
    return HEAD + "".join(parts)


def main() -> int:
    """Renew the module."""
    TARGET.write_text(module(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
