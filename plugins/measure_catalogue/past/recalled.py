"""Take from the last build what was made for a key, be it any object of ours."""

import pickle
import zlib
from collections.abc import Callable
from typing import Generic, TypeVar, cast

from .store import Known

T = TypeVar("T")


class Recalled(Generic[T]):
    """Objects by key: those that a store knows; `new` are those that it is to be given."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self.new: dict[bytes, bytes] = {}

    def __contains__(self, key: object) -> bool:
        return key in self._known

    def get(self, key: bytes, make: Callable[[], T]) -> T:
        """One that is known, else one that is made now."""
        if key in self._known:
            return self._read(self._known.value(key))
        made = make()
        self.new[key] = laid(made)
        return made

    def take(self, key: bytes, make: Callable[[], bytes]) -> T:
        """The same where `make` gives it `laid` down, maybe by another process."""
        if key in self._known:
            return self._read(self._known.value(key))
        self.new[key] = made = make()
        return self._read(made)

    def _read(self, value: bytes) -> T:
        """Sealed by the store, or from our own process: nobody else wrote what is unpickled."""
        return cast(T, pickle.loads(zlib.decompress(value)))


def laid(made: object) -> bytes:
    """An object as a store keeps it."""
    return zlib.compress(pickle.dumps(made, pickle.HIGHEST_PROTOCOL), 1)
