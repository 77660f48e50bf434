"""A word of a step is the same word wherever a sentence may use it: of two words of one step, all is read and judged alike."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
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
