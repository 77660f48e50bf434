"""Small matters of language."""

import pytest

from zhaoshang._text.languages import is_chinese


@pytest.mark.parametrize("locale", ["zh", "zh_CN", "zh-CN", "ZH", "zh_Hant_TW", "zh_CN.UTF-8"])
def test_chinese_is_told_by_the_first_part(locale: str) -> None:
    assert is_chinese(locale)


@pytest.mark.parametrize("locale", ["en", "en_US", "za_CN", "zha", "C", ""])
def test_every_other_language_is_not(locale: str) -> None:
    """Zhuang begins with the same letters and is another language."""
    assert not is_chinese(locale)
