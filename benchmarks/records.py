"""How much structuring costs: the library against msgspec and pydantic, on the same documents, in one run.

    PYTHONPATH=src python3 benchmarks/records.py [projects]

msgspec and pydantic build classes with the same fields; quantities and dates go through the same small parser in all
three (it is given to them as a hook). They check types only: what the records themselves refuse, and the path of every
fault, is what the library does more; what a document says again it reads once. The promise: at most the time of
msgspec. Memory is measured on one ledger of 100,000 projects and on one of half the size.
"""

import gc
import random
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, get_args, get_origin

import attrs
import msgspec
from pydantic import BeforeValidator, ConfigDict, TypeAdapter, create_model

from zhaoshang import Ledger, Project, Quantity
from zhaoshang._records import values
from zhaoshang._records.classes import bare, json_name
from zhaoshang.model._fields.converters import typed
from zhaoshang.periods import Period
from zhaoshang.records import dump, load, structure, unstructure
from zhaoshang.vocabulary import Term

MOST = 1


def document(number: int, chance: random.Random) -> dict[str, Any]:
    """Write a project as a canonical document: 3 amounts, 1 agreement, 3 milestones, 2 arrivals, 1 outcome."""
    month = 1 + number % 12
    return {
        "id": f"P{number}",
        "name": f"石墨烯产业园{number}",
        "owner": f"U{number % 40}",
        "district": "晋江市",
        "investors": [f"I{number % 900}"],
        "industry": "C39",
        "category": "industry",
        "track": "land",
        "channel": "squad",
        "investment": {"value": str(chance.randrange(10**8, 10**10)), "unit": "CNY", "text": "3.5亿元"},
        "fixed_investment": {"value": "200000000", "unit": "CNY"},
        "land": {"value": "80", "unit": "mu", "hedge": "odd", "low": "80", "high": "90"},
        "agreements": [{"kind": "formal", "signed_on": f"2022-{month:02}-05", "evidence": ["contract"]}],
        "milestones": [
            {"stage": "negotiating", "on": "2021-11"},
            {
                "stage": "landed",
                "on": f"2022-{month:02}",
                "recorded_on": "2023-01-05",
                "evidence": ["land_payment"],
            },
            {"stage": "completed", "on": "2024-H2", "planned": True},
        ],
        "arrivals": [
            {"on": "2022-11", "amount": {"value": "50000000", "unit": "CNY"}, "origin": "foreign"},
            {"on": "2022-12", "amount": {"value": "10000000", "unit": "CNY"}, "origin": "local"},
        ],
        "outcomes": [{"period": "2022", "tax": {"value": "8000000", "unit": "CNY"}}],
    }


# ------------------------------------------------------------------ the same fields for the others


class Hooked(type):
    """Lets a stand-in pass for the class that its hook makes."""

    made: type

    def __instancecheck__(cls, value: object) -> bool:
        """Ask the class that is made."""
        return isinstance(value, cls.made)


HOOKS: dict[type, Callable[[Any], Any]] = {}


def stand_in(made: type, hook: values.Hook) -> type:
    """Make a type that neither library knows, so that both must call the hook."""
    kind = Hooked(f"Hooked{made.__name__}", (), {"made": made})
    HOOKS[kind] = lambda value: hook(value, None)
    return kind


STANDS: dict[type, type] = {}


def stand_for(kind: type) -> type:
    """Give the stand-in of a class of values."""
    if kind not in STANDS:
        hook = values.structure_period if kind is Period else values.quantity_hook(kind)
        STANDS[kind] = stand_in(kind, hook)
    return STANDS[kind]


def mirror(kind: Any, make: Callable[[type, dict[str, Any]], Any], *, raw: bool = False) -> Any:  # noqa: ANN401 - type forms
    """Write a type of the model for another library; `raw` leaves quantities and dates as they stand in JSON."""
    if get_origin(kind) is tuple:
        return tuple[mirror(get_args(kind)[0], make, raw=raw), ...]
    if isinstance(kind, type) and (issubclass(kind, Quantity) or kind is Period):
        return Any if raw else stand_for(kind)
    if isinstance(kind, type) and attrs.has(kind) and not issubclass(kind, Term):
        return make(kind, {a.name: (mirror(bare(a.type), make, raw=raw), a.default) for a in typed(kind)})
    return kind


def for_msgspec(kind: type, fields: dict[str, Any]) -> Any:  # noqa: ANN401 - a class
    """Make a frozen, slotted attrs class with the same fields."""
    made = {
        name: attrs.field(
            type=inner if default is attrs.NOTHING or default == () or inner is Any else inner | None,
            default=default,
        )
        for name, (inner, default) in fields.items()
    }
    return attrs.make_class(kind.__name__, made, frozen=True, slots=True, kw_only=True)


def for_pydantic(kind: type, fields: dict[str, Any]) -> Any:  # noqa: ANN401 - a class
    """Make a frozen pydantic model with the same fields."""
    made: dict[str, Any] = {}
    for name, (inner, default) in fields.items():
        annotation = Annotated[Any, BeforeValidator(HOOKS[inner])] if inner in HOOKS else inner
        is_needed = default is attrs.NOTHING
        made[json_name(kind, name)] = (
            annotation if is_needed else annotation | None,
            ... if is_needed else default,
        )
    return create_model(kind.__name__, __config__=ConfigDict(frozen=True, extra="forbid"), **made)


def dec_hook(kind: type, value: Any) -> Any:  # noqa: ANN401 - any value
    """Build what msgspec does not know."""
    return HOOKS[kind](value)


# ------------------------------------------------------------------ measuring


def best(work: Callable[[], object], *, runs: int = 5) -> float:
    """Give the shortest of a few runs, in seconds."""
    times = []
    for _ in range(runs):
        gc.collect()
        gc.disable()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
        gc.enable()
    return min(times)


def memory(path: Path) -> tuple[float, float]:
    """Load a file once: seconds, and the peak of allocated memory in MB."""
    start = time.perf_counter()
    load(path)
    seconds = time.perf_counter() - start
    gc.collect()
    tracemalloc.start()
    held = load(path)
    size = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    assert held.projects  # noqa: S101 - keeps the ledger alive until it is measured
    return seconds, size


def main() -> None:
    """Print the times, the ratios and the memory."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    chance = random.Random(7)
    documents = [document(number, chance) for number in range(count)]
    spec = list[mirror(Project, for_msgspec)]  # type: ignore[misc]
    model = TypeAdapter(list[mirror(Project, for_pydantic)])  # type: ignore[misc]
    projects = structure(documents, tuple[Project, ...])  # type: ignore[arg-type]
    assert len(msgspec.convert(documents, spec, dec_hook=dec_hook)) == len(projects)  # noqa: S101 - a sanity check

    ours = best(lambda: structure(documents, tuple[Project, ...]))  # type: ignore[arg-type]
    theirs = best(lambda: msgspec.convert(documents, spec, dec_hook=dec_hook))
    bare_spec = list[mirror(Project, for_msgspec, raw=True)]  # type: ignore[misc]
    least = best(lambda: msgspec.convert(documents, bare_spec))
    others = best(lambda: model.validate_python(documents))
    back = best(lambda: [unstructure(project) for project in projects])
    print(f"{count} projects, microseconds each")
    print(f"  zhaoshang.structure    {ours / count * 1e6:8.1f}")
    print(
        f"  msgspec.convert        {theirs / count * 1e6:8.1f}   ratio {ours / theirs:.2f} (at most {MOST})"
    )
    print(
        f"  msgspec, values unread {least / count * 1e6:8.1f}   ratio {ours / least:.2f} (no amount or date is built)"
    )
    print(f"  pydantic               {others / count * 1e6:8.1f}   ratio {ours / others:.2f}")
    print(f"  zhaoshang.unstructure  {back / count * 1e6:8.1f}")
    if count >= 2000:
        with TemporaryDirectory() as folder:
            for size in (50_000, 100_000):
                path = Path(folder, f"{size}.jsonl")
                ledger = structure({"projects": [document(n, chance) for n in range(size)]}, Ledger)
                dump(ledger, path)
                del ledger
                seconds, peak = memory(path)
                print(f"  {size} projects from JSON Lines: {seconds:.1f} s, peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
