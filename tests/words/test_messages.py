"""Messages by key: every language says each of them, with the same values filled in."""

import ast
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import TypeGuard

import pytest
from babel.messages.pofile import read_po

from zhaoshang import errors
from zhaoshang._text import languages as tongues
from zhaoshang._text import messages
from zhaoshang._text.messages import Message, Sentence, joined, keys, say, text_of
from zhaoshang.errors import UnknownIdError
from zhaoshang.vocabulary import Stage

HOME = Path(errors.__file__).parent
LOCALE = HOME / "_locale"
SOURCES = {path: ast.parse(path.read_text("utf-8")) for path in sorted(HOME.rglob("*.py"))}
SAID_BY = {"say", "Message"}
TURNED_AROUND = (
    "expected",
    "instead",
    "found",
    "reason",
    "vocabulary",
    "collection",
    "dimension",
    "item",
    "place",
)
"""Rooms that are found by their English words; `test_expected.py` holds the code to them."""


def catalogue(language: str) -> dict[str, tuple[str, ...]]:
    """Read a catalogue as its text has it: the forms of each message by key."""
    with (LOCALE / f"{language}.po").open("rb") as file:
        return {
            message.id if isinstance(message.id, str) else message.id[0]: (
                (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
            )
            for message in read_po(file, locale=language)
            if message.id
        }


def sentences() -> Iterator[tuple[str, dict[str, str]]]:
    """Read the sentences that are declared in the code: the name of each, and what it is made of."""
    for tree in SOURCES.values():
        for node in tree.body:
            if (
                isinstance(node, ast.AnnAssign)
                and isinstance(node.target, ast.Name)
                and isinstance(call := node.value, ast.Call)
                and isinstance(call.func, ast.Name)
                and call.func.id == "Sentence"
            ):
                words = {"key": call.args[0], **{str(each.arg): each.value for each in call.keywords}}
                yield node.target.id, {name: ast.literal_eval(value) for name, value in words.items()}


HELD = {"en": catalogue("en"), "zh": catalogue("zh")}
DECLARED = {words["key"]: words for _, words in sentences()}
ENGLISH, CHINESE = (
    held | {key: (words[language],) for key, words in DECLARED.items()} for language, held in HELD.items()
)


def holes(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


def said_keys() -> Iterator[re.Pattern[str]]:
    """Find what the code says: each key as a pattern, where the parts that are worked out fit any word."""
    for tree in SOURCES.values():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in SAID_BY
                and node.args
            ):
                key = node.args[0]
                for option in (key.body, key.orelse) if isinstance(key, ast.IfExp) else (key,):
                    if isinstance(option, ast.Constant):
                        yield re.compile(re.escape(str(option.value)))
                    elif isinstance(option, ast.JoinedStr):
                        parts = (
                            re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w.]+"
                            for part in option.values
                        )
                        yield re.compile("".join(parts))


def test_every_language_has_every_message() -> None:
    assert tongues.languages() == ("en", "zh")
    assert HELD["en"].keys() == HELD["zh"].keys()
    assert set(keys("zh")) == set(keys("en")) == HELD["en"].keys()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_catalogue_is_in_order_and_has_no_hole(language: str) -> None:
    """Keys stand in order, so that two who add messages seldom touch the same line; none is without words."""
    told = HELD[language]
    assert list(told) == sorted(told)
    assert [key for key, forms in told.items() if not all(form.strip() for form in forms)] == []


def test_a_sentence_has_one_place() -> None:
    """What is said of a fault stands beside the rule that finds it, once, and is said."""
    names = [words["key"] for _, words in sentences()]
    assert len(names) == len(DECLARED) > 30
    assert not DECLARED.keys() & HELD["en"].keys()
    assert [key for key in HELD["en"] if key.startswith("check.") and not key.startswith("check.head.")] == []
    assert [words for words in DECLARED.values() if not all(word.strip() for word in words.values())] == []
    read = {node.id for tree in SOURCES.values() for node in ast.walk(tree) if _is_read(node)}
    assert [name for name, _ in sentences() if name not in read] == []


def _is_read(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)


def test_every_language_fills_in_the_same_values() -> None:
    """A value that one language leaves out is missed by its readers; one that is not given cannot be said."""
    differing = {
        key: (ENGLISH[key], CHINESE[key])
        for key in ENGLISH
        if len({frozenset(holes(form)) - {"number"} for form in (*ENGLISH[key], *CHINESE[key])}) > 1
    }
    assert differing == {}


def test_no_english_sentence_stands_in_a_chinese_message() -> None:
    """Names of the code and of formats may stand in Chinese; the small words of an English sentence may not."""
    small = re.compile(
        r"\b(?:a|an|the|or|and|of|is|are|it|its|such|that|not|no|to|in|with|for|by|which|as)\b(?!=)",
        re.IGNORECASE,
    )
    code = re.compile(r"\{\w+\}|[\w.]+\([^)]*\)|\{\{.*?\}\}|\w+=\S+")
    english = {key: forms for key, forms in CHINESE.items() if small.search(code.sub("", " ".join(forms)))}
    assert english == {}
    wordless = [
        key
        for key, forms in CHINESE.items()
        if not re.search(r"[\u3001-\u9fff：；]", code.sub("", " ".join(forms)))
        and re.search("[a-z]", code.sub("", " ".join(forms)))
        and forms != ENGLISH[key]
    ]
    assert wordless == []


@pytest.mark.long
def test_every_key_that_the_code_says_is_in_the_catalogues() -> None:
    missing = [
        pattern.pattern for pattern in said_keys() if not any(pattern.fullmatch(key) for key in ENGLISH)
    ]
    assert missing == []


@pytest.mark.long
def test_every_message_of_the_catalogues_is_said() -> None:
    """What nobody says is deleted."""
    patterns = list(said_keys())
    classes = {
        node.name for tree in SOURCES.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
    }
    texts = {
        node.value for tree in SOURCES.values() for node in ast.walk(tree) if isinstance(node, ast.Constant)
    }
    patterns += [re.compile(rf"error\.{name}") for name in classes if name.endswith("Error")]
    unused = [
        key
        for key in ENGLISH
        if key.partition(".")[0] not in TURNED_AROUND
        and key not in DECLARED
        and not any(pattern.fullmatch(key) for pattern in patterns)
        and key not in texts
    ]
    assert unused == []


# ------------------------------------------------------------------ how a message is said


def test_values_are_said_in_the_language_of_the_message() -> None:
    """A label is translated, several values take the comma of the language, and a text stays as it is."""
    assert joined([Stage.SIGNED, "P1"], "en") == "signed, P1"
    assert joined([Stage.SIGNED, "P1"], "zh_CN") == "签约、P1"
    message = Message("error.DuplicateIdError", collection="projects", id=Message("collection.parks"))
    assert message.render("zh_CN") == "projects中有两条记录的 id 都是 园区。请为每条记录设定唯一的 id。"


def test_a_message_is_a_value() -> None:
    """It is equal to another of the same key and values, and goes to other processes."""
    message = Message("error.UnpublishedYearError", year=2031)
    assert message == Message("error.UnpublishedYearError", year=2031)
    assert message != Message("error.UnpublishedYearError", year=2032)
    assert pickle.loads(pickle.dumps(message)) == message  # noqa: S301 - our own bytes
    assert hash(message) == hash(Message("error.UnpublishedYearError", year=2031))
    declared = Message(Sentence("check.late", zh="{name}逾期", en="{name} is late"), name="P1")
    again = pickle.loads(pickle.dumps(declared))  # noqa: S301 - our own bytes
    assert (again, again.render("zh_CN"), str(again)) == (declared, "P1逾期", "P1 is late")


@pytest.mark.parametrize(
    ("number", "english", "chinese"),
    [(1, "Project: 1 fault", "Project：1 处错误"), (2, "Project: 2 faults", "Project：2 处错误")],
)
def test_a_number_chooses_the_form(number: int, english: str, chinese: str) -> None:
    assert say("error.RecordError", "en", number=number, type="Project") == english
    assert say("error.RecordError", "zh_CN", number=number, type="Project") == chinese


def test_traditional_characters_are_written_for_the_words_and_never_for_the_data() -> None:
    """A firm's name stays as it was written, though the sentence around it is turned into traditional characters."""
    said = UnknownIdError("projects", "发展区标准厂房").render("zh-Hant")
    assert said == "項目中沒有“发展区标准厂房”。請核對 id，或補上該記錄。"


def test_a_language_is_added_by_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a language that has some of the words, those are said, and the rest in English."""
    head = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'
    (tmp_path / "fr.po").write_text(
        f'{head}\nmsgid "error.UnknownIdError"\nmsgstr "pas de {{id}} parmi {{collection}}. {{hint}}"\n\n'
        'msgid "collection.projects"\nmsgstr "les projets"\n\n'
        'msgid "error.RecordError"\nmsgid_plural "error.RecordError"\n'
        'msgstr[0] "{type} : {number} faute"\nmsgstr[1] "{type} : {number} fautes"\n\n'
        'msgid "check.two_dates"\nmsgstr "deux dates de {stage}"\n\n'
        'msgid "expected.a_code_of_kind_as_text"\nmsgstr "un code de {kind} en texte"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(messages, "FOLDERS", folders := [tmp_path, *tongues.FOLDERS])
    monkeypatch.setattr(tongues, "FOLDERS", folders)
    messages.forget()
    try:
        assert tongues.languages() == ("en", "fr", "zh")
        assert UnknownIdError("projects", "P1").render("fr") == (
            "pas de P1 parmi les projets. Check the id, or add what it names."
        )
        assert say("error.RecordError", "fr_CA", number=0, type="X") == "X : 0 faute"
        assert say("error.RecordError", "fr", number=3, type="X") == "X : 3 fautes"
        late, none = Sentence("check.two_dates", "逾期", "late"), Sentence("check.none", "无", "none")
        assert [say(each, "fr", stage="X") for each in (late, none)] == ["deux dates de X", "none"]
        assert [say(late, "zh_CN"), say(late, "zh_TW"), say(late, "en_GB")] == ["逾期", "逾期", "late"]
        assert text_of("a code of Stage as text", "expected", "fr") == "un code de Stage en texte"
        assert UnknownIdError("parks", "P1").render("zh_CN").startswith("园区中没有")
    finally:
        messages.forget()
