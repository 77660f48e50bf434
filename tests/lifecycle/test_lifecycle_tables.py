"""The documentation prints the tables that the code runs."""

import re

import lifecycle_tables
import pytest

from zhaoshang.lifecycle import LIFECYCLE, EvidenceRule, build_lifecycle, evidence_table, transition_table


@pytest.mark.parametrize("locale", lifecycle_tables.PAGES)
def test_the_pages_are_up_to_date(locale: str) -> None:
    page = lifecycle_tables.PAGES[locale].read_text("utf-8")
    assert lifecycle_tables.renewed(page, locale) == page, "run: python3 tools/dev.py tables"
    assert {match[2] for match in lifecycle_tables.PART.finditer(page)} == lifecycle_tables.parts(
        locale
    ).keys()


def cells(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("| ").split("|")] for line in table.splitlines()[2:]]


def test_the_table_an_official_reads_is_the_graph_that_runs() -> None:
    """Reading the printed table back gives the same transitions."""
    codes = {rule.label("en"): str(rule.stage) for rule in LIFECYCLE.stages}
    tracks = {"leased plant": "leased_plant", "equity": "equity"}

    def back(cell: str) -> str:
        steps = re.findall(r"([a-z ]+?)(?: \(([^)]*)\))?(?:, |$)", cell)
        return " ".join(
            codes[name] + (f"@{','.join(tracks[track] for track in only.split(', '))}" if only else "")
            for name, only in steps
            if name in codes
        )

    rows = [
        (codes[source], back(usual), back(other))
        for source, usual, other in cells(transition_table(locale="en"))
    ]
    again = build_lifecycle(code="again", zh="", en="", steps=rows)
    assert set(again.transitions) == set(LIFECYCLE.transitions)


def test_every_rule_of_evidence_is_printed() -> None:
    printed = cells(evidence_table())
    assert len(printed) == len(LIFECYCLE.evidence)
    assert [row[0] for row in printed] == [LIFECYCLE.stage(rule.stage).label() for rule in LIFECYCLE.evidence]
    assert str(EvidenceRule(stage="landed", requirements="a + b | c")) == "a + b|c"
