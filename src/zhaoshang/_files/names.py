"""What the name of a file promises: other programs open it by its suffix, and would find something else."""

from os import PathLike, fspath
from pathlib import PurePath
from typing import Final

__all__ = ["is_of_another_kind"]

_KINDS: Final = frozenset(
    ".bmp .csv .doc .docm .docx .et .gif .htm .html .jpeg .jpg .json .jsonl .md .ods .odt .parquet .pdf .png .ppt .pptx"
    " .rtf .svg .toml .tsv .txt .webp .wps .xls .xlsb .xlsm .xlsx .xml .zip".split()
)


def is_of_another_kind(name: str | PathLike[str], /, *own: str) -> bool:
    """Tell whether a name ends as files of another kind do; an ending of nobody's may stand, and so may none.

    Args:
        name: the file.
        own: the endings of the kind that is written.

    Examples:
        >>> [is_of_another_kind(name, ".docx") for name in ("a.docx", "a.XLSX", "a.2022", "a")]
        [False, True, False, False]
    """
    return PurePath(fspath(name)).suffix.lower() in _KINDS.difference(own)
