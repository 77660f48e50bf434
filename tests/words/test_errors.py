"""Errors: records with a sentence in each language."""

import json
import pickle
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import evolve

from zhaoshang import (
    Ledger,
    Period,
    Project,
    Stage,
    advance,
    errors,
    evaluate,
    parse_money,
    parse_period,
    parse_quantity,
    vocabulary,
)
from zhaoshang._errors.base import expected_in
from zhaoshang.errors import (
    FieldTypeError,
    QuantitySyntaxError,
    TransitionRefusedError,
    UnknownCodeError,
    UnknownIdError,
    UnknownUnitError,
    ZhaoshangError,
)
from zhaoshang.findings import Finding, Report
from zhaoshang.kpis import Kpi, compare, evaluate_periods
from zhaoshang.measures import column
from zhaoshang.records import structure
from zhaoshang.vocabulary import Term
from zhaoshang.workbooks import Mapping

LEDGER = Ledger(as_of="2022-06-30")
TERMS = [
    kind
    for name in vocabulary.__all__
    if isinstance(kind := getattr(vocabulary, name), type) and issubclass(kind, Term) and kind is not Term
]

CLASSES = [
    each
    for each in (getattr(errors, name) for name in errors.__all__)
    if isinstance(each, type) and issubclass(each, ZhaoshangError) and each is not ZhaoshangError
]
_VALUES: dict[str, Any] = {
    "text": "约三億元整",
    "span": (1, 3),
    "readings": ("a", "b"),
    "known": ("a", "b"),
    "similar": ("a",),
    "supported": ("a",),
    "year": 2061,
    "step": SimpleNamespace(
        stage="started", blockers=(Finding(code="ended", zh="已结束", en="it has ended"),), warnings=()
    ),
}


def example(kind: type[ZhaoshangError]) -> ZhaoshangError:
    """Make an error with something in every field."""
    names = getattr(kind, "__match_args__", ())
    return kind(*(_VALUES.get(name, f"<{name}>") for name in names))


FRAMED = [each for each in CLASSES if each not in (errors.FieldError, errors.RecordError)]


@pytest.mark.parametrize("kind", FRAMED, ids=lambda kind: kind.__name__)
def test_every_error_is_a_record(kind: type[ZhaoshangError]) -> None:
    """It is also a standard error, compares by its fields, and speaks both languages without a hole."""
    error = example(kind)
    standard = (ValueError, LookupError, TypeError, ImportError, OSError, AttributeError, RuntimeError)
    assert isinstance(error, standard)
    assert kind.__name__.endswith("Error")
    assert error == example(kind)
    assert hash(error) == hash(example(kind))
    assert error != example(QuantitySyntaxError if kind is not QuantitySyntaxError else UnknownUnitError)
    assert error != "text"
    for locale in ("en", "zh_CN"):
        sentence = error.render(locale)
        assert sentence
        assert "{" not in sentence.replace("{…", "").replace('{"holidays', "")
    assert str(error) == error.render("en")


@pytest.mark.parametrize("locale", ["en", "zh_CN"])
@pytest.mark.parametrize("kind", FRAMED, ids=lambda kind: kind.__name__)
def test_every_error_is_plain_data(kind: type[ZhaoshangError], locale: str) -> None:
    """A service answers with it: what JSON holds, the same after a round trip, with the words of the reader."""
    error = example(kind)
    told = error.to_dict(locale)
    assert json.loads(json.dumps(told, ensure_ascii=False, allow_nan=False)) == told
    assert (told["error"], told["message"]) == (kind.__name__, error.render(locale))
    if kind is not errors.TransitionRefusedError:
        assert set(told["fields"]) == set(getattr(kind, "__match_args__", ()))


def test_what_json_would_not_keep_is_text() -> None:
    odd: Any = ("x" * 10_000, 2**60, Decimal("1.50"), float("nan"), {1}, object, True, None)
    told = UnknownUnitError("u", odd).to_dict()["fields"]["known"]
    assert len(told[0]) < 1000
    assert told[1:4] == [str(2**60), "1.50", "nan"]
    assert told[4] == [1]
    assert told[6:] == [True, None]


def test_the_faults_of_a_document_and_the_reasons_of_a_refused_step_are_plain_data() -> None:
    with pytest.raises(errors.RecordError) as record:
        structure({"id": "P", "investmnet": 1}, Project)
    told = record.value.to_dict("zh_CN")
    assert [fault["path"] for fault in told["fields"]["faults"]] == ["$.investmnet", "$.name"]
    with pytest.raises(errors.TransitionRefusedError) as refused:
        advance(Project(id="P", name="甲"), "closed", on="2022-03-01", strict=True)
    fields = json.loads(json.dumps(refused.value.to_dict()))["fields"]
    assert fields["blockers"][0]["code"] == "not_allowed"
    assert "lead" in fields["allowed"]
    with pytest.raises(ZhaoshangError) as placed:
        Project(id="P", name="x", investment=3.5)  # type: ignore[arg-type]  # the mistake
    assert placed.value.to_dict()["place"] == "investment"


@pytest.mark.parametrize(
    "kind", [kind for kind in FRAMED if kind is not TransitionRefusedError], ids=lambda kind: kind.__name__
)
def test_every_error_survives_pickling(kind: type[ZhaoshangError]) -> None:
    """An error comes back equal from another process."""
    assert pickle.loads(pickle.dumps(example(kind))) == example(kind)  # noqa: S301 - our own bytes


def test_the_caret_stands_under_the_part() -> None:
    """Full-width characters take two columns, and so does the mark below them."""
    lines = str(QuantitySyntaxError("约a亿元", (2, 4), "a number")).splitlines()
    assert lines[-2:] == ["  约a亿元", "  \u3000 ^^^^"]


def test_an_id_that_resembles_none_gets_no_question() -> None:
    """Nothing is asked where there is nothing to offer."""
    error = errors.UnknownIdError("projects", "P2")
    assert str(error) == "no P2 among projects. Check the id, or add what it names."
    assert error.render("zh_CN") == "项目中没有“P2”。请核对 id，或补上该记录。"
    assert errors.UnknownIdError("projects", "P2", ("P1",)).render("zh_CN").endswith("是否指：P1？")


def test_long_texts_are_shortened_around_the_span() -> None:
    """Only what lies near the span is shown."""
    text = "x" * 500 + "亿" + "y" * 500
    shown = str(QuantitySyntaxError(text, (500, 501), "a number")).splitlines()[-2]
    assert len(shown) < 150
    assert "亿" in shown


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (parse_quantity, "亿元"),
        (parse_quantity, "3个亿元"),
        (parse_quantity, "近超3亿"),
        (parse_quantity, "很多"),
        (parse_quantity, "x" * 2000),
        (parse_money, "3亩"),
        (parse_period, "2022年13月"),
        (parse_period, "很久"),
        (parse_period, "2022年3月吧"),
        (Period.of, "2022/13"),
    ],
)
def test_chinese_sentences_say_in_chinese_what_was_expected(read: Callable[[str], object], text: str) -> None:
    """Between 应为 and the end of its sentence no English word stands, but for names of types and ISO forms."""
    with pytest.raises(ZhaoshangError) as caught:
        read(text)
    said = caught.value.render("zh_CN").partition("应为")[2].partition("。")[0]
    assert said
    assert not re.search(r"\b(?:a|an|the|or|such|that|of)\b", said)


def test_every_expectation_of_the_readers_has_chinese_words() -> None:
    """What the code expects is on the list, so that a new one is not forgotten."""
    source = Path(errors.__file__).parent
    said = {
        text
        for path in (*(source / "_reading").rglob("*.py"), source / "reading.py", source / "periods.py")
        for text in re.findall(
            r'(?:Refused|SyntaxError|NumberError)\([^"\n]*, "([^"]+)"', path.read_text("utf-8")
        )
    }
    assert len(said) > 10
    assert [text for text in said if expected_in(text, "zh_CN").strip() == text] == []


@pytest.mark.parametrize(
    ("ask", "english", "chinese"),
    [
        (lambda: evaluate(Ledger(), ["开工绿"]), "Did you mean 开工率?", "指标中没有“开工绿”。是否指：开工率？"),
        (lambda: evaluate(Ledger(), "开工率", by=["责任单元"]), "责任单位", "分组项中没有“责任单元”"),
        (lambda: Stage("开工"), "Did you mean started?", "阶段中没有“开工”。是否指：开工（started）？"),
        (lambda: Stage("love"), "Use one of planned", "可用：谋划（planned）"),
        (lambda: Period.of("去年3月"), "parse_period", "parse_period"),
        (lambda: Project(id="P1", name="甲", investment="3亿元"), "parse_money", "应为 Money，如"),  # type: ignore[arg-type]
        (lambda: parse_money(130), "expected a text.", "应为文本。"),  # type: ignore[arg-type]
        (lambda: parse_period(2022), "2022 does not fit", "2022 不合要求：应为文本。"),  # type: ignore[arg-type]
        (lambda: evaluate([], "开工率"), "imported.ledger", "应为台账"),  # type: ignore[arg-type]
        (lambda: advance(Project(id="P1", name="甲"), "sarted", on="2022"), "no stage sarted", "没有该阶段：sarted"),
        (lambda: Mapping.load("没有.toml"), "没有.toml cannot be used: there is no such file", "没有.toml 无法使用：文件不存在"),
        (lambda: Mapping.of({"盘子": "money"}), "the mapping cannot be used: 盘子", "列映射无法使用：盘子"),
    ],
)  # fmt: skip
def test_a_slip_is_answered_with_its_fix_in_both_languages(
    ask: Callable[[], object], english: str, chinese: str
) -> None:
    with pytest.raises(ZhaoshangError) as caught:
        ask()
    assert english in caught.value.render("en")
    assert chinese in caught.value.render("zh_CN")


def test_figures_are_found_by_either_name_of_their_kpi() -> None:
    """A slip is answered with what resembles it among the groups, never with the empty name of the whole."""
    signed = advance(Project(id="P1", name="甲"), "signed", on="2022-03")
    ledger = Ledger(as_of="2022-06-30", projects=[evolve(signed, owner="甲镇")])
    figures = evaluate(ledger, ["开工率", "签约项目数"], by="owner")
    assert figures["开工率"] == figures["start_rate"]
    assert figures["开工率", "甲镇"] == figures["start_rate", "甲镇"]
    for key, near in ((("开工率", "甲真"), ("甲镇",)), ("签约数", ("签约项目数",))):
        with pytest.raises(UnknownIdError) as caught:
            figures[key]
        assert caught.value.similar == near


@pytest.mark.parametrize("unit", ["亿員", "万員", "亿园"])
def test_an_unknown_unit_is_told_with_the_one_likely_meant(unit: str) -> None:
    with pytest.raises(UnknownUnitError) as caught:
        evaluate(Ledger(as_of="2022-06-30"), "签约总投资", unit=unit)
    meant = f"{unit[0]}元"
    assert caught.value.to_dict("zh_CN")["nearest"][0] == meant
    assert f"是否指：{meant}" in caught.value.render("zh_CN")
    assert f"Did you mean {meant}" in caught.value.render("en")


@pytest.mark.parametrize("band", ["≥1亩", "[1亩,2亩)", "<3个", "1亿以上的"])
def test_a_band_of_no_money_is_refused_as_a_band(band: str) -> None:
    with pytest.raises(QuantitySyntaxError) as caught:
        evaluate(Ledger(as_of="2022-06-30"), "分规模项目数", bands=[band])
    assert (caught.value.text, caught.value.to_dict("zh_CN")["place"]) == (band, "bands")
    assert "规模档次" in caught.value.render("zh_CN")


def _codes_alone(error: ZhaoshangError) -> list[str]:
    """Give the names with an underline, or of a closed list, that a Chinese sentence shows without brackets."""
    assert isinstance(error, UnknownCodeError)
    said = error.render("zh_CN").partition("。")[2]
    return [
        name
        for name in error.known
        if name.isascii() and re.search(rf"(?<![（\w]){re.escape(name)}(?!\w)", said)
    ]


@pytest.mark.parametrize("kind", TERMS, ids=lambda kind: kind.__name__)
def test_a_chinese_reader_is_told_what_codes_mean(kind: type[Term]) -> None:
    for given in ("没有的", "no such", str(next(iter(kind)))[:-1]):
        with pytest.raises(UnknownCodeError) as caught:
            kind(given)
        assert _codes_alone(caught.value) == []


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: evaluate(LEDGER, "milestone_count"), "新增履约、开工、投产项目数（milestone_count）需要 of"),
        (lambda: evaluate(LEDGER, "milestone_count", of="strted"), "是否指：开工（started）？"),  # type: ignore[arg-type]
        (lambda: evaluate(LEDGER, "start_rate", unit="个"), "开工率（start_rate）的单位中没有“个”"),
        (lambda: evaluate(LEDGER, "start_rate", bands="1亿元"), "它属于 分规模项目数（projects_in_band）"),
        (lambda: evaluate(LEDGER, "start_rate", cohort="signd"), "是否指：期内签约（signed_in_period）？"),  # type: ignore[arg-type]
        (lambda: evaluate(LEDGER, "start_rat"), "是否指：开工率（start_rate）"),  # type: ignore[arg-type]
        (lambda: evaluate(LEDGER, "start_rate", by="month2"), "是否指：月份（month）？"),  # type: ignore[arg-type]
        (lambda: evaluate_periods(LEDGER, "start_rate", "2022", step="week"), "可用：月份（month）"),  # type: ignore[arg-type]
    ],
)
def test_a_code_stands_behind_its_label(ask: Callable[[], object], said: str) -> None:
    with pytest.raises(ZhaoshangError) as caught:
        ask()
    assert said in caught.value.render("zh_CN")
    assert "（" not in caught.value.render("en")


@pytest.mark.parametrize(
    "ask",
    [
        lambda: column("ownership").is_in("私营x"),
        lambda: evaluate(LEDGER, "什么"),  # type: ignore[arg-type]
        lambda: evaluate(LEDGER, "start_rate", profile="什么"),
        lambda: evaluate(LEDGER, "milestone_count", of="什么"),  # type: ignore[arg-type]
        lambda: evaluate(LEDGER, "start_rate", by="什么"),  # type: ignore[arg-type]
    ],
    ids=["column", "kpi", "profile", "stage", "key"],
)
def test_a_choice_is_listed_once(ask: Callable[[], object]) -> None:
    """By its label where that does as well, and not by its code besides."""
    with pytest.raises(UnknownCodeError) as caught:
        ask()
    shown = caught.value.render("zh_CN").partition("可用：")[2].rstrip("。").split(", ")
    assert len(shown) > 2
    assert [name for name in shown if re.search(r"[a-z]", name)] == []


@pytest.mark.parametrize("asked", ["extra.包保", "extra.领导", "extra.责任单位", "extra.x"])
def test_a_column_of_ones_own_is_looked_for_among_those(asked: str) -> None:
    ledger = Ledger(projects=[Project(id="P1", name="甲", extra={"包保领导": "某人", "备案号": "3"})])
    with pytest.raises(UnknownCodeError) as caught:
        evaluate(ledger, "签约项目数", by=asked)  # type: ignore[arg-type]
    assert set(caught.value.known) == {"extra.包保领导", "extra.备案号"}
    assert "责任单位" not in caught.value.render("zh_CN").partition("。")[2]


@pytest.mark.parametrize("kpis", [[], (), {}.keys()], ids=["list", "tuple", "view"])
def test_no_kpi_at_all_is_refused(kpis: Iterable[Kpi]) -> None:
    for ask in (
        lambda: evaluate(LEDGER, kpis),
        lambda: evaluate_periods(LEDGER, kpis, "2022"),
        lambda: compare(LEDGER, kpis, ["default", "guangxi"]),
    ):
        with pytest.raises(FieldTypeError) as caught:
            ask()
        assert "应为一项或多项指标" in caught.value.render("zh_CN")


@pytest.mark.parametrize("code", ["error", "eror", "warnings", "Info", "two_date", "twodates"])
def test_a_slip_of_a_code_of_findings_is_refused(code: str) -> None:
    report = Report([Finding(code="two_dates", severity="error"), Finding(code="own_rule")])
    with pytest.raises(UnknownCodeError) as caught:
        report.only(code)
    assert ("two_dates" in caught.value.render()) == code.startswith("two")
    assert report.only("two_dates", "missing_amount").codes == ("two_dates",)
    assert report.only("another_rule").codes == ()
