"""The immutable mapping of frozen records."""

import pickle

import pytest

from zhaoshang._basics.frozenmap import FrozenMap


def test_a_frozen_map_is_a_value() -> None:
    """It compares by contents, hashes, pickles, and never changes."""
    one, two = FrozenMap({"USD": 1, "CNY": 2}), FrozenMap({"CNY": 2, "USD": 1})
    assert one == two == {"USD": 1, "CNY": 2}
    assert hash(one) == hash(two)
    assert list(one) == ["USD", "CNY"]
    assert (len(one), one["USD"], dict(FrozenMap())) == (2, 1, {})
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own bytes
    assert repr(one) == "{'USD': 1, 'CNY': 2}"
    with pytest.raises(AttributeError, match="immutable"):
        one.anything = 3
