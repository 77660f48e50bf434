"""The hooks of the documentation site."""

import re
from pathlib import Path

import pytest
import site_chinese
import site_gallery
import site_nav
import site_pictures
import site_words


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>决定明确、\n精确</p>", "<p>决定明确、精确</p>"),
        ("<p>从\n清单</p>", "<p>从清单</p>"),
        ("<p>见\nPython 文档</p>", "<p>见\nPython 文档</p>"),
        ("<p>使用。\n<code>read</code>\n读入</p>", "<p>使用。<code>read</code>\n读入</p>"),
        ("<p><strong>开工</strong>\n履约</p>", "<p><strong>开工</strong>履约</p>"),
        ("<p>by <code>x</code>\n，再</p>", "<p>by <code>x</code>，再</p>"),
        ("<pre>合计，\n甲</pre>", "<pre>合计，\n甲</pre>"),
        ("<p>one\ntwo</p>", "<p>one\ntwo</p>"),
    ],
)
def test_a_wrapped_line_of_chinese_shows_no_blank(html: str, shown: str) -> None:
    assert site_chinese.join_lines(html) == shown


def test_a_folder_beside_pages_stands_for_the_others() -> None:
    """Named pages come first, in their order; the folder adds the rest."""
    pages = Path(site_nav.ROOT) / "docs" / site_nav.LANGUAGE
    first = "how-to/mend-a-ledger.md"
    filled = site_nav._filled([first, "how-to/"], pages)
    assert isinstance(filled, list)
    assert filled[0] == first
    assert sorted(map(str, filled)) == sorted(
        f"how-to/{page.name}" for page in (pages / "how-to").glob("*.md")
    )


def test_a_folder_without_pages_is_left_out() -> None:
    assert site_nav._filled({"无": "none/"}, Path(site_nav.ROOT)) == {}


def test_the_pictures_are_what_the_library_draws() -> None:
    """Of every picture and page of the gallery; none is there that is made no more."""
    pytest.importorskip("vl_convert", reason="needs the extra charts")
    kept = {path.name: path.read_text("utf-8") for path in site_gallery.HOME.iterdir()}
    made = site_gallery.made()
    assert sorted(kept) == sorted(made), "run: python3 tools/dev.py tables"
    assert [name for name in made if made[name] != kept[name]] == [], "run: python3 tools/dev.py tables"
    assert sum(len(content.encode()) for content in made.values()) < 400_000


def test_a_screen_keeps_to_its_columns() -> None:
    """Wide characters take two columns, bars and rules are shapes, and markup is text."""
    drawn = site_gallery.screen(["$ a", "甲乙  ██ <1", "──"], "told")
    assert 'textLength="33.6">甲乙</text>' in drawn
    assert '<rect x="66.4" y="54" width="16.8"' in drawn
    assert "&lt;1</text>" in drawn
    assert '<path d="M16.0 80h16.8"' in drawn


def test_a_page_with_a_diagram_brings_mermaid_along() -> None:
    """The script stands before the theme's own, which would fetch it; other pages are left as they are."""
    page = '<pre class="mermaid"></pre><script src="bundle.js"></script></body>'
    loaded = (
        '<pre class="mermaid"></pre><script src="../m.js"></script><script src="bundle.js"></script></body>'
    )
    assert site_pictures.with_script(page, "../m.js") == loaded
    assert site_pictures.with_script("<p>mermaid</p>", "../m.js") == "<p>mermaid</p>"


def test_mermaid_comes_from_an_installed_distribution(tmp_path: Path) -> None:
    """What is copied into the site is the whole script, made for browsers."""
    pytest.importorskip("mermaidx", reason="needs the tools of the site")
    site_pictures.copy_script(tmp_path)
    script = (tmp_path / site_pictures.SCRIPT).read_text("utf-8")
    assert len(script) > 1_000_000
    assert script.rstrip().endswith(
        'globalThis["mermaid"] = globalThis.__esbuild_esm_mermaid_nm["mermaid"].default;'
    )


def test_the_search_knows_the_short_words_of_the_glossary() -> None:
    words = site_words.short_words(Path(site_nav.ROOT) / "docs")
    assert {"在谈", "落地", "口径"} <= set(words)
    assert not {"中文", "框架协议"} & set(words)


@pytest.mark.parametrize("query", ["去重", "线程", "上传", "导入失败"])
def test_what_newcomers_type_is_found(query: str) -> None:
    """Some page has a word of the index that begins with what is typed."""
    jieba = pytest.importorskip("jieba", reason="needs the tools of the site")
    for word in site_words.ASKED:
        jieba.add_word(word)
    titles = re.findall(
        r"^#+ (.*)$",
        "\n".join(path.read_text("utf-8") for path in (Path(site_nav.ROOT) / "docs" / "zh").rglob("*.md")),
        re.MULTILINE,
    )
    found = [title for title in titles if query in title]
    assert any(word.startswith(query) for title in found for word in jieba.cut(title))


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("1亿元", ["1", "亿元"]),
        ("24个月", ["24", "个月"]),
        ("FDI实际到资", ["FDI", "实际到资"]),
        ("投资3.5亿元", ["投资", "3.5", "亿元"]),
        ("65%以上", ["65%", "以上"]),
        ("signed_project_count", ["signed_project_count"]),
        ("在谈、签约", ["在谈", "签约"]),
    ],
)
def test_a_search_is_parted_where_scripts_meet(query: str, terms: list[str]) -> None:
    """The separator of the site's search, read from its settings, parts what is typed as the index is parted."""
    settings = (Path(site_nav.ROOT) / "mkdocs.yml").read_text("utf-8")
    (separator,) = re.findall(r"separator: '(.*)'", settings)
    assert [term for term in re.split(separator, query) if term] == terms
