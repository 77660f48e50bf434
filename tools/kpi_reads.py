"""Write what each KPI of the catalogue reads, as found by following its plan, which takes seconds at run time.

    python3 tools/dev.py tables

renews the file; a test compares.
"""

from pathlib import Path

from zhaoshang._engine.query.tracing import reads_of
from zhaoshang.kpis import CATALOGUE

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "zhaoshang" / "_engine" / "catalogue" / "reads.tsv"


def table() -> str:
    """Trace every KPI: a line each, of its id, arguments, inputs, options and columns by table."""
    lines = ["id\targuments\tinputs\toptions\tcolumns"]
    for kpi in CATALOGUE:
        reads = reads_of(kpi.plan)
        columns = [f"{table}:{','.join(names)}" for table, names in reads.columns.items()]
        lists = (" ".join(names) for names in (reads.arguments, reads.inputs, reads.options, columns))
        lines.append("\t".join((kpi.id, *lists)))
    return "\n".join(lines) + "\n"


def main() -> None:
    """Renew the file."""
    TARGET.write_text(table(), "utf-8")


if __name__ == "__main__":
    main()
