"""A word of a step is the same word wherever a sentence may use it: of two words of one step, all is read and judged alike."""

import ast
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from attrs import evolve
from tests.bulletins.counties import LEDGER

import zhaoshang
from zhaoshang import Project
from zhaoshang._bulletins.texts.steps import STEP_OF, STEP_WORDS
from zhaoshang.bulletins import read_figures, verify
from zhaoshang.model import Milestone

VALVES = Project(
    id="V", name="虚构阀门项目", owner="东镇", milestones=[Milestone(stage="started", on="2022-05-05")]
)
OURS = evolve(LEDGER, projects=[*LEDGER.projects, VALVES])
FIRST = {step: words[0] for step, words in STEP_WORDS.items()}
ADDED = {
    "signed": "牵手",
    "landed": "扎根",
    "performing": "守约",
    "started": "进场施工",
    "completed": "交工",
    "producing": "量产",
    "at_capacity": "满负荷生产",
}
SENTENCES = (
    "2022年上半年，全县{started}项目7个。",
    "2022年上半年，东镇{started}5个、西镇{started}7个。",
    "2022年上半年，东镇、西镇分别{completed}5个、7个。",
    "2022年上半年，各镇{landed}：东镇5个、西镇7个。",
    "2022年上半年，全县{signed}20个、{started}10个，{started}率50%。",
    "2022年上半年，全县{signed}20个，{performing}12个，{performing}率61%。",
    "2022年上半年，全县已有7个项目{producing}。",
    "2022年上半年，全县已有26个{signed}项目{at_capacity}。",
    "2022年上半年，{signed}数、{completed}数分别为20个、7个，投资50亿元。",
    "2022年，全年拟{started}项目7个。",
    "2022年，全县计划{producing}7个。",
    "2022年，计划{started}率80%，{started}（运营）率60%。",
    "2022年，预计全年{completed}12个，全年{landed}目标30个。",
    "力争2022年{signed}80个，已{signed}41个，还需{signed}39个。",
    "全年{started}项目7个，全县年内{signed}8个，同期{completed}3个。",
    "2022年上半年，集中{signed}、{started}项目共20个，其中{signed}12个，{started}8个。",
    "2022年上半年，{completed}、{producing}项目20个。",
    "2022年上半年，{completed}{producing}项目3个，{producing}率62%，{completed}率40%。",
    "2022年上半年，全县40个项目{started}30个，{started}率70%。",
    "2022年上半年，今年{signed}的19个项目中，已{started}10个。",
    "2022年上半年，{signed}项目中已{started}11个，未{started}3个。",
    "2022年上半年，全县{signed}30个，比去年同期多{signed}5个，增长20%。",
    "2022年上半年，{signed}额120亿元，{signed}额前三的是东镇（12亿元）、西镇（8亿元）。",
    "2022年上半年，{signed}食品项目11个，家具项目8个。",
    "2022年上半年，全县新{started}5个，续建8个。",
    "2022年上半年，县高新区{producing}5个，绿色食品产业{signed}5个，{started}3个。",
    "2022年上半年，平均每个{signed}项目投资3亿元，30个{signed}项目、90亿元总投资。",
    "2022年上半年，对接{signed}项目8个，意向{signed}项目9个，亿元以上{started}项目4个。",
    "2022年上半年，{signed}最多的是东镇，达8个；西镇为12个。",
    "2022年上半年，{signed}80个，占全县{signed}项目的40%，逾期未{started}项目2个。",
    "2022年上半年，入园企业8家，其中3家企业已{landed}，{landed}率40%。",
    "2022年3月，{started}仪式上集中{started}8个。",
    "截至2022年6月底，累计{signed}37个，{at_capacity}20个，{at_capacity}率5%。",
    "甲项目于2022年5月{signed}，2022年3月{started}。",
    "2022年3月5日，虚构阀门项目{started}。2022年4月5日，虚构阀门项目{started}。",
    "2022年上半年，东镇{signed}5个、西镇{signed}3个，合计{signed}8个。",
    "2022年上半年，东镇{signed}额5亿元，西镇{signed}额3亿元，两镇{signed}额共8亿元。",
    "2022年上半年，东镇{signed}5个，西镇{signed}3个，{signed}项目共计8个。",
    "2022年上半年，引进40个{signed}项目，已{started}10个，占40个{signed}项目总数的25%。",
    "2022年上半年，今年{signed}的项目19个，已{started}10个，增加{started}2个，{started}12个。",
    "2022年上半年，{signed}12个，占全市50个{signed}项目的24%，占全市{signed}项目比重24%。",
    "125个项目{started}115个，{started}率92%。",
    "2022年上半年，{signed}项目投资总额60亿元，同比增长20%，去年{signed}投资总额50亿元。",
    "厂房总面积50万平方米，{signed}30万平方米，未{signed}20万平方米。",
    "此次{signed}的40个项目总投资50亿元，{signed}项目共45个。",
    "2022年上半年，{signed}30个（去年同期{signed}25个），增长20%。",
    "2022年上半年，8家企业{signed}{landed}，有企业6家{signed}入驻，{landed}企业5家。",
    "2022年上半年，{signed}对接项目8个，{signed}意向7个，意向{signed}6个。",
    "2022年上半年，建成{producing}项目3个，{signed}{landed}项目8个，正式合同{landed}5个。",
    "2022年上半年，{signed}总投资30亿元，{signed}引资20亿元，{signed}引资额9亿元，{signed}投资8亿元。",
    "2022年，全年目标{signed}80个，要求全年{signed}70个，年度{signed}目标60个。",
    "力争2022年{landed}80个，已{landed}41个，下半年将{landed}9个，须{completed}8个。",
    "2022年上半年，30个项目、90亿元{signed}额，20个项目、40亿元{signed}总投资。",
    "2022年上半年，与5家企业{signed}合作协议，总投资30亿元，用时30天便{started}。",
    "2022年上半年，东镇、西镇各{signed}5个，{signed}额：东镇6亿元、西镇5亿元。",
    "2022年上半年，{landed}东镇项目5个，主要{signed}西镇项目3个。",
    "2022年上半年，市发改委{performing}5个，重大{landed}{signed}项目3个。",
    "2022年上半年，食品产业{signed}5个，{started}3个，{landed}2个。",
    "2022年上半年，新{signed}12个，续建59个，新{started}14个，共{started}73个。",
    "甲项目于2022年3月{started}{landed}，2022年5月{signed}。",
    "{at_capacity}后年产值5亿元，{at_capacity}{producing}后年税收3000万元。",
    "2022年上半年签约30个，去年同期25个，同期{completed}20个，年内{completed}8个。",
    "虚构阀门项目{producing}后，年产值5亿元，年税收3000万元。",
)


def told(sentence: str, words: Mapping[str, str]) -> list[list[str]]:
    """Tell all that is read and judged of a sentence, each word of a step said as the first of its step."""
    text = sentence.format(**words)
    first = {word: FIRST[step] for step, word in words.items()}
    figures: list[list[object]] = [
        [f.raw, f.kpi, f.measure, f.subject, f.period, f.as_of, f.is_part, f.base, f.band, f.narrow, f.cues]
        for f in read_figures(text, today="2022-07-05")
    ]
    verdicts: list[list[object]] = [
        [v.answer, v.against, v.code, v.raw, v.kpi, v.expected, len(v.others), v.zh]
        for ledger in (None, OURS)
        for v in verify(text, ledger, today="2022-07-05").verdicts
    ]
    rows = [[str(item) for item in row] for row in (*figures, *verdicts)]
    for word, plain in first.items():
        rows = [[item.replace(word, plain) for item in row] for row in rows]
    return rows


@pytest.mark.long
@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        (word, sentence)
        for word, step in STEP_OF.items()
        for sentence in SENTENCES
        if word != FIRST[step] and f"{{{step}}}" in sentence
    ],
)
def test_two_words_of_a_step_are_one(word: str, sentence: str) -> None:
    found = told(sentence, {**FIRST, STEP_OF[word]: word})
    assert found
    assert found == told(sentence, FIRST)


@pytest.fixture(scope="module")
def with_more_words(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    """What is told of each sentence in the words added, by a copy of the package to whose table they were added."""
    source = tmp_path_factory.mktemp("words")
    package = Path(zhaoshang.__file__).parent
    shutil.copytree(package, source / "zhaoshang", ignore=shutil.ignore_patterns("__pycache__"))
    table = source / "zhaoshang/_bulletins/texts/steps.py"
    text = table.read_text("utf-8")
    for step, word in ADDED.items():
        assert text.count(f'"{step}": (') == 1
        text = text.replace(f'"{step}": (', f'"{step}": ("{FIRST[step]}", "{word}", ')
    table.write_text(text, "utf-8")
    program = (
        "import json; from tests.bulletins.test_steps import ADDED, SENTENCES, told;"
        "print(json.dumps({sentence: told(sentence, ADDED) for sentence in SENTENCES}))"
    )
    root = Path(__file__).parents[2]
    paths = os.pathsep.join((str(source), str(root), os.environ.get("PYTHONPATH", "")))
    found = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-W", "ignore", "-c", program],
        env={**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert not found.returncode, found.stderr
    read: dict[str, list[list[str]]] = json.loads(found.stdout)
    return read


@pytest.mark.one_in(4)
@pytest.mark.long
@pytest.mark.parametrize("sentence", SENTENCES)
def test_one_word_more_is_read_in_every_sentence(
    sentence: str, with_more_words: Mapping[str, list[list[str]]]
) -> None:
    found = with_more_words[sentence]
    assert found
    assert found == told(sentence, FIRST)


@pytest.mark.parametrize(
    ("text", "raw", "code", "is_right"),
    [
        ("125个项目动工115个，开工率92%。", "92%", "rate_of_counts", True),
        ("125个项目动工115个，开工率97%。", "97%", "rate_of_counts", False),
        ("集中签约、开工项目共85个。其中签约47个，动工38个。", "85个", "parts_of_whole", True),
        ("甲项目于2022年5月签约，2022年3月动工。", "2022年3月", "steps_out_of_order", False),
    ],
)
def test_two_words_of_a_step_speak_of_each_other(text: str, raw: str, code: str, *, is_right: bool) -> None:
    found = verify(text)
    assert (raw, code) in [(verdict.raw, verdict.code) for verdict in found.verdicts]
    assert found.is_clean is is_right


def test_the_words_of_a_step_stand_in_their_table_alone() -> None:
    """What reads articles builds its patterns of the table; only what writes them words its own sentences."""
    home = Path(zhaoshang.__file__).parent / "_bulletins"
    found = [
        f"{file.relative_to(home)}:{line} {text}"
        for file in home.rglob("*.py")
        if file.name not in {"steps.py", "templates.py", "writing.py"}
        for line, text in _spoken(ast.parse(file.read_text("utf-8")))
        if any(word in text for word in STEP_OF)
    ]
    assert not found, found


def _spoken(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Give the texts of a module that are no documentation, with their lines."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value
