"""Objects of data are shown in a line, and no seed of hashes shows in it."""

from zhaoshang.measures import column


def test_a_set_is_shown_in_order() -> None:
    assert (
        repr(column("tag").is_in("甲", "乙", "丙"))
        == "Condition(name='tag', op='in', operand={'丙', '乙', '甲'})"
    )
