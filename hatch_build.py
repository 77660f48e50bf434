"""What a build adds: compiled catalogues of messages, and a README whose links lead somewhere from a package index.

Messages are read from `.mo`, and their text stays in the source. Links of the README are relative, for a clone has the
pages; on an index they lead to the `Repository` of the project's addresses, and without one only their words are left.
"""

import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileParser
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

HOME = "zhaoshang/_locale"


class Catalogues(BuildHookInterface):
    """Adds a compiled catalogue for each language; an editable install reads the text itself."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile beside the source tree, so that nothing compiled is ever left in it to grow old."""
        if version == "editable":
            return
        folder = Path(mkdtemp(prefix="zhaoshang-catalogues-"))
        for source in sorted((Path(self.root) / "src" / HOME).glob("*.po")):
            catalogue = Catalog(locale=source.stem, creation_date=datetime(1970, 1, 1, tzinfo=UTC))
            with source.open("rb") as file:
                PoFileParser(catalogue).parse(file)
            done = BytesIO()
            write_mo(done, catalogue)
            compiled = folder / f"{source.stem}.mo"
            compiled.write_bytes(done.getvalue())
            build_data["force_include"][str(compiled)] = f"{HOME}/{compiled.name}"


PICTURE = re.compile(r"!\[([^\]]*)\]\((?!https?:)([^)]+)\)\n*")
LINK = re.compile(r"(?<!!)\[([^\]]+)\]\((?!https?:|#)([^)]+)\)")


def for_index(text: str, home: str | None) -> str:
    """Make the links of a README absolute, or leave their words alone where the project has no address."""
    if home is None:
        return LINK.sub(r"\1", PICTURE.sub("", text))
    home = home.rstrip("/")
    shown = PICTURE.sub(rf"![\1]({home}/raw/main/\2)\n\n", text)
    return LINK.sub(rf"[\1]({home}/blob/main/\2)", shown)


class Readme(MetadataHookInterface):
    """Describes the project by its README, with links for a package index."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Fill the description in."""
        text = (Path(self.root) / "README.md").read_text("utf-8")
        home = metadata.get("urls", {}).get("Repository")
        metadata["readme"] = {"content-type": "text/markdown", "text": for_index(text, home)}
