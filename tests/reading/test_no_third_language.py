"""Without its rows a third language is neither read nor written, in whatever order tests are run."""

import pytest

from zhaoshang import Ledger, find_mentions, format_period, parse_period
from zhaoshang.errors import UnknownCodeError
from zhaoshang.reports import funnel, funnel_table


def test_without_its_rows_it_is_not_read_and_not_written() -> None:
    """What no language of the list reads or writes is refused."""
    assert [one.raw for one in find_mentions("12 entreprises en juin 2023")] == []
    with pytest.raises(ValueError, match="juin 2023"):
        parse_period("juin 2023")
    with pytest.raises(UnknownCodeError):
        format_period("2023-06", locale="fr")
    with pytest.raises(UnknownCodeError):
        funnel_table(funnel(Ledger(as_of="2022-06-30")), locale="fr")
