"""Remarks and notes that may change what rows state are told, whatever they speak of; harmless ones are not."""

from pathlib import Path

import pytest

from zhaoshang import workbooks

_HEAD = "序号,项目名称,投资方,总投资（亿元）,签约时间,备注"
_ROW = "1,{name},虚构公司,3.5,2023-05-06,{remark}"


def _read(tmp_path: Path, *lines: str) -> workbooks.Import:
    path = tmp_path / "ledger.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return workbooks.read(path)


def _told(imported: workbooks.Import) -> set[tuple[str, str]]:
    return {(item.code, item.path.partition("!")[2]) for item in imported.findings}


CHANGING = (
    "总额含三期 协议额有出入 实为2.1亿元 暂按4亿元填列 签约日期以补充协议为准 此数待核 并非本县项目 由邻县代报 同第9行 以美元计价 "
    "去年已统计 仅签备忘录 未签正式合同 设备款未计在内 各占一半，各计50% 数字有误 不算新引进 "
    "此项应归高新区 合同尚未盖章 往年漏报补录 投资方拟变更 未实质性动工 待县里认定"
).split()
HARMLESS = (
    "生产线调试 联系人：赵六 环评待审核 占地70亩 年产值6亿元 已完成投资1.2亿元 总投资为3.5亿元 投资额属实 5000万元以上项目 由分管领导联系 "
    "规划方案待审定 正式投产 已归档 应急预案已归口镇里 已转入设备安装"
).split()


@pytest.mark.parametrize("remark", CHANGING)
def test_a_remark_that_may_change_its_row_is_told(remark: str, tmp_path: Path) -> None:
    found = _read(
        tmp_path,
        _HEAD,
        _ROW.format(name="甲厂", remark=""),
        _ROW.format(name="乙厂", remark=remark.replace(",", "，")),
    )
    assert {
        place for code, place in _told(found) if code in {"remark_doubts", "remark_restates", "said_ended"}
    } == {"F3"}


@pytest.mark.parametrize("remark", HARMLESS)
def test_a_remark_that_leaves_its_row_as_it_is_is_not_told(remark: str, tmp_path: Path) -> None:
    found = _read(tmp_path, _HEAD, _ROW.format(name="甲厂", remark=remark))
    assert not {code for code, _ in _told(found)} & {"remark_doubts", "remark_restates", "said_ended"}


@pytest.mark.parametrize(
    ("note", "is_told"),
    [
        ("注：带▲的为续建", True),
        ("▲为在谈项目", True),
        ("注：带★的为续建", False),
        ("说明：投资额均为估算数", True),
        ("注：红色字体为新增", True),
        ("表内数据未经审核", True),
        ("注：投资额以合同为准", False),
        ("注：共1个项目，总投资3.5亿元", False),
        ("填表说明：请每周五报送", False),
    ],
)
def test_a_note_on_the_rows_or_on_a_mark_that_they_have_is_told(
    note: str, is_told: bool, tmp_path: Path
) -> None:
    found = _read(tmp_path, _HEAD, _ROW.format(name="甲厂▲", remark=""), note)
    assert (("said_in_note", "A3") in _told(found)) is is_told
    assert len(found.ledger.projects) == 1


def test_a_data_frame_tells_what_a_workbook_does() -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(
        {
            "项目名称": ["甲厂", "乙厂"],
            "投资方": ["甲", "乙"],
            "总投资（亿元）": [1.5, 2.5],
            "备注": ["", "金额待核"],
        }
    )
    told = [
        item.detail["value"] for item in workbooks.read_frame(frame).findings if item.code == "remark_doubts"
    ]
    assert told == ["金额待核"]
