"""A hook of the documentation site: the search knows the short words of the glossary, such as 在谈, as words.

Longer terms are left to be parted, so that each of their words finds them. What newcomers type in one go is a word too: a
query of Chinese is not parted, and its beginning is looked for.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the tests use the hook without the tools of the site
    from mkdocs.config.defaults import MkDocsConfig

GLOSSARY = "zh/explanation/glossary.md"
ASKED = ("去重", "线程", "上传", "导入失败", "数据框", "口径", "查重", "撤回", "同比", "环比")
WORD = re.compile(r"^\| ([\u3400-\u9fff]{2,3}) \|", re.MULTILINE)


def short_words(docs: Path) -> list[str]:
    """List the terms of the glossary of two or three characters."""
    return [word for word in WORD.findall((docs / GLOSSARY).read_text("utf-8")) if word != "中文"]


def on_pre_build(*, config: "MkDocsConfig") -> None:
    """Tell them to the segmenter that the search plugin uses."""
    import jieba  # type: ignore[import-untyped] # noqa: PLC0415 - the tests use the rest without the tools of the site

    for word in (*short_words(Path(config.docs_dir)), *ASKED):
        jieba.add_word(word)
