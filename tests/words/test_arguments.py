"""An error names the argument that held what was given, and says in the reader's language what is wrong."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from zhaoshang import Ledger, Project, bulletins, evaluate, frames, workbooks
from zhaoshang.errors import (
    ArgumentError,
    DanglingReferenceError,
    FieldTypeError,
    FrameSchemaError,
    UnfitValueError,
    UnknownCodeError,
    ZhaoshangError,
)
from zhaoshang.kpis import evaluate_periods
from zhaoshang.measures import column

LEDGER = Ledger(as_of="2022-06-30", projects=[Project(id="P1", name="甲", owner="东镇")])


def ask(**more: Any) -> Any:
    return evaluate(LEDGER, "签约项目数", **more)


@pytest.mark.parametrize(
    ("place", "call"),
    [
        ("by", lambda: ask(by="ownr")),
        ("by", lambda: ask(by=["district", "ownr"])),
        ("unit", lambda: evaluate(LEDGER, "签约总投资", unit="亿园")),
        ("investment", lambda: column("investment") >= 3),
        ("cohort", lambda: ask(cohort="al")),
        ("profile", lambda: ask(profile="defalt")),
        ("of", lambda: evaluate(LEDGER, "milestone_count", of="startd")),  # type: ignore[arg-type]
        ("bands", lambda: evaluate(LEDGER, "分规模项目数", bands=["5个以上"])),
        ("bands", lambda: evaluate(LEDGER, "分规模项目数", bands=["[5亿元,1亿元)"])),
        ("bands", lambda: bulletins.verify("签约5亿元以上项目1个", LEDGER, bands=["[5亿元,1亿元)"])),
        ("step", lambda: evaluate_periods(LEDGER, "签约项目数", "2022", step="weeek")),  # type: ignore[arg-type]
        ("identity", lambda: LEDGER.diff(LEDGER, identity=["nam"])),
        ("role", lambda: LEDGER.served_by(role="servic")),
        ("locale", lambda: bulletins.write(ask(), locale="fr")),
        ("source", lambda: evaluate(None, "签约项目数", period="2022")),
        ("source", lambda: evaluate(None, ["同比", "招商率"])),
    ],
    ids=[
        "by", "one of by", "unit", "amount of a column", "cohort", "profile", "of", "no band", "empty band",
        "band verified", "step", "identity", "role", "locale", "no source", "no source for one",
    ],
)  # fmt: skip
def test_an_error_names_the_argument(place: str, call: Callable[[], object]) -> None:
    with pytest.raises(ZhaoshangError) as caught:
        call()
    assert caught.value.place == place
    assert str(caught.value).startswith(f"{place}: ")
    assert caught.value.render("zh_CN").startswith(f"{place}：")
    assert caught.value.to_dict()["place"] == place


def test_a_kpi_of_records_needs_some_and_one_of_figures_none() -> None:
    with pytest.raises(FieldTypeError, match="inputs= with let, lettable"):
        evaluate(None, "招商率")
    assert evaluate(None, "招商率", inputs={"let": 1, "lettable": 2})["letting_rate"].value == 50
    assert evaluate(None, "序时进度", period="2022", as_of="2022-06-30")["time_progress"].value == 50


def test_a_column_misspelt_is_told_by_its_own_name_first() -> None:
    with pytest.raises(UnknownCodeError) as caught:
        ask(where=column("investmnt") >= 3)
    assert caught.value.to_dict()["nearest"] == ["investment"]


@pytest.mark.parametrize("label", ["[5亿元,1亿元)", "[5亿元,5亿元)"])
def test_verify_refuses_a_band_in_which_no_amount_lies(label: str) -> None:
    with pytest.raises(UnfitValueError):
        bulletins.verify("签约项目1个", LEDGER, bands=[label])


ENGLISH = re.compile(r"[A-Za-z]{3,} [a-z]{2,}")


@pytest.mark.parametrize(
    "text",
    ["x = = 3", "x", "[a]\n[a]", "a=1\na=2", "a = [1", "项目 = 3", "a={x=1", 'a = "C:\\d"', "[a", "a=1 b=2", "a='x"],
)  # fmt: skip
def test_a_chinese_reader_is_told_in_chinese_what_is_no_toml(text: str) -> None:
    with pytest.raises(workbooks.MappingError) as caught:
        workbooks.Mapping.from_toml(text)
    assert ENGLISH.search(str(caught.value))
    assert not ENGLISH.search(caught.value.render("zh_CN"))


def test_a_file_where_a_folder_of_tables_is_needed_and_one_that_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "projects.parquet").write_bytes(b"PAR1")
    for given in (tmp_path / "projects.parquet", tmp_path):
        with pytest.raises(FrameSchemaError) as caught:
            frames.read_parquet(given)
        assert not ENGLISH.search(caught.value.render("zh_CN"))


def test_a_frame_of_other_things_is_told_by_its_headers() -> None:
    with pytest.raises(FrameSchemaError) as caught:
        frames.read_frame(pl.DataFrame({"金额": ["3亿元"], "日期": ["2022"]}), as_of="2022-12-31")
    assert "found the headers 金额, 日期" in str(caught.value)
    assert "实为 表头 金额, 日期" in caught.value.render("zh_CN")
    with pytest.raises(ArgumentError, match=r"cannot take <DataFrame> for ledger"):
        workbooks.write(pl.DataFrame({"项目名称": ["甲"]}), "o.xlsx")  # type: ignore[arg-type]


def test_a_header_that_was_read_as_a_field_is_told_by_it() -> None:
    office = pl.DataFrame({"项目名称": ["甲"], "牵头科室": ["一科"], "签约时间": ["2022-03-05"]})
    read, _ = frames.read_frame(office, as_of="2022-12-31")
    chosen = column("extra.牵头科室").is_in("一科")
    for asked in ({"by": ["extra.牵头科室"]}, {"where": chosen}):
        with pytest.raises(FrameSchemaError) as caught:
            evaluate(read, "签约项目数", **asked)
        assert caught.value.to_dict()["nearest"] == ["owner"]


def test_a_chinese_reader_is_told_in_chinese_what_is_not_there() -> None:
    with pytest.raises(DanglingReferenceError) as caught:
        Ledger(projects=[Project(id="P1", name="甲", parent="P9")]).require_references()
    assert not ENGLISH.search(caught.value.render("zh_CN"))
    assert ENGLISH.search(str(caught.value))
    with pytest.raises(FieldTypeError) as refused:
        Project(id="P1", name="甲", extra=["a"])  # type: ignore[arg-type]
    assert not ENGLISH.search(refused.value.render("zh_CN"))


def test_a_number_given_that_is_none_names_the_inputs() -> None:
    with pytest.raises(ZhaoshangError) as caught:
        evaluate(None, "同比", inputs={"current": "多", "previous": 2})
    assert caught.value.place == "inputs.current"


def test_verify_takes_one_band_as_evaluate_does() -> None:
    text = "2022年上半年，签约项目1个。"
    one, several = (bulletins.verify(text, LEDGER, bands=bands) for bands in ("≥5亿元", ["≥5亿元"]))
    assert one == several
