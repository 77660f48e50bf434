"""A hook of the documentation site: Chinese text that is wrapped in its source is not parted by blanks on the page.

A browser shows a line break as a blank. Between two Chinese characters, or beside Chinese punctuation, there is none.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

MARKS = "，。、；：？！（）《》〈〉“”‘’—…·％"
LETTERS = "\u3400-\u9fff"
TAGS = r"(?:</?(?:code|strong|em|a)\b[^>]*>)*"
BREAK = re.compile(
    rf"(?<=[{MARKS}{LETTERS}])({TAGS})\n({TAGS})(?=[{MARKS}{LETTERS}])"
    rf"|(?<=[{MARKS}])({TAGS})\n({TAGS})(?=\S)"
    rf"|(?<=\S)({TAGS})\n({TAGS})(?=[{MARKS}])"
)
VERBATIM = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)


def join_lines(html: str) -> str:
    """Take out the line breaks beside Chinese that would show as blanks; code stays as it is."""
    parts = VERBATIM.split(html)
    parts[::2] = [
        BREAK.sub(lambda found: "".join(tag or "" for tag in found.groups()), part) for part in parts[::2]
    ]
    return "".join(parts)


def on_page_content(html: str, /, *, page: "Page", config: "MkDocsConfig", files: "Files") -> str:
    """Join the lines of the Chinese pages."""
    del config, files
    return join_lines(html) if page.file.src_uri.startswith("zh/") else html
