"""The parts of a workbook, which is an archive: unpacked, and packed again when some were changed."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path


def unpacked(book: Path | bytes) -> dict[str, bytes]:
    """Give each part of a sound archive by its name."""
    with zipfile.ZipFile(BytesIO(book) if isinstance(book, bytes) else book) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Make an archive of parts, in their order."""
    told = BytesIO()
    with zipfile.ZipFile(told, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return told.getvalue()
