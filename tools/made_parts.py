"""Write the parts of the documentation that are made from code and data: tables, and what commands print.

    python3 tools/dev.py tables

renews what stands between the marks `<!-- made:name -->` and `<!-- end -->` on every page; a test compares.
"""

import contextlib
import importlib.util
import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
LOCALES = {"zh": "zh_CN", "en": "en"}
PART = re.compile(r"(<!-- made:(\w+) -->\n\n).*?(\n?<!-- end -->)", re.DOTALL)


def example(name: str) -> ModuleType:
    """Load a script of examples/ as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "examples" / f"{name}.py")
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def report(locale: str) -> str:
    """Print the report of the example ledger as Markdown, the account of its rows as text."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        example("kpi_report").main(["--markdown", "--locale", locale])
    table, _, account = printed.getvalue().rpartition("\n\n")
    return f"{table}\n\n```text\n{account}```\n"


MAKERS: Mapping[str, Callable[[str], str]] = {"report": report}


def pages() -> dict[Path, str]:
    """Find the pages with parts that are made, and the language of each."""
    return {
        page: locale
        for folder, locale in LOCALES.items()
        for page in sorted((DOCS / folder).rglob("*.md"))
        if PART.search(page.read_text("utf-8"))
    }


def renewed(text: str, locale: str) -> str:
    """Put the parts of one language into a page."""
    return PART.sub(lambda match: f"{match[1]}{MAKERS[match[2]](locale)}\n<!-- end -->", text)


def main() -> None:
    """Renew the pages."""
    for page, locale in pages().items():
        page.write_text(renewed(page.read_text("utf-8"), locale), "utf-8")


if __name__ == "__main__":
    main()
