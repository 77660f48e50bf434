"""Errors: records with a sentence in each language."""

import pickle
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from zhaoshang import Period, errors, parse_money, parse_period, parse_quantity
from zhaoshang._errors.expected import in_chinese
from zhaoshang.errors import (
    QuantitySyntaxError,
    TransitionRefusedError,
    UnknownUnitError,
    ZhaoshangError,
)

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
    "step": SimpleNamespace(blockers=("ended:closed",)),
}


def example(kind: type[ZhaoshangError]) -> ZhaoshangError:
    """Make an error with something in every field."""
    names = getattr(kind, "__match_args__", ())
    return kind(*(_VALUES.get(name, f"<{name}>") for name in names))


FRAMED = [each for each in CLASSES if getattr(each, "english", "")]


@pytest.mark.parametrize("kind", FRAMED, ids=lambda kind: kind.__name__)
def test_every_error_is_a_record(kind: type[ZhaoshangError]) -> None:
    """It is also a standard error, compares by its fields, and speaks both languages without a hole."""
    error = example(kind)
    assert isinstance(error, (ValueError, LookupError, TypeError, ImportError, OSError))
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
    assert error.render("zh_CN") == "projects 中没有 P2。请核对 id，或补上该记录。"
    assert errors.UnknownIdError("projects", "P2", ("P1",)).render("zh_CN").endswith("是否指：P1")


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
        (Period.of, "2022.3"),
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
        for path in (*source.glob("_reading/*.py"), source / "reading.py", source / "periods.py")
        for text in re.findall(
            r'(?:Refused|SyntaxError|NumberError)\([^"\n]*, "([^"]+)"', path.read_text("utf-8")
        )
    }
    assert len(said) > 10
    assert [text for text in said if in_chinese(text) == text] == []
