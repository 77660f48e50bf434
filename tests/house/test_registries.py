"""What is shipped is found by id or Chinese name, and a key that is neither is told in our words."""

import pickle
from collections.abc import Mapping
from typing import Any

import pytest

from zhaoshang.assessments import SCHEMES
from zhaoshang.boards import BOARDS
from zhaoshang.errors import UnknownCodeError
from zhaoshang.kpis import BUNDLES
from zhaoshang.profiles import PROFILES

REGISTRIES: dict[str, Mapping[str, Any]] = {
    "board": BOARDS,
    "bundle": BUNDLES,
    "profile": PROFILES,
    "scheme": SCHEMES,
}


@pytest.mark.parametrize("vocabulary", REGISTRIES)
def test_a_key_that_is_not_there_is_named_with_what_it_may_mean(vocabulary: str) -> None:
    registry = REGISTRIES[vocabulary]
    known = next(iter(registry))
    for fault in (UnknownCodeError, KeyError):
        with pytest.raises(fault):
            registry[f"{known}x"]
    with pytest.raises(UnknownCodeError) as caught:
        registry[f"{known}x"]
    assert (caught.value.vocabulary, caught.value.code) == (vocabulary, f"{known}x")
    assert known in str(caught.value)
    assert pickle.loads(pickle.dumps(caught.value)) == caught.value  # noqa: S301 - our own


@pytest.mark.parametrize("vocabulary", REGISTRIES)
def test_a_registry_is_a_mapping_by_id_that_knows_chinese_names(vocabulary: str) -> None:
    registry = REGISTRIES[vocabulary]
    assert len(registry) == len(list(registry)) > 2
    for entry in registry.values():
        assert registry[entry.id] is registry[entry.zh] is entry
        assert entry.zh in registry
    assert registry.get("nothing of the kind") is None
    assert pickle.loads(pickle.dumps(registry)) is registry  # noqa: S301 - our own
    assert hash(registry) == hash(registry)
    with pytest.raises(AttributeError, match="immutable"):
        vars(type(registry))["__setattr__"](registry, "more", 1)


def test_a_list_begins_with_the_names_that_the_reader_knows() -> None:
    error = UnknownCodeError("board", "XYZ", ("ledger", "台账", "pool", "项目池"))
    assert error.render("en").index("ledger") < error.render("en").index("台账")
    assert error.render("zh_CN").index("台账") < error.render("zh_CN").index("ledger")
