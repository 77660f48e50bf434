"""JSON Schema of the exchange format, made from the classes."""

from decimal import Decimal
from typing import Any, Final, get_args

import attrs

from zhaoshang._records.classes import (
    FORMAT_VERSION,
    VERSION_KEY,
    bare,
    is_quantity,
    is_record,
    is_records,
    is_term,
    is_texts,
    is_tuple,
    json_name,
)
from zhaoshang._records.values import DECIMAL, KEYS
from zhaoshang.ledger import Ledger
from zhaoshang.model import Outreach, PromisedTerm, StepLimit
from zhaoshang.model._fields.amounts import TERM_WORDS
from zhaoshang.model._fields.converters import typed
from zhaoshang.model.team import Pause
from zhaoshang.periods import Period
from zhaoshang.quantities import Count, Hedge

Schema = dict[str, Any]

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


class Writer:
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
        }
        if isinstance(kind, type) and kind in plain:
            return plain[kind]
        if kind == Pause:
            date = {"$ref": "#/$defs/Date"}
            return {"type": "array", "prefixItems": [date, _or_null(date)], "minItems": 2, "maxItems": 2}
        if is_term(kind):
            members: Any = kind
            return {"enum": [str(member) for member in members]}
        if is_quantity(kind):
            return {"$ref": f"#/$defs/{'Count' if kind is Count else 'Quantity'}"}
        if is_texts(kind):
            return {"type": "object", "propertyNames": {"pattern": r"\S"}, "additionalProperties": _TEXT}
        if is_tuple(kind) or is_records(kind):
            return {"type": "array", "items": self.of(get_args(kind)[0])}
        if is_record(kind):
            self._define(kind)
            return {"$ref": f"#/$defs/{kind.__name__}"}
        msg = f"no schema for {kind}"
        raise TypeError(msg)

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
            if attribute.default is attrs.NOTHING:
                required.append(key)
                properties[key] = _SAID if inner is str else schema
            else:
                properties[key] = _or_null(schema)
        if kind is Ledger:
            properties = {VERSION_KEY: {"const": FORMAT_VERSION}, **properties}
        if kind is PromisedTerm:
            properties["measure"] = {"enum": list(TERM_WORDS)}
        if kind is Outreach and not self.canonical:
            properties["companies"] = {"anyOf": [properties["companies"], {"$ref": "#/$defs/Count"}]}
        self.defs[name] = {
            "type": "object",
            "description": (kind.__doc__ or name).strip().partition("\n")[0],
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


def schema_of(kind: type, *, canonical: bool) -> dict[str, Any]:
    """Make the schema of a class, with the definitions it needs."""
    writer = Writer(canonical=canonical)
    root = writer.of(kind)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.__name__,
        **root,
        "$defs": dict(sorted(writer.defs.items())),
    }
