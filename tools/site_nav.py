"""A hook of the documentation site: fill folders of the navigation with their pages.

In `mkdocs.yml` an entry such as `reference/` stands for every page of that folder, `index.md` first; in a list, for those
that the list does not name. Pages of the reference follow the floors of the library, lowest first; other folders are in
the order of their names.
"""

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the tests read the floors without the tools of the site
    from mkdocs.config.defaults import MkDocsConfig

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE = "zh"

Nav = str | list["Nav"] | dict[str, "Nav"]


def floors() -> list[set[str]]:
    """Read the rooms of each floor, lowest first, from the layers that the imports are checked against."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = declared["tool"]["importlinter"]["contracts"]
    (layers,) = (each["layers"] for each in contracts if each.get("containers") == ["zhaoshang"])
    return [set(re.findall(r"\w+", layer)) for layer in reversed(layers)]


def on_config(config: "MkDocsConfig") -> "MkDocsConfig":
    """Replace every folder of the navigation by its pages, and leave out folders without any."""
    pages = Path(config.docs_dir) / LANGUAGE
    config.nav = [filled for entry in config.nav or [] if (filled := _filled(entry, pages))]
    return config


def on_post_build(*, config: "MkDocsConfig") -> None:
    """Leave the map of the site out where its address is not known: it would lead to `None`."""
    if not config.site_url:
        for name in ("sitemap.xml", "sitemap.xml.gz"):
            Path(config.site_dir, name).unlink(missing_ok=True)


def _filled(entry: Nav, pages: Path) -> Nav:
    if isinstance(entry, dict):
        return {title: filled for title, value in entry.items() if (filled := _filled(value, pages))}
    if isinstance(entry, list):
        listed: list[Nav] = []
        for value in entry:
            filled = _filled(value, pages)
            listed += [page for page in filled if page not in entry] if isinstance(filled, list) else [filled]
        return listed
    return _pages(entry, pages) if entry.endswith("/") else entry


def _pages(folder: str, pages: Path) -> Nav:
    rooms = [room for floor in floors() for room in sorted(floor)]

    def place(name: str) -> tuple[bool, int, str]:
        stem = name.removesuffix(".md")
        return name != "index.md", rooms.index(stem) if stem in rooms else 0, stem

    names = sorted((path.name for path in (pages / folder).glob("*.md")), key=place)
    return [f"{folder}{name}" for name in names]
