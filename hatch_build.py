"""Compile the catalogues of messages into the wheel: what it says is read from `.mo`, and the text stays in the source."""

from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HOME = "zhaoshang/_locale"


class Catalogues(BuildHookInterface):
    """Adds a compiled catalogue for each language; an editable install reads the text itself."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile beside the source tree, so that nothing compiled is ever left in it to grow old."""
        if version == "editable":
            return
        folder = Path(mkdtemp(prefix="zhaoshang-catalogues-"))
        for source in sorted((Path(self.root) / "src" / HOME).glob("*.po")):
            with source.open("rb") as file:
                catalogue = read_po(file, locale=source.stem)
            done = BytesIO()
            write_mo(done, catalogue)
            compiled = folder / f"{source.stem}.mo"
            compiled.write_bytes(done.getvalue())
            build_data["force_include"][str(compiled)] = f"{HOME}/{compiled.name}"
