"""Every public function and class, called wrongly: an error of ours, or an answer; never one that Python raises of itself."""

import importlib
import inspect
import pickle
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import public_api
import pytest

import zhaoshang
from zhaoshang import (
    Ledger,
    Project,
    Stage,
    advance,
    bulletins,
    check,
    evaluate,
    frames,
    parse_money,
    parse_quantity,
    profiles,
    records,
    workbooks,
)
from zhaoshang._calls.hints import fits, hint_of
from zhaoshang.errors import ArgumentError, FieldTypeError, UnknownCodeError, ZhaoshangError
from zhaoshang.lifecycle import (
    DISPOSALS,
    LIFECYCLE,
    alarms,
    commitments,
    exit_grounds,
    reached,
    stage_at,
)
from zhaoshang.model import Agreement, Milestone, coverage_gaps


class Odd:
    """Something that no function takes."""

    def __repr__(self) -> str:
        return "<odd>"


WRONG: tuple[Any, ...] = (Odd(), 5, 3.5, None, "某个词", b"x", [5], ["某"], {"a": 5}, {"a": "b"}, ())

UNGUARDED = {"zhaoshang.integrations.sqlalchemy"}
"""SQLAlchemy reads the code of a type's `__init__` for its cache, so that nothing may stand around it."""


def public_calls() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Give every function, class and constructor of the public face."""
    seen: set[int] = set()
    for room in sorted(set(public_api.public_modules()) - UNGUARDED):
        module = importlib.import_module(room)
        for name in module.__all__:
            value = getattr(module, name)
            if id(value) in seen or (inspect.isclass(value) and _is_uncalled(value)):
                continue
            seen.add(id(value))
            if inspect.isclass(value):
                yield f"{room}.{name}", value
                yield from (
                    (f"{room}.{name}.{inner}", getattr(value, inner))
                    for inner, member in vars(value).items()
                    if isinstance(member, classmethod | staticmethod) and not inner.startswith("_")
                )
            elif inspect.isfunction(value):
                yield f"{room}.{name}", value


def _is_uncalled(kind: Any) -> bool:
    return (
        issubclass(kind, BaseException) or getattr(kind, "_is_protocol", False) or _is_without_members(kind)
    )


def _is_without_members(kind: type) -> bool:
    return issubclass(kind, Enum) and not list(kind)


CALLS = dict(public_calls())


def wrong_calls(call: Callable[..., Any]) -> Iterator[tuple[list[Any], dict[str, Any]]]:
    """Give wrong things for what is needed, alone and with one more; a misspelt name; nothing."""
    parameters = list(inspect.signature(call).parameters.values())
    if inspect.isclass(call) and issubclass(call, Enum):
        yield from (([wrong], {}) for wrong in WRONG)
        return
    needed = [each for each in parameters if each.default is each.empty]
    places = [each for each in needed if each.kind in {each.POSITIONAL_ONLY, each.POSITIONAL_OR_KEYWORD}]
    names = [each.name for each in needed if each.kind is each.KEYWORD_ONLY]
    for wrong in WRONG:
        positional: list[Any] = [wrong for _ in places]
        by_name: dict[str, Any] = dict.fromkeys(names, wrong)
        yield positional, by_name
        for each in parameters:
            if each.default is not each.empty and each.kind is not each.POSITIONAL_ONLY:
                yield positional, {**by_name, each.name: wrong}
    yield [], {}
    if parameters:
        yield [5 for _ in places], {**dict.fromkeys(names, 5), f"{parameters[-1].name}x": 5}
        yield [5] * (len(parameters) + 1), {}


@pytest.mark.parametrize("name", CALLS)
def test_a_wrong_call_is_told_in_our_words(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # some of the wrong things are names of files
    for positional, by_name in wrong_calls(CALLS[name]):
        try:
            answer = CALLS[name](*positional, **by_name)
            if inspect.isgenerator(answer):
                next(answer, None)
        except ZhaoshangError as error:
            said = error
        except ValueError as error:  # a rule of a value, told in words of ours
            if type(error) is not ValueError:
                raise
            continue
        else:
            continue
        assert str(said)
        if isinstance(said, ArgumentError):
            assert str(said) != said.render("zh_CN")
            assert said.argument in str(said)
            assert pickle.loads(pickle.dumps(said)) == said  # noqa: S301 - our own


def test_there_is_something_to_call() -> None:
    assert len(CALLS) > 400


ONE = Project(id="P1", name="甲")
MAKE: Any = Project
MOVE: Any = advance
LOAD: Any = records.load
CHECK: Any = check
STAGE: Any = stage_at
PARSE: Any = parse_quantity
ASK: Any = evaluate
READ: Any = workbooks.read
WORDS: Any = Stage
ROOM: Any = workbooks
PACKAGE: Any = zhaoshang
SOME: Any = Ledger(projects=[ONE]).projects
MANY: Any = [ONE]
AMOUNT: Any = parse_money("3亿元")

NAMED: dict[str, tuple[Callable[[], Any], tuple[str, ...]]] = {
    "a field misspelt": (lambda: MAKE(id="P", name="甲", investmnet=None), ("investmnet", "investment")),
    "a collection in another language": (lambda: Ledger(projets=[]), ("projets", "projects")),  # type: ignore[call-arg]
    "a float for an amount": (
        lambda: MAKE(id="P", name="甲", investment=3.5),
        ("investment", "3.5", "Money"),
    ),
    "a date that is none": (lambda: Milestone(stage="started", on="2022-13"), ("on",)),
    "a stage that is none": (lambda: Milestone(stage="开工啦"), ("stage", "开工啦")),
    "no name": (lambda: MAKE(id="P1"), ("name",)),
    "a number for a path": (lambda: LOAD(5), ("source", "5", "Path")),
    "a word for a ledger": (lambda: CHECK("x"), ("'x'", "Ledger")),
    "a word for a project": (lambda: STAGE("x", "2022"), ("'x'", "Project")),
    "a list for a text": (lambda: PARSE(["3亿元"]), ("3亿元", "str")),
    "a date for a stage": (lambda: MOVE(ONE, 5, on="2022"), ("5",)),
    "a keyword misspelt": (lambda: ASK(Ledger(), "开工率", perod="2022"), ("perod", "period")),
    "a method's keyword": (lambda: Ledger().diff(Ledger(), identiy="name"), ("identiy", "identity")),  # type: ignore[call-arg]
    "too many": (lambda: PARSE("3亿元", "亿元"), ("#2",)),
    "a limit": (lambda: READ(b"x", limits="many"), ("limits", "'many'", "Limits")),
    "an id of a number": (lambda: MAKE(id=5, name="甲"), ("id", "5")),
    "a member misspelt": (lambda: WORDS.SINGED, ("SINGED", "SIGNED")),
    "a member in small letters": (lambda: WORDS.signed, ("signed", "mean SIGNED?")),
    "a member by its label": (lambda: WORDS.签约, ("签约", "SIGNED")),
    "a name of a module misspelt": (lambda: ROOM.raed, ("raed", "read")),
    "a name of a lazy module misspelt": (lambda: PACKAGE.evalute, ("evalute", "evaluate")),
    "records and one more": (lambda: SOME + MANY, ("with_(projects=",)),
    "a list and records": (lambda: MANY + SOME, ("with_(projects=",)),
    "a record set by its id": (lambda: SOME.__setitem__("P1", ONE), ("P1", "with_(projects=")),
    "a record deleted": (lambda: SOME.__delitem__("P1"), ("P1", "without(projects=")),
    "records by place": (lambda: SOME[0], ("0", "P1")),
    "a slice of records": (lambda: SOME[:2], ("[:2]", "P1")),
    "an amount and a text": (lambda: AMOUNT + "2亿元", ("2亿元", "parse_quantity")),
    "an amount beside a text": (lambda: AMOUNT < "2亿元", ("2亿元", "parse_quantity")),
    "a figure not asked for": (
        lambda: evaluate(Ledger(as_of="2022-01-01"), "签约项目数")["开工率"],
        ("开工率", "签约项目数"),
    ),
    "JSON for a file": (lambda: LOAD('{"projects": []}'), ("projects", "bytes")),
    "a ledger for tables": (lambda: frames.Frames(Ledger()), ("Ledger", "from_ledger")),  # type: ignore[arg-type]
    "source and KPI the wrong way round": (lambda: ASK("签约项目数", Ledger()), ("签约项目数", "Ledger")),
}


@pytest.mark.parametrize("what", NAMED)
def test_an_error_names_the_argument_what_was_given_and_what_would_do(what: str) -> None:
    make, words = NAMED[what]
    with pytest.raises(ZhaoshangError) as caught:
        make()
    english, chinese = str(caught.value), caught.value.render("zh_CN")
    assert english != chinese
    for word in words:
        assert word in english
    assert words[0] in chinese


def test_an_error_of_a_callback_stays_the_callbacks() -> None:
    def told(*_: object) -> None:
        raise KeyError(what)

    what = "mine"
    text = "项目名称,投资方,总投资（亿元）\n虚构阀门项目,虚构甲公司,3.5\n"
    with pytest.raises(KeyError, match="mine"):
        workbooks.read(text.encode(), name="a.csv", on_progress=told)


def test_errors_of_fields_stay_what_they_are() -> None:
    with pytest.raises(FieldTypeError) as caught:
        MAKE(id="P", name="甲", investment="3亿元")
    assert (caught.value.value, caught.value.place) == ("'3亿元'", "investment")
    assert pickle.loads(pickle.dumps(caught.value)) == caught.value  # noqa: S301 - our own
    with pytest.raises(UnknownCodeError) as unknown:
        Milestone(stage="staretd")
    assert "started" in str(unknown.value)


def functions() -> Iterator[tuple[str, Any]]:
    """Give every public function and method, unguarded."""
    for name, call in CALLS.items():
        members = vars(call).items() if inspect.isclass(call) else ((None, call),)
        for inner, member in members:
            function = inspect.unwrap(getattr(member, "__func__", member))
            if inspect.isfunction(function) and not str(inner).startswith("_"):
                yield f"{name}.{inner}" if inner else name, function


FUNCTIONS = dict(functions())


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_default_is_what_its_parameter_takes(name: str) -> None:
    function = FUNCTIONS[name]
    for parameter in inspect.signature(function).parameters.values():
        if parameter.default is not parameter.empty:
            assert fits(parameter.default, hint_of(function, parameter.annotation)), parameter


SIGNED = Project(id="P1", name="甲", agreements=[Agreement(signed_on="2022-03-05")])
LEDGER = Ledger(as_of="2022-06-30", projects=[SIGNED])
ANY: Any = "standrd"


@pytest.mark.parametrize("field", ["rates", "disposals"])
def test_what_gives_other_things_one_by_one_is_told_by_its_field(field: str) -> None:
    given: Any = {field: (each for each in [object()])}
    with pytest.raises(ArgumentError, match=f"cannot take <generator .* for {field}"):
        profiles.DEFAULT.vary("x", **given)


UNNOTICED: dict[str, tuple[Callable[[], object], str]] = {
    "a text for a lifecycle": (lambda: alarms(LEDGER, lifecycle=ANY), "Lifecycle"),
    "a text for one that nothing needs": (lambda: commitments(LEDGER, lifecycle=ANY), "Lifecycle"),
    "a text for one of a stage": (lambda: stage_at(SIGNED, "2022-01-01", lifecycle=ANY), "Lifecycle"),
    "a text for one of days": (lambda: reached(SIGNED, "signed", by="2022", lifecycle=ANY), "Lifecycle"),
    "a text for subjects": (lambda: bulletins.read_figures("甲镇项目5个", subjects="甲镇"), "Iterable"),
    "a text for units": (lambda: coverage_gaps((), "甲镇"), "Iterable"),
    "a list for yes": (lambda: evaluate(LEDGER, "开工率", as_of="2022").to_rows(exact=ANY), "bool"),
}


@pytest.mark.parametrize("what", UNNOTICED)
def test_what_nothing_below_would_notice_is_refused(what: str) -> None:
    call, fit = UNNOTICED[what]
    with pytest.raises(ArgumentError, match=fit) as caught:
        call()
    assert caught.value.render("zh_CN") != str(caught.value)


def test_a_word_of_a_list_is_looked_up_in_it() -> None:
    with pytest.raises(UnknownCodeError, match="mean withdrawal") as caught:
        exit_grounds(SIGNED, as_of="2022-06-30", reported=["withdrawl"])
    assert caught.value.place == "reported"
    assert [ground.code for ground in exit_grounds(SIGNED, as_of="2022", reported="withdrawal")] == [
        "withdrawal"
    ]
    for wrong, args in (
        (LIFECYCLE.is_optional, ("landd", None)),
        (LIFECYCLE.is_optional, ("landed", "lnd")),
        (DISPOSALS[0].holds, ("faild", 2, ["tax"])),
    ):
        call: Any = wrong
        with pytest.raises(UnknownCodeError):
            call(*args)
