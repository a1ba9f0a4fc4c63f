"""Run MkDocs, and have something happen at a known moment of its work: a kill, a signal, a full disk, a lost file.

What it does to the disk comes by as « who what where »: `main` or `second` (a process that it made), then one of
`write`, `read`, `mkdir`, `rename`, `remove` (a folder with all it holds), `open-base`, `exchange`, then a path. By
the environment: STOP_AT, a regular expression that is searched in it; STOP_COUNT, at which of those that match;
STOP_DO, what happens before it is done; STOP_RECORD, a file to write all of them to. `exchange: no` takes the
exchange of two folders away, as on a system that knows none.
"""

import errno
import os
import re
import runpy
import shutil
import signal
import sys
from typing import Any

MAIN = os.getpid()
AT, DO = re.compile(os.environ.get("STOP_AT", "(?!)")), os.environ.get("STOP_DO", "")
RECORD = os.open(os.environ.get("STOP_RECORD", os.devnull), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
EVENTS = {
    "os.mkdir": "mkdir",
    "os.rename": "rename",
    "shutil.rmtree": "remove",
    "sqlite3.connect": "open-base",
    "ctypes.dlsym": "exchange",
}
WRITING = os.O_WRONLY | os.O_RDWR
left, is_ours = int(os.environ.get("STOP_COUNT", "1")), False


def hook(event: str, values: tuple[Any, ...]) -> None:
    global left, is_ours
    if is_ours or (event != "open" and event not in EVENTS):
        return
    if event == "open":
        path, mode, flags = values
        is_written = flags & WRITING or set(mode or "") & set("wax+")
        what, where = "write" if is_written else "read", path
    else:
        what, where = EVENTS[event], values[1 if event == "ctypes.dlsym" else 0]
    if event == "ctypes.dlsym" and where not in ("renameat2", "renamex_np"):
        return
    where = os.fsdecode(where) if isinstance(where, str | bytes | os.PathLike) else where
    line = f"{'main' if os.getpid() == MAIN else 'second'} {what} {where}\n"
    os.write(RECORD, line.encode("utf-8", "surrogateescape"))
    if AT.search(line):
        left -= 1
        if left == 0:
            is_ours = True
            happen(*DO.partition(":")[::2])
            is_ours = False


def happen(what: str, given: str) -> None:
    match what:
        case "kill":
            os.killpg(0, signal.SIGKILL)
        case "kill-main":
            os.kill(MAIN, signal.SIGKILL)
        case "kill-self":
            os.kill(os.getpid(), signal.SIGKILL)
        case "signal":
            os.kill(MAIN, getattr(signal, given))
        case "signal-all":
            os.killpg(0, getattr(signal, given))
        case "wait":
            print("stopped", file=sys.stderr, flush=True)
            with open(given, "rb") as stream:
                stream.read()
        case "remove":
            shutil.rmtree(given) if os.path.isdir(given) else os.unlink(given)
        case "refuse":
            number = getattr(errno, given)
            raise OSError(number, os.strerror(number))
        case "break":
            raise RuntimeError("une erreur du programme")


if os.environ.get("STOP_EXCHANGE") == "no":
    from measure_catalogue import swapping

    swapping._exchanged = lambda *_: False
sys.addaudithook(hook)
runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
