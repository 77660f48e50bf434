"""Laws of the exchange format: what is written is read back, and fits its schema."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from zhaoshang import Ledger, Project, Quantity, model
from zhaoshang._basics.frozenmap import FrozenMap
from zhaoshang._files.strict_json import make_parser, parse_json
from zhaoshang._records.classes import make_converter
from zhaoshang._records.quick import REFUSED, Known, make_reading
from zhaoshang.errors import RecordError
from zhaoshang.quantities import Hedge
from zhaoshang.records import collect, json_schema, structure, unstructure
from zhaoshang.testing import chains, ledgers, projects, quantities, records
from zhaoshang.vocabulary import Stage

CLASSES = [kind for kind in map(vars(model).get, model.__all__) if isinstance(kind, type) and attrs.has(kind)]


@cache
def validator(kind: type, *, canonical: bool) -> Draft202012Validator:
    schema = json_schema(kind, canonical=canonical)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_what_is_written_is_read_back(kind: type, data: st.DataObject) -> None:
    """`structure(unstructure(x)) == x` for every class of the model, through JSON text, and both schemas hold."""
    record = data.draw(records(kind))
    written = json.loads(json.dumps(unstructure(record)))
    assert structure(written, kind) == record
    assert unstructure(structure(written, kind)) == written
    for canonical in (False, True):
        validator(kind, canonical=canonical).validate(written)


@given(quantities())
def test_quantities_come_back(quantity: Quantity) -> None:
    """Value, unit, hedge and bounds survive, and so do places and scale."""
    again = structure(json.loads(json.dumps(unstructure(quantity))), type(quantity))
    assert again == quantity
    assert (again.places or 0, again.scale) == (quantity.places or 0, quantity.scale)
    assert structure(unstructure(quantity), Quantity) == quantity


@given(ledgers())
def test_ledgers_come_back_and_their_references_lead_somewhere(ledger: Ledger) -> None:
    written = json.loads(json.dumps(unstructure(ledger)))
    assert structure(written, Ledger) == ledger
    validator(Ledger, canonical=True).validate(written)
    assert ledger.dangling() == ()
    assert ledger.diff(ledger) == ()


@given(chains())
def test_chains_are_consistent(chain: model.Chain) -> None:
    assert Ledger(chains=[chain]).dangling() == ()
    assert all(step.node in {None, *(node.id for node in chain.nodes)} for step in chain.suggest())


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


def leaves(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(data, dict | list):
        items = data.items() if isinstance(data, dict) else enumerate(data)
        return [path, *(leaf for key, value in items for leaf in leaves(value, (*path, key)))]
    return [path]


def faults_of(data: object, kind: type[Any]) -> list[dict[str, str]]:
    try:
        structure(data, kind)
    except RecordError as error:
        return error.to_dicts("zh_CN")
    return []


@given(projects(), JSON_VALUES, st.data())
def test_broken_documents(project: Project, junk: object, data: st.DataObject) -> None:
    """Whatever stands anywhere, a document is read or refused with faults; what is read fits the schema."""
    written = json.loads(json.dumps(unstructure(project)))
    path = data.draw(st.sampled_from([path for path in leaves(written) if path]))
    place = written
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = junk
    faults = faults_of(written, Project)
    if not faults:
        validator(Project, canonical=False).validate(written)
        return
    found = collect(written, Project)
    assert found.report
    assert found.value is None or structure(unstructure(found.value), Project) == found.value


THOROUGH, QUICK = make_converter(), make_reading()(Project)
NO_JSON = st.sampled_from(
    [Stage.STARTED, Hedge.NEAR, ("P1",), FrozenMap({"stage": "started"}), b"P1", {1: "a"}]
)


@given(projects(), JSON_VALUES | NO_JSON, st.data())
def test_the_quick_reader_takes_what_the_thorough_one_takes(
    project: Project, junk: object, data: st.DataObject
) -> None:
    """Whatever stands anywhere, the quick reader makes the same record, or gives up; it never takes what is refused."""
    written = json.loads(json.dumps(unstructure(project)))
    known = Known(dict)
    assert QUICK(written, known) == QUICK(written, None) == THOROUGH.structure(written, Project) == project
    *way, last = data.draw(st.sampled_from([path for path in leaves(written) if path]))
    place = written
    for step in way:
        place = place[step]
    place[last] = junk
    try:
        quick = QUICK(written, known)
    except REFUSED:
        return
    assert quick == THOROUGH.structure(written, Project)
    assert unstructure(quick) == unstructure(THOROUGH.structure(written, Project))


KEYS = st.sampled_from(["a", "b", "a:", ":", '"', "甲"]).map(json.dumps)
SCALARS = st.sampled_from(["1", "NaN", "true", "", '"', "{", '"a: b"', '":"', '"\\u003a"', "\ufeff"])
PAIRS = st.tuples(KEYS, st.sampled_from([":", " : ", "", "::"])).map("".join)
WRITTEN = st.recursive(
    SCALARS | JSON_VALUES.map(json.dumps),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{','.join(items)}]")
        | st.lists(st.tuples(PAIRS, inner).map("".join), max_size=3).map(
            lambda items: f"{{{','.join(items)}}}"
        )
    ),
)


@given(st.lists(WRITTEN, max_size=4))
def test_lines_are_parsed_as_strictly_as_documents(texts: list[str]) -> None:
    """What parses text after text takes and refuses, in the same words, what is taken and refused alone."""

    def told(parse: Callable[[bytes], object], text: str) -> object:
        try:
            return repr(parse(text.encode()))
        except ValueError as error:
            return str(error)

    parse = make_parser()
    for text in texts:
        assert told(parse, text) == told(lambda given: parse_json(given, is_first=False), text)


@given(JSON_VALUES)
def test_any_json_is_read_or_refused(junk: object) -> None:
    """No document crashes the reader."""
    assert faults_of(junk, Project)
    assert faults_of(junk, Quantity) is not None
    assert faults_of(junk, Ledger) is not None
