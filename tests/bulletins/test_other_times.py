"""A time nearer to a figure than the one that holds makes another figure of it, which is open where it is not understood."""

import pytest

from zhaoshang.bulletins import read_figures

_OPEN = (
    "2024年上半年，截至去年底共签约项目5个。",
    "2024年上半年，未来三年，东镇签约项目5个。",
    "2024年上半年，第三届投洽会期间，东镇签约项目5个。",
    "2024年上半年，东镇近日签约项目5个。",
    "2024年上半年，去年同期，东镇签约项目5个。",
    "2024年上半年，历年累计，东镇签约项目5个。",
    "2024年上半年，近三年，东镇签约项目5个。",
    "2024年上半年，全年，东镇签约项目5个。",
    "2024年上半年，去年底，东镇签约项目5个。",
    "2024年上半年，任期内，东镇签约项目5个。",
    "2024年上半年，同期共签约项目5个。",
    "2024年上半年，东镇：同期签约项目5个。",
)
_READ = (
    "2024年上半年，东镇签约项目5个。",
    "2024年上半年，截至6月底，东镇签约项目5个。",
    "2024年上半年，截至5月底，东镇签约项目5个。",  # as of that day
    "近日，东镇签约项目5个。",
    "今年以来，全县势头良好，东镇签约项目5个。",
    "2024年上半年签约项目8个，去年同期为6个；东镇签约项目5个。",
    "4月份，东镇签约项目5个。",
)


@pytest.mark.parametrize(
    ("text", "is_read"), [*((text, False) for text in _OPEN), *((text, True) for text in _READ)]
)
def test_a_figure_is_of_the_time_nearest_to_it_or_open(text: str, is_read: bool) -> None:
    figure = read_figures(text, today="2024-07-10", subjects=["东镇"])[-1]
    assert figure.raw == "5个"
    assert (figure.measure is not None) is is_read, figure.narrow
