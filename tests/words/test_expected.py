"""What errors expect is said in English in the code, and in Chinese by the catalogue: each such text has its words."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from zhaoshang import errors
from zhaoshang._text.messages import text_of

HOME = Path(errors.__file__).parent
ROOMS = {
    "QuantitySyntaxError": (2, "expected"),
    "PeriodSyntaxError": (2, "expected"),
    "DateValueError": (1, "expected"),
    "InexactNumberError": (1, "expected"),
    "NumberRangeError": (1, "expected"),
    "UnfitValueError": (1, "expected"),
    "FieldTypeError": (1, "expected"),
    "FrameSchemaError": (3, "expected"),
    "MappingError": (2, "expected"),
    "Refused": (1, "expected"),
    "must_be": (1, "expected"),
    "all_must_be": (1, "expected"),
    "ConversionError": (2, "reason"),
    "FileSyntaxError": (2, "reason"),
    "UnknownCodeError": (0, "vocabulary"),
    "UnknownIdError": (0, "collection"),
}
"""Where each error holds such a text, and in which room of the catalogue its words are."""


@cache
def texts() -> list[tuple[str, str, str]]:
    """List the texts in the code, each once."""
    return sorted(set(walked()))


def walked() -> Iterator[tuple[str, str, str]]:
    """Find the texts in the code: written out, by the name of a constant, or with values filled in."""
    for path in sorted(HOME.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        constants = {
            target.id: node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign | ast.AnnAssign)
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name) and node.value is not None
        }
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            place, room = ROOMS.get(name, (99, ""))
            if len(node.args) > place:
                for text in written(node.args[place], constants):
                    yield f"{path.name}:{node.lineno}", room, text


def written(node: ast.expr, constants: dict[str, ast.expr]) -> Iterator[str]:
    """Write an expression out, each value that is filled in as `X`."""
    if isinstance(node, ast.Name):
        node = constants.get(node.id, node)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "X1" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from written(node.body, constants)
        yield from written(node.orelse, constants)


def test_texts_are_found() -> None:
    assert len(texts()) > 100


@pytest.mark.parametrize("room", sorted({room for _, room in ROOMS.values()}))
def test_what_was_expected_is_said_in_chinese(room: str) -> None:
    """No error says half of its Chinese sentence in English."""
    # names of classes, of standards and of arguments have no other words
    names = re.compile(r"[A-Z]\w+(\.\w+)*|[\w., ]+\.\w+|scales=\S+ \S+|\w+(, \w+)+")
    left = [
        (place, text)
        for place, of, whole in texts()
        for text in [whole.partition(" of X")[0] if of == "vocabulary" else whole]
        if of == room
        and re.search("[a-z]{2}", text)
        and not names.fullmatch(text)
        and text_of(text, room, "zh_CN") == text
    ]
    assert left == []
