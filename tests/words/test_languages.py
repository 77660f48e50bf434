"""Small matters of language, and that a locale without words is refused wherever one is taken."""

from collections.abc import Callable
from typing import Any

import pytest

from zhaoshang import Ledger, Money, Project, bulletins, check, evaluate
from zhaoshang._text.languages import is_chinese
from zhaoshang.assessments import SCHEMES
from zhaoshang.boards import BOARDS
from zhaoshang.checks import PRACTICES, RULES, rule_table
from zhaoshang.errors import UnknownCodeError, UnknownIdError
from zhaoshang.lifecycle import evidence_table, transition_table
from zhaoshang.model import Agreement
from zhaoshang.reports import kpi_table, page
from zhaoshang.vocabulary import Stage
from zhaoshang.writing import format_period, format_quantity

PROJECT = Project(
    id="P1",
    name="甲",
    investment=Money.of(1, "亿元"),
    fixed_investment=Money.of(3, "亿元"),
    agreements=[Agreement(signed_on="2022-03-01")],
)
LEDGER = Ledger(as_of="2022-06-30", projects=[PROJECT])
FIGURES = evaluate(LEDGER, ["签约项目数"])
FINDINGS = check(LEDGER)


@pytest.mark.parametrize("locale", ["zh", "zh_CN", "zh-CN", "ZH", "zh_Hant_TW", "zh_CN.UTF-8"])
def test_chinese_is_told_by_the_first_part(locale: str) -> None:
    assert is_chinese(locale)


@pytest.mark.parametrize("locale", ["en", "en_US", "EN_gb", "en_GB.UTF-8"])
def test_english_is_not_chinese(locale: str) -> None:
    assert not is_chinese(locale)


@pytest.mark.parametrize(
    "named",
    [PRACTICES[0], SCHEMES["towns_2023"], BOARDS["projects"], Stage.SIGNED],
    ids=lambda each: type(each).__name__,
)
def test_what_is_named_in_a_language_knows_its_locales(named: Any) -> None:
    assert named.label("ZH") == named.label("zh-CN") == named.zh
    assert named.label("en_GB") == named.en
    with pytest.raises(UnknownCodeError):
        named.label("cn")


@pytest.mark.parametrize(
    ("locale", "nearest"),
    [
        ("cn", "zh_CN"),
        ("tw", "zh_TW"),
        ("CN", "zh_CN"),
        ("english", "en"),
        ("zhongwen", "zh_CN"),
        ("za_CN", "zh_CN"),
        ("zha", "zh_CN"),
        ("de_AT", "zh_CN"),
        ("C", "zh_CN"),
        ("", "zh_CN"),
        ("../../../etc", "zh_CN"),
        ("zh CN", "zh_CN"),
    ],
)
def test_a_locale_without_words_is_refused_and_the_nearest_named(locale: str, nearest: str) -> None:
    """Zhuang begins with the same letters and is another language."""
    with pytest.raises(UnknownCodeError, match=nearest) as caught:
        is_chinese(locale)
    assert caught.value.vocabulary == "locale"


TOLD: dict[str, Callable[[str], object]] = {
    "an error": UnknownIdError("projects", "P1").render,
    "a finding": FINDINGS[0].render,
    "findings": FINDINGS.to_json,
    "a page of findings": FINDINGS.to_html,
    "a term": Stage.STARTED.label,
    "a figure": FIGURES["签约项目数"].explain,
    "a table": lambda locale: kpi_table(FIGURES, locale=locale),
    "a report": lambda locale: page([kpi_table(FIGURES)], title="表", locale=locale),
    "a quantity": lambda locale: format_quantity(Money.of(3, "亿元"), locale=locale),
    "a period": lambda locale: format_period("2022", locale=locale),
    "a bulletin": lambda locale: bulletins.write(FIGURES, locale=locale),
    "the stages": lambda locale: transition_table(locale=locale),
    "the papers": lambda locale: evidence_table(locale=locale),
    "the rules": lambda locale: rule_table(RULES, locale),
}


@pytest.mark.parametrize("what", TOLD)
def test_whatever_is_told_refuses_a_locale_without_words(what: str) -> None:
    TOLD[what]("zh_TW")
    with pytest.raises(UnknownCodeError, match=r"cn is no locale\. Did you mean zh_CN\?"):
        TOLD[what]("cn")
