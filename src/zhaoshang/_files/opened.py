"""Files that are read while others may write them anew: whether what was opened still stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import final

from attrs import frozen

from zhaoshang._files.atomic import committed, unusable

__all__ = ["OpenedFiles"]

Mark = tuple[int, int, int] | None


@final
@frozen
class OpenedFiles:
    """The files of a folder as they were when they were opened.

    Attributes:
        folder: the folder, as it was given.
        marks: what tells each file from one that takes its place.
    """

    folder: Path
    marks: dict[Path, Mark]

    @classmethod
    def of(cls, folder: Path, /) -> "OpenedFiles":
        """Mark the files of a folder, those within its folders too."""
        paths = [path for each in committed(folder).values() for path in (each, *each.rglob("*.parquet"))]
        return cls(folder, {path: _mark(path) for path in paths if not path.is_dir()})

    @property
    def is_replaced(self) -> bool:
        """Whether a file is another now, or gone."""
        return any(_mark(path) != mark for path, mark in self.marks.items())

    @contextmanager
    def read(self) -> Iterator[None]:
        """Read the files: what comes of it is of one writing of them all, or an error that says that they were replaced.

        Raises:
            FileAccessError: where they were written anew meanwhile.
        """
        try:
            yield
        except Exception:
            self._refuse_replaced()
            raise
        self._refuse_replaced()

    def _refuse_replaced(self) -> None:
        if self.is_replaced:
            raise unusable(self.folder, "replaced") from None


def _mark(path: Path) -> Mark:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
