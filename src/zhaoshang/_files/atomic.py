"""Files are replaced whole: a new one is written beside the old one, flushed to the disk, and put in its place.

They are read only where they are files.
"""

import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Final

__all__ = ["NO_ROOM", "committed", "readable", "replacing", "replacing_in"]

NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the system says where a disk, a share of it or a file can take no more."""

_NOWHERE: Final = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL})
"""What the system says of a path that names nothing: no such name, below a file, too long, a ring of links, no name."""

_PREFIX: Final = ".zhaoshang-"
_READY: Final = ".zhaoshang-ready-"


def _named(path: str | os.PathLike[str], /) -> Path:
    """Give a path that the file system can be asked about; one with a NUL or a lone surrogate names nothing anywhere."""
    try:
        encoded = os.fsencode(path)
    except UnicodeEncodeError:
        encoded = b"\0"
    if b"\0" in encoded:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), ascii(os.fspath(path)))
    return Path(path)


def readable(path: str | os.PathLike[str], /) -> Path:
    """Give the path of a file, and refuse a pipe or a device, which may give nothing for ever or never end.

    Raises:
        MissingFileError: for what is not there, and for a path that can name nothing.
        OSError: for what is there and no regular file, or may not be looked at.

    Examples:
        >>> readable("/dev/null")
        Traceback (most recent call last):
        OSError: [Errno 22] not a file: '/dev/null'
    """
    try:
        found = _named(path)
        mode = found.stat().st_mode
    except OSError as error:
        if error.errno in _NOWHERE:
            raise missing(path) from None
        raise
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise OSError(errno.EINVAL, "not a file", str(path))
    return found


@contextmanager
def replacing(path: str | os.PathLike[str], /) -> Iterator[Path]:
    """Give a path to write to; what is there in the end takes the place of a file, unless an error is raised.

    The old file stays whole until the new one is on the disk: an error, a full disk or a kill leaves it as it was.
    Its permissions are kept, and a link stays a link. A terminal and its like are written to as they are; a pipe,
    which may be read by nobody for ever, is refused.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "ledger.json")
        ...     _ = path.write_text("old")
        ...     try:
        ...         with replacing(path) as new:
        ...             _ = new.write_text("ne")
        ...             raise OSError("no space left")
        ...     except OSError:
        ...         path.read_text(), len(list(Path(folder).iterdir()))
        ('old', 1)
    """
    target = Path(os.path.realpath(_named(path)))
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and not stat.S_ISREG(mode):
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(21, os.strerror(21), str(path))
        if not stat.S_ISCHR(mode):
            raise OSError(errno.EINVAL, "not a file", str(path))
        try:
            yield target
        except OSError as error:
            _tell(error, path, target)
            raise
        return
    new = target.with_name(f"{_PREFIX}{secrets.token_hex(8)}.tmp")
    try:
        # made here, so that a folder that takes no file says so before anything is computed
        os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        yield new
        if mode is not None:
            new.chmod(stat.S_IMODE(mode))
        _flush(new)
        new.replace(target)
    except OSError as error:
        _discard(new)
        _tell(error, path, new)
        if isinstance(error, FileNotFoundError) and not new.parent.exists():
            raise missing(path, Path(path).parent) from None
        raise
    except BaseException:
        _discard(new)
        raise
    _flush_folder(target.parent)


@contextmanager
def replacing_in(folder: Path, /) -> Iterator[Path]:
    """Give a folder to write several files to; in the end they all take their places in another folder at once.

    They are in force from the moment when the folder with all of them is renamed: a reader that asks `committed`
    sees either every old file or every new one, even after a kill in the middle of moving them.
    """
    _named(folder).mkdir(parents=True, exist_ok=True)
    _move_committed(folder)
    new = folder / f"{_PREFIX}{secrets.token_hex(8)}.tmp"
    new.mkdir()
    try:
        yield new
        for path in new.iterdir():
            _flush(path)
        _flush_folder(new)
        new = new.rename(folder / f"{_READY}{secrets.token_hex(8)}")
        _flush_folder(folder)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    _move_committed(folder)


def committed(folder: Path, /) -> dict[str, Path]:
    """Give what stands in a folder by name, with files that were written whole but not yet moved into place.

    Temporary files are left aside.
    """
    found: dict[str, Path] = {}
    folder = readable(folder)
    ready: list[Path] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(_READY):
            ready.append(path)
        elif not path.name.startswith(_PREFIX):
            found[path.name] = path
    for path in ready:
        found.update({each.name: each for each in path.iterdir()})
    return found


def missing(path: str | os.PathLike[str], folder: str | os.PathLike[str] = "", /) -> OSError:
    """Make the error about a file, or the folder of one, that is not there."""
    errors: Any = import_module("zhaoshang.errors")  # of a room above, loaded with the first mistake
    error: OSError = errors.MissingFileError(os.fsdecode(path), os.fsdecode(folder))
    return error


def _move_committed(folder: Path) -> None:
    for ready in sorted(folder.glob(f"{_READY}*")):
        for path in ready.iterdir():
            target = folder / path.name
            with suppress(OSError):
                path.chmod(stat.S_IMODE(target.stat().st_mode))
            path.replace(target)
        ready.rmdir()
    _flush_folder(folder)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Flush the names of a folder, where the system has that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _tell(error: OSError, path: str | os.PathLike[str], written: Path) -> None:
    """Name the file asked for: the name of a temporary one tells nobody anything, and a full disk names none at all."""
    if error.filename == str(written) or (error.filename is None and error.errno in NO_ROOM):
        error.filename = str(path)


def _discard(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
