"""What says that a row, a sheet or an amount is not in force is told, and nothing is taken for it in silence."""

from pathlib import Path

import polars as pl
import pytest
from tests.workbooks.lines import HEAD, NAMES, ROWS, names, read
from tests.workbooks.small_books import save

from zhaoshang import workbooks
from zhaoshang.frames import read_frame
from zhaoshang.workbooks import Import

REMARKED = f"{HEAD},备注"
OUT = (
    "已取消|该项目不再实施|撤销|并入虚构隔膜项目|与2号项目重复|转至邻县|企业放弃投资|剔除|不计入|投资方撤资|合同解除|与第2项为同一项目|谈判破裂|"
    "已于5月终止|停|被外地引走|不予考虑|已退库"
).split("|")
IN_FORCE = (
    "本月新增|避免重复建设|已取消抵押登记|转为净地后供应|不再新增用地|主体施工|手续办理中|一期已投产|企业转型升级|未终止|取消了原配套用房|注销旧证"
).split("|")


def told(imported: Import, code: str) -> list[str]:
    return [finding.path.partition("!")[2] for finding in imported.findings if finding.code == code]


@pytest.mark.long
def test_a_remark_a_name_a_note_or_an_ordinal_may_say_that_a_project_is_out(tmp_path: Path) -> None:
    """Each row is read all the same; what says no such thing is not told."""
    wrong = []
    for text, is_out in (*((each, True) for each in OUT), *((each, False) for each in IN_FORCE)):
        lines = [f"{ROWS[0]},", f"{ROWS[1]},{text}", f"{ROWS[2]},"]
        found = read(tmp_path, REMARKED, *lines)
        if names(found) != NAMES or (told(found, "said_ended") == ["G3"]) is not is_out:
            wrong.append(text)
    first, second, third = ROWS
    for code, at, lines in (
        ("said_ended", "B3", [first, second.replace("隔膜项目", "隔膜项目（已撤销）"), third]),
        ("said_ended", "B3", [first, second.replace("隔膜项目", "隔膜项目-终止"), third]),
        ("said_in_note", "A5", [*ROWS, "注：虚构隔膜项目已取消"]),
        ("said_in_note", "A5", [*ROWS, "备注：虚构隔膜项目投资额单位为万元"]),
        ("odd_ordinal", "A3", [first, f"示范{second[1:]}", third]),
        ("odd_ordinal", "A2", [f"0{first[1:]}", second, third]),
    ):
        found = read(tmp_path, HEAD, *lines)
        if told(found, code) != [at] or len(names(found)) != len(ROWS):
            wrong.append(str(lines))
    assert not wrong


def test_a_header_may_say_what_its_cells_affirm(tmp_path: Path) -> None:
    """是否解约 over 是, 撤资日期 over a day; not what denies it, nor the last day of a contract, in a workbook and in a frame."""
    cases = {
        ("是否解约", "是"): True,
        ("撤资日期", "2022-05-01"): True,
        ("退库原因", "资金不到位"): True,
        ("企业是否已迁出", "√"): True,
        ("是否解约", "否"): False,
        ("流失情况", "未流失"): False,
        ("合同终止日期", "2032-05-01"): False,
        ("退出机制", "是"): False,
    }
    wrong = []
    for (header, cell), is_out in cases.items():
        lines = [f"{ROWS[0]},", f"{ROWS[1]},{cell}", f"{ROWS[2]},"]
        found = read(tmp_path, f"{HEAD},{header}", *lines)
        if names(found) != NAMES or (told(found, "said_ended") == ["G3"]) is not is_out:
            wrong.append(f"{header} {cell}")
        frame = pl.DataFrame(
            {"项目名称": ["虚构甲", "虚构乙"], "总投资（亿元）": [1.0, 2.0], header: [cell, None]}
        )
        _, doubts = read_frame(frame, as_of="2022-06-30")
        if (header in [each.detail["column"] for each in doubts if each.code == "said_ended"]) is not is_out:
            wrong.append(f"frame: {header} {cell}")
    assert not wrong


@pytest.mark.long
@pytest.mark.parametrize("sheet", ["作废", "旧台账", "台账（草稿）", "2024_backup", "已停用", "副本2"])
def test_a_sheet_that_is_set_aside_is_read_alone_and_told(tmp_path: Path, sheet: str) -> None:
    """Beside another it is told and left out, unless a mapping names it."""
    rows: dict[str, list[list[object]]] = {
        name: [
            ["项目名称", "投资方", "总投资（亿元）"],
            *([f"{firm}项目{at}", firm, at] for at in range(1, 4)),
        ]
        for name, firm in ((sheet, "虚构甲公司"), ("在用", "虚构乙公司"))
    }
    path = save(tmp_path / "a.xlsx", rows)
    beside = workbooks.read(path)
    assert [each.name for each in beside.sheets if each.is_ledger] == ["在用"]
    assert [finding.path for finding in beside.findings] == [f"{sheet}!A1"]
    named = workbooks.read(path, mapping=workbooks.Mapping(sheets=[sheet]))
    assert (len(named.ledger.projects), told(named, "may_be_set_aside")) == (3, [])
    alone = workbooks.read(save(path, {sheet: rows[sheet]}))
    assert (len(alone.ledger.projects), told(alone, "may_be_set_aside")) == (3, ["A1"])


def test_a_title_that_sets_its_list_aside_is_told(tmp_path: Path) -> None:
    titles = {
        "2024年项目台账（作废）,,": True,
        "本表为旧版,,": True,
        "填报示例,,": True,
        "旧城改造项目清单,,": False,
        "废钢加工产业项目台账,,": False,
    }
    found = {title: told(read(tmp_path, title, HEAD, *ROWS), "may_be_set_aside") for title in titles}
    assert found == {title: ["A1"] * is_told for title, is_told in titles.items()}


def test_what_stands_beside_a_name_may_deny_the_day_of_signing(tmp_path: Path) -> None:
    first, second, third = ROWS
    words = {word: ["B3"] for word in "在谈 未签 尚未签约 拟签约 洽谈 谋划".split()}
    words |= {word: [] for word in "在建 二期 已签约 包装 信息 意向".split()}
    found = {}
    for word in words:
        lines = [first, second.replace("隔膜项目", f"隔膜项目（{word}）"), third]
        found[word] = told(read(tmp_path, HEAD, *lines), "status_behind")
    assert found == words


def test_the_name_of_a_sheet_may_say_that_its_projects_ended_or_are_none(tmp_path: Path) -> None:
    wrong = []
    head: list[object] = ["项目名称", "投资方", "总投资（亿元）", "签约时间"]
    for names_, code in (
        ("取消项目 失败 流失项目 不再跟踪 淘汰", "said_in_note"),
        ("练习 假数据 错误版本 培训用 填报格式", "set_aside"),
        ("历史街区 错峰储能 虚拟现实 停车场 水土流失治理", ""),
    ):
        for name in names_.split():
            rows: dict[str, list[list[object]]] = {
                sheet: [head, *([f"{firm}{at}", firm, at, "2024-03-05"] for at in range(1, 4))]
                for sheet, firm in (("在用", "虚构甲厂"), (name, "虚构乙厂"))
            }
            found = workbooks.read(save(tmp_path / "a.xlsx", rows))
            if [each.code for each in found.findings] != [code] * bool(code):
                wrong.append((name, [each.code for each in found.findings]))
            mapped = workbooks.read(tmp_path / "a.xlsx", mapping=workbooks.Mapping(sheets=[name]))
            assert len(mapped.ledger.projects) == 3
    assert not wrong


def test_a_title_of_rows_that_calls_them_samples_is_kept_and_told(tmp_path: Path) -> None:
    """The projects above it are not meant; a sample in its own row is none of them."""
    wrong = []
    first, *below = ROWS
    for title in "示例 样例 范例 填报样例 举例 以下仅供参考 以下数据为示例 （以下为样例）".split():
        for at, above in ((2, []), (3, [first])):
            found = read(tmp_path, HEAD, *above, f"{title},,", "", *below)
            kept = [each.extra.get("分组") is not None for each in found.ledger.projects]
            if told(found, "may_be_set_aside") != [f"A{at}"] or kept != [False] * len(above) + [True] * 2:
                wrong.append((title, at))
    for line in ("以下空白,,", "示例,示例项目,3", "例：按合同填,,"):
        found = read(tmp_path, HEAD, first, line, *below)
        if found.findings or [each.extra for each in found.ledger.projects] != [{}] * 3:
            wrong.append((line, 3))
    assert not wrong


def test_amounts_of_talks_and_titles_are_held_against_what_rows_say(tmp_path: Path) -> None:
    """Of two amounts that of the signing is read; dates below a plan are planned."""
    talks = read(
        tmp_path, "序号,项目名称,投资方,在谈情况,,签约时间", ",,,总投资（亿元）,用地（亩）,", "1,虚构甲,虚构甲公司,3,20,2022-03-05",
        "2,虚构乙,虚构乙公司,4,30,",
    )  # fmt: skip
    assert told(talks, "status_behind") == ["D3", "E3"]
    both = read(
        tmp_path, "序号,项目名称,投资方,洽谈情况,签约情况,", ",,,投资额（亿元）,投资额（亿元）,签约时间",
        "1,虚构甲,虚构甲公司,3,2,2022-03-05",
    )  # fmt: skip
    assert [str(each.investment) for each in both.ledger.projects] == ["200000000 CNY"]
    titled = read(
        tmp_path, "在谈项目清单,,", "项目名称,总投资（亿元）,项目状态", "虚构甲,3,在谈", "虚构乙,4,已开工"
    )
    assert told(titled, "title_disagrees") == ["C4"]
    rows = (",,,开工时间,竣工时间", "1,虚构甲,3,2022-03,2023-03")
    planned = read(tmp_path, "序号,项目名称,总投资（亿元）,建设安排,", *rows)
    assert [step.planned for each in planned.ledger.projects for step in each.milestones] == [True, True]
    denied = read(tmp_path, "未签约项目清单,,", "项目名称,总投资（亿元）,签约时间", "虚构甲,3,2022-03-05")
    assert told(denied, "title_denies") == ["A1"]
    timed = read(tmp_path, "序号,项目名称,总投资（亿元）,时间安排,", *rows)
    assert told(timed, "scheduled_date") == ["D2", "E2"]


def test_a_frame_is_asked_the_same() -> None:
    frame = pl.DataFrame(
        {
            "序号": ["1", "作废", "3"],
            "项目名称": ["虚构甲", "虚构乙（取消）", "虚构丙"],
            "意向投资额（亿元）": [1.0, 2.0, 3.0],
            "签约时间": ["2022-01-05", None, None],
            "备注": ["", "", "不再实施"],
        }
    )
    _, doubts = read_frame(frame, as_of="2022-06-30")
    asked = {(finding.code, finding.detail["column"]) for finding in doubts if "column" in finding.detail}
    assert asked >= {
        ("said_ended", "备注"),
        ("said_ended", "项目名称"),
        ("odd_ordinal", "序号"),
        ("status_behind", "意向投资额（亿元）"),
    }
