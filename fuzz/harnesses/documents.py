"""Exchange files, documents, mappings and schemes."""

import tomllib
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

from chances import Drawn, answered, damaged, replaced, require

from harnesses.invented import ledger, varied
from zhaoshang import Ledger, assessments, records, workbooks

SCHEME: Final = (
    'id = "a"\nzh = "考核"\nen = "assessment"\n\n[[indicators]]\nid = "started"\nmethod = "rate"\n'
    'zh = "开工"\nen = "started"\npoints = "60"\nmeasures = [{ kpi = "start_rate" }]\n'
)


def fuzz_records(chance: Drawn, folder: Path) -> None:
    """Load damaged JSON, and collect documents whose values stand in for each other."""
    held = chance.choice((ledger, *(partial(varied, seed) for seed in range(15))))()
    for name in ("a.json", "a.jsonl"):
        path = folder / name
        records.dump(held, path)
        path.write_bytes(damaged(path.read_bytes(), chance))
        loaded = answered(lambda path=path: records.load(path))
        answered(lambda path=path: list(records.iter_lines(path)))
        if loaded is not None:
            records.dump(loaded, folder / f"again-{name}")
            require(records.load(folder / f"again-{name}") == loaded, "what is loaded can be dumped")
    document = records.unstructure(held)
    for _ in range(chance.choice((1, 3, 10))):
        replaced(document, chance)
    answered(lambda: records.structure(document, Ledger))
    collected = answered(lambda: records.collect(document, Ledger))
    if collected is not None and collected.value is not None:
        again = records.structure(records.unstructure(collected.value), Ledger)
        require(again == collected.value, "what is collected can be written and read")


def fuzz_settings(chance: Drawn, folder: Path) -> None:
    """Read damaged mappings and schemes of assessment, as texts, files and documents."""
    rules = workbooks.Mapping.of(
        {"项目名称": "name", "总投资": {"field": "investment", "unit": "亿元"}}
    ).to_toml()
    for text, load, of in (
        (rules, workbooks.Mapping.load, workbooks.Mapping.of),
        (SCHEME, assessments.read_scheme, assessments.read_scheme),
    ):
        path = folder / "a.toml"
        path.write_bytes(damaged(text.encode(), chance))
        answered(lambda path=path, load=load: load(path))  # type: ignore[misc]
        with suppress(ValueError):
            document = tomllib.loads(text)
            replaced(document, chance)
            answered(lambda document=document, of=of: of(document))  # type: ignore[misc]
