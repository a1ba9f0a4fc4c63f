"""Build a site in a folder beside the one that is there, and let it take its place at once when it is whole."""

import ctypes
import errno
import os
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from filelock import FileLock, Timeout


def has_room_beside(target: Path) -> bool:
    """Whether a folder can be made beside another and take its place: not so of a disk's own, as in a container."""
    around = target.resolve().parent
    while not around.exists():
        around = around.parent
    return not target.is_mount() and os.access(around, os.W_OK | os.X_OK)


class Swap:
    """A folder to build in, which is nobody else's; OSError where it cannot be made.

    It lies beside the one that it is to replace, on the same disk: taking its place is then one step, or two where
    the system knows no better. A build that is killed leaves it there, and the next one takes it away. Two builds of
    the same site go one after the other: `busy` is called before waiting.
    """

    def __init__(self, target: Path, busy: Callable[[], None]) -> None:
        self.target = target.resolve()  # whoever made it a link keeps his link
        self._is_done = False
        self._beside = re.compile(rf"\.{re.escape(self.target.name)}\.[0-9a-f]{{8}}\.(?:new|old)")
        _refuse(self.target)
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(self.target.with_name(f".{self.target.name}.lock"), thread_local=False)
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            busy()
            self._lock.acquire()
        try:
            self._mend()
            self.folder = self._named("new")
            self.folder.mkdir()
        except BaseException:
            self._release()
            raise

    def commit(self) -> None:
        """Put what was built in the place of what was there; OSError leaves what was there."""
        if self.target.exists():
            shutil.copymode(self.target, self.folder)
        if not self.target.exists() or not _exchanged(self.folder, self.target):
            self._replace()
        self.abandon()

    def abandon(self) -> None:
        """Leave nothing but the site: to be called whatever happens, more than once if need be."""
        if not self._is_done:
            self._is_done = True
            self._mend()
            self._release()

    def _replace(self) -> None:
        """In two steps: a build killed between them leaves the old site under another name, which `_mend` knows."""
        old = self._named("old")
        if self.target.exists():
            self.target.rename(old)
        try:
            self.folder.rename(self.target)
        except BaseException:  # Ctrl-C too
            self._mend()
            raise

    def _mend(self) -> None:
        """Put right what a build left that was stopped: whoever holds the lock is alone."""
        olds = [one for one in self._others() if one.suffix == ".old"]
        if olds and not self.target.exists():
            olds[0].rename(self.target)
        self._sweep()

    def _sweep(self) -> None:
        for one in self._others():
            shutil.rmtree(one, ignore_errors=True)  # what stays, the next build tries again

    def _others(self) -> list[Path]:
        around = self.target.parent
        return [around / name for name in sorted(os.listdir(around)) if self._beside.fullmatch(name)]

    def _named(self, what: str) -> Path:
        return self.target.with_name(f".{self.target.name}.{token_hex(4)}.{what}")

    def _release(self) -> None:
        """The lock's file goes while it is ours: one who waits for it sees that it is gone, and makes another."""
        with suppress(OSError):
            os.unlink(self._lock.lock_file)
        self._lock.release()


def _refuse(target: Path) -> None:
    """Say before a build what would only come out after it."""
    if target.exists() and not target.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(target))
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))


def _exchanged(one: Path, other: Path) -> bool:
    """Whether two folders changed places in one step: Linux and macOS can, on most disks; Python has no name for it."""
    if os.name != "posix":
        return False
    library = ctypes.CDLL(None)
    names, swap, here = (os.fsencode(one), os.fsencode(other)), 2, -100
    if linux := getattr(library, "renameat2", None):
        return bool(linux(here, names[0], here, names[1], swap) == 0)
    if macos := getattr(library, "renamex_np", None):
        return bool(macos(*names, swap) == 0)
    return False
