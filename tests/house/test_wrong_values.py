"""Every parameter of every public function, given what it does not take: an error of ours, and never an answer.

Each function is called as it is meant to be, but for one argument: of another class, with another thing inside, empty, or
no number and no day. How a call is told that is wrong in other ways `test_every_call` asks.
"""

import collections.abc
import inspect
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from itertools import product
from pathlib import Path
from typing import Any, Final, Literal, TypeVar, get_args, get_origin

import numpy as np
import pandas as pd
import polars as pl
import pytest
from tests.house.test_every_call import CALLS

from zhaoshang import (
    Area,
    Chain,
    Investor,
    Ledger,
    Money,
    Park,
    Percent,
    Period,
    Project,
    Quantity,
    ServiceTeam,
    Stage,
    assessments,
    evaluate,
    kpis,
    lifecycle,
    profiles,
    reports,
    units,
    workbooks,
)
from zhaoshang._basics.brief import as_python
from zhaoshang._calls.hints import fits, forms_of, hint_of
from zhaoshang.calendars import WorkingDays
from zhaoshang.checks import Admission
from zhaoshang.errors import ZhaoshangError
from zhaoshang.intervals import Interval
from zhaoshang.ledger import Changes
from zhaoshang.measures import Predicate, Value, column
from zhaoshang.model import Agreement, Demand, Milestone
from zhaoshang.vocabulary import SpaceKind

ONE = Project(
    id="P1",
    name="甲",
    owner="东镇",
    agreements=[Agreement(signed_on="2022-03-05")],
    milestones=[Milestone(stage="started", on="2022-04-01")],
)
LEDGER = Ledger(as_of="2022-06-30", projects=[ONE])
CSV = "项目名称,投资方,总投资（亿元）\n虚构阀门项目,虚构甲公司,3.5\n".encode()
FIGURES = evaluate(LEDGER, "签约项目数", by="owner")
SCHEME = assessments.SCHEMES["towns_2023"]
ALARM = lifecycle.Alarm(
    project="P1",
    rule="sign_to_start",
    level=lifecycle.AlarmLevel.RED,
    stage=Stage.STARTED,
    due_on=date(2022, 5, 1),
    days_over=9,
)

OF_KIND: Final[dict[Any, Any]] = {
    Admission: Admission(),
    Chain: Chain(id="C1", name="新材料"),
    Changes: LEDGER.diff(LEDGER),
    Demand: Demand(id="D1", kind="plant", area=Area.of(5, "亩")),
    Interval: Interval.closed(1, 2),
    Investor: Investor(id="I1", name="虚构公司"),
    Ledger: LEDGER,
    Money: Money.of(1, "元"),
    Park: Park(id="K1", name="东园"),
    Percent: Percent.of(5),
    Predicate: column("owner").is_in("东镇"),
    Project: ONE,
    Quantity: Money.of(1, "元"),
    ServiceTeam: ServiceTeam(id="T1", name="一队"),
    Stage: Stage.STARTED,
    Value: column("owner"),
    WorkingDays: "cn",
    assessments.Assessment: assessments.assess(SCHEME, LEDGER, period="2022"),
    assessments.Scheme: SCHEME,
    bool: True,
    date: date(2022, 6, 30),
    int: 1,
    kpis.Figures: FIGURES,
    kpis.Kpi: kpis.count("c", zh="个数", en="count"),
    lifecycle.Alarm: ALARM,
    lifecycle.Lifecycle: lifecycle.LIFECYCLE,
    profiles.Profile: profiles.DEFAULT,
    reports.Table: reports.kpi_table(FIGURES),
    str: "某词",
    type: Project,
    units.Unit: units.unit("元"),
    workbooks.Import: workbooks.read(CSV, name="a.csv", as_of="2022-06-30"),
    Fraction: Fraction(1),
    Period: Period.of("2022"),
}
"""What a parameter of a kind is given where it must be given something."""
RIGHT: Final[dict[str, Any]] = {
    "data": {"id": "P1", "name": "甲"},
    "entity": ONE,
    "frame": pl.DataFrame({"项目名称": ["甲"], "总投资": ["3亿元"]}),
    "number": Decimal(1),
    "other": Money.of(1, "元"),
    "track": "land",
    "amount": "investment",
    "board": "progress",
    "end": "started",
    "from_stage": "signed",
    "kpis": "签约项目数",
    "limit": 5,
    "measures": "签约项目数",
    "met": "filing",
    "parts": [{"actual": 1, "target": 2}],
    "profiles": ["default", "gansu"],
    "record": ONE,
    "stage": "completed",
    "start": "signed",
    "to_stage": "started",
    "unit": "元",
    "what": ONE,
}
"""What a parameter of this name is given, where its kind does not tell."""

OF_ANY_KIND: Final = frozenset({Any, object})
WRONG: Final[dict[str, Any]] = {
    "an object": object(),
    "a class": int,
    "a complex number": 1j,
    "a function": len,
    "no time of pandas": pd.NaT,
    "no value of pandas": pd.NA,
    "no number": float("nan"),
    "a series": pd.Series([1, 2]),
    "an array": np.array([1, 2]),
    "an array of one": np.array(1),
    "a list of an object": [object()],
    "a mapping of objects": {object(): object()},
    "an enumeration": SpaceKind,
    "figures": FIGURES,
}
OF_A_FORM: Final[dict[Any, tuple[Any, ...]]] = {
    bool: (0, 1, "yes", ""),
    int: (True, 1.5, Decimal(1), "某"),
    float: (True, Decimal(1)),
    Decimal: (Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), 1.5, True),
    date: ("", "某日", "2022-13", 0, False, 20220630, []),
    Literal: ("", "某词", 0, False, []),
    profiles.Profile: ("", "某省"),
    WorkingDays: ("", "某历", {"holiday": []}),
    kpis.Kpi: ("", "某指标"),
    units.Unit: ("", "某单位"),
}
"""What else does not fit a parameter that takes such a thing."""

TAKEN: Final[dict[tuple[str, str], str]] = {
    ("zhaoshang.records.json_schema", "into"): "a class of Python's own has a schema as well",
}
"""What is taken for all that, and why."""


def right(name: str, hint: Any) -> Any:
    """Give what a parameter takes."""
    if name in RIGHT and fits(RIGHT[name], hint):
        return RIGHT[name]
    for form in forms_of(hint):
        if form in OF_KIND or get_origin(form) in OF_KIND:
            return OF_KIND[form if form in OF_KIND else get_origin(form)]
    for form in forms_of(hint):
        if get_origin(form) is Literal:
            return get_args(form)[0]
        if get_origin(form) is not None:
            return {} if issubclass(get_origin(form), collections.abc.Mapping) else []
    raise LookupError(name, hint)


def calls() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Give every function, constructor and method of the public face that can be called here."""
    for name, call in CALLS.items():
        if not inspect.isclass(call):
            yield name, call
        elif call in OF_KIND and isinstance(OF_KIND[call], call):
            yield from (
                (f"{name}.{inner}", getattr(OF_KIND[call], inner))
                for inner, member in vars(call).items()
                if inspect.isfunction(member) and not inner.startswith("_")
            )


Parameters = dict[str, tuple[inspect.Parameter, Any]]


def parameters_of(call: Callable[..., Any]) -> Parameters:
    """Give the parameters of a function with what they take, but for those that take any."""
    function = inspect.unwrap(getattr(call, "__func__", call))
    return {
        each.name: (each, hint_of(function, function.__annotations__.get(each.name, Any)))
        for each in inspect.signature(call).parameters.values()
        if each.kind not in {each.VAR_POSITIONAL, each.VAR_KEYWORD}
    }


def wrong_for(hint: Any) -> Iterator[tuple[str, Any]]:
    """Give what does not fit a parameter."""
    forms = forms_of(hint)
    heads = {get_origin(form) or form for form in forms}
    keyed = any(
        get_origin(form) is collections.abc.Mapping and get_args(form)[0] is not str for form in forms
    )
    of_numbers = any(len(get_args(form)) == 1 and fits(1, get_args(form)[0]) for form in forms)
    of_texts = any(len(get_args(form)) == 1 and fits("某", get_args(form)[0]) for form in forms)
    for label, value in WRONG.items():
        if of_numbers and label in {"a series", "an array"}:  # a column of numbers is a run of them
            continue
        if of_texts and label == "an enumeration":  # its members are texts
            continue
        if label == "figures" and ("Figures" in str(hint) or collections.abc.Mapping in heads):
            continue
        is_meant = (callable(value) and collections.abc.Callable in heads) or (
            isinstance(value, dict) and keyed
        )
        if not is_meant and not (isinstance(value, type) and type in heads):
            yield label, value
    yield "what gives an object", (each for each in [object()])
    if not of_texts:  # its lines are texts
        yield "a stream of text", StringIO("某")
    for form in heads & OF_A_FORM.keys():
        for value in OF_A_FORM[form]:
            others = [other for other in forms if other is not form]
            if (form in {date, Literal} and value != []) or not any(fits(value, other) for other in others):
                yield repr(value), value


def ask(call: Callable[..., Any], parameters: Parameters, given: dict[str, Any]) -> Any:
    """Call a function and give its answer; what it gives one by one is gone through."""
    by_place = inspect.Parameter.POSITIONAL_ONLY
    places = [
        given[name] for name, (each, _) in parameters.items() if each.kind is by_place and name in given
    ]
    more = {name: value for name, value in given.items() if parameters[name][0].kind is not by_place}
    answer = call(*places, **more)
    return list(answer) if inspect.isgenerator(answer) else answer


def needed_by(parameters: Parameters) -> dict[str, Any]:
    """Give what a function cannot do without."""
    return {
        name: right(name, hint)
        for name, (parameter, hint) in parameters.items()
        if parameter.default is parameter.empty
    }


SWEPT = dict(calls())


@pytest.mark.parametrize("name", SWEPT)
def test_what_a_parameter_does_not_take_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    call, parameters = SWEPT[name], parameters_of(SWEPT[name])
    needed = needed_by(parameters)
    taken = []
    for each, (_, hint) in parameters.items():
        if hint in (Any, object) or isinstance(hint, TypeVar) or (name, each) in TAKEN:
            continue
        for label, value in wrong_for(hint):
            try:
                ask(call, parameters, {**needed, each: value})
            except ZhaoshangError:
                continue
            taken.append((each, label))
    assert taken == []


GREAT: Final = 10**5000
ODD: Final[tuple[Any, ...]] = (
    None,
    GREAT,
    [GREAT],
    {GREAT: 1},
    {},
    {"x": 1},
    [{}],
    [{"x": 1}],
    {"value": "3"},
    FIGURES,
    LEDGER.projects,
    b"x",
)
"""What some take and others refuse: nothing, numbers of more digits than Python writes, rows that lack what they need."""


def test_no_odd_argument_ends_in_an_error_of_pythons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    wrong = []
    for name, call in {**CALLS, **SWEPT}.items():
        try:
            needed = needed_by(parameters := parameters_of(call))
        except LookupError:
            continue
        for each, value in product(parameters, ODD):
            try:
                ask(call, parameters, {**needed, each: value})
            except ZhaoshangError as error:
                if not str(error):
                    wrong.append((name, each, "silent"))
            except Exception as error:  # noqa: BLE001 - any of Python's own
                wrong.append((name, each, f"{as_python(value)}: {error!r}"))
    assert wrong == []


def test_most_of_the_face_is_swept() -> None:
    assert sum(len(parameters_of(call)) for call in SWEPT.values()) > 500
