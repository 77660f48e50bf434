"""How well `read_figures` ties quantities to KPIs: the gold labels of a corpus, by its own map to the catalogue.

    results = bulletins_results(Path("…/corpus/seeds"))
    results["right"], results["total"], results["f1"], results["wrong"]

An item is right when the KPI, with its argument, is the one that the map gives; a label that is not in the map measures
nothing, so that `None` is right. F1 counts those that measure something. Borderline records count for nothing.
`kinds` tells periods beside it, which are guidance.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.acceptance.corpus import TODAY, records, same_period

from zhaoshang.bulletins import read_figures


def bulletins_results(directory: Path, *, today: Mapping[str, str] = TODAY) -> dict[str, Any]:
    """Score the reading of figures on every article of a directory; without a map there is nothing to score."""
    chart = directory / "metric_map.json"
    if not chart.is_file():
        return {"right": 0, "total": 0, "wrong": [], "f1": 0.0, "kinds": {}}
    labels: Mapping[str, str] = json.loads(chart.read_text("utf-8"))["map"]
    gold = records(directory / "quantities.jsonl")
    wrong: list[str] = []
    hits = reported = wanted = right = total = dated = periods = 0
    for path in sorted(directory.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        found = {
            (item.start, item.end): item
            for item in read_figures(text, today={**TODAY, **today}.get(path.name))
        }
        for row in (row for row in gold if row["doc"] == path.name):
            item = found.pop((row["start"], row["end"]), None)
            if row.get("borderline"):
                continue
            expected = labels.get(row["metric"])
            kpi = None if item is None else item.kpi
            total += 1
            right += kpi == expected
            wanted += expected is not None
            reported += kpi is not None
            hits += kpi is not None and kpi == expected
            if kpi != expected:
                wrong.append(f"{path.name}:{row['start']}-{row['end']}")
            if item is not None and row.get("period") and not {"X", "/"} & set(row["period"]):
                periods += 1
                dated += same_period(item.period, row["period"]) or str(item.period)[:4] == row["period"]
        reported += sum(item.kpi is not None for item in found.values())
    f1 = 2 * hits / (wanted + reported) if wanted + reported else 0.0
    return {
        "right": right,
        "total": total,
        "wrong": wrong,
        "f1": f1,
        "kinds": {"periods (guidance)": {"right": dated, "total": periods}},
    }
