"""Documents from strangers and files that are cut, mixed or deep: never silent, never foreign, never without end."""

import errno
import json
import os
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drawing import examples
from tests.trust.counting import calls

from zhaoshang import Ledger, Money, Project, frames, workbooks
from zhaoshang._files.atomic import committed, replacing, replacing_in
from zhaoshang._files.strict_json import depth_of
from zhaoshang.assessments import read_scheme
from zhaoshang.errors import (
    FieldTypeError,
    FileAccessError,
    FileSyntaxError,
    NumberRangeError,
    RecordError,
    UnfitValueError,
    ZhaoshangError,
)
from zhaoshang.kpis import evaluate
from zhaoshang.profiles import DEFAULT
from zhaoshang.quantities import Hedge
from zhaoshang.records import collect, dump, iter_lines, json_schema, load, merge, structure, unstructure

BASE: dict[str, Any] = {"id": "A", "name": "甲"}


def deep(levels: int = 100_000) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for _ in range(levels):
        made = {"a": made}
    return made


STRANGE: dict[str, Any] = {
    "a rate of nothing": {**BASE, "investment": {"value": "1", "unit": "CNY", "rates": [{}]}},
    "a rate of another name": {**BASE, "investment": {"value": "1", "unit": "CNY", "rates": [{"rat": "1"}]}},
    "a rate that is a text": {**BASE, "investment": {"value": "1", "unit": "CNY", "rates": ["USD"]}},
    "a key that is a number": {**BASE, 1: 2},
    "a key that is nothing": {**BASE, None: 2},
    "a key that is a tuple": {**BASE, ("a", 1): 2},
    "a key inside that is a number": {**BASE, "investment": {"value": "1", "unit": "CNY", 3: 4}},
    "depth in a field": {**BASE, "owner": deep()},
    "depth in an amount": {**BASE, "investment": deep()},
    "depth in what is not known": {**BASE, "colour": deep()},
    "depth in a list": {**BASE, "milestones": [deep()]},
}


@pytest.mark.parametrize("data", STRANGE.values(), ids=STRANGE)
def test_a_strange_document_is_answered(data: dict[Any, Any]) -> None:
    """`structure` refuses it as ours, and `collect` ends, keeps the rest and tells what it left out."""
    with pytest.raises(RecordError) as caught:
        structure(data, Project)
    assert str(caught.value)
    assert caught.value.to_dicts("zh_CN")
    found = collect(data, Project)
    assert found.value is not None
    assert found.value.id == "A"
    assert len(found.report) >= 1


def test_a_fault_at_a_field_that_a_converter_made_ends_too() -> None:
    """A campaign's `companies` are counted as `visits`: the document has no such field to leave out."""
    data = {"teams": [{"id": "T", "name": "专班", "outreach": [{"on": "2022-03", "companies": "x"}]}]}
    assert len(collect(data, Ledger).report) >= 1


def nested(levels: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for _ in range(levels):
        found = {"extra": found, "agreements": [found, found]}
    return found


def turning() -> dict[str, Any]:
    found: dict[str, Any] = {}
    found |= {"extra": found, "agreements": [found, found]}
    return found


@pytest.mark.parametrize(
    "patch",
    [nested(40), nested(600), nested(20_000), turning()],
    ids=["40 levels", "600 levels", "20,000 levels", "itself"],
)
def test_a_strange_patch_is_answered(patch: dict[str, Any]) -> None:
    """Deeper than any record, of twice as many parts with every level, or holding itself: `merge` refuses it in our words."""
    with pytest.raises(RecordError):
        merge(Project(id="A", name="甲"), patch)
    with pytest.raises(RecordError):
        merge(Ledger(), {"projects": [{"id": "A", "name": "甲"} | patch]})


@pytest.mark.parametrize("field", ["investment", "floor_area"])
@pytest.mark.parametrize("sign", [1, -1])
def test_a_whole_number_of_millions_of_digits_is_refused_at_once(field: str, sign: int) -> None:
    """It is never written in digits, which takes the square of its length."""
    unit = {"investment": "CNY", "floor_area": "mu"}[field]
    data = {"id": "A", "name": "甲", field: {"value": sign << 30_000_000, "unit": unit}}
    with pytest.raises(RecordError) as caught:
        structure(data, Project)
    assert f"$.{field}.value" in str(caught.value)
    assert "at most 400 digits" in str(caught.value)
    (found,) = collect(data, Project).report
    assert found.code == "invalid_field"


def test_an_answer_costs_no_more_than_a_few_times_what_it_is_about() -> None:
    """Nearest names of 400 unknown fields, in both languages; they took a second each hundred, some 100,000 calls each."""

    def answered(many: int) -> int:
        data = {"id": "A", "name": "甲"} | {f"q{number}w": 1 for number in range(many)}
        with pytest.raises(RecordError) as caught:
            structure(data, Project)
        told = list[object]()
        made = calls(lambda: told.extend(caught.value.to_dicts("zh_CN")), builtins=False)
        assert len(told) == many
        return made

    answered(5)
    assert answered(400) < 400 * 4_000


def test_a_document_of_nothing_but_faults_is_read_no_further_than_they_are_told(tmp_path: Path) -> None:
    data = {"projects": [{"a": 1, "b": 2} for _ in range(RecordError.MOST)]}
    with pytest.raises(RecordError) as one:
        structure(data, Ledger)
    with pytest.raises(RecordError) as all_unknown:
        structure(dict.fromkeys(map(str, range(3 * RecordError.MOST)), 1), Ledger)
    lines = tmp_path / "faults.jsonl"
    lines.write_text('{"projects": {"a": 1, "b": 2}}\n' * RecordError.MOST, "utf-8")
    with pytest.raises(RecordError) as in_lines:
        load(lines)
    for told in (one.value, all_unknown.value, in_lines.value):
        assert len(told.exceptions) == RecordError.MOST
        assert "behind these" in str(told)
    assert "$.projects[0].a: " in str(one.value)


@pytest.mark.parametrize("levels", [10, 900, 5_000, 200_000])
def test_a_deep_file_is_refused(tmp_path: Path, levels: int) -> None:
    for name in ("deep.json", "deep.jsonl"):
        path = tmp_path / name
        path.write_text('{"name": ' * levels + "1" + "}" * levels)
        with pytest.raises(ZhaoshangError):
            load(path)


BOLD = """
import sys
from pathlib import Path
from zhaoshang import Ledger, Project, evaluate, frames, parse_money
from zhaoshang.errors import ZhaoshangError
from zhaoshang.records import iter_lines, load, structure
path = Path(sys.argv[1])
path.write_bytes(b'{"projects": ' * 300_000)
deep = []
for _ in range(300_000):
    deep = [deep]
sys.setrecursionlimit(10**6)
for ask in (
    lambda: load(b'{"a": ' * 1_000_000),
    lambda: load(path),
    lambda: list(iter_lines(path)),
    lambda: evaluate(frames.read_lines(path), "signed_project_count", as_of="2022"),
    lambda: structure({"id": "P1", "name": deep}, Project),
    lambda: Project(id="P1", name=deep),
    lambda: parse_money(deep),
    lambda: evaluate(Ledger(), "signed_project_count", by=deep),
):
    try:
        ask()
    except ZhaoshangError as error:
        print(len(str(error)) < 1_000, end=" ")
"""


def test_depth_is_bounded_whatever_the_host_allows_its_stack(tmp_path: Path) -> None:
    """The parser of JSON and `repr` recurse in C as far as the host lets them; the process ended in a fault."""
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", BOLD, str(tmp_path / "deep.jsonl")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert (done.returncode, done.stdout.split()) == (0, ["True"] * 8), done.stderr


@given(
    st.recursive(
        st.none() | st.integers() | st.text('[{"\\\\}]a'),
        lambda inner: st.lists(inner) | st.dictionaries(st.text('[{"\\\\}]a'), inner),
    ),
    st.booleans(),
)
def test_depth_is_told_as_a_parser_would_find_it(document: Any, is_spaced: bool) -> None:
    def depth(value: Any) -> int:
        if not isinstance(value, list | dict):
            return 0
        return 1 + max(map(depth, value.values() if isinstance(value, dict) else value), default=0)

    text = json.dumps(document, indent=1 if is_spaced else None, ensure_ascii=is_spaced)
    assert depth_of(text.encode()) == depth(document)


LINES: dict[str, tuple[str, str]] = {
    "a whole ledger": (
        '{"as_of": "2022", "projects": [{"id": "P1", "name": "甲"}]}\n',
        "more than one record",
    ),
    "two records": (
        '{"projects": {"id": "P", "name": "甲"}, "parks": {"id": "K", "name": "园"}}\n',
        "more than one",
    ),
    "projects alone": ('{"id": "P1", "name": "甲"}\n', "nor a record in its collection"),
    "a count that is none": (
        '{"as_of": "2022", "records": true}\n{"projects": {"id": "P1", "name": "甲"}}\n',
        "True",
    ),
    "two heads": ('{"as_of": "2022"}\n{"as_of": "2023"}\n', "second head"),
    "nothing": ("", "empty"),
    "blank lines": ("\n\n", "empty"),
    "a key given twice": ('{"projects": {"id": "P1", "name": "甲", "name": "乙"}}\n', "twice"),
    "no number": ('{"projects": {"id": "P1", "name": NaN}}\n', "NaN"),
    "too few": ('{"records": 2}\n{"projects": {"id": "P1", "name": "甲"}}\n', "cut short"),
    "too many": ('{"records": 0}\n{"projects": {"id": "P1", "name": "甲"}}\n', "cut short"),
}


@pytest.mark.parametrize(("text", "reason"), LINES.values(), ids=LINES)
def test_lines_that_lose_something_are_refused(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_text(text, "utf-8")
    with pytest.raises(FileSyntaxError) as caught:
        load(path)
    assert reason in caught.value.reason
    with pytest.raises(FileSyntaxError):
        list(iter_lines(path))


def test_a_key_given_twice_is_refused_in_one_document(tmp_path: Path) -> None:
    """And what else JSON allows and a document may not hold; each is told where it stands."""
    path = tmp_path / "ledger.json"
    head = '{\n "name": "}\\"a\\": NaN",\n "projects": [{"id": "P1", "name": "甲"}],\n'
    told = {}
    for fault in ('"projects": []', '"a": {"b": 1,\n"b": 2}', '"a": [\n\nNaN]', f'"a": 1.5e{"0" * 400}'):
        path.write_text(head + fault + "\n}", "utf-8")
        with pytest.raises(FileSyntaxError) as caught:
            load(path)
        told[fault] = caught.value.line
    assert [*told.values()] == [4, 5, 6, 4]


@pytest.mark.parametrize("suffix", ["json", "jsonl"])
def test_a_file_cut_anywhere_is_found(tmp_path: Path, suffix: str) -> None:
    """Nothing but the last line break can go without being missed."""
    ledger = Ledger(as_of="2022", projects=[Project(id=f"P{n}", name="甲") for n in range(3)])
    whole, cut = tmp_path / f"whole.{suffix}", tmp_path / f"cut.{suffix}"
    dump(ledger, whole)
    data = whole.read_bytes()
    for length in range(len(data) - 1):
        cut.write_bytes(data[:length])
        with pytest.raises(ZhaoshangError):
            load(cut)
    cut.write_bytes(data[:-1])
    assert load(cut) == load(whole) == ledger


@pytest.mark.parametrize("name", ["甲\ud800", "\ufffe", "\x00\x1b[31m", "\u202e甲", "甲\u2028乙"])
@pytest.mark.parametrize("suffix", ["json", "jsonl"])
def test_any_name_comes_back(tmp_path: Path, name: str, suffix: str) -> None:
    ledger = Ledger(projects=[Project(id="P1", name=name)])
    dump(ledger, tmp_path / f"ledger.{suffix}")
    assert load(tmp_path / f"ledger.{suffix}") == ledger
    frames.write_lines(ledger.projects, tmp_path / "lines.jsonl")
    assert [part.projects for part in frames.read_lines(tmp_path / "lines.jsonl").ledgers()] == [
        ledger.projects
    ]


def test_what_is_dumped_loads(tmp_path: Path) -> None:
    """A number that could not be read back is refused while the old file still stands."""
    path = tmp_path / "ledger.json"
    for digits in ("9" * 400, f"0.{'3' * 80}"):
        ledger = Ledger(projects=[Project(id="P1", name="甲", investment=Money.of(digits, "元"))])
        dump(ledger, path)
        assert load(path) == ledger
    before = path.read_bytes()
    for digits in ("9" * 401, "1e999999"):
        with pytest.raises(NumberRangeError):
            Money.of(digits, "元")
        with pytest.raises(NumberRangeError):
            Money(value=Decimal(digits), unit=Money.of(1, "元").unit)
    great = Money(value=Decimal("0." + "3" * 401), unit=Money.of(1, "元").unit)  # long behind the point
    project = Project(id="P1", name="甲", investment=great)
    with pytest.raises(ZhaoshangError):
        dump(Ledger(projects=[project]), path)
    with pytest.raises(ZhaoshangError):
        unstructure(project)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_long_number_has_one_answer_whatever_the_host_allows(tmp_path: Path) -> None:
    """It is refused by its length: to convert it takes the square of that, or an error of Python's, as the host has it."""
    allowed, wrong = sys.get_int_max_str_digits(), []
    try:
        for limit in (0, 640, 4300):
            sys.set_int_max_str_digits(limit)
            for text in ("9" * 401, "-" + "9" * 3_000_000, "0." + "3" * 400, "1e" + "9" * 5_000):
                document = b'{"projects": [{"id": "P1", "name": "A", "investment": %b}]}' % text.encode()
                lines = tmp_path / "ledger.jsonl"
                lines.write_bytes(b'{"records": %b}\n' % text.encode())
                for call in (
                    partial(load, document),
                    partial(load, lines),
                    lambda path=lines: list(iter_lines(path)),
                ):
                    with pytest.raises(FileSyntaxError) as caught:
                        call()
                    if "of which 400 may stand" not in str(caught.value):
                        wrong.append((limit, text[:9], str(caught.value)[:200]))
            for text in ("9" * 900_000, "9_" * 450_000 + "9", "0x" + "f" * 900_000):
                with pytest.raises(workbooks.MappingError) as refused:
                    workbooks.Mapping.from_toml(f"year = {text}")
                if "more than 400 digits" not in str(refused.value):
                    wrong.append((limit, text[:9], str(refused.value)[:200]))
    finally:
        sys.set_int_max_str_digits(allowed)
    assert not wrong


def test_halves_of_a_character_come_back_or_are_refused(tmp_path: Path) -> None:
    """One half is written as its escape; two that follow each other would come back as one character."""
    path = tmp_path / "ledger.json"
    for name in ("甲\ud83d", "\ude00甲", "\ude00\ud83d", "\U0001f600"):
        ledger = Ledger(projects=[Project(id="P1", name=name)])
        dump(ledger, path)
        assert load(path) == ledger
    for name in ("甲\ud83d\ude00", "\ud83d\ud83d\ude00"):
        with pytest.raises(UnfitValueError, match="surrogate halves"):
            dump(Ledger(projects=[Project(id="P1", name=name)]), path)


DIGITS = st.one_of(
    st.sampled_from([1, 3, 63, 64, 65, 360, 392, 399, 400, 401, 408, 4_000]).map("9".__mul__),
    st.sampled_from([64, 361, 400, 401]).map(lambda many: "1" + "0" * (many - 1)),
    st.integers(0, 10**420).map(str),
)
NUMBERS: Any = st.one_of(
    DIGITS.map(int),
    DIGITS,
    DIGITS.map("-{}".format),
    DIGITS.map("0.{}".format),
    st.builds("{}.{}".format, DIGITS, DIGITS),
    st.builds("{}e{}".format, DIGITS, st.sampled_from([99, -99, 7, -7])),
    st.builds("{}/{}".format, DIGITS, DIGITS),
)
AMOUNTS: Any = st.fixed_dictionaries(
    {"value": NUMBERS, "unit": st.sampled_from(["CNY", "亿元", "万元", "USD"])},
    optional={
        "hedge": st.sampled_from([str(hedge) for hedge in Hedge]),
        "low": NUMBERS,
        "high": NUMBERS,
        "rates": NUMBERS.map(lambda rate: [{"base": "USD", "quote": "CNY", "rate": rate}]),
    },
)


@settings(max_examples=examples(400), deadline=None)
@given(amount=AMOUNTS | NUMBERS.map("{}元".format), share=NUMBERS, visits=DIGITS.map(int))
def test_what_loads_is_dumped_and_loads_again(amount: Any, share: Any, visits: int) -> None:
    """An integer of 401 digits loaded, and the ledger that held it could not be saved."""
    project = {"id": "P1", "name": "甲"}
    documents: list[dict[str, Any]] = [
        {"projects": [{**project, "investment": amount}]},
        {"projects": [{**project, "shares": [{"unit": "U1", "share": share}]}]},
        {"teams": [{"id": "T1", "name": "专班", "outreach": [{"on": "2022-03", "visits": visits}]}]},
    ]
    for document in documents:
        try:
            ledger = structure(document, Ledger)
        except RecordError:
            continue
        file = BytesIO()
        dump(ledger, file)
        assert load(file.getvalue()) == ledger


# ------------------------------------------------------------------ files are replaced whole


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give a file away")
@pytest.mark.parametrize("mode", [0o660, 0o4660, 0o600], ids=oct)
def test_a_file_that_is_replaced_keeps_its_owner_and_group(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "ledger.json"
    dump(Ledger(name="甲"), path)
    os.chown(path, 1234, 4321)
    path.chmod(mode)
    dump(Ledger(name="乙"), path)
    found = path.stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (1234, 4321, mode)


@pytest.mark.parametrize("into", [type, object, list[type]], ids=str)
def test_a_class_of_nobody_is_told(into: Any) -> None:
    data = {"a": []} if isinstance(into, type) else [{}]
    with pytest.raises(RecordError) as refused:
        structure(data, into)
    assert "a class of zhaoshang.model" in refused.value.render("en")
    assert [finding.code for finding in collect(data, into).report] == ["invalid_field"]
    with pytest.raises(ZhaoshangError):
        json_schema(into)


def test_what_holds_itself_is_not_written() -> None:
    ring: list[Any] = []
    ring.append(ring)
    for thing in (ring, deep(5000)):
        with pytest.raises(FieldTypeError):
            unstructure(thing)


def test_a_ring_of_links_is_no_place_to_write(tmp_path: Path) -> None:
    path = tmp_path / "ledger.json"
    path.symlink_to(path)
    with pytest.raises(FileAccessError):
        dump(Ledger(name="甲"), path)
    assert path.is_symlink()


def test_permissions_and_links_are_kept(tmp_path: Path) -> None:
    path, link = tmp_path / "ledger.json", tmp_path / "link.json"
    dump(Ledger(name="旧"), path)
    path.chmod(0o640)
    link.symlink_to(path)
    dump(Ledger(name="新"), link)
    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert load(path).name == "新"
    fresh = tmp_path / "fresh.json"
    before = os.umask(0o027)
    try:
        dump(Ledger(), fresh)
    finally:
        os.umask(before)
    assert stat.S_IMODE(fresh.stat().st_mode) == 0o640


def test_an_error_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "ledger.json"
    path.write_text("old")

    def write(error: BaseException) -> None:
        with replacing(path) as new:
            new.write_text("half")
            raise error

    for error in (OSError(28, "no space"), KeyboardInterrupt(), ValueError()):
        with pytest.raises(type(error)):
            write(error)
        assert path.read_text() == "old"
        assert list(tmp_path.iterdir()) == [path]


def test_an_error_names_the_file_that_was_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "ledger.json"
    with pytest.raises(FileNotFoundError) as caught:
        dump(Ledger(), path)
    assert caught.value.filename == str(path)
    with pytest.raises(FileAccessError) as folder:
        dump(Ledger(), tmp_path)
    assert (folder.value.reason, folder.value.errno) == ("folder", errno.EISDIR)


WRITERS = """
import resource, signal, sys
from pathlib import Path
from zhaoshang import Ledger, Project, frames, records, workbooks
ledger = Ledger(as_of="2022", projects=[Project(id=f"P{n}", name=f"甲{n * 7919}") for n in range(1500)])
writers = {
    "old.json": records.dump,
    "old.xlsx": workbooks.write,
    "old.jsonl": lambda ledger, path: frames.write_lines(ledger.projects, path),
}
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
for name, write in writers.items():
    try:
        write(ledger, Path(sys.argv[1], name))
    except (OSError, ValueError) as error:
        print(name, type(error).__name__)
"""


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
def test_a_full_disk_is_one_error_and_the_old_file_stays(tmp_path: Path) -> None:
    """The system refuses a file past 20,000 bytes, as it refuses one on a full disk."""
    olds = [tmp_path / name for name in ("old.json", "old.xlsx", "old.jsonl")]
    for path in olds:
        path.write_text("old")
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", WRITERS, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(tmp_path)},
    )
    told = dict(line.split() for line in done.stdout.splitlines())
    assert [*told] == [path.name for path in olds], done.stderr
    assert {*told.values()} <= {"FileAccessError", "UnreadableWorkbookError"}
    assert {path.read_text() for path in olds} == {"old"}


def test_several_files_are_in_force_together(tmp_path: Path) -> None:
    """Whatever moment the writer dies at, a reader sees either every old file or every new one."""
    for name in ("a", "b"):
        (tmp_path / name).write_text("old")

    def write() -> None:
        with replacing_in(tmp_path) as new:
            (new / "a").write_text("new")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write()
    assert {path.read_text() for path in committed(tmp_path).values()} == {"old"}
    ready = tmp_path / ".zhaoshang-ready-1"  # as after a kill when the first of two was moved
    ready.mkdir()
    (tmp_path / "a").write_text("new")
    (ready / "b").write_text("new")
    (tmp_path / ".zhaoshang-2.tmp").mkdir()  # as after a kill while they were written
    assert {name: path.read_text() for name, path in committed(tmp_path).items()} == {"a": "new", "b": "new"}
    with replacing_in(tmp_path) as new:
        (new / "a").write_text("newer")
    assert (tmp_path / "a").read_text() == "newer"
    assert (tmp_path / "b").read_text() == "new"
    assert not ready.exists()


def test_numbers_of_the_exchange_format_are_json(tmp_path: Path) -> None:
    """What is written is JSON of the standard: no NaN, no key twice."""
    path = tmp_path / "ledger.json"
    dump(Ledger(projects=[Project(id="P1", name="甲")]), path)
    json.loads(path.read_bytes(), parse_constant=pytest.fail)


def test_a_review_takes_any_name(tmp_path: Path) -> None:
    """A CSV file may be called anything; a sheet may not."""
    long = "甲" * 60
    path = tmp_path / f"{long}[1]:.csv"
    path.write_text("项目名称,投资方,总投资（亿元）\n虚构\ufffe项目,虚构公司,3.5\n=1+1,甲,若干\n", "utf-8")
    imported = workbooks.read(path)
    workbooks.write_review(imported, tmp_path / "back.xlsx")
    assert len(workbooks.read(tmp_path / "back.xlsx").ledger.projects) == 2
    with zipfile.ZipFile(tmp_path / "back.xlsx") as parts:
        told = "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
    assert "虚构\ufffd项目" in told
    assert "\ufffe" not in told


def test_tables_are_replaced_together(tmp_path: Path) -> None:
    frames.write_parquet(Ledger(as_of="2022", projects=[Project(id="P1", name="甲")]), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def broken() -> Iterator[Ledger]:
        yield Ledger(as_of="2022", projects=[Project(id="P2", name="乙")])
        raise OSError(28, "no space")

    from zhaoshang._engine.frames.files import write_ledgers  # noqa: PLC0415 - needs an extra

    with pytest.raises(OSError, match="the disk is full"):
        write_ledgers(broken(), tmp_path, {}, None)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    "key", ["zz\x1b[31m", "zz\u202e", "zz\ud800"], ids=["escape", "override", "half_a_pair"]
)
def test_the_path_of_a_fault_steers_nothing(key: str) -> None:
    with pytest.raises(RecordError) as told:
        structure({"id": "A", "name": "甲", key: 1}, Project)
    assert key[2:] not in str(told.value)


def _itself() -> list[Any]:
    held: list[Any] = []
    held.extend((held, held))
    return held


def _the_same() -> list[Any]:
    held: list[Any] = []
    for _ in range(60):
        held = [held, held]
    return held


AROUND = {"itself twice": _itself(), "the same twice": _the_same()}
REFUSALS: dict[str, Callable[[Any], object]] = {
    "record": lambda given: structure({"projects": given}, Ledger),
    "field": lambda given: structure({"id": "P1", "name": given}, Project),
    "statement": lambda given: structure({"projects": [BASE | {"milestones": [given]}]}, Ledger),
    "part": lambda given: structure({"projects": [BASE | {"agreements": [{"terms": given}]}]}, Ledger),
    "patch": lambda given: merge(Project(id="P1", name="甲"), {"name": given}),
    "columns": lambda given: workbooks.Mapping.of({"columns": given}),
    "column": lambda given: workbooks.Mapping.of({"总投资": given}),
    "scheme": lambda given: read_scheme({"id": "a", "zh": "甲", "en": "a", "indicators": given}),
    "kpi": lambda given: evaluate(Ledger(), given),
    "profile": lambda given: evaluate(Ledger(), "signed_project_count", profile=given),
    "option": lambda given: DEFAULT.vary("mine", signed_date=given),
    "options": lambda given: DEFAULT.vary("mine", signed_kinds=given),
}


@pytest.mark.parametrize("held", AROUND.values(), ids=AROUND)
@pytest.mark.parametrize("refuse", REFUSALS.values(), ids=REFUSALS)
def test_lists_that_hold_each_other_are_refused_in_short(refuse: Callable[[Any], object], held: Any) -> None:
    """Walked one by one they are more than the atoms of the world; an error tells of the first."""
    with pytest.raises(ZhaoshangError) as refused:
        refuse(held)
    for said in (str(refused.value), repr(refused.value), refused.value.render("zh_CN")):
        assert len(said) < 10_000
