"""Tables as CSV and as web pages: cells of every kind under heads of every field, and what programs write around them."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from chances import MARKS, Drawn, answered, damaged, require

from zhaoshang import workbooks

HEADS: Final = (
    "序号|项目名称|项目名称|项目名称|投资方|投资企业|总投资（万元）|总投资|计划总投资（亿元）|到位资金|其中：外资|固定资产投资|用地面积（亩）|建筑面积|签约时间|签约时间|开工时间"
    "|投产时间|责任单位|备注|项目进展|所属产业|项目类别|项目阶段|落户园区|2022年1月|2022年|合计|产值|税收（万元）|就业人数|单位：万元|Project|Investor|Investment"
    "|Signed on|编号|||x"
).split("|")
CELLS: Final = (
    "虚构{}号|虚构{}号|虚构{}号项目|虚构公司{}|1|{}00|3.5|近3亿元|2000万美元|1,200.50|（1,200）|-5|0|44562|2022-03-0{}|2022.3.15|2022年3月|3月5日|2022|春天|东镇|西镇、东镇"
    "|签约|已开工|在谈|终止|未开工|√|是|否|无|/|—|待定|〃|同上|80余亩|50%|三分之一|合计|小计|总计|其中|一、工业|附：|注：以上含税|单位：万元|截至2022年6月底"
    '|1. 甲\n2. 乙|甲（一期）|=1+1|#REF!|NaN|1e400|9999999999999999999999|\u202e甲|<b>|&amp;|"|||||||'
).split("|")
TITLES: Final = "虚构区2022年招商项目台账|单位：万元|填报单位：东镇  填报日期：2022年6月30日|一、签约项目|（万元）||合计：3个".split(
    "|"
)
TAGS: Final = (
    '<table>|</table>|<tr>|</tr>|<td>|</td>|<td rowspan=0>|<td rowspan="3" colspan=2>|<td colspan=99999>|<td rowspan=-1>|<th>|'
    '<thead>|<tfoot>|<p>|<br>|<div>|<td style="display:none">|<tr hidden>|<s>|</s>|<del>|</del>|<ins>|<sup>|</sup>|<sub>|'
    '<ruby>|<rt>|</rt>|<span style="visibility:hidden">|</span>|<td style="mso-number-format:\\@">|<td x:num="3.5">|'
    '<td style="text-decoration:line-through">|<b class=a>|<td class="a b" id=x>|<col width=0>|<colgroup span=9>|'
    '<style>.a{display:none} td > .b, #x{text-decoration:line-through}|<style>td::after{content:"9"}|</style>|<script>|'
    "</script>|<!--|-->|<![CDATA[|]]>|<![endif]-->|<!--[if gte mso 9]>|<select>|<option>|<option selected label=9>|</select>|"
    "<input type=checkbox checked>|<input value=7>|<textarea>|</textarea>|<progress value=3>|<meter>|<svg>|<math>|"
    '<link rel=stylesheet href=x>|<meta charset="x">|<meta charset=gbk>|<base href=x>|<body>|<template>|<frameset>|'
    "<x:ExcelWorksheet>|<o:p>|<|>|</|<td|=|&#60;|&nbsp;|&#x110000;|&#0;|&lt|&amp;nbsp;|<a href='x'>|<hr>|<li>|<ul>|<caption>|"
    "<plaintext>|<xmp>|<noscript>"
).split("|")
ENCODINGS: Final = ("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16", "big5", "latin-1")


def rows(chance: Drawn) -> list[list[str]]:
    """Draw a table: a title now and then, a head of one line or two, rows, and sums."""
    heads = [chance.choice(HEADS) for _ in range(chance.randrange(2, 9))]
    heads[chance.randrange(len(heads))] = "项目名称"
    drawn = [[chance.choice(TITLES)] for _ in range(chance.choice((0, 0, 1, 2)))] + [heads]
    if chance.random() > 0.8:
        drawn.append([chance.choice((head, head, "", "总投资", "其中")) for head in heads])
    for number in range(chance.choice((1, 3, 3, 9))):
        cells = [chance.choice(CELLS).replace("{}", str(number)) for _ in heads]
        if chance.random() < 0.8:
            cells[heads.index("项目名称")] = f"虚构{number}号"
        drawn.append(cells[: len(cells) - chance.choice((0, 0, 0, 1))])
    return drawn


def encoded(text: str, chance: Drawn) -> bytes:
    """Write a text in some encoding, and damage a few of its bytes."""
    data = text.encode(chance.choice(ENCODINGS), "replace")
    return damaged(data, chance) if chance.random() > 0.7 else data


def fuzz_csv(chance: Drawn, folder: Path) -> None:
    """Read CSV files of any table, separator and quotes, damaged ones, and whatever bytes come."""
    comma = chance.choice((",", ",", ",", "\t", ";", "，", "|"))
    quoted, end = chance.random(), chance.choice(("\n", "\r\n", "\r"))

    def cell(text: str) -> str:
        share = chance.random()
        if share > 0.97:
            return text + chance.choice(MARKS)
        if share < quoted or any(mark in text for mark in f'{comma}"\r\n'):
            return '"' + text.replace('"', '""') + '"'
        return text

    text = end.join(comma.join(map(cell, row)) for row in rows(chance))
    data = (
        text.encode("utf-8", "surrogatepass") + chance.rest()
        if chance.random() > 0.9
        else encoded(text, chance)
    )
    _read(data, folder / "a.csv")


def fuzz_pages(chance: Drawn, folder: Path) -> None:
    """Read web pages of any table, of which tags are lost, doubled, moved or put in, under the name of a workbook."""
    cells = ("td", "td", "th", "td rowspan=2", 'td colspan="2"', "td nowrap")
    lines = "\n".join(
        "<tr>"
        + "".join(
            f"<{chance.choice(cells) if chance.random() > 0.9 else 'td'}>{html.escape(text)}</td>"
            for text in row
        )
        + "</tr>"
        for row in rows(chance)
    )
    charset = chance.choice(("utf-8", "gb2312", "x"))
    pieces = re.split(
        "(<[^>]*>)",
        f"<html><head><meta charset={charset}></head><body><h2>台账</h2><table>{lines}</table></body></html>",
    )
    text = "".join(_moved(pieces, chance))
    _read(encoded(text, chance), folder / chance.choice(("a.xls", "a.html")))


def _moved(pieces: list[str], chance: Drawn) -> Iterator[str]:
    for _ in range(chance.choice((0, 1, 3, 12, 40))):
        at, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        match chance.randrange(6):
            case 0:
                pieces[at] = ""
            case 1:
                pieces[at] = pieces[at][:1000] * chance.choice((2, 2, 300))
            case 2:
                pieces[at], pieces[other] = pieces[other], pieces[at]
            case _:
                pieces[at] += chance.choice(TAGS)
    yield from pieces


def _read(data: bytes, path: Path) -> None:
    """Read what a file holds, from the file and from memory, write it, and review it."""
    path.write_bytes(data)
    read = answered(lambda: workbooks.read(path))
    if read is None:
        return
    again = workbooks.read(data, name=path.name)
    require(again.ledger == read.ledger, "the same bytes, read from a file and from memory")
    path.unlink()
    answered(lambda: workbooks.write_review(read, path.with_suffix(".xlsx")))
