"""Headers with one slip of typing or scanning: the column is asked about, and no figure is made without it in silence."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.workbooks.small_books import save

from zhaoshang import workbooks
from zhaoshang._workbooks.words.aliases import ALIASES
from zhaoshang._workbooks.words.slips import mended
from zhaoshang.errors import FrameSchemaError
from zhaoshang.frames import read_frame

HEAD = (
    "项目名称", "投资方", "总投资（亿元）", "签约时间", "开工时间", "所属区县", "责任单位", "用地面积（亩）", "到位资金（万元）",
)  # fmt: skip
ROWS = (
    ("虚构甲项目", "虚构甲公司", 3.5, "2022.3.5", dt.date(2022, 5, 1), "东区", "招商局", 30, 500),
    ("虚构乙项目", "虚构乙公司", 1.5, "2022年4月", "2022年6月", "西县", "发改局", "约40", 600),
    ("虚构丙项目", "虚构丙公司", 2.5, "—", None, "东区", "商务局", 50, None),
)
SLIPS = {
    2: ("investment", "总投贸（亿元） 总投咨（亿元）"),
    3: ("agreements[].signed_on", "签约时问 签约曰期 签约日朝 签时间 约签时间"),
    4: ("milestones[started]", "开工时问 开公时间 开工曰期 开时工间"),
    5: ("district", "所属区具"),
    6: ("owner", "责任单住 贵任单位"),
    7: ("land", "用地面枳（亩）"),
    8: ("arrivals[].amount", "到位资全（万元）"),
}
OTHER_WORDS = """续约时间 到访时间 开标时间 建设时间 商谈时间 交接时间 接待时间 到期时间 签到时间 投标时间 履约时间 拿地时间 领证时间
主管单位 施工单位 责任人 用地单价（万元） 土地性质 总产值（万元） 投资构成 产业链 占地比例 违约时间 开会时间 座谈时间 完成时间""".split()


def _table(at: int, header: str) -> list[list[object]]:
    return [[header if place == at else word for place, word in enumerate(HEAD)], *map(list, ROWS)]


@pytest.mark.parametrize(
    ("at", "header", "field"),
    [(at, header, field) for at, (field, headers) in SLIPS.items() for header in headers.split()],
)
def test_a_slip_in_a_header_is_asked_about(path: Path, at: int, header: str, field: str) -> None:
    table = _table(at, header)
    imported = workbooks.read(save(path, {"台账": table}))
    assert [(column.number, column.candidates) for column in imported.unsure] == [(at + 1, (field,))]
    assert imported.findings.only("unsure_column")[0].detail["note"] == field
    assert not workbooks.read(path, mapping={header: field}).unsure
    texts = [[None if cell is None else str(cell) for cell in row] for row in table]
    frame = pl.DataFrame(dict(zip(texts[0], map(list, zip(*texts[1:], strict=True)), strict=True)))
    with pytest.raises(FrameSchemaError, match="nearly the name of a known column"):
        read_frame(frame)


@pytest.mark.long
@pytest.mark.parametrize("header", OTHER_WORDS)
def test_another_word_is_no_slip(path: Path, header: str) -> None:
    """Each over cells that would fit its nearest field."""
    at = {"时间": 4, "单位": 6, "元）": 8}.get(header[-2:], 5)
    assert not workbooks.read(save(path, {"台账": _table(at, header)})).unsure


@pytest.mark.parametrize(
    ("at", "header", "cells"),
    [
        (4, "开工时问", ("正在办理", "手续齐全", "等待")),
        (2, "总投贸（亿元）", ("甲", "乙", "丙")),
        (5, "所属区具", ("起重机", "叉车", "吊车")),
    ],
)
def test_cells_that_do_not_fit_speak_against_a_slip(
    path: Path, at: int, header: str, cells: tuple[str]
) -> None:
    table = _table(at, header)
    for row, cell in zip(table[1:], cells, strict=True):
        row[at] = cell
    assert not workbooks.read(save(path, {"台账": table})).unsure


def test_a_field_that_is_read_elsewhere_needs_no_second_column(path: Path) -> None:
    table = [
        [*row, cell]
        for row, cell in zip(_table(4, "开工时间"), ("签约时问", "2022.1", "2022.2", None), strict=True)
    ]
    imported = workbooks.read(save(path, {"台账": table}))
    assert not imported.unsure
    assert imported.findings.only("column_not_read")


KNOWN = sorted(
    word
    for word, alias in ALIASES.items()
    if len(word) > 3 and alias.weight >= 0.6 and word.isalpha() and not word.isascii()
)


@given(st.sampled_from(KNOWN), st.data())
def test_every_slip_leads_back_to_its_word(word: str, data: st.DataObject) -> None:
    """A character left out, doubled or changed near the end, and two that change places."""
    at = data.draw(st.integers(1, len(word) - 2))
    kind = data.draw(st.sampled_from(("out", "double", "turn", "end")))
    slip = {
        "out": word[:at] + word[at + 1 :],
        "double": word[:at] + word[at] + word[at:],
        "turn": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        "end": word[:-1] + "龘",
    }[kind]
    assert word in mended(slip) or slip in ALIASES or word[at] == word[at + 1]
