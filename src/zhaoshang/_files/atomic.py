"""Files are replaced whole: a new one is written beside the old one, flushed to the disk, and put in its place.

They are read only where they are files.
"""

import errno
import os
import secrets
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from zhaoshang._basics import above

__all__ = ["NO_ROOM", "committed", "readable", "refused", "replacing", "replacing_in", "unusable"]

NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the system says where a disk, a share of it or a file can take no more."""

_NO_NAME: Final = (errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL, errno.EILSEQ)
_NOWHERE: Final = frozenset({errno.ENOENT, errno.ENOTDIR, *_NO_NAME})
"""What the system says of a path that names nothing: no such name, below a file, too long, a ring of links, no name."""

_OF_DISKS: Final = frozenset({*NO_ROOM, errno.EIO, errno.EROFS})
"""What it says of a disk, naming no file."""

_WHY: Final = {
    errno.EISDIR: "folder", errno.EEXIST: "no_folder", errno.ENOTDIR: "no_folder", errno.EACCES: "denied",
    errno.EPERM: "denied", errno.EROFS: "denied", **dict.fromkeys(_NO_NAME, "no_name"), **dict.fromkeys(NO_ROOM, "full"),
}  # fmt: skip

_TURNS: Final = 200
_A_TURN: Final = 0.01
"""How often, and after how many seconds, it is asked again whether a folder is free."""

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


def readable(path: str | os.PathLike[str], /, *, folder: bool = False) -> Path:
    """Give the path of a file, and refuse a pipe or a device, which may give nothing for ever or never end.

    Args:
        path: the file.
        folder: whether it may be a folder.

    Raises:
        MissingFileError: for what is not there, and for a path that can name nothing.
        FileAccessError: for what is there and no regular file, or may not be read.

    Examples:
        >>> readable("/dev/null")
        Traceback (most recent call last):
        zhaoshang.errors.FileAccessError: /dev/null: it is a folder, a pipe or a device. Give the path of a file.
    """
    try:
        found = _named(path)
        mode = found.stat().st_mode
        if stat.S_ISREG(mode) or (folder and stat.S_ISDIR(mode)):
            os.close(os.open(found, os.O_RDONLY))
            return found
    except OSError as error:
        raise (missing(path) if error.errno in _NOWHERE else refused(path, error)) from None
    raise unusable(path, "no_file")


@contextmanager
def replacing(path: str | os.PathLike[str], /) -> Iterator[Path]:
    """Give a path to write to; what is there in the end takes the place of a file, unless an error is raised.

    The old file stays whole until the new one is on the disk: an error, a full disk or a kill leaves it as it was.
    Its permissions are kept, its owner and group where the system lets them be given, and a link stays a link. A terminal
    and its like are written to as they are; a pipe, which may be read by nobody for ever, is refused.

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
    if isinstance(path, str) and path.endswith(("/", os.sep)):  # a path of this system drops it
        raise unusable(path, "folder")
    with _told_of(path):
        target = Path(os.path.realpath(_named(path)))
        if target.is_symlink():  # what is left of a ring
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(target))
        old = target.stat() if target.exists() else None
    if old is not None and not stat.S_ISREG(old.st_mode):
        if not stat.S_ISCHR(old.st_mode):
            raise unusable(path, "folder" if stat.S_ISDIR(old.st_mode) else "no_file")
        with _told_of(path, target):
            yield target
        return
    new = target.with_name(f"{_PREFIX}{secrets.token_hex(8)}.tmp")
    with _told_of(path, new):
        try:
            # made here, so that a folder that takes no file says so before anything is computed
            os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            yield new
            if old is not None:
                _give_to(new, old)
            _flush(new)
            new.replace(target)
        except BaseException:
            with suppress(OSError):
                new.unlink()
            raise
    _flush_folder(target.parent)


@contextmanager
def replacing_in(folder: Path, /) -> Iterator[Path]:
    """Give a folder to write several files to; in the end they all take their places in another folder at once.

    They are in force from the moment when the folder with all of them is renamed: a reader that asks `committed`
    sees either every old file or every new one, even after a kill in the middle of moving them.
    """
    with _told_of(folder):
        _named(folder).mkdir(parents=True, exist_ok=True)
        with _in_turn(folder):
            _move_committed(folder)
    new = folder / f"{_PREFIX}{secrets.token_hex(8)}.tmp"
    with _told_of(folder, folder / _PREFIX):
        try:
            new.mkdir()
            yield new
            for path in new.iterdir():
                _flush(_no_folder(path, folder / path.name))
            _flush_folder(new)
            with _in_turn(folder):
                new = new.rename(folder / f"{_READY}{secrets.token_hex(8)}")
                _flush_folder(folder)
                _move_committed(folder)
        except BaseException:
            if not new.name.startswith(_READY):  # what is in force is moved by who comes next
                shutil.rmtree(new, ignore_errors=True)
            raise


def committed(folder: Path, /) -> dict[str, Path]:
    """Give what stands in a folder by name, with files that were written whole but not yet moved into place.

    Temporary files are left aside, and a pipe or a device among them is refused.
    """
    found: dict[str, Path] = {}
    folder = readable(folder, folder=True)
    ready: list[Path] = []
    with _in_turn(folder, alone=False):
        for path in sorted(folder.iterdir()):
            if path.name.startswith(_READY):
                ready.append(path)
            elif not path.name.startswith(_PREFIX):
                found[path.name] = readable(path, folder=True)
        for path in ready:
            found.update({each.name: each for each in path.iterdir()})
    return found


@contextmanager
def _in_turn(folder: Path, /, *, alone: bool = True) -> Iterator[None]:
    """Wait for those that move files into a folder, and let them wait; who stands still too long is not waited for.

    Readers go beside each other. A system without such locks has none, and a process that ends lets go of its own.
    """
    try:
        import fcntl  # noqa: PLC0415 - of Unix alone
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        for _ in range(_TURNS):
            try:
                fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(_A_TURN)
                continue
            except OSError:  # a file system that has none
                pass
            break
        yield
    finally:
        os.close(handle)


def missing(path: str | os.PathLike[str], folder: str | os.PathLike[str] = "", /) -> OSError:
    """Make the error about a file, or the folder of one, that is not there."""
    error: OSError = above.errors.MissingFileError(os.fsdecode(path), os.fsdecode(folder))
    return error


def unusable(path: str | os.PathLike[str], reason: str, detail: str = "", /) -> OSError:
    """Make the error about what is there and cannot be used."""
    error: OSError = above.errors.FileAccessError(os.fsdecode(path), reason, detail)
    return error


def refused(path: str | os.PathLike[str], error: OSError, /) -> OSError:
    """Make the error about what the system says of a path, or of a stream."""
    return unusable(path, _WHY.get(error.errno or 0, "failed"), error.strerror or str(error))


@contextmanager
def _told_of(path: str | os.PathLike[str], written: Path | None = None, /) -> Iterator[None]:
    """Tell in our words what the system says of a path to write to; errors about other files pass, which are the caller's.

    The name of a temporary file tells nobody anything, and a full disk names none at all.
    """
    try:
        yield
    except OSError as error:
        is_disk = error.filename is None and error.errno in _OF_DISKS
        if written is not None and not is_disk and not str(error.filename).startswith(str(written)):
            raise
        if error.errno == errno.ENOENT:
            for folder in (
                Path(path).parent,
                Path(os.path.realpath(path)).parent,
            ):  # of a link, that of what it leads to
                if not folder.is_dir():
                    raise missing(path, folder) from None
        raise refused(path, error) from None


def _no_folder(path: Path, target: Path, /) -> Path:
    """Give a file that is to take the place of another, and refuse a folder, a pipe or a device there."""
    if target.exists() and not target.is_file():
        raise unusable(target, "folder" if target.is_dir() else "no_file")
    return path


def _give_to(new: Path, old: os.stat_result, /) -> None:
    """Give a file the owner, group and permissions of the one that it replaces.

    Where the owner stays another, what runs in its name must not: those bits go.
    """
    with suppress(OSError, AttributeError):  # not everyone may give files away, and not every system knows it
        os.chown(new, old.st_uid, old.st_gid)
    now = new.stat()
    is_same = (now.st_uid, now.st_gid) == (old.st_uid, old.st_gid)
    new.chmod(stat.S_IMODE(old.st_mode) & (0o7777 if is_same else 0o1777))


def _move_committed(folder: Path) -> None:
    for ready in sorted(folder.glob(f"{_READY}*")):
        for path in ready.iterdir():
            target = folder / path.name
            with suppress(OSError):
                _give_to(path, target.stat())
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
