"""What holds for every row of a sheet or a frame, said once in the mapping."""

import random
from typing import Any

import polars as pl
import pytest
from attrs import evolve

from zhaoshang import evaluate, frames, workbooks
from zhaoshang._workbooks.mapping.constants import constants_of
from zhaoshang.workbooks import Mapping, MappingError

HEAD = "项目名称,投资方,总投资（亿元）,签约时间"
FIELDS = {
    "owner": "甲镇",
    "district": "乙县",
    "park": "丙园",
    "grade": "重点",
    "industry": "C36",
    "extra.批次": "第一批",
}


def book(rows: int, columns: dict[str, list[str]]) -> str:
    lines = [",".join((HEAD, *columns))]
    for at in range(rows):
        own = [cells[at] for cells in columns.values()]
        lines.append(",".join((f"虚构{at}项目", f"虚构{at}公司", str(at + 1), f"2022-03-{at + 1:02}", *own)))
    return "\n".join(lines) + "\n"


def value_of(project: Any, path: str) -> str | None:
    held: str | None = (
        project.extra.get(path.removeprefix("extra."))
        if path.startswith("extra.")
        else getattr(project, path)
    )
    return held


@pytest.mark.one_in(3)
@pytest.mark.parametrize("seed", range(12))
def test_a_row_has_what_holds_for_all_unless_it_says_otherwise(seed: int) -> None:
    """Some fields with a column of which some cells are blank, some without; as a book and as a frame."""
    drawn = random.Random(seed)  # noqa: S311 - of cells, no secret
    rows = drawn.randrange(2, 9)
    chosen = {path: FIELDS[path] for path in drawn.sample(sorted(FIELDS), drawn.randrange(1, 6))}
    own = {
        path: [drawn.choice(["", "另镇"]) for _ in range(rows)]
        for path in ("owner", "district")
        if drawn.random() < 0.5
    }
    heads = {"owner": "责任单位", "district": "所属地"}
    text = book(rows, {heads[path]: cells for path, cells in own.items()})
    mapping = Mapping(constants=chosen)
    assert Mapping.from_toml(mapping.to_toml()) == mapping
    plain = workbooks.read(text.encode(), name="a.csv", as_of="2022-06-30")
    imported = workbooks.read(text.encode(), name="a.csv", as_of="2022-06-30", mapping=mapping)
    assert [project.name for project in imported.ledger.projects] == [
        each.name for each in plain.ledger.projects
    ]
    assert list(imported.findings) == list(plain.findings)
    for before, project in zip(plain.ledger.projects, imported.ledger.projects, strict=True):
        for path in FIELDS:
            assert value_of(project, path) == (value_of(before, path) or chosen.get(path))
    read, findings = frames.read_frame(pl.read_csv(text.encode()), mapping=mapping, as_of="2022-06-30")
    assert not list(findings)
    keys: Any = [path for path in chosen if path in {"owner", "district", "park", "extra.批次"}]
    for by in keys:
        asked: dict[str, Any] = {"by": by, "profile": "default"}
        of_frame, of_book = (evaluate(source, "签约总投资", **asked) for source in (read, imported.ledger))
        told = [{(each.group, each.value) for each in found.items_} for found in (of_frame, of_book)]
        assert told[0] == told[1]


def test_a_sheet_of_a_town_says_so_itself() -> None:
    mapping = Mapping(
        constants={"责任单位": "县投促局"},
        by_sheet={"西镇": {"constants": {"owner": "西镇"}}},
    )
    assert mapping.constants == {"owner": "县投促局"}
    for name, owner in (("西镇", "西镇"), ("东镇", "县投促局")):
        rules = mapping if name == "西镇" else evolve(mapping, by_sheet={})
        imported = workbooks.read(book(2, {}).encode(), name=f"{name}.csv", as_of="2022-06-30", mapping=rules)
        assert {project.owner for project in imported.ledger.projects} == {owner}
        assert imported.ledger.teams.ids == (owner,)


@pytest.mark.parametrize(
    ("constants", "said", "fix"),
    [
        ({"onwer": "x"}, "onwer", "owner"),
        ({"investment": "3亿元"}, "investment", "owner"),
        ({"name": "x"}, "name", "extra."),
        ({"owner": 3}, "owner = 3", "a text"),
        ({"owner": " "}, "owner", "a text"),
        ([1], "[1]", '{"owner": "甲镇"}'),
    ],
)
def test_what_holds_for_no_row_is_refused(constants: Any, said: str, fix: str) -> None:
    with pytest.raises(MappingError) as caught:
        Mapping(constants=constants)
    assert said in str(caught.value)
    assert fix in str(caught.value)
    assert constants_of(None) == {}
    with pytest.raises(MappingError, match="Expected constants"):
        Mapping.from_toml('[constant]\nowner = "x"')
