"""The library's own words in three scripts."""

import pickle

import pytest

from zhaoshang import kpis, vocabulary
from zhaoshang._text.scripts import to_hant
from zhaoshang._text.wording import Script
from zhaoshang.errors import UnknownCodeError


@pytest.mark.parametrize(
    ("locale", "script"),
    [
        ("zh", Script.HANS),
        ("zh_CN", Script.HANS),
        ("zh-Hans", Script.HANS),
        ("zh_TW", Script.HANT),
        ("zh-Hant", Script.HANT),
        ("zh_HK", Script.HANT),
        ("en", Script.EN),
        ("en_GB", Script.EN),
        ("zh_TW.UTF-8", Script.HANT),
    ],
)
def test_every_locale_comes_down_to_a_script(locale: str, script: Script) -> None:
    assert Script.of(locale) is script


@pytest.mark.parametrize("locale", ["sw", "sw_KE", "", "cn", "english"])
def test_a_locale_without_words_is_refused(locale: str) -> None:
    with pytest.raises(UnknownCodeError, match="locale"):
        Script.of(locale)


def test_a_character_is_written_as_its_word_wants() -> None:
    assert to_hant("批准标准制造机制") == "批准標準製造機制"
    assert to_hant("上半年签约项目总投资（亿元）") == "上半年簽約項目總投資（億元）"


def test_the_scripts_have_tags_and_choose_words() -> None:
    scripts = (Script.HANS, Script.HANT, Script.EN)
    assert [script.tag for script in scripts] == ["zh-Hans", "zh-Hant", "en"]
    assert [script.say("开工", "started") for script in scripts] == ["开工", "開工", "started"]
    assert [script.is_chinese for script in scripts] == [True, True, False]
    assert all(pickle.loads(pickle.dumps(script)) is script for script in scripts)  # noqa: S301 - our own


def test_no_word_of_the_library_keeps_a_simplified_character() -> None:
    """Writing the result again changes nothing, and frequent simplified radicals are gone."""
    terms = [member.zh for name in vocabulary.__all__ for member in _members(getattr(vocabulary, name))]
    words = [*terms, *(kpi.zh + kpi.formula_zh for kpi in kpis.CATALOGUE)]
    for word in words:
        assert to_hant(to_hant(word)) == to_hant(word)
        assert not set("签约项总资亿开产业区级转压统计实际达标") & set(to_hant(word))


def _members(value: object) -> list[vocabulary.Term]:
    return list(value) if isinstance(value, type) and issubclass(value, vocabulary.Term) else []
