"""A mapping says what makes a project the same from month to month; ids are made of it."""

import pytest
from attrs import evolve

from zhaoshang import workbooks
from zhaoshang.workbooks import Mapping, MappingError

HEAD = "序号,项目名称,投资方,总投资（亿元）,责任单位"
ROWS = ["虚构阀门项目,虚构甲公司,3.5,一组", "虚构仓储,虚构乙公司,2,二组", "虚构物流,,1,二组"]


def month(*rows: str, **more: object) -> workbooks.Import:
    text = "\n".join([HEAD, *(f"{number},{row}" for number, row in enumerate(rows, 1))])
    return workbooks.read(text.encode(), name="某区.csv", mapping=Mapping(**more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("identity", "ids"),
    [
        (["name", "investors"], ("虚构阀门|虚构甲公司", "虚构仓储|虚构乙公司", "某区!4")),
        ("项目名称", ("虚构阀门", "虚构仓储", "虚构物流")),
        (["owner"], ("一组", "二组", "二组~某区!4")),
        ((), ("某区!2", "某区!3", "某区!4")),
    ],
)
def test_ids_are_made_of_the_declared_key(identity: object, ids: tuple[str, ...]) -> None:
    imported = month(*ROWS, identity=identity)
    assert imported.ledger.projects.ids == ids
    assert tuple(row.project for row in imported.rows if row.project) == ids
    for id_ in ids:
        assert [fact.value for fact in imported.facts(id_) if fact.field == "name"] == [
            imported.ledger.projects[id_].name
        ]


def test_months_are_followed_by_their_ids() -> None:
    may, june = (month(*rows, identity=["name", "owner"]).ledger for rows in (ROWS, [ROWS[2], ROWS[0]]))
    assert set(june.projects.ids) < set(may.projects.ids)
    assert [change.kind.value for change in june.diff(may) if change.collection == "projects"] == ["removed"]


def test_it_travels_as_toml_and_refuses_other_words() -> None:
    mapping = Mapping(identity="name", year=2022)
    assert Mapping.from_toml(mapping.to_toml()) == mapping
    for wrong in ("nmae", ["name", "投资放"], 5, [5]):
        with pytest.raises(MappingError, match="identity"):
            evolve(mapping, identity=wrong)
