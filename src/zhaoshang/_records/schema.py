"""JSON Schema of the exchange format, made from the classes."""

from datetime import date
from decimal import Decimal
from functools import cache
from inspect import getdoc
from typing import Any, Final, get_args

import attrs

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.brief import as_python
from zhaoshang._records.classes import (
    FORMAT_VERSION,
    VERSION_KEY,
    bare,
    is_pair,
    is_quantity,
    is_record,
    is_records,
    is_term,
    is_texts,
    is_tuple,
    json_name,
    may_lack,
)
from zhaoshang._records.values import DECIMAL, KEYS
from zhaoshang.errors import FieldTypeError
from zhaoshang.ledger import Ledger
from zhaoshang.model import Outreach, PromisedTerm, StepLimit
from zhaoshang.model._fields.amounts import TERM_WORDS
from zhaoshang.model._fields.converters import typed
from zhaoshang.model._fields.labels import label_of
from zhaoshang.model._fields.table import name_of
from zhaoshang.model.team import Pause
from zhaoshang.periods import Period
from zhaoshang.quantities import Area, Count, Hedge, Money

Schema = dict[str, Any]

_SAID_OF: Final = re.compile(r"^ {4}(\w+): (.+(?:\n {8}.+)*)", re.MULTILINE)
_EXAMPLES: Final[dict[Any, list[Any]]] = {
    Money: ["3.5亿元", "近8000万元", {"value": "3.5", "unit": "亿元"}],
    Area: ["80亩", "1.2万平方米"],
    Count: ["300人", 300],
    Period: ["2022-03-05", "2022-03", "2022年3月"],
}
_UNITS: Final[dict[Any, list[str]]] = {
    Money: ["元", "万元", "亿元", "万美元", "亿美元"],
    Area: ["亩", "平方米", "公顷"],
}

_DAY: Final = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_ISO_PERIOD: Final = rf"^\d{{4}}(-(0[1-9]|1[0-2])(-[EML])?|-Q[1-4]|-H[12])?$|^{_DAY}(/{_DAY})?$"
_NUMBER: Final = {"type": ["string", "integer"], "pattern": DECIMAL}
_TEXT: Final = {"type": "string"}
_SAID: Final = {"type": "string", "pattern": r"\S"}
_FLAG: Final = {"type": "boolean"}
_WHOLE: Final = {"type": "integer", "minimum": 0}
_NULL: Final = {"type": "null"}


def _or_null(schema: Schema) -> Schema:
    if set(schema) == {"type"} and isinstance(schema["type"], str):
        return {"type": [schema["type"], "null"]}
    return {"anyOf": [schema, _NULL]}


class SchemaWriter:
    """Writes the schemas of classes into one set of definitions."""

    def __init__(self, *, canonical: bool) -> None:
        """Begin with the values that every class uses."""
        self.canonical = canonical
        date = {"type": "string", "pattern": _ISO_PERIOD} if canonical else {"type": "string", "minLength": 1}
        parts = self._quantity()
        text = {"type": "string", "minLength": 1}
        self.defs: dict[str, Schema] = {
            "Date": date,
            "Quantity": parts if canonical else {"anyOf": [text, parts]},
            "Count": parts if canonical else {"anyOf": [text, {"type": "integer"}, parts]},
        }

    @staticmethod
    def _quantity() -> Schema:
        number = {"type": ["string", "integer", "null"], "pattern": rf"{DECIMAL}|^-?\d+/\d+$"}
        fields: dict[str, Schema] = {
            "value": number,
            "unit": _SAID,
            "hedge": {"enum": [*map(str, Hedge), None]},
            "low": number,
            "high": number,
            "low_closed": _or_null(_FLAG),
            "high_closed": _or_null(_FLAG),
            "text": _or_null(_TEXT),
            "places": _or_null({"type": "integer"}),
            "scale": _or_null({"type": "integer"}),
            "rates": {"type": ["array", "null"], "items": {"type": "object"}},
        }
        return {
            "type": "object",
            "properties": {key: fields[key] for key in KEYS},
            "required": ["unit"],
            "additionalProperties": False,
        }

    def of(self, kind: Any) -> Schema:  # noqa: ANN401 - a type form
        """Give the schema of a type; that of a class is a reference to its definition."""
        plain: dict[Any, Schema] = {
            str: _TEXT,
            int: _WHOLE,
            bool: _FLAG,
            Decimal: _NUMBER,
            Period: {"$ref": "#/$defs/Date"},
            date: {"$ref": "#/$defs/Date"},
        }
        if isinstance(kind, type) and kind in plain:
            return plain[kind]
        if kind == Pause:
            day = {"$ref": "#/$defs/Date"}
            return {"type": "array", "prefixItems": [day, _or_null(day)], "minItems": 2, "maxItems": 2}
        if is_term(kind):
            members: Any = kind
            self.defs[kind.__name__] = {
                "enum": [str(member) for member in members],
                "description": _first_line(kind),
                "x-enum-titles": [member.zh for member in members],
                "x-enum-titles-en": [member.en for member in members],
            }
            return {"$ref": f"#/$defs/{kind.__name__}"}
        if is_quantity(kind):
            return {"$ref": f"#/$defs/{'Count' if kind is Count else 'Quantity'}"}
        if is_texts(kind):
            return {"type": "object", "propertyNames": {"pattern": r"\S"}, "additionalProperties": _TEXT}
        if is_pair(kind):
            return {"type": "array", "items": _TEXT, "minItems": 2, "maxItems": 2}
        if is_tuple(kind) or is_records(kind):
            return {"type": "array", "items": self.of(get_args(kind)[0])}
        if is_record(kind):
            self._define(kind)
            return {"$ref": f"#/$defs/{kind.__name__}"}
        raise FieldTypeError(as_python(kind), "a class of zhaoshang.model")

    def _described(self, kind: type, key: str, attribute: "attrs.Attribute[Any]", schema: Schema) -> Schema:
        """Add what a front end builds a form of: titles in both languages, the sentence, examples and units."""
        inner, title = bare(attribute.type), label_of(kind.__name__, key, name_of(attribute))
        said = {"title": title, "x-title-en": key.replace("_", " ")}
        sentence = _attributes(kind).get(attribute.name)
        about: Schema = {} if sentence is None else {"description": sentence}
        if not self.canonical and inner in _EXAMPLES:
            about["examples"] = _EXAMPLES[inner]
        if inner in _UNITS:
            about["x-units"] = _UNITS[inner]
        return {**schema, **said, **about}

    def _define(self, kind: type) -> None:
        name = kind.__name__
        if name in self.defs:
            return
        self.defs[name] = {}
        properties: dict[str, Schema] = {}
        required = []
        for attribute in typed(kind):
            key, inner = json_name(kind, attribute.name), bare(attribute.type)
            schema = self.of(inner)
            if kind is Outreach and key == "companies" and not self.canonical:
                schema = {"anyOf": [schema, {"$ref": "#/$defs/Count"}]}
            if attribute.default is attrs.NOTHING and not may_lack(attribute):
                required.append(key)
                properties[key] = _SAID if inner is str else schema
            else:
                properties[key] = _or_null(schema)
            properties[key] = self._described(kind, key, attribute, properties[key])
        if kind is Ledger:
            properties = {
                VERSION_KEY: {"const": FORMAT_VERSION, "title": label_of("Ledger", VERSION_KEY)},
                **properties,
            }
        if kind is PromisedTerm:
            properties["measure"] |= {
                "enum": list(TERM_WORDS),
                "x-enum-titles": [zh for zh, _ in TERM_WORDS.values()],
                "x-enum-titles-en": [en for _, en in TERM_WORDS.values()],
            }
        self.defs[name] = {
            "type": "object",
            "description": _first_line(kind),
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }
        if kind is StepLimit:
            self.defs[name]["oneOf"] = [
                {"required": ["days"], "properties": {"days": _WHOLE, "months": _NULL}},
                {
                    "required": ["months"],
                    "properties": {"months": _WHOLE, "days": _NULL, "working": {"enum": [False, None]}},
                },
            ]


def _first_line(kind: type) -> str:
    return (kind.__doc__ or kind.__name__).strip().partition("\n")[0]


@cache
def _attributes(kind: type) -> dict[str, str]:
    """Read what the docstring of a class says of its fields."""
    _, _, rest = (getdoc(kind) or "").partition("Attributes:\n")
    part = rest.partition("\n\n")[0]
    return {name: " ".join(text.split()).removesuffix(".") for name, text in _SAID_OF.findall(part)}


def schema_of(kind: type, *, canonical: bool) -> dict[str, Any]:
    """Make the schema of a class, with the definitions it needs."""
    writer = SchemaWriter(canonical=canonical)
    root = writer.of(kind)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.__name__,
        **root,
        "$defs": dict(sorted(writer.defs.items())),
    }
