"""Write the example ledger: a workbook as an office might make it, with the dirt of real ones.

Every firm, project, place and figure in it is invented. Run it again after a change:
`python tools/make_example_ledger.py`; the same bytes come out each time.
"""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import xlsxwriter

TARGET: Final = Path(__file__).parents[1] / "examples" / "data" / "ledger_2022h1.xlsx"
HEADER: Final = (
    "序号",
    "项目名称",
    "投资方",
    "总投资\n（亿元）",
    "责任单位",
    "项目类别",
    "用地面积（亩）",
    "签约时间",
    "开工时间",
    "投产时间",
    "备注",
)
ROWS: Final[tuple[tuple[object, ...], ...]] = (
    (
        1,
        "星澜光学镜片项目",
        "虚构星澜光学有限公司",
        3.5,
        "东湖镇",
        "工业",
        60,
        "2022.3.15",
        "2022年5月",
        "",
        "",
    ),
    (
        2,
        "禾丰冷链物流园",
        "虚构禾丰供应链集团",
        "近2亿元",
        "西山镇",
        "商贸",
        "80余亩",
        "2022年2月",
        "2022-06-10",
        "",
        "",
    ),
    (
        3,
        "云杉新材料二期",
        "虚构云杉材料公司",
        "8000万元",
        "高新园区",
        "工业",
        45,
        date(2022, 1, 20),
        "2022.4",
        "6月20日",
        "",
    ),
    (4, "青榆智能装备产业园", "虚构青榆装备公司", 12, "高新园区", "工业", 150, "3月28日", "", "", "待供地"),
    (
        5,
        "半山文旅小镇",
        "虚构半山文旅公司、虚构远足旅行社",
        "５．５",
        "西山镇",
        "文旅",
        210,
        "2022/4/8",
        "",
        "",
        "",
    ),
    (
        6,
        "启明检测中心",
        "虚构启明检测公司",
        "待定",
        "东湖镇",
        "服务业",
        "-",
        "2022年5月",
        "2022年6月",
        "",
        "",
    ),
    (7, "湖畔总部楼", "虚构湖畔置业公司", 1.2, "东湖镇", "总部经济", 8, "2022-02-30", "", "", "签约日期待核"),
    (
        8,
        "禾田食品加工项目",
        "虚构禾田食品公司",
        0.6,
        "西山镇",
        "农业",
        30,
        "2022年3月",
        "2022年4月",
        "2022年6月",
        "",
    ),
    (9, "澄江电子元件项目", "虚构澄江电子公司", "超1亿元", "高新园区", "工业", 25, "2022年6月", "", "", ""),
    (
        10,
        "拓野轮毂项目",
        "虚构拓野汽配公司",
        2.8,
        "东湖镇",
        "工业",
        55,
        "2021年11月",
        "2022年2月",
        "",
        "上年签约",
    ),
    (11, "", "虚构某公司", 1.5, "西山镇", "工业", 20, "2022年4月", "", "", "名称未定"),
    (12, "白鹭渔业园", "虚构白鹭渔业公司", "5-8亿元", "西山镇", "农业", 300, "2022年5月", "", "", ""),
)


def main() -> None:
    """Write the workbook."""
    book = xlsxwriter.Workbook(TARGET)
    book.set_properties({"created": datetime(2022, 7, 1, tzinfo=UTC).replace(tzinfo=None)})
    sheet = book.add_worksheet("招商台账")
    bold = book.add_format({"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True})
    day = book.add_format({"num_format": "yyyy/m/d"})
    last = len(HEADER) - 1
    sheet.merge_range(0, 0, 0, last, "2022年上半年招商引资项目台账（内容均为虚构）", bold)
    sheet.merge_range(1, 0, 1, last, "填报单位（盖章）：虚构县招商办    填报时间：2022年7月1日")
    for column, title in enumerate(HEADER):
        sheet.write(2, column, title, bold)
    for number, row in enumerate(ROWS, 3):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
            else:
                sheet.write(number, column, cell)
    end = 3 + len(ROWS)
    sheet.write(end, 1, "合计")
    sheet.write_formula(
        end, 3, f"=SUM(D4:D{end})", value=sum(row[3] for row in ROWS if isinstance(row[3], (int, float)))
    )
    sheet.merge_range(end + 1, 0, end + 1, last, "备注：1.总投资以合同为准；2.用地面积为拟供地面积。")
    sheet.set_column(1, 2, 24)
    sheet.freeze_panes(3, 2)
    book.close()


if __name__ == "__main__":
    main()
