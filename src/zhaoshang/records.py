"""Records: the exchange format in and out, strictly and with nothing lost.

`structure` builds a record from plain JSON data and `unstructure` writes it back; `load` and `dump` do the same with
files. Quantities and dates may be text on the way in and are always canonical on the way out. All faults of a
document are reported at once, each with its JSON path, in English and Chinese.

Examples:
    A document says which version of the format it is written in; one of a later version is refused:

    >>> from zhaoshang import Ledger
    >>> from zhaoshang.records import FORMAT_VERSION, structure
    >>> structure({"format_version": FORMAT_VERSION, "as_of": "2022-06"}, Ledger).as_of
    Period('2022-06')
"""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Final, TypeVar

from attrs import evolve, fields
from cattrs import Converter
from cattrs.errors import StructureHandlerNotFoundError

from zhaoshang._calls.fixes import made_by
from zhaoshang._calls.guard import guard_room
from zhaoshang._calls.streams import read_bytes
from zhaoshang._files.atomic import readable, replacing
from zhaoshang._files.names import is_of_another_kind
from zhaoshang._files.streams import put
from zhaoshang._files.strict_json import make_parser, parse_json, write_json
from zhaoshang._records import faults
from zhaoshang._records.classes import COLLECTIONS, FORMAT_VERSION, VERSION_KEY, is_record, make_converter
from zhaoshang._records.collect import Collected, put_back
from zhaoshang._records.collect import collect as _collect
from zhaoshang._records.patching import by_id, patched
from zhaoshang._records.quick import REFUSED, Known, make_reading
from zhaoshang._records.schema import schema_of
from zhaoshang.errors import (
    ArgumentError,
    DuplicateIdError,
    FieldTypeError,
    FileSyntaxError,
    RecordError,
    UnfitValueError,
)
from zhaoshang.ledger import Ledger

__all__ = [
    "FORMAT_VERSION",
    "Collected",
    "collect",
    "dump",
    "iter_lines",
    "json_schema",
    "load",
    "merge",
    "structure",
    "unstructure",
]

T = TypeVar("T")

_CONVERTER: Final[Converter] = make_converter()
_reading: Final = make_reading()
_COUNT: Final = "records"
_HEAD: Final = tuple(field.name for field in fields(Ledger) if field.name not in COLLECTIONS)
"""What a ledger says of itself, beside what it holds."""
_SECOND: Final = "it is a second head: two ledgers in one file"
_BARE: Final = 'it is neither a head nor a record in its collection, as {"projects": {…}}'


def _read(data: object, into: type[T], known: Known | None = None) -> T:
    """Read a document quickly; one that is refused is read again, to tell every fault of it."""
    try:
        try:
            found: T = _reading(into)(data, known)
        except REFUSED:
            return _CONVERTER.structure(data, into)
    except StructureHandlerNotFoundError:
        raise FieldTypeError(faults.shown(into), "a class of zhaoshang.model") from None
    return found


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
        ['$.id', '$.land', '$.stage', '$.name']
    """
    is_one = is_record(into) and into is not Ledger  # which says little twice
    return _structured(data, into, None if is_one else Known(dict))


def structuring() -> Callable[[object, type[T]], T]:
    """Make what structures document after document as `structure` does; what they say alike is one object in memory."""
    known = Known(dict)
    return lambda data, into: _structured(data, into, known)


def _structured(data: object, into: type[T], known: Known | None) -> T:
    try:
        return _read(data, into, known)
    except faults.ANY as error:
        raise faults.group(into.__name__, faults.of(error, data)) from None


def collect(data: object, into: type[T], /, *, keep_unknown: bool = False) -> Collected[T]:
    """Build what can be built of a document, and report the rest.

    Where `structure` refuses a document, this leaves out the smallest part that is at fault: a field, an item of a
    list, or a record that lacks what it cannot do without.

    Args:
        data: the object as `json.loads` gives it; it is not changed.
        into: the class wanted.
        keep_unknown: whether unknown fields are kept in `extras` instead of being reported.

    Examples:
        >>> from zhaoshang.model import Project
        >>> from zhaoshang.records import collect, unstructure
        >>> data = {"id": "P1", "name": "甲", "land": "三百", "colour": "red"}
        >>> found = collect(data, Project, keep_unknown=True)
        >>> found.value.land is None, [(finding.code, finding.path) for finding in found.report]
        (True, [('invalid_field', '$.land')])
        >>> unstructure(found.value, extras=found.extras)
        {'id': 'P1', 'name': '甲', 'colour': 'red'}
    """
    return _collect(data, lambda rest: _read(rest, into), keep_unknown=keep_unknown)


def merge(record: T, patch: Mapping[str, object], /) -> T:
    """Put a part of a record into it, as a form or a row of a monthly table sends it; the record stays as it was.

    What the patch does not name stays. `None` takes a value away, and a blank text says nothing, as a field of a form
    that was left empty. A list is put in the place of the old one; a record of a list that is named by its place
    (`agreements[0]`) is merged itself, and the collections of a ledger are by id, row by row. Dates and amounts may be
    written as people write them: `2022/3/5`, `{"value": "3.5", "unit": "亿元"}`.

    Args:
        record: a record of the model, or a ledger.
        patch: by the name of a field, or by JSON path such as `agreements[0].signed_on`, the new value as plain JSON
            data.

    Returns:
        The new record.

    Raises:
        RecordError: holds every fault at once, each with its path: a field that does not exist, a value that does not
            do, a path that leads nowhere, a field taken away that the record needs.

    Examples:
        >>> from zhaoshang import Project, records
        >>> project = Project(id="P1", name="甲", grade="A", owner="招商一组")
        >>> form = {
        ...     "grade": None,
        ...     "owner": "",
        ...     "investment": "3.5亿元",
        ...     "milestones[0]": {"stage": "started"},
        ... }
        >>> changed = records.merge(project, form)
        >>> changed.grade, changed.owner, changed.milestones[0].stage.value
        (None, '招商一组', 'started')
        >>> from zhaoshang.errors import RecordError
        >>> try:
        ...     records.merge(project, {"investmnet": "3亿元", "land": "很大", "name": None})
        ... except RecordError as error:
        ...     [fault.path for fault in error.exceptions]
        ['$.investmnet', '$.land', '$.name']
    """
    kind: Any = type(record)
    if not isinstance(patch, Mapping):
        raise FieldTypeError(faults.shown(patch), "an object of fields and their new values")
    data = _CONVERTER.unstructure(record)
    given: dict[str, object] = dict(patch)
    try:
        if isinstance(record, Ledger):
            for name in COLLECTIONS.keys() & given.keys():
                try:
                    data[name] = by_id(data.get(name, []), given.pop(name))
                except faults.FaultsError as error:
                    raise faults.FaultsError(
                        [((name, *way), value, cause) for way, value, cause in error.faults]
                    ) from None
        changed: T = _read(patched(data, given), kind)
    except faults.ANY as error:
        raise faults.group(kind.__name__, faults.of(error, data)) from None
    return changed


def unstructure(entity: object, /, *, extras: Mapping[tuple[str | int, ...], object] | None = None) -> Any:  # noqa: ANN401 - a dict for records, text for a date
    """Write a record as plain JSON data, in canonical form.

    Fields that are not known are left out. The inverse is `structure`.

    Args:
        entity: a record, a ledger, a quantity or a period.
        extras: unknown fields that `collect` kept, to put back.

    Examples:
        >>> from zhaoshang.model import Agreement, Project
        >>> from zhaoshang.records import unstructure
        >>> unstructure(Project(id="P1", name="甲", agreements=[Agreement(signed_on="2022-03")]))
        {'id': 'P1', 'name': '甲', 'agreements': [{'kind': 'formal', 'signed_on': '2022-03'}]}
    """
    try:
        data = _CONVERTER.unstructure(entity)
    except RecursionError:  # things that hold themselves, or are deeper than any record
        raise FieldTypeError(faults.shown(entity), "a record, a ledger, a quantity or a period") from None
    if extras:
        put_back(data, extras)
    return data


def json_schema(into: type = Ledger, /, *, canonical: bool = False) -> dict[str, Any]:
    """Make the JSON Schema (draft 2020-12) of a class from its fields.

    Args:
        into: the class.
        canonical: whether to describe what `unstructure` writes, instead of all that `structure` accepts.

    Returns:
        The schema. Every document that `structure` accepts is valid under it; whether a text is a quantity or a date
        only `structure` can tell.

    Examples:
        >>> from zhaoshang.model import Campaign
        >>> from zhaoshang.records import json_schema
        >>> schema = json_schema(Campaign)
        >>> list(schema["$defs"]["Campaign"]["properties"]), schema["$defs"]["Campaign"]["required"]
        (['id', 'name', 'period', 'parent'], ['id', 'name'])
    """
    return schema_of(into, canonical=canonical)


_UPLOAD: Final = Path("upload")
"""What is given without a name is called by this one in errors."""


def load(source: str | Path | bytes | IO[bytes], /) -> Ledger:
    """Read a ledger from a JSON file, or from a JSON Lines file whose name ends in `.jsonl`.

    The inverse is `dump`.

    Args:
        source: the file, in UTF-8; or the bytes of a JSON file, or a binary stream of them, of 1 GB at most.

    Raises:
        RecordError: holds every fault at once; for JSON Lines, a path begins with the number of the line: `$[2]`.
        FileSyntaxError: when the file is not JSON in UTF-8, gives a key twice, or is cut short.
        FileAccessError: when it cannot be read.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.records import dump, load
        >>> ledger = Ledger(as_of="2022-06-30", projects=[Project(id="P1", name="甲")])
        >>> with TemporaryDirectory() as folder:
        ...     for name in ("ledger.json", "ledger.jsonl"):
        ...         dump(ledger, Path(folder, name))
        ...         load(Path(folder, name)) == ledger
        True
        True
    """
    if not isinstance(source, str | Path):
        return structure(_parsed(read_bytes(source, "load"), _UPLOAD), Ledger)
    if isinstance(source, str) and source.strip()[:1] in {"{", "["} and source.strip()[-1:] in {"}", "]"}:
        raise FieldTypeError(faults.shown(source), "a file: its text is given as bytes, text.encode()")
    where = Path(source)
    if where.suffix.lower() == ".jsonl":
        return _load_lines(where)
    return structure(_parsed(readable(where).read_bytes(), where), Ledger)


def dump(ledger: Ledger, target: str | Path | IO[bytes], /) -> None:
    """Write a ledger to a JSON file, or to a JSON Lines file where the name ends in `.jsonl`.

    The inverse is `load`. The file is replaced at once: an error or a kill leaves the old one whole. The first of
    JSON Lines says how many records follow, so that a file cut short is found.

    Args:
        ledger: the ledger.
        target: the file, replaced if it is there; or a binary stream, which takes JSON.

    Raises:
        FileAccessError: when it cannot be written.
        UnfitValueError: for the name of a file of another kind, such as `.xlsx`.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.records import dump
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "ledger.jsonl")
        ...     dump(Ledger(as_of="2022-06-30", projects=[Project(id="P1", name="甲")]), path)
        ...     print(path.read_text("utf-8"))
        {"format_version": 1, "as_of": "2022-06-30", "records": 1}
        {"projects": {"id": "P1", "name": "甲"}}
        <BLANKLINE>
    """
    given: object = ledger
    if not isinstance(given, Ledger):
        fix = made_by(given, ("Ledger",))
        raise ArgumentError("dump", "ledger", type(given).__name__, ("Ledger",), made_by=fix)
    place = target if isinstance(target, str | Path) else _UPLOAD
    where = Path(place)
    if is_of_another_kind(where, ".json", ".jsonl", ".txt"):
        raise UnfitValueError(
            where.name, "the name of a JSON file, such as ledger.json; workbooks.write makes workbooks"
        )
    if where.suffix.lower() == ".jsonl":
        with replacing(place) as new, new.open("w", encoding="utf-8") as file:
            file.writelines(write_json(line) + "\n" for line in _lines(ledger))
        return
    data = {VERSION_KEY: FORMAT_VERSION, **unstructure(ledger)}
    text = (write_json(data, indent=1) + "\n").encode()
    if place is _UPLOAD:
        put(target, text)
        return
    with replacing(place) as new:
        new.write_bytes(text)


def iter_lines(path: str | Path, /) -> Iterator[tuple[str, Any]]:
    """Read a JSON Lines ledger record by record, in bounded memory.

    Each line is an object with one key, the collection, over one record. One line is the head, with `as_of`, `name`,
    `format_version` and, where it says so, the number of `records`.

    Args:
        path: the file, in UTF-8.

    Yields:
        The name of the collection with the record; the head as `"ledger"` with a ledger that is empty.

    Raises:
        RecordError: for the first line that is at fault, with every fault in it.
        FileSyntaxError: for a line that is not JSON in UTF-8 or holds neither a record nor the head, for a second
            head, and in the end for a file that is cut short.
        FileAccessError: when the file cannot be read.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.records import dump, iter_lines
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "ledger.jsonl")
        ...     dump(Ledger(as_of="2022-06-30", projects=[Project(id="P1", name="甲")]), path)
        ...     for name, record in iter_lines(path):
        ...         print(name, record.as_of if name == "ledger" else record.name)
        ledger 2022-06-30
        projects 甲
    """
    known = Known(dict)
    for place, name, data in _read_lines(Path(path)):
        kind = COLLECTIONS.get(name, Ledger)
        try:
            record: Any = _read(data, kind, known)
        except faults.ANY as error:
            raise faults.group(kind.__name__, faults.of(error, data), faults.json_path(place)) from None
        yield name, record


def _read_lines(path: Path) -> Iterator[tuple[tuple[faults.Step, ...], str, Any]]:
    """Give what each line holds: its place, the collection, or `ledger` for the head, and the data of the record."""
    head: dict[str, Any] | None = None
    number = records = given = 0
    parse = make_parser()
    with readable(path).open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            given = number
            data = _parsed(line, path, number, parse_json if number == 1 else parse)
            if not isinstance(data, dict):
                yield (number,), "ledger", data  # which is refused for what it is
                continue
            name = next(iter(data)) if len(data) == 1 else ""
            if name in COLLECTIONS:
                records += 1
                yield (number, name), name, data[name]
                continue
            if not COLLECTIONS.keys().isdisjoint(data):
                reason = "it holds more than one record. A ledger on one line belongs in a .json file"
                raise FileSyntaxError(str(path), number, reason)
            if head is not None or "id" in data:
                raise FileSyntaxError(str(path), number, _BARE if "id" in data else _SECOND)
            head = data
            yield (number,), "ledger", {key: value for key, value in data.items() if key != _COUNT}
    if not given:
        raise FileSyntaxError(str(path), max(number, 1), "the file is empty")
    if head is not None and _COUNT in head and (type(head[_COUNT]) is not int or head[_COUNT] != records):
        reason = f"the file is cut short or mixed up: {head[_COUNT]!r} records announced, {records} found"
        raise FileSyntaxError(str(path), number, reason)


def _parsed(text: bytes, path: Path, line: int = 1, parse: Callable[[bytes], Any] = parse_json) -> Any:  # noqa: ANN401 - JSON data
    """Parse JSON in UTF-8; `line` is where the text stands in the file."""
    try:
        return parse(text)
    except json.JSONDecodeError as error:
        raise FileSyntaxError(str(path), line + error.lineno - 1, error.msg) from None
    except (RecursionError, ValueError) as error:
        raise FileSyntaxError(str(path), line, str(error)) from None


def _load_lines(path: Path) -> Ledger:
    head = Ledger()
    found: dict[str, dict[str | int, Any]] = {name: {} for name in COLLECTIONS}
    wrong: list[faults.Fault] = []
    known = Known(dict)
    for place, name, data in _read_lines(path):
        if len(wrong) >= RecordError.MOST:
            break
        try:
            record: Any = _read(data, COLLECTIONS.get(name, Ledger), known)
        except faults.ANY as error:
            wrong += [((*place, *way), value, cause) for way, value, cause in faults.of(error, data)]
            continue
        if name == "ledger":
            head = record
            continue
        id_ = getattr(record, "id", place[0])  # understandings and codes have none
        if found[name].setdefault(id_, record) is not record:
            wrong.append((place, id_, DuplicateIdError(name, str(id_))))
    if wrong:
        raise faults.group("Ledger", wrong[: RecordError.MOST])
    return evolve(head, **{name: records.values() for name, records in found.items()})  # type: ignore[arg-type]


def _lines(ledger: Ledger) -> Iterator[dict[str, object]]:
    head = unstructure(Ledger(**{name: getattr(ledger, name) for name in _HEAD}))
    count = sum(len(getattr(ledger, name)) for name in COLLECTIONS)
    yield {VERSION_KEY: FORMAT_VERSION, **head, _COUNT: count}
    for name in COLLECTIONS:
        for record in getattr(ledger, name):
            yield {name: unstructure(record)}


guard_room(globals())
