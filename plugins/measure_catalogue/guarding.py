"""Publish a build only when it is whole, and say why one failed: the part of MkDocs that surrounds all others."""

import atexit
import logging
import signal
import sys
import threading
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.utils import CountHandler

from . import beside, failing
from .swapping import Swap, has_room_beside

log = get_plugin_logger(__name__)

_HOST = logging.getLogger(CountHandler.__module__.partition(".")[0])


def guard(config: MkDocsConfig, in_place: bool) -> MkDocsConfig:
    """Have a build write beside the site, unless it is to write `in_place`, and its failures told."""
    config.plugins["measure-catalogue/garde"] = _Guard(config, None if in_place else _swap(Path(config.site_dir)))
    return config


def _swap(target: Path) -> Swap | None:
    try:
        if not has_room_beside(target):
            log.info(f"« {target.name} » est écrit sur place : interrompue, cette construction le laisserait incomplet")
            return None
        return Swap(target, lambda: log.info(f"une autre construction de « {target.name} » est en cours : attente…"))
    except OSError as error:
        log.error(failing.explained(error))
        raise Abort("La construction n’a pas commencé.") from None


class _Guard(BasePlugin):  # type: ignore[type-arg]
    """Added to the plugins of one build once its settings are read."""

    def __init__(self, config: MkDocsConfig, swap: Swap | None) -> None:
        self._config, self._swap = config, swap
        if swap:
            config.site_dir = str(swap.folder)
            _end_at_signals()
            atexit.register(self._leave)

    @event_priority(-1000)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """The last of all: what MkDocs will refuse once this is over is not published."""
        if self._swap and not (config.strict and _is_warned()):
            self._swap.commit()
            config.site_dir = str(self._swap.target)
            log.info(f"« {self._swap.target.name} » est en place")
            self._swap = None

    @event_priority(-1000)
    def on_build_error(self, *, error: Exception) -> None:
        beside.stop()
        if self._swap:
            swap, self._swap = self._swap, None
            swap.abandon()
            self._config.site_dir = str(swap.target)
            if swap.target.exists():
                log.info(f"« {swap.target.name} » est resté tel qu’il était")
        if isinstance(error, OSError | UnicodeError):
            log.error(failing.explained(error))
            raise Abort("La construction a échoué.") from None

    def _leave(self) -> None:
        """What no event tells: Ctrl-C, or a machine that is being stopped."""
        if swap := self._swap:
            beside.stop()
            swap.abandon()
            log.error(f"construction interrompue : « {swap.target.name} » est resté entier")


def _end_at_signals() -> None:
    """End as after Ctrl-C, and not at once, when a service or a closed window asks for it."""
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, lambda received, _: sys.exit(128 + received))


def _is_warned() -> bool:
    """Whether the host has counted what stops a strict build."""
    return any(one.get_counts() for one in _HOST.handlers if isinstance(one, CountHandler))
