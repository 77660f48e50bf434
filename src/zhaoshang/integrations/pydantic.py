"""Records and ledgers as pydantic types: bodies and answers of FastAPI, fields of models, with our errors.

`Project` and `Ledger` of this module are annotated types: a body of that type is read from the exchange format, and a
fault names its path in the reader's language. `Record` makes such a type of any other record.

    >>> from pydantic import BaseModel, TypeAdapter
    >>> from zhaoshang.integrations.pydantic import Investor, Ledger, Park, Project
    >>> class Filing(BaseModel):
    ...     by: str
    ...     project: Project
    >>> filing = Filing.model_validate(
    ...     {"by": "甲局", "project": {"id": "P1", "name": "某项目", "investment": "3亿元"}}
    ... )
    >>> filing.project.investment.value, filing.model_dump(mode="json")["project"]["name"]
    (Decimal('300000000'), '某项目')
    >>> TypeAdapter(Ledger).validate_python({"as_of": "2022-06-30"}).as_of
    Period('2022-06-30')
    >>> [TypeAdapter(kind).validate_python({"id": "X", "name": "某"}).name for kind in (Investor, Park)]
    ['某', '某']
"""

import json
from types import GenericAlias
from typing import Annotated, Any, Final, final

from zhaoshang import ledger as _ledger
from zhaoshang import model as _model
from zhaoshang._basics.brief import as_python
from zhaoshang._calls.guard import guard_room
from zhaoshang._files.inert import whole_signs
from zhaoshang.errors import FieldTypeError, MissingExtraError, RecordError
from zhaoshang.records import json_schema, structure, unstructure

try:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import PydanticCustomError, ValidationError, core_schema
except ImportError:
    raise MissingExtraError("pydantic", "pydantic") from None

__all__ = ["Investor", "Ledger", "Park", "Project", "Record"]

_REFERENCE: Final = "#/$defs/"


@final
class Record:
    """Says to pydantic how a record is read, written and described: `Annotated[Agreement, Record(Agreement)]`.

    Every fault of a record is one error of type `record`, whose context lists each with path, English and Chinese.

    Examples:
        >>> from typing import Annotated
        >>> from pydantic import TypeAdapter, ValidationError
        >>> from zhaoshang.integrations.pydantic import Record
        >>> from zhaoshang.model import Agreement
        >>> paper = TypeAdapter(Annotated[Agreement, Record(Agreement)])
        >>> paper.validate_python({"signed_on": "2022-03-05"}).signed_on
        Period('2022-03-05')
        >>> try:
        ...     paper.validate_python({"signed_on": "2022-03-45"})
        ... except ValidationError as error:
        ...     error.errors()[0]["ctx"]["faults"][0]["path"]
        '$.signed_on'
    """

    __slots__ = ("kind", "locale")

    def __init__(self, kind: type, /, *, locale: str = "zh_CN") -> None:
        """Keep the class.

        Args:
            kind: the class of the record, or `Ledger`.
            locale: the language of messages.
        """
        self.kind = kind
        self.locale = locale

    def __get_pydantic_core_schema__(self, _source: object, _handler: GetCoreSchemaHandler) -> Any:  # noqa: ANN401
        """Read from JSON data or take the record itself; write as JSON data."""
        return core_schema.no_info_plain_validator_function(
            self._read,
            serialization=core_schema.plain_serializer_function_ser_schema(_written, when_used="json"),
        )

    def __get_pydantic_json_schema__(self, _schema: object, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Describe the exchange format by definitions, each once however many records of a program share it."""
        return _Definitions(json_schema(self.kind)["$defs"], handler).of(self.kind.__name__)

    def _read(self, given: object) -> object:
        if isinstance(given, self.kind):
            return given
        try:
            found: object = structure(given, self.kind)
            _check_text(given)
        except (RecordError, FieldTypeError) as error:
            faults = (
                error.to_dicts(self.locale)
                if isinstance(error, RecordError)
                else [error.to_dict(self.locale)]
            )
            shown = whole_signs(error.render(self.locale).replace("{", "{{").replace("}", "}}"))
        else:
            return found
        fault = PydanticCustomError(
            "record", shown, {"faults": json.loads(whole_signs(json.dumps(faults, ensure_ascii=False)))}
        )
        raise ValidationError.from_exception_data("record", [{"type": fault, "input": _encodable(given)}])


def _written(record: object) -> object:
    """Write a record as JSON data, or say which text no answer could be written with."""
    data: object = unstructure(record)
    _check_text(data)
    return data


def _check_text(given: object) -> None:
    """Refuse half of a pair of signs: no answer could be written with it."""
    try:
        json.dumps(given, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise FieldTypeError(
            as_python(error.object[error.start]), "a text without half of a pair of signs"
        ) from None
    except (TypeError, ValueError):
        pass  # no JSON data, but what Python holds


def _encodable(given: object) -> object:
    """Give what was given as an answer can hold it: as it is, or as Python writes it where JSON has no such number or text."""
    try:
        json.dumps(given, ensure_ascii=False, allow_nan=False).encode()
    except ValueError:
        return whole_signs(as_python(given))
    except TypeError:
        pass
    return given


def _document(kind: type) -> Any:  # noqa: ANN401 - a type form
    """Make the annotated type of a record that FastAPI takes for a document.

    FastAPI looks for a parameter in the address unless its class is one of pydantic's own or stands in brackets behind
    a class that tells pydantic its schema. So the record stands in brackets, behind a class that makes it when called.
    """

    def make(_cls: type, *args: Any, **fields: Any) -> object:  # noqa: ANN401 - the record's own
        return kind(*args, **fields)

    reader = Record(kind)
    members = {
        "__new__": make,
        "__class_getitem__": classmethod(GenericAlias),
        "__get_pydantic_core_schema__": reader.__get_pydantic_core_schema__,
        "__get_pydantic_json_schema__": reader.__get_pydantic_json_schema__,
    }
    return Annotated[GenericAlias(type(kind.__name__, (), members), (kind,)), reader]


class _Definitions:
    """Hands the definitions of a schema to pydantic, which keeps each once and says where it stands.

    Pydantic knows what it keeps by the `ref` of a core schema; so each definition is the schema of such a one.
    """

    def __init__(self, definitions: dict[str, Any], handler: GetJsonSchemaHandler) -> None:
        self._definitions = definitions
        self._handler = handler
        self._begun: set[str] = set()

    def of(self, name: str) -> dict[str, Any]:
        """Give the reference to a definition; one that is begun is named, so that a record may hold its like."""
        named = core_schema.definition_reference_schema(f"zhaoshang.{name}")
        if name in self._begun:
            return self._handler(named)
        self._begun.add(name)
        metadata: Any = {"pydantic_js_functions": [lambda _schema, _handler: self._written(name)]}
        kept = core_schema.any_schema(ref=named["schema_ref"], metadata=metadata)
        return self._handler(core_schema.definitions_schema(named, [kept]))

    def _written(self, name: str) -> dict[str, Any]:
        written: dict[str, Any] = self._placed(self._definitions[name])
        return {"title": name, **written}

    def _placed(self, schema: Any) -> Any:  # noqa: ANN401 - JSON
        """Put the references of pydantic in the place of those of the schema."""
        if isinstance(schema, list):
            return [self._placed(part) for part in schema]
        if not isinstance(schema, dict):
            return schema
        rest = {key: self._placed(part) for key, part in schema.items() if key != "$ref"}
        return {**self.of(schema["$ref"].removeprefix(_REFERENCE)), **rest} if "$ref" in schema else rest


Project = Annotated[_model.Project, Record(_model.Project)]
"""A project as a body, an answer or a field."""

Investor = Annotated[_model.Investor, Record(_model.Investor)]
"""An investor, likewise."""

Park = Annotated[_model.Park, Record(_model.Park)]
"""A park, likewise."""

Ledger = Annotated[_ledger.Ledger, Record(_ledger.Ledger)]
"""A whole ledger, likewise."""

# for checkers these are the records with a note; while the program runs, what FastAPI takes for a document
globals().update(
    {
        kind.__name__: _document(kind)
        for kind in (_model.Project, _model.Investor, _model.Park, _ledger.Ledger)
    }
)

guard_room(globals())
