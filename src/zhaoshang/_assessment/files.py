"""Schemes as documents: a mapping, or a TOML file that an office keeps."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

import attrs

from zhaoshang._assessment.schemes import Bonus, Grade, Indicator, Measure, Scheme
from zhaoshang._basics.brief import as_python, as_text
from zhaoshang._files.atomic import readable
from zhaoshang._files.toml import read_toml
from zhaoshang.errors import (
    FieldError,
    FieldTypeError,
    MissingFieldError,
    RecordError,
    UnknownFieldError,
    ZhaoshangError,
)
from zhaoshang.references import Reference

T = TypeVar("T")

_PARTS: Final[Mapping[tuple[type, str], type]] = {
    (Scheme, "indicators"): Indicator,
    (Scheme, "bonuses"): Bonus,
    (Scheme, "grades"): Grade,
    (Scheme, "references"): Reference,
    (Indicator, "measures"): Measure,
}


def read_scheme(source: Mapping[str, Any] | str | Path, /) -> Scheme:
    """Read an assessment scheme from a mapping or a TOML file.

    Args:
        source: the mapping, or the path of the file.

    Raises:
        RecordError: names every fault with its place: what is not TOML, unknown and missing fields, methods and
            KPIs that do not exist.
        FileAccessError: when the file cannot be read.

    Examples:
        >>> from zhaoshang.assessments import read_scheme
        >>> starts = {"id": "s", "zh": "开工率", "en": "start rate", "points": 20, "method": "rate"}
        >>> starts["measures"] = [{"kpi": "开工率"}]
        >>> scheme = read_scheme({"id": "x", "zh": "考核", "en": "assessment", "indicators": [starts]})
        >>> scheme.indicators[0].measures[0].kpi
        'start_rate'
    """
    data: Mapping[str, Any]
    if isinstance(source, Mapping):
        data = source
    else:
        text = readable(source).read_bytes()
        try:
            data = read_toml(text.decode("utf-8"))
        except ValueError as error:  # of TOML or of UTF-8
            raise RecordError("Scheme", [FieldError("$", str(source), error)]) from None
    faults: list[FieldError] = []
    scheme = _read(data, Scheme, "$", faults.append)
    if scheme is None:
        raise RecordError("Scheme", faults)
    return scheme


def _read(data: object, into: type[T], path: str, report: Callable[[FieldError], None]) -> T | None:
    """Build a part of a scheme; `None` when any fault was reported."""
    name = into.__name__
    if not isinstance(data, Mapping):
        report(FieldError(path, data, FieldTypeError(as_python(data), f"a {name} as a table")))
        return None
    fields = {field.name: field for field in attrs.fields(into)}  # type: ignore[arg-type]  # attrs classes all
    sound = True
    for key in data.keys() - fields.keys():
        report(FieldError(f"{path}.{key}", data[key], UnknownFieldError(name, as_text(key), tuple(fields))))
        sound = False
    for field in fields.values():
        if field.default is attrs.NOTHING and field.name not in data:
            report(FieldError(path, data, MissingFieldError(name, field.name)))
            sound = False
    values = {}
    for key in fields.keys() & data.keys():
        part, value = _PARTS.get((into, key)), data[key]
        if part is None:
            values[key] = value
        elif not isinstance(value, list | tuple):
            report(
                FieldError(
                    f"{path}.{key}", value, FieldTypeError(as_python(value), f"a list of {part.__name__}")
                )
            )
            sound = False
        else:
            read = [_read(item, part, f"{path}.{key}[{place}]", report) for place, item in enumerate(value)]
            sound = sound and None not in read
            values[key] = read
    if not sound:
        return None
    try:
        return into(**values)
    except (ZhaoshangError, TypeError, ArithmeticError) as error:
        report(FieldError(path, data, error))
        return None
