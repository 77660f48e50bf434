"""Records: the exchange format in and out, strictly and with nothing lost.

`structure` builds a record from plain JSON data and `unstructure` writes it back; `load` and `dump` do the same with
files. Quantities and dates may be text on the way in and are always canonical on the way out. All faults of a
document are reported at once, each with its JSON path, in English and Chinese.
"""

import json
from pathlib import Path
from typing import Any, Final, TypeVar

from cattrs import Converter

from zhaoshang._records import faults
from zhaoshang._records.classes import FORMAT_VERSION, VERSION_KEY, make_converter
from zhaoshang.errors import FileSyntaxError
from zhaoshang.ledger import Ledger

__all__ = ["FORMAT_VERSION", "dump", "load", "structure", "unstructure"]

T = TypeVar("T")

_CONVERTER: Final[Converter] = make_converter()


def structure(data: object, into: type[T], /) -> T:
    """Build a record from plain JSON data.

    Unknown fields are refused, a number is no text, a float is no amount. The inverse is `unstructure`.

    Args:
        data: the object as `json.loads` gives it; for a quantity or a date its text will do.
        into: the class wanted: `Ledger`, any class of `zhaoshang.model`, `Quantity` and its kinds, `Period`.

    Raises:
        RecordError: holds every fault at once, each with its path.

    Examples:
        >>> from zhaoshang.model import Project
        >>> from zhaoshang.records import structure
        >>> data = {"id": "P1", "name": "甲", "investment": {"value": "300000000", "unit": "CNY"}}
        >>> structure(data, Project).investment.value
        Decimal('300000000')
        >>> from zhaoshang.errors import RecordError
        >>> try:
        ...     structure({"id": 1, "land": 80, "stage": "signed"}, Project)
        ... except RecordError as error:
        ...     [fault.path for fault in error.exceptions]
        ['$.id', '$.land', '$.stage', '$']
    """
    try:
        return _CONVERTER.structure(data, into)
    except faults.ANY as error:
        raise faults.group(into.__name__, faults.of(error, data)) from None


def unstructure(entity: object, /) -> Any:  # noqa: ANN401 - a dict for records, text for a date
    """Write a record as plain JSON data, in canonical form.

    Fields that are not known are left out. The inverse is `structure`.

    Examples:
        >>> from zhaoshang.model import Agreement, Project
        >>> from zhaoshang.records import unstructure
        >>> unstructure(Project(id="P1", name="甲", agreements=[Agreement(signed_on="2022-03")]))
        {'id': 'P1', 'name': '甲', 'agreements': [{'kind': 'formal', 'signed_on': '2022-03'}]}
    """
    return _CONVERTER.unstructure(entity)


def load(path: str | Path, /) -> Ledger:
    """Read a ledger from a JSON file.

    The inverse is `dump`.

    Raises:
        RecordError: holds every fault at once.
        FileSyntaxError: when the file is not JSON.
        OSError: when it cannot be read.
    """
    where = Path(path)
    try:
        data: object = json.loads(where.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise FileSyntaxError(str(where), error.lineno, error.msg) from None
    return structure(data, Ledger)


def dump(ledger: Ledger, path: str | Path, /) -> None:
    """Write a ledger to a JSON file.

    The inverse is `load`.
    """
    data = {VERSION_KEY: FORMAT_VERSION, **unstructure(ledger)}
    text = json.dumps(data, ensure_ascii=False, indent=1)
    Path(path).write_text(text + "\n", encoding="utf-8")
