"""A hook of the documentation site: pages with a diagram bring Mermaid along, so that it shows without a network.

The theme would fetch Mermaid from a content delivery network; where the page has it already, it does not. The script is
that of the `mermaidx` distribution, copied into the site as it is built.
"""

import shutil
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the tests use the hook without the tools of the site
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

SCRIPT = "assets/mermaid.min.js"
DIAGRAM = 'class="mermaid"'


def with_script(html: str, source: str) -> str:
    """Load a script at the end of a page that holds a diagram, before the theme's own script looks for it."""
    if DIAGRAM not in html:
        return html
    body, bundle, rest = html.rpartition('<script src="')
    return f'{body}<script src="{source}"></script>{bundle}{rest}'


def copy_script(site: Path) -> None:
    """Copy Mermaid into a folder of pages."""
    target = site / SCRIPT
    target.parent.mkdir(parents=True, exist_ok=True)
    with as_file(files("mermaidx") / "assets" / "mermaid.js") as script:
        shutil.copyfile(script, target)


def on_post_page(output: str, /, *, page: "Page", config: "MkDocsConfig") -> str:
    """Point pages with a diagram to the site's own copy of Mermaid."""
    from mkdocs.utils import get_relative_url  # noqa: PLC0415 - the tests use the rest without the tools of the site

    del config
    return with_script(output, get_relative_url(SCRIPT, page.url))


def on_post_build(*, config: "MkDocsConfig") -> None:
    """Copy Mermaid into the site."""
    copy_script(Path(config.site_dir))
