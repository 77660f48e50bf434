"""The commands of the how-to page run as they stand there."""

import re
import shlex
from pathlib import Path

import pytest

from zhaoshang import __main__ as command

DOCS = Path(__file__).parents[2] / "docs"
HEAD = "项目名称,投资方,总投资（亿元）,责任单位,签约时间\n"
FILES = {
    "5月.csv": f"{HEAD}虚构阀门项目,虚构甲公司,3.5,一组,2022年3月\n",
    "6月.csv": f"{HEAD}虚构阀门项目,虚构甲公司,4,一组,2022年3月\n",
    "东镇.csv": f"{HEAD}虚构仓储,虚构乙公司,2,东镇,2022年4月\n",
    "西镇.csv": f"{HEAD}虚构风机,虚构丙公司,1,西镇,2022年5月\n",
    "通报.txt": "截至5月底，全县签约项目1个。\n",
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_commands_of_the_page_run(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (DOCS / language / "how-to" / "use-the-command.md").read_text("utf-8")
    lines = re.findall(r"^zhaoshang (.+)$", page, re.MULTILINE)
    assert len(lines) > 15
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    for line in lines:
        assert command.main([*shlex.split(line), "--locale", language]) in {0, 1}, capsys.readouterr().err
        assert capsys.readouterr().out.strip()
